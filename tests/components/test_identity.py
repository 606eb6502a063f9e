"""What a component without a key is known by."""

import pytest

from rerun_state.components.identity import fingerprint


def test_many_bytes_are_known_by_few() -> None:
    sent = {"tables": {"t": bytes(100_000)}, "json": "{}"}
    assert len(repr(fingerprint(sent))) < 300
    assert hash(fingerprint(sent)) == hash(fingerprint({**sent}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": b"x"}, {"a": b"y"}),
        ({"a": b"x"}, {"b": b"x"}),
        ([{"key": "a", "bytes": b"x"}], []),
        ({"a": 1}, {"a": "1"}),
        ({"a": [1]}, {"a": [1, 2]}),
    ],
)
def test_other_data_is_known_by_other_things(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)
