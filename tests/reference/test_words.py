"""Types and defaults, as a person reads them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Literal, TypeVar

import pytest

from rerun_state.reference.words import default_in_words, type_in_words

Size = int | Literal["small", "large"]
Call = Callable[..., object] | None
T = TypeVar("T")


@pytest.mark.parametrize(
    ("annotation", "words"),
    [
        ("str", "str"),
        ("str | int", "str or int"),
        ("None | str | int", "str, int or None"),
        ("Size | None", 'int, "small", "large" or None'),
        ("Literal['a', 'b']", '"a" or "b"'),
        ("Call", "callable or None"),
        ("Callable[[int | str], object]", "callable"),
        ("Sequence[str | None]", "sequence of str or None"),
        ("list[Any]", "list"),
        ("Mapping[str, int] | dt.date", "mapping or date"),
        ("T | Unknown", "object or Unknown"),
    ],
)
def test_an_annotation_is_read_as_words(annotation: str, words: str) -> None:
    assert type_in_words(annotation, globals()) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        ("day", '"day"'),
        (str, "str"),
        (timedelta(hours=1), "60 minutes"),
        (7, "7"),
        (..., "..."),
    ],
)
def test_a_default_is_written_as_one_would_write_it(value: object, words: str) -> None:
    assert default_in_words(value) == words
