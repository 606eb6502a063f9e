"""Regular expressions that wait for their first use."""

import re
from unittest.mock import Mock

import pytest

from rerun_state.patterns import pattern


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    spy = Mock(side_effect=re.compile)
    monkeypatch.setattr(re, "compile", spy)
    word = pattern(r"[a-z]+", re.IGNORECASE)
    spy.assert_not_called()
    assert [bool(word.fullmatch(text)) for text in ("Ab", "a1")] == [True, False]
    spy.assert_called_once_with(r"[a-z]+", re.IGNORECASE)


def test_a_pattern_has_what_compiled_ones_have() -> None:
    pair = pattern(rb"(?P<key>\w)=(\w)")
    assert (pair.pattern, pair.groups, dict(pair.groupindex)) == (
        rb"(?P<key>\w)=(\w)",
        2,
        {"key": 1},
    )
    assert pair.sub(rb"\2=\1", b"a=b") == b"b=a"
