"""Which texts are one emoji."""

import pytest

from rerun_state.symbols.emoji import emoji_named, is_emoji


@pytest.mark.parametrize("text", ["🎈", "👍🏽", "👩‍🚀", "🇳🇴", "❤️", "🏳️‍⚧️"])
def test_an_emoji_may_be_a_chain_of_characters(text: str) -> None:
    assert is_emoji(text)


@pytest.mark.parametrize("text", ["", "a", "🎈🎈", "🎈 ", "1", "é"])
def test_other_texts_are_none(text: str) -> None:
    assert not is_emoji(text)


def test_an_emoji_has_a_name() -> None:
    assert (emoji_named("balloon"), emoji_named("no_such")) == ("🎈", None)
