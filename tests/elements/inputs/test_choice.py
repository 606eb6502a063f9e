"""One of several options: radio, selectbox; the yes or no of a checkbox."""

from dataclasses import make_dataclass
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.elements.base.options import One, Options, listed
from rerun_state.elements.inputs.toggles import Switch
from rerun_state.testing import AppTest

WIRES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers())
)


def app(line: str) -> AppTest:
    """An app of one element, which shows what the element returns."""
    return AppTest.from_string(f"import rerun_state as st\nst.text(repr({line}))").run()


def shown(at: AppTest) -> str:
    return str(at.text[0].value)


class Colour(Enum):
    RED = 1
    BLUE = 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("xyz", ["xyz"]),
        ({"a": 1, "b": 2}, ["a", "b"]),
        (range(2), [0, 1]),
        ((c for c in "ab"), ["a", "b"]),
        (Colour, [Colour.RED, Colour.BLUE]),
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), [1, 2]),
        (pd.Series(["p", "q"]), ["p", "q"]),
        (pd.Series([1, 2]).to_numpy(), [1, 2]),
        (pd.date_range("2024-02-29", periods=1).to_numpy(), [pd.Timestamp("2024-02-29")]),
        (pd.DataFrame({"a": [1]}).style, [1]),
        (np.int64(5), [5]),
        (None, []),
        (5, [5]),
    ],
)
def test_options_may_be_any_iterable(options: Any, expected: list[Any]) -> None:
    assert listed(options) == expected


@pytest.mark.parametrize(("kind", "error"), [("radio", "TypeError"), ("pills", "AttributeError")])
def test_a_label_that_is_no_text_raises_what_streamlit_does(kind: str, error: str) -> None:
    at = app(f"st.{kind}('C', ['a'], format_func={{}}.get)")
    assert at.exception[0].proto.type == error


def test_options_may_be_tables_of_other_libraries() -> None:
    polars = pytest.importorskip("polars")
    pyarrow = pytest.importorskip("pyarrow")
    assert listed(polars.LazyFrame({"a": [1, 2]})) == [1, 2]
    assert listed(pyarrow.array([1, 2])) == [1, 2]
    assert listed(pyarrow.table({"a": [1], "b": [2]})) == [1]


def test_a_selectbox_returns_the_option_and_not_its_label() -> None:
    at = app("st.selectbox('S', [1, 2], format_func={1: 'one', 2: 'two'}.get)")
    assert at.selectbox[0].options == ["one", "two"]
    assert shown(at.selectbox[0].select(2).run()) == "2"


def test_nothing_is_chosen_at_first_with_index_none() -> None:
    at = app("st.radio('R', ['a', 'b'], index=None)")
    assert shown(at) == "None"
    assert shown(at.radio[0].set_value("b").run()) == "'b'"


def test_of_options_with_equal_labels_the_last_one_is_chosen() -> None:
    at = app("st.selectbox('S', ['a1', 'a2'], format_func=lambda s: s[0])")
    assert shown(at) == "'a1'"
    assert shown(at.selectbox[0].select_index(0).run()) == "'a2'"


def test_a_value_that_is_no_longer_offered_gives_way_to_the_default() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "few = st.checkbox('few')\n"
        "st.text(st.radio('R', ['a', 'b'] if few else ['a', 'b', 'c'], index=1, key='r'))"
    ).run()
    at.radio[0].set_value("c").run()
    assert shown(at.checkbox[0].check().run()) == "b"
    assert at.session_state["r"] == "b"


def test_a_member_of_an_enum_defined_anew_is_of_this_run() -> None:
    at = AppTest.from_string(
        "import enum\nimport rerun_state as st\n"
        "class E(enum.Enum):\n    A = 1\n    B = 2\n"
        "st.text(st.selectbox('S', E, key='s') in list(E))"
    ).run()
    at.selectbox[0].select("E.B").run()
    assert shown(at.run()) == "True"


