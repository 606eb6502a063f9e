"""Streamlit's additions to Markdown."""

import pytest

from rerun_state.page.markdown.rendering import render_inline

COLORS = ["red", "orange", "yellow", "green", "blue", "violet", "gray", "primary", "rainbow"]


@pytest.mark.parametrize("color", COLORS)
def test_text_and_background_take_every_color(color: str) -> None:
    assert render_inline(f":{color}[x]") == f'<span class="rs-text rs-{color}">x</span>'
    assert render_inline(f":{color}-background[x]") == (
        f'<span class="rs-background rs-{color}">x</span>'
    )


def test_grey_is_gray() -> None:
    assert render_inline(":grey-badge[x]") == '<span class="rs-badge rs-gray">x</span>'


@pytest.mark.parametrize("name", ["small", "shimmer"])
def test_text_may_be_small_or_shimmer(name: str) -> None:
    assert render_inline(f":{name}[x]") == f'<span class="rs-{name}">x</span>'


def test_directives_hold_markup_and_other_directives() -> None:
    assert render_inline(":red[a **b** :small[c] [d](#e)]") == (
        '<span class="rs-text rs-red">a <strong>b</strong> '
        '<span class="rs-small">c</span> <a href="#e">d</a></span>'
    )


def test_markup_does_not_cross_the_bounds_of_a_directive() -> None:
    assert render_inline("*a :red[b* c]") == '*a <span class="rs-text rs-red">b* c</span>'


@pytest.mark.parametrize("text", [":mauve[x]", ":rainbow-badge[x]", ":red[x", ":red", "a:b[c]"])
def test_what_is_no_directive_stays_as_written(text: str) -> None:
    assert render_inline(text) == text


def test_custom_colors_become_a_style() -> None:
    assert render_inline(""":color[x]{foreground="#d50000" background='rgb(0,1,2)'}""") == (
        '<span class="rs-background" style="color: #d50000; background-color: rgb(0,1,2)">x</span>'
    )


@pytest.mark.parametrize("color", ["red; position: fixed", "url(x)", "expression(1)", "var(--x)"])
def test_what_is_no_color_gives_no_style(color: str) -> None:
    assert render_inline(f':color[x]{{foreground="{color}"}}') == "<span>x</span>"


def test_a_shortcode_in_a_link_stands_there_once() -> None:
    assert render_inline("[a :tada:](https://b.c)").count("🎉") == 1


def test_shortcodes_become_emoji() -> None:
    assert render_inline(":tada: :+1: :nonsense: 10:30:45") == "🎉 👍 :nonsense: 10:30:45"


def test_a_material_icon_is_drawn_inline() -> None:
    assert render_inline("a :material/home:").startswith('a <svg class="rs-icon"')


def test_an_unknown_icon_stays_as_written() -> None:
    assert render_inline(":material/no_such_icon:") == ":material/no_such_icon:"


def test_the_logo_is_replaced_by_the_name() -> None:
    assert render_inline(":streamlit:") == "Streamlit"


def test_arrows_dashes_and_comparisons_become_symbols() -> None:
    assert render_inline("<- -> <-> -- >= <= ~=") == "← → ↔ — ≥ ≤ ≈"


def test_symbols_need_space_around_and_stay_out_of_code_and_links() -> None:
    assert render_inline("a->b x--y `->` [a -> b](#c)") == (
        'a-&gt;b x--y <code>-&gt;</code> <a href="#c">a -&gt; b</a>'
    )


@pytest.mark.parametrize("text", [":color[x]", ":color[x] {foreground='red'}"])
def test_a_colour_that_is_not_given_leaves_the_text(text: str) -> None:
    assert render_inline(text) == "<span>x</span>" + text.partition("]")[2]
