"""Icons, emoji, and the tables that they come from."""

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.symbols.emoji import emoji_named, is_emoji
from rerun_state.symbols.icons import icon, material_svg, split_icon


@pytest.mark.parametrize("emoji", ["🎉", "❤️", "❤", "👩🏽‍💻", "🏳️‍⚧️", "🇨🇭", "1️⃣", "🫩", "🧑‍🧑‍🧒"])
def test_an_emoji_passes_through(emoji: str) -> None:
    assert icon(f" {emoji} ") == emoji


@pytest.mark.parametrize("text", ["a", "é", "日", "🎉🎉", "🎉 ", "1", "", "\u200d", "\ufe0f", "→→"])
def test_other_texts_are_no_emoji(text: str) -> None:
    assert not is_emoji(text)


def test_a_material_icon_takes_the_color_and_size_of_the_text() -> None:
    svg = icon(":material/thumb_up:")
    assert svg.startswith('<svg class="rs-icon" role="img" aria-label="thumb_up icon"')
    assert 'width="1em" height="1em" fill="currentColor"><path d="m' in svg


def test_the_older_name_of_an_icon_draws_the_same() -> None:
    email, mail = material_svg("email"), material_svg("mail")
    assert email
    assert mail
    assert email.split("<path")[1] == mail.split("<path")[1]


def test_a_spinner_and_nothing_are_icons_too() -> None:
    assert "rs-icon-spinner" in icon("spinner")
    assert icon(" ") == ""


@pytest.mark.parametrize(
    "spec", [":material/no_such:", ":material/:", ":material", ":material/a/b:"]
)
def test_an_unknown_material_icon_is_named_in_the_error(spec: str) -> None:
    with pytest.raises(StreamlitAPIException, match=f"'{spec}' is not a valid Material icon"):
        icon(spec)


@pytest.mark.parametrize("spec", ["home", ":tada:", "🎉🎉", "https://a.org/b.png", "<b>"])
def test_what_is_no_icon_is_named_in_the_error(spec: str) -> None:
    with pytest.raises(StreamlitAPIException, match=f"'{spec}' is not a valid icon"):
        icon(spec)


def test_names_of_emoji_are_those_of_github() -> None:
    assert emoji_named("+1") == "👍"
    assert emoji_named("nonsense") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⚠️ **Mind**", ("⚠️", "**Mind**")),
        ("✅no space", ("✅", "no space")),
        ("👍🏽 - good", ("👍🏽", "good")),
        ("🧑🏽\u200d💻 dev", ("🧑🏽\u200d💻", "dev")),
        ("1️⃣ one", ("1️⃣", "one")),
        (":material/info: text", (":material/info:", "text")),
        ("🔗", ("🔗", "")),
        ("a 🔗", ("", "a 🔗")),
        ("5 five", ("", "5 five")),
        (":material/no_such: text", ("", ":material/no_such: text")),
        ("", ("", "")),
    ],
)
def test_a_text_may_begin_with_its_icon(text: str, expected: tuple[str, str]) -> None:
    assert split_icon(text) == expected