def test_options_that_cannot_be_compared_are_refused() -> None:
    at = AppTest.from_string(
        "import pandas as pd\nimport rerun_state as st\nst.selectbox('S', [pd.Series([1, 2])])"
    ).run()
    assert "cannot be compared" in at.exception[0].message


@pytest.mark.parametrize("index", [2, -1, "1", 1.0])
def test_an_index_without_an_option_is_refused(index: object) -> None:
    assert "index" in app(f"st.radio('R', ['a', 'b'], index={index!r})").exception[0].message


def test_a_new_option_is_its_own_label() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "st.session_state.setdefault('s', 'new')\n"
        "st.text(st.selectbox('S', ['a'], accept_new_options=True, key='s'))"
    ).run()
    assert shown(at) == "new"
    assert shown(at.selectbox[0].select("a").run()) == "a"


def test_a_checkbox_set_to_a_number_is_true_in_the_next_run() -> None:
    at = app("st.checkbox('C', key='c')")
    at.checkbox[0].check().run()
    assert shown(at) == "True"
    assert shown(at.checkbox[0].uncheck().run()) == "False"


@given(st.lists(st.text(min_size=1), min_size=1, unique=True), st.data())
def test_what_is_encoded_decodes_to_the_same_option(
    options: list[str], data: st.DataObject
) -> None:
    codec = One(Options(options, str, "selectbox"), 0)
    option = data.draw(st.sampled_from(options))
    assert codec.decode(codec.encode(option)) == option
    assert codec.settle(option) == option


@given(WIRES)
def test_nothing_passes_that_a_choice_does_not_offer(wire: Any) -> None:
    codec = One(Options(["a", "b"], str, "radio"), 0)
    try:
        assert codec.decode(wire) in ("a", "b")
        assert type(wire) is int
    except ValueError:
        assert type(wire) is not int or not 0 <= wire < 2


@given(WIRES)
def test_only_true_and_false_pass_a_checkbox(wire: Any) -> None:
    if isinstance(wire, bool):
        assert Switch().decode(wire) is wire
    else:
        with pytest.raises(ValueError, match="neither"):
            Switch().decode(wire)


def test_new_text_passes_only_where_it_is_accepted() -> None:
    offer = Options(["a"], str, "selectbox")
    assert One(offer, 0, new=True).decode("z") == "z"
    for wire in ("", "x" * 200_000):
        with pytest.raises(ValueError, match="empty or too long"):
            One(offer, 0, new=True).decode(wire)
    with pytest.raises(ValueError, match="index"):
        One(offer, 0).decode("z")


def test_a_format_func_may_raise_stop_iteration_as_any_error() -> None:
    at = app("st.selectbox('S', [1, 2], format_func=lambda value: next(iter('')))")
    assert at.exception[0].proto.type == "StopIteration"


def test_the_option_that_stands_first_is_a_copy_until_a_browser_has_shown_it() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n"
        "options = st.session_state.setdefault('options', [['a'], ['b']])\n"
        "st.radio('R', options, key='r', format_func=str)\n"
        "st.text(st.session_state.r is options[0])"
    )
    assert [at.run().text[0].value for _ in range(2)] == ["False", "True"]


def test_the_options_of_an_index_with_several_levels_are_tuples() -> None:
    assert listed(pd.MultiIndex.from_tuples([(1, 2), (3, 4)])) == [(1, 2), (3, 4)]


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([("a", 1), ("b", 2)], ["a", "b"]),
        ([{"n": 1, "m": 2}], [1]),
        ([1, 2.5], [1.0, 2.5]),
        ([True, "a"], [True, "a"]),
    ],
)
def test_of_the_rows_of_a_generator_the_first_parts_are_options(
    rows: list[Any], options: list[Any]
) -> None:
    assert repr(listed(row for row in rows)) == repr(options)


def test_rows_that_make_no_table_are_one_option() -> None:
    rows = iter([make_dataclass("City", ["name"])("Rome"), ("Oslo", 1)])
    assert listed(rows) == [rows]
