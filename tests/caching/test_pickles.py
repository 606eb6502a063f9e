"""Copies by pickle, of classes that live in a cell as well."""

import threading
from collections import Counter
from typing import Any, NoReturn

import pytest

from rerun_state import errors
from rerun_state.caching.decorators import cache_data
from rerun_state.caching.pickles import dumps, loads
from tests.caching.programs import define
from tests.testing.programs import app


def test_what_cannot_be_pickled_is_an_error_that_names_function_type_and_cure() -> None:
    @cache_data
    def lock() -> Any:
        return threading.Lock()

    with pytest.raises(errors.UnserializableReturnValueError, match=r"lock\(\).*cache_resource"):
        lock()


def test_instances_of_a_class_of_the_cell_can_be_kept() -> None:
    source = "class Point:\n x = 1\n@cache_data\ndef f():\n return Point()"
    define(source)()
    again = define(source)
    assert type(again()) is again.__wrapped__.__globals__["Point"]


def test_a_result_whose_class_is_gone_is_computed_anew(caplog: pytest.LogCaptureFixture) -> None:
    function = "@cache_data\ndef f():\n return make()"
    define("class Old:\n x = 1\nmake = Old\n" + function)()
    assert define("make = list\n" + function)() == []
    assert "computed anew" in caplog.text


def test_a_container_is_returned_once_and_has_no_place_in_later_runs() -> None:
    code = "@st.cache_data\ndef f():\n    return st.form('F')\nst.text(type(f()).__name__)"
    at = app(f"st.button('B', on_click=lambda: None)\n{code}")
    assert at.text[0].value == "Container"
    assert "has no place any more" in at.run().exception[-1].message


def test_what_is_in_no_module_is_refused_in_the_words_of_pickle() -> None:
    @cache_data
    def local() -> Any:
        return lambda: 1

    refusals = AttributeError, errors.UnserializableReturnValueError  # the latter from 3.14 on
    with pytest.raises(refusals, match="local object"):
        local()


def test_an_error_of_a_result_that_is_pickled_tells_why_it_was() -> None:
    class Stubborn:
        def __reduce__(self) -> NoReturn:
            raise LookupError("no")

    @cache_data
    def made() -> Stubborn:
        return Stubborn()

    with pytest.raises(LookupError) as raised:
        made()
    assert "pickles what" in raised.value.__notes__[0]


def test_a_copy_of_what_a_cell_defines_is_of_its_class_as_it_is_now() -> None:
    cell, later = ({"__name__": "a cell"} for _ in range(2))
    for names in (cell, later):
        exec("class Point:\n    x = 1\n    class Inner: pass", names)
    made: Any = cell
    data = dumps([made["Point"](), made["Point"].Inner], cell)
    point, inner = loads(data, later)
    now: Any = later
    assert (type(point), inner) == (now["Point"], now["Point"].Inner)


def test_a_class_that_a_cell_has_imported_is_found_in_its_module() -> None:
    cell: dict[str, Any] = {"__name__": "a cell", "Counter": Counter}
    exec("class Point:\n    x = 1", cell)
    later = {"__name__": "a cell", "Point": cell["Point"]}
    assert loads(dumps([cell["Point"], Counter], cell), later) == [cell["Point"], Counter]
