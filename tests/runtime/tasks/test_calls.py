"""A function on its way to where it is executed, and what comes back."""

import copyreg
import linecache
import pickle
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from rerun_state.runtime.tasks import calls
from rerun_state.runtime.tasks.calls import (
    Call,
    Outcome,
    RemoteTraceback,
    opened,
    trimmed,
    wants_reporter,
)
from rerun_state.runtime.tasks.lines import Line


class Quiet(Line):
    """A line that leads nowhere."""

    def __init__(self) -> None:
        super().__init__(1)

    def send(self, kind: str, *values: Any) -> str | None:
        return ""


def told(*said: Any) -> None:
    raise AssertionError(said)


def call(function: Callable[..., Any], *args: Any, packs: bool = True, **kwargs: Any) -> Call:
    return Call(function, args, kwargs, told, lambda work: work(), Quiet, packs)


def carried(made: Call) -> Any:
    """The call as another process has it."""
    return pickle.loads(pickle.dumps(made))


def add(a: int, b: int = 0, *, c: int = 0) -> int:
    return a + 10 * b + 100 * c


def fail(message: str) -> None:
    raise ValueError(message)


async def later(value: int) -> int:
    return value


class Unmakeable(Exception):
    """An error of which no instance can be made from what it holds."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def fail_oddly() -> None:
    raise Unmakeable("one", "two")


def reporting(progress: Any) -> Any:
    return progress


# -- here ------------------------------------------------------------------------------------------


def test_a_call_joins_what_it_was_made_with_and_what_travels_by_itself() -> None:
    assert call(add, 1, c=3)((2,), {"c": 4}) == 421
    assert call(add, 1, c=3)() == 301


def test_a_coroutine_function_is_awaited_on_a_loop_of_its_own() -> None:
    assert call(later, 7)() == 7


def test_a_function_that_wants_to_report_is_given_what_it_reports_with() -> None:
    assert call(reporting)() is told
    assert call(reporting, "its own")() == "its own"


@pytest.mark.parametrize(
    ("function", "args", "kwargs", "wants"),
    [
        (lambda progress: 0, (), {}, True),
        (lambda progress=None: 0, (), {}, True),
        (lambda *, progress: 0, (), {}, True),
        (lambda progress=1: 0, (), {}, False),
        (lambda progress: 0, (1,), {}, False),
        (lambda a, progress: 0, (1,), {}, True),
        (lambda progress: 0, (), {"progress": 1}, False),
        (lambda other: 0, (), {}, False),
        (lambda progress: 0, (1, 2, 3), {}, False),
        (dict.fromkeys, (), {}, False),
        (3, (), {}, False),
    ],
)
def test_the_reporter_is_for_a_parameter_that_the_call_leaves_out(
    function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], wants: bool
) -> None:
    assert wants_reporter(function, args, kwargs) is wants


def test_an_error_is_trimmed_to_the_frames_of_the_function() -> None:
    with pytest.raises(ValueError, match="here") as caught:
        call(fail, "here")()
    frames = traceback.extract_tb(trimmed(caught.value).__traceback__)
    assert [frame.name for frame in frames] == ["fail"]


def test_an_error_of_the_call_itself_keeps_a_frame() -> None:
    with pytest.raises(TypeError) as caught:
        call(add)()
    frames = traceback.extract_tb(trimmed(caught.value).__traceback__)
    assert [frame.name for frame in frames][-1] == "_execute"


# -- elsewhere -------------------------------------------------------------------------------------


def test_a_value_comes_back_from_another_process_as_it_was() -> None:
    outcome = carried(call(add, 1, c=3))((2,), {"c": 4})
    assert isinstance(outcome, Outcome)
    assert opened(outcome, add) == 421
    assert opened("not packed", add) == "not packed"


def test_what_is_not_packed_is_left_to_the_executor() -> None:
    assert carried(call(add, 1, packs=False))() == 1
    with pytest.raises(ValueError, match="here"):
        carried(call(fail, "here", packs=False))()


def test_a_function_reports_over_its_line_where_it_is_executed() -> None:
    report = carried(call(reporting, packs=False))()
    assert isinstance(report.__self__, Quiet)
    assert carried(call(reporting, "its own", packs=False))() == "its own"


def test_an_error_comes_back_with_the_lines_where_it_arose() -> None:
    outcome = carried(call(fail, "there"))()
    with pytest.raises(ValueError, match="there") as caught:
        opened(outcome, fail)
    cause = caught.value.__cause__
    assert isinstance(cause, RemoteTraceback)
    assert "in fail\n    raise ValueError(message)\n" in str(cause)
    assert calls.__file__ not in str(cause)


def test_an_error_that_cannot_be_made_anew_comes_back_as_what_it_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Dask's library for tracebacks, once it is imported, makes any error anew.
    monkeypatch.delitem(copyreg.dispatch_table, Unmakeable, raising=False)
    with pytest.raises(RuntimeError, match="Unmakeable: one two"):
        opened(carried(call(fail_oddly))(), fail_oddly)


def test_lines_of_a_cell_are_known_where_the_cell_stands() -> None:
    source = "def of_a_cell():\n    raise KeyError('of a cell')\n"
    linecache.cache["<cell>"] = len(source), None, source.splitlines(True), "<cell>"
    names: dict[str, Any] = {"__name__": "a_notebook"}
    exec(compile(source, "<cell>", "exec"), names)
    function = names["of_a_cell"]
    frames = [("<dynamic-code>", 2, "of_a_cell"), ("<dynamic-code>", 2, "unknown")]
    outcome = Outcome(pickle.dumps(KeyError("of a cell")), frames)
    with pytest.raises(KeyError) as caught:
        outcome.open(function)
    del linecache.cache["<cell>"]
    told = str(caught.value.__cause__)
    assert 'File "<cell>", line 2, in of_a_cell\n    raise KeyError' in told
    assert 'File "<dynamic-code>", line 2, in unknown\n' in told


def test_what_a_cell_defines_travels_by_value() -> None:
    made = call(lambda n: n * 2, 4)
    assert opened(carried(made)(), add) == 8


def test_without_cloudpickle_it_is_named_as_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "cloudpickle", None)
    assert opened(carried(call(partial(add, 1)))(), add) == 1
    with pytest.raises(pickle.PicklingError, match="pip install cloudpickle"):
        pickle.dumps(call(lambda: 0))
