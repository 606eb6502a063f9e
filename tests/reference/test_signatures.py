"""Signatures, as a person reads them."""

import inspect
import re
import typing
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

import pytest

import rerun_state as st
from rerun_state.reference.signatures import type_in_code
from tests.reference.test_weaving import FUNCTIONS

Size = int | Literal["small", "large"]
Call = Callable[..., object] | None
Many = Sequence[Size] | list[str]
Number = TypeVar("Number", int, float)
Date = TypeVar("Date", bound=str)
T = TypeVar("T")


@pytest.mark.parametrize(
    ("annotation", "shown"),
    [
        ("str", "str"),
        ("Size | None", "int | Literal['small', 'large'] | None"),
        ("Call | None", "Callable[..., object] | None"),
        ("Many", "Sequence[int | Literal['small', 'large']] | list[str]"),
        ("Literal['Size']", "Literal['Size']"),
        ("Callable[[Size], Any]", "Callable[[int | Literal['small', 'large']], Any]"),
        ("Number | Date | T | Unknown", "int | float | str | T | Unknown"),
    ],
)
def test_an_annotation_is_shown_with_its_aliases_written_out(annotation: str, shown: str) -> None:
    assert type_in_code(annotation, globals()) == shown


def test_a_signature_shows_what_a_parameter_takes() -> None:
    shown = str(inspect.signature(st.button))
    assert "(label: str, key: str | int | None = None, " in shown
    assert "type: Literal['primary', 'secondary', 'tertiary'] = 'secondary'" in shown
    assert str(inspect.signature(st.columns)).endswith("-> list[Container]")
    assert str(inspect.signature(st.sidebar.selectbox)).endswith("-> T | None")


def test_no_signature_names_an_alias_of_ours() -> None:
    shown = "".join(str(inspect.signature(each)) for each in FUNCTIONS.values())
    ours = {
        "Key",
        "Width",
        "Height",
        "OnChange",
        "Args",
        "Kwargs",
        "LabelVisibility",
        "Bind",
        "Gap",
    }
    assert ours.isdisjoint(re.findall(r"\w+", re.sub(r"'[^']*'|\w+:", "", shown)))


def test_the_hints_of_a_function_are_types_as_ever() -> None:
    assert typing.get_type_hints(st.button)["key"] == str | int | None
