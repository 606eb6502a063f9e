"""The word that lets visitors in."""

import os

import pytest
from tornado.web import HTTPError

from rerun_state.serve.token import VARIABLE, Token, find_token


def test_only_the_word_itself_lets_in() -> None:
    token = Token("wörd")
    assert token.is_shown("wörd", "1.2.3.4")
    assert not any(token.is_shown(each, "1.2.3.4") for each in ("", "word", "wörd ", "\ud83d"))


def test_who_guesses_on_and_on_is_refused_and_others_are_not() -> None:
    token = Token("word")
    for n in range(11):
        assert not token.is_shown(str(n), "1.2.3.4")
    with pytest.raises(HTTPError, match="429"):
        token.is_shown("word", "1.2.3.4")
    assert token.is_shown("word", "5.6.7.8")


def test_addresses_without_number_take_no_memory_without_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rerun_state.serve.token._ADDRESSES", 3)
    token = Token("word")
    for n in range(10):
        token.is_shown("other", f"1.2.3.{n}")
    assert len(token._wrong) == 3


def test_a_token_of_the_environment_is_taken_out_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "word")
    token, is_made_up = find_token()
    assert (token.word, is_made_up) == ("word", False)
    assert VARIABLE not in os.environ


def test_without_one_a_token_is_made_up_that_nobody_guesses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    made = {find_token()[0].word for _ in range(3)}
    assert len(made) == 3
    assert all(len(each) >= 32 for each in made)
    assert find_token()[1]
