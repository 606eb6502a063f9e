"""Calls of cached functions: in threads and tasks, within each other, with what they show."""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from rerun_state import errors
from rerun_state.caching import functions
from rerun_state.caching.decorators import cache_data, cache_resource
from rerun_state.runtime.grammar import block
from rerun_state.runtime.model.tree import Element
from rerun_state.testing import AppTest


def test_threads_compute_the_same_result_once(log: list[Any]) -> None:
    @cache_resource
    def slow() -> object:
        time.sleep(0.05)
        log.append("slow")
        return object()

    with ThreadPoolExecutor(8) as pool:
        objects = {id(future.result(10)) for future in [pool.submit(slow) for _ in range(8)]}
    assert (len(objects), log) == (1, ["slow"])


def test_cached_functions_nest_and_recur() -> None:
    @cache_data
    def fibonacci(n: int) -> int:
        return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

    assert fibonacci(60) == 1548008755920


def test_a_function_may_call_itself_with_the_same_arguments(log: list[Any]) -> None:
    @cache_data
    def f() -> int:
        log.append("f")
        return f() + 1 if len(log) < 3 else 0

    assert f() == 2


def test_an_async_function_is_awaited_once(log: list[Any]) -> None:
    @cache_data
    async def load(x: int) -> list[int]:
        await asyncio.sleep(0.01)
        log.append(x)
        return [x]

    async def main() -> list[list[int]]:
        return list(await asyncio.gather(load(1), load(1), load(2)))

    assert (asyncio.run(main()), sorted(log)) == ([[1], [1], [2]], [1, 2])


def test_a_plain_function_must_not_return_an_awaitable() -> None:
    async def load() -> int:
        return 1

    f: Callable[[], object] = cache_data(lambda: load())
    with pytest.raises(errors.CachedFunctionReturnedAwaitableError, match="async def"):
        f()


def test_elements_are_shown_again_at_the_place_of_the_call() -> None:
    def app() -> None:
        import rerun_state as st
        from rerun_state.caching.decorators import cache_data

        @cache_data
        def f(x: int) -> None:
            st.text(f"shown for {x}")

        st.text("top")
        f(1)
        st.text("middle")
        f(1)

    test = AppTest.from_function(app).run().run()
    assert [text.value for text in test.text] == ["top", "shown for 1", "middle", "shown for 1"]


@pytest.mark.parametrize("place", ["st.container()", "st.empty().container()"])
def test_what_stood_in_a_place_for_one_element_is_shown_in_full_elsewhere(place: str) -> None:
    script = """
    import rerun_state as st
    @st.cache_data
    def shown():
        st.text("one")
        own = st.empty()
        own.text("two")
        own.text("three")
        with st.container():
            st.text("four")
    with st.empty():
        shown()
    with {}:
        shown()
    with st.empty():
        shown()
    """
    at = AppTest.from_string(script.format(place)).run()
    assert [text.value for text in at.text] == ["four", "one", "three", "four", "four"]


def test_a_hit_cannot_show_a_toast_again() -> None:
    test = AppTest.from_string(
        """
        import rerun_state as st

        @st.cache_data
        def greet():
            st.toast("Hello")

        greet()
        greet()
        """
    ).run()
    assert len(test.toast) == 1
    assert test.exception[0].proto.type.endswith("CacheReplayClosureError")


def test_what_a_hit_within_another_cached_function_shows_is_shown_by_that_ones_hits() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.cache_data\ndef inner(): st.text('inner')\n"
        "@st.cache_data\ndef outer(): inner()\ninner()\nouter()\nouter()"
    ).run()
    assert at.text.values == ["inner"] * 3


def test_the_spinner_of_a_cached_function_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[bool] = []

    def place_for_now(_: object, element: Element) -> Callable[[], None]:
        shown.append(element.props["cache"])
        return lambda: None

    monkeypatch.setattr(functions, "place_for_now", place_for_now)
    AppTest.from_string("import rerun_state as st\nst.cache_data(lambda: 5)()").run()
    assert shown == [True]


def test_a_thread_that_waits_for_another_gets_what_that_has_computed(log: list[Any]) -> None:
    begun, gate, waits = threading.Event(), threading.Event(), threading.Event()

    @cache_data
    def load(x: int) -> list[int]:
        log.append(x)
        begun.set()
        gate.wait(20)
        return [x]

    def second() -> list[int]:
        begun.wait(20)
        waits.set()
        return load(1)

    with ThreadPoolExecutor(2) as pool:
        calls = [pool.submit(load, 1), pool.submit(second)]
        waits.wait(20)
        time.sleep(0.05)  # for the second to come to where it waits; it is right without, too
        gate.set()
        assert [call.result(20) for call in calls] == [[1], [1]]
    assert log == [1]


def spinners(program: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the spinners that come up in a program, which sees `st`."""
    shown: list[str] = []
    place = block.place_for_now

    def noted(at: block.Block, element: Element) -> Callable[[], None]:
        shown.append(str(element.props["text"]))
        return place(at, element)

    monkeypatch.setattr(functions, "place_for_now", noted)
    at = AppTest.from_string("import rerun_state as st\n" + program).run()
    assert (list(at.exception), [e.type for e in at.main if e.type == "spinner"]) == ([], [])
    return shown


@pytest.mark.parametrize(
    ("given", "call"),
    [("", "f()"), ("1", "f(...)"), ("x=1", "f(...)")],
    ids=["none", "one", "named"],
)
def test_a_spinner_tells_which_function_runs_until_it_has_run(
    given: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = f"@st.cache_data\ndef f(x=0): return 1\nf({given})"
    assert spinners(program, monkeypatch) == [f"Running `{call}`."]


def test_no_spinner_is_shown_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    program = "@st.cache_data(show_spinner=False)\ndef f(): return 1\nf()"
    assert spinners(program, monkeypatch) == []


@pytest.mark.parametrize(
    "used", ["def f(): return 1\nf()", "async def f(): return 1\nasyncio.run(f())"]
)
def test_a_result_from_the_cache_needs_no_spinner(
    used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = f"import asyncio\n@st.cache_data(show_spinner='Wait')\n{used}"
    assert spinners(program, monkeypatch) == ["Wait"]
    assert spinners(program, monkeypatch) == []


def test_an_async_function_cannot_refresh_in_the_background() -> None:
    async def load() -> int:
        return 1

    with pytest.raises(errors.StreamlitValueError, match=r"load\(\) is an `async def`"):
        cache_data(ttl=1, refresh_mode="background")(load)


def test_whatever_can_be_awaited_is_refused() -> None:
    loop = asyncio.new_event_loop()
    with pytest.raises(errors.CachedFunctionReturnedAwaitableError, match="Future"):
        cache_resource(loop.create_future)()
    loop.close()


def test_elements_of_what_is_refreshed_in_the_background_are_shown_once_with_a_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.cache_data(ttl=60, refresh_mode='background')\n"
        "def f(): st.text('shown')\nf()\nf()"
    ).run()
    assert at.text.values == ["shown"]
    assert "appear only when it runs" in caplog.text
