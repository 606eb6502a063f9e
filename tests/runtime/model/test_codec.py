"""What a codec does where a widget's values need nothing special."""

from typing import Any

import pytest

from rerun_state.runtime.model.codec import Codec


class AsIs(Codec):
    def decode(self, wire: Any) -> Any:
        return wire

    def encode(self, value: Any) -> Any:
        return value

    def admit(self, value: Any) -> Any:
        return value


class Rounded(AsIs):
    def settle(self, value: Any) -> Any:
        return round(value)


def test_only_a_codec_that_settles_values_says_so() -> None:
    assert Rounded.settles
    assert not AsIs.settles


def test_a_value_is_carried_and_settled_as_it_is() -> None:
    value = object()
    assert AsIs().carry(value, AsIs()) is value
    assert AsIs().settle(value) is value


def test_values_are_the_same_where_they_are_equal() -> None:
    assert AsIs().same([1], [1])
    assert not AsIs().same([1], [2])


def test_a_message_that_no_widget_of_the_kind_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no event 'upload'"):
        AsIs().handle({"event": "upload"}, [])
