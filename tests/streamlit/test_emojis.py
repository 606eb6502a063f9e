"""The emoji that Streamlit's own list has."""

from importlib import import_module


def test_every_emoji_that_an_icon_may_be_is_listed() -> None:
    listed = import_module("streamlit.emojis").ALL_EMOJIS
    assert {"🎈", "🔥"} <= listed
    assert not any(each.isascii() for each in listed)
