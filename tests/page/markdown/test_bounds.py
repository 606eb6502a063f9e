"""No text takes much longer than its length, however many things it begins and does not end."""

from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline

from rerun_state.page.markdown import bounds
from rerun_state.page.markdown.rendering import render, render_inline

TOKENS = [
    ":red[",
    ":red-badge[",
    ":small[[",
    "[",
    "![",
    "[^",
    "^[",
    "[x][",
    "**",
    "$",
    "`",
    "http:",
]


@pytest.mark.long
@pytest.mark.parametrize("token", TOKENS)
@pytest.mark.parametrize("function", [render, render_inline])
def test_four_times_the_text_is_about_four_times_the_work(
    token: str, function: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [0]
    skip = ParserInline.skipToken

    def counted(self: ParserInline, state: Any) -> None:
        steps[0] += 1
        skip(self, state)

    monkeypatch.setattr(ParserInline, "skipToken", counted)

    def work(times: int) -> int:
        steps[0] = 0
        function(token * times)
        return steps[0]

    few = bounds.MOST // len(token) // 50
    assert work(4 * few) <= 8 * work(few) + 2 * bounds.MOST


def asked(name: str, text: str) -> list[int]:
    """Where in a text a rule of that name is asked, which finds nothing."""
    places = list[int]()

    def rule(state: Any, silent: bool) -> bool:
        places.append(state.pos)
        return False

    md = MarkdownIt("zero")
    md.inline.ruler.__rules__.clear()
    md.inline.ruler.push(name, rule)
    bounds.bound(md)
    md.renderInline(text)
    return places


RULES = ["link", "image", "directive", "footnote_ref", "footnote_inline"]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_of_brackets_is_asked_where_one_may_begin(name: str) -> None:
    assert asked(name, "a*[b]*![c]*:d[e]*^[f]") == [2, 6, 7, 11, 13, 17, 18]
    assert asked("other", "*[*") == [0, 1, 2]


@pytest.mark.parametrize("opening", ["[", "![", ":red[", "[x][", '[a](b "', "[](\\("])
def test_a_link_is_one_until_enough_was_read_in_vain(
    opening: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST", 1000)
    link = "[a](https://a.b)"
    assert "href" in render_inline(f"{opening * 3} {link}")
    assert "href" not in render_inline(f"{opening * 100} {link}")


def test_brackets_that_end_at_once_take_no_link_away() -> None:
    lines = [f'12:00 [INFO] worker {n} took x[{n}](twice) and [0]("y") [ ]' for n in range(400)]
    assert "href" in render("\n".join([*lines, "see [the docs](https://a.b)"]))


def test_signs_that_no_bracket_follows_cost_nothing() -> None:
    text = "](" + "x" * 2000 + " a!" * 200 + " b" * 20 + " [name](https://a.b)"
    assert '<a href="https://a.b"' in render(text)


def test_links_are_not_read_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", 100)
    assert render_inline(":red[one *two*] [a](https://b.c) " * 99).count("href") == 99


def test_the_rule_of_addresses_is_asked_after_a_protocol_until_enough_was_read_in_vain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = "gfm_autolink_protocol"
    assert asked(name, "a:b http: https: xmpp: mailto: ftp:") == [8, 15, 21, 29]
    monkeypatch.setattr(bounds, "MOST", 3 * 300)
    assert asked(name, "http:" * 60) == [4, 9, 14, 19]


def test_brackets_that_end_nowhere_stay_as_they_were_written() -> None:
    assert render_inline(":red[" * 3) == ":red[:red[:red["
    assert render_inline("[" * 5000) == "[" * 5000


def test_what_comes_before_is_rendered_all_the_same() -> None:
    html = render("**bold** [a](https://a.b) " + ":red[" * 4000)
    assert "<strong>bold</strong>" in html
    assert 'href="https://a.b"' in html
