import asyncio
import inspect
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn, assert_type

import pytest

from rerun_state import errors
from rerun_state.caching import cache, cache_data, cache_resource, decorators, disk, shelf
from rerun_state.runtime.model.renderer import NullRenderer
from rerun_state.runtime.model.tree import Element, Node
from rerun_state.testing import AppTest


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(disk, "directory", lambda: tmp_path / "cache")
    yield
    cache_data.clear()
    cache_resource.clear()


@pytest.fixture
def log() -> list[Any]:
    return []


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(shelf, "clock", clock)
    monkeypatch.setattr(cache, "clock", clock)
    return clock


def define(source: str, **names: Any) -> Any:
    """The function f as a cell defines it, in globals of its own."""
    namespace: dict[str, Any] = {
        "__name__": "__cell__",
        "cache_data": cache_data,
        "cache_resource": cache_resource,
        **names,
    }
    exec(source, namespace)
    return namespace["f"]


# -- what is kept -------------------------------------------------------------------------------


def test_data_is_computed_once_and_copied_for_each_caller(log: list[Any]) -> None:
    @cache_data
    def make() -> list[int]:
        log.append("make")
        return [1]

    first = make()
    first.append(2)
    assert (make(), make() is make(), log) == ([1], False, ["make"])


def test_a_resource_is_one_object() -> None:
    @cache_resource
    def make() -> Callable[[], int]:
        return lambda: 42

    assert make() is make()


def test_an_exception_is_not_kept(log: list[Any]) -> None:
    @cache_data
    def fail() -> int:
        log.append("fail")
        return 1 // (len(log) - 1)

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (fail(), fail(), len(log)) == (1, 1, 2)


def test_none_is_kept(log: list[Any]) -> None:
    @cache_resource
    def nothing() -> None:
        log.append("nothing")

    nothing()
    nothing()
    assert log == ["nothing"]


def test_what_cannot_be_pickled_is_an_error_that_names_function_type_and_cure() -> None:
    @cache_data
    def lock() -> Any:
        return threading.Lock()

    with pytest.raises(errors.UnserializableReturnValueError, match=r"lock\(\).*cache_resource"):
        lock()


@pytest.mark.parametrize("library", ["dask", "modin", "pyspark", "snowflake"])
def test_a_plan_without_its_data_is_no_data(library: str) -> None:
    plan = type("Plan", (), {"__module__": f"{library}.dataframe", "__reduce__": refuse})

    @cache_data
    def load() -> Any:
        return plan()

    with pytest.raises(errors.UnevaluatedDataFrameError, match=rf"load\(\).*{library}.*a plan"):
        load()


def refuse(self: object) -> NoReturn:
    raise TypeError("a plan cannot be pickled")


def test_a_generator_is_no_data() -> None:
    @cache_data
    def numbers() -> Iterator[int]:
        yield 1

    with pytest.raises(errors.UnserializableReturnValueError, match="generator"):
        numbers()


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


# -- which calls share a result -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "shared"),
    [
        (lambda f: f(a=1), True),
        (lambda f: f(1, 2), False),
        (lambda f: f(1.0), False),
        (lambda f: f(True), False),
        (lambda f: f(1, _c=5), True),
    ],
    ids=["by keyword", "default spelled out", "float", "bool", "underscore"],
)
def test_which_calls_share_the_result_of_f_1(
    call: Callable[[Any], Any], shared: bool, log: list[Any]
) -> None:
    @cache_data
    def f(a: float, b: int = 2, _c: int = 0) -> None:
        log.append(a)

    f(1)
    call(f)
    assert len(log) == (1 if shared else 2)


def test_the_order_of_keywords_counts(log: list[Any]) -> None:
    @cache_data
    def f(**kwargs: int) -> None:
        log.append(kwargs)

    f(a=1, b=2)
    f(b=2, a=1)
    assert len(log) == 2


def test_an_unhashable_argument_is_named_with_its_type_and_the_cure() -> None:
    @cache_data
    def query(connection: Any) -> int:
        return 1

    message = r"'connection' of .*query\(\), a _thread.*_connection.*hash_funcs=\{lock: function\}"
    with pytest.raises(errors.UnhashableParamError, match=message):
        query(threading.Lock())


def test_functions_are_not_hashed_because_closures_would_not_count() -> None:
    @cache_data
    def apply(function: Callable[[], int]) -> int:
        return function()

    with pytest.raises(errors.UnhashableParamError, match=r"builtins\.function"):
        apply(lambda: 1)


# -- which definitions share a cache ------------------------------------------------------------


def test_defining_a_function_again_keeps_its_results(log: list[Any]) -> None:
    source = "@cache_data\ndef f(): log.append('f'); return factor"
    assert define(source, log=log, factor=1)() == define(source, log=log, factor=2)() == 1
    assert log == ["f"]


@pytest.mark.parametrize(
    "edited",
    ["def f(a=1): return a + 1", "def f(a=1): return -a", "def f(a=1): return (lambda: 2)()"],
)
def test_editing_a_function_starts_afresh(edited: str) -> None:
    define("@cache_data\ndef f(a=1): return a")()
    assert define("@cache_data\n" + edited)() == define(edited)()


def test_editing_a_default_starts_afresh(tmp_path: Path) -> None:
    def load(default: int) -> Any:
        path = tmp_path / f"v{default}.py"
        path.write_text(f"@cache_data\ndef f(a={default}): return a")
        names: dict[str, Any] = {"__name__": "__cell__", "cache_data": cache_data}
        exec(compile(path.read_text(), str(path), "exec"), names)
        return names["f"]

    assert (load(1)(), load(2)()) == (1, 2)


def test_other_limits_start_afresh(log: list[Any]) -> None:
    body = "def f(): log.append('f')"
    define(f"@cache_data(ttl=10)\n{body}", log=log)()
    define(f"@cache_data(ttl=20)\n{body}", log=log)()
    assert len(log) == 2


def test_two_lambdas_of_one_line_do_not_share() -> None:
    one, two = cache_data(lambda: 1), cache_data(lambda: 2)
    assert (one(), two()) == (1, 2)


@pytest.mark.parametrize("thing", [3, Clock()])
def test_only_functions_and_classes_can_be_cached(thing: Any) -> None:
    with pytest.raises(errors.StreamlitAPIException, match="takes a function"):
        cache_data(thing)


# -- forgetting ---------------------------------------------------------------------------------


def test_clear_forgets_one_result_or_all(log: list[Any]) -> None:
    @cache_data
    def f(x: int) -> None:
        log.append(x)

    def call() -> None:
        f(1), f(2)

    call()
    f.clear(1)
    call()
    f.clear()
    call()
    assert log == [1, 2, 1, 1, 2]


def test_clearing_data_leaves_resources(log: list[Any]) -> None:
    data = cache_data(lambda: log.append("data"))
    resource = cache_resource(lambda: log.append("resource"))
    for _ in range(2):
        data(), resource()
        cache_data.clear()
    assert log == ["data", "resource", "data"]


def test_a_ttl_ends_a_result(clock: Clock, log: list[Any]) -> None:
    @cache_data(ttl="1m")
    def f() -> None:
        log.append(clock.now)

    for clock.now in (0, 59, 61):
        f()
    assert log == [0, 61]


@pytest.mark.parametrize("ttl", [60, "1 minute", timedelta(minutes=1)])
def test_a_ttl_is_seconds_text_or_a_timedelta(ttl: Any, clock: Clock) -> None:
    f = cache_data(ttl=ttl)(lambda: clock.now)
    assert f() == 0
    clock.now = 61
    assert f() == 61


def test_validate_decides_about_each_return_from_the_cache() -> None:
    @cache_resource(validate=lambda c: bool(c["alive"]))
    def connect() -> dict[str, bool]:
        return {"alive": True}

    first = connect()
    assert connect() is first
    first["alive"] = False
    assert connect() is not first


def test_on_release_is_told_of_what_expired_made_room_or_was_cleared(log: list[Any]) -> None:
    f = cache_resource(max_entries=1, on_release=log.append)(lambda x: x)
    f(1), f(2)
    assert log == [1]
    f.clear()
    assert log == [1, 2]


def test_on_release_is_not_told_of_what_validate_turned_down(log: list[Any]) -> None:
    f = cache_resource(validate=lambda x: False, on_release=log.append)(lambda x: x)
    f(1), f(1)
    assert log == []


def test_the_function_that_releases_is_that_of_the_last_definition(log: list[Any]) -> None:
    source = "@cache_resource(on_release=lambda x: log.append((n, x)))\ndef f(): return 1"
    define(source, log=log, n="first")()
    again = define(source, log=log, n="second")
    again()
    again.clear()
    assert log == [("second", 1)]


# -- on disk ------------------------------------------------------------------------------------


def forget_memory() -> None:
    decorators._data._shared.clear()


def test_what_is_on_disk_outlives_the_process(log: list[Any]) -> None:
    @cache_data(persist="disk")
    def f(x: int) -> list[int]:
        log.append(x)
        return [x]

    f(1)
    forget_memory()
    assert (f(1), log) == ([1], [1])


def test_a_damaged_file_means_computing_again(log: list[Any]) -> None:
    @cache_data(persist="disk")
    def f(x: int) -> list[int]:
        log.append(x)
        return [x]

    f(1)
    forget_memory()
    next(disk.directory().iterdir()).write_bytes(b"rubbish")
    with pytest.warns(UserWarning, match="damaged"):
        assert f(1) == [1]
    assert log == [1, 1]


def test_clearing_removes_the_files() -> None:
    f = cache_data(persist=True)(lambda x: x)
    f(1), f(2)
    f.clear(1)
    assert len(list(disk.directory().iterdir())) == 1
    cache_data.clear()
    assert list(disk.directory().iterdir()) == []


def test_a_ttl_has_no_effect_on_disk_and_a_warning_says_so(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    f = cache_data(persist="disk", ttl=1)(lambda: clock.now)
    f()
    clock.now = 5
    assert f() == 0
    assert "ttl=1 has no effect" in caplog.text


# -- threads and tasks --------------------------------------------------------------------------


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


def test_a_stale_result_is_returned_while_the_next_is_computed(clock: Clock) -> None:
    computed = threading.Event()

    @cache_data(ttl=10, refresh_mode="background")
    def now() -> float:
        computed.set()
        return clock.now

    assert now() == 0
    computed.clear()
    clock.now = 15
    assert now() == 0
    assert computed.wait(10)
    wait_until(lambda: now() == 15)


def test_a_result_older_than_two_ttls_is_not_returned(clock: Clock) -> None:
    now = cache_data(ttl=10, refresh_mode="background")(lambda: clock.now)
    now()
    clock.now = 21
    assert now() == 21


def test_a_failed_refresh_is_not_repeated_at_once(
    clock: Clock, log: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    @cache_data(ttl=100, refresh_mode="background")
    def f() -> int:
        log.append(clock.now)
        return 1 // (1 if clock.now == 0 else 0)

    for clock.now in (0, 110, 120, 175):
        f()
        wait_until(lambda: not refreshing())
    assert log == [0, 110, 175]
    assert "Refreshing" in caplog.text


def refreshing() -> bool:
    return any("_refresh" in thread.name for thread in threading.enumerate())


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


# -- parameters ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"ttl": "nonsense"}, errors.StreamlitBadTimeStringError),
        ({"persist": "tape"}, errors.StreamlitValueError),
        ({"scope": "galaxy"}, errors.StreamlitValueError),
        ({"refresh_mode": "never"}, errors.StreamlitValueError),
        ({"refresh_mode": "background"}, errors.StreamlitMissingRequiredParameterError),
        ({"refresh_mode": "background", "ttl": 0}, errors.StreamlitValueError),
        (
            {"refresh_mode": "background", "ttl": 1, "persist": True},
            errors.StreamlitIncompatibleParametersError,
        ),
        ({"max_size": "much"}, errors.StreamlitValueError),
    ],
)
def test_wrong_parameters_are_errors(arguments: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        cache_data(**arguments)


@pytest.mark.parametrize("name", ["validate", "on_release"])
def test_what_is_called_in_between_cannot_be_async(name: str) -> None:
    async def check(value: object) -> bool:
        return True

    with pytest.raises(errors.StreamlitAPIException, match=name):
        cache_resource(**{name: check})


def test_a_spinner_is_shown_for_the_outermost_function_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    touched = NullRenderer.touched

    def watch(self: NullRenderer, node: Node) -> None:
        shown.append(node.element.props.get("text", ""))
        touched(self, node)

    monkeypatch.setattr(NullRenderer, "touched", watch)
    script = """
    import rerun_state as st

    @st.cache_data
    def inner():
        return 1

    @st.cache_data(show_spinner="Please wait", show_time=True)
    def outer():
        return inner()

    st.text(outer())
    """
    at = AppTest.from_string(script).run()
    assert "Please wait" in shown
    assert not [text for text in shown if text.startswith("Running")]
    assert [element.type for element in at.main][1:] == ["text"]


# -- methods, and what editors see --------------------------------------------------------------


class Model:
    def __init__(self, k: int) -> None:
        self.k = k

    @cache_data
    def run(_self, x: int) -> int:
        """Multiply."""
        return _self.k * x

    @classmethod
    @cache_data
    def name(cls, x: int) -> str:
        return f"{cls.__name__}{x}"


def test_a_method_is_cached_for_all_objects_if_self_has_an_underscore() -> None:
    assert (Model(2).run(5), Model(3).run(5)) == (10, 10)
    Model(3).run.clear(5)
    assert Model(3).run(5) == 15


def test_a_class_method_is_cached() -> None:
    name: Any = Model.name  # mypy knows classmethod over functions alone
    assert name(1) == name(1) == "Model1"


def test_a_cached_function_looks_like_the_function() -> None:
    assert list(inspect.signature(Model.run).parameters) == ["_self", "x"]
    assert list(inspect.signature(Model(2).run).parameters) == ["x"]
    assert (Model.run.__name__, Model.run.__doc__) == ("run", "Multiply.")


def test_type_checkers_see_the_users_signature() -> None:
    @cache_data(ttl=1)
    def f(x: int) -> str:
        return str(x)

    assert_type(f(1), str)
    assert_type(Model(2).run(5), int)
    with pytest.raises(TypeError):
        f()  # type: ignore[call-arg]


# -- on the page --------------------------------------------------------------------------------


def test_elements_are_shown_again_at_the_place_of_the_call() -> None:
    def app() -> None:
        import rerun_state as st
        from rerun_state.caching import cache_data

        @cache_data
        def f(x: int) -> None:
            st.text(f"shown for {x}")

        st.text("top")
        f(1)
        st.text("middle")
        f(1)

    test = AppTest.from_function(app).run().run()
    assert [text.value for text in test.text] == ["top", "shown for 1", "middle", "shown for 1"]


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


def test_a_session_has_results_of_its_own() -> None:
    def app() -> None:
        import rerun_state as st
        from rerun_state.caching import cache_resource

        @cache_resource(scope="session")
        def box() -> list[int]:
            return []

        box().append(1)
        st.text(str(len(box())))

    one, two = AppTest.from_function(app).run().run(), AppTest.from_function(app).run()
    assert (one.text[0].value, two.text[0].value) == ("2", "1")


def test_an_error_of_a_class_that_only_pickling_meets_is_passed_on() -> None:
    @cache_data
    def local() -> Any:
        return lambda: 1

    with pytest.raises(AttributeError, match="local object"):
        local()


def test_a_form_in_a_cached_function_is_warned_of_as_its_widgets_are() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.cache_data\ndef f():\n"
        " with st.form('f'): st.form_submit_button('Send')\nf()"
    ).run()
    assert [e.proto.type.rpartition(".")[2] for e in at.exception] == ["CachedWidgetWarning"] * 2


def test_a_widget_in_a_cached_function_is_warned_of_where_st_points() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.cache_data\ndef f():\n"
        " st.sidebar.text_input('T')\n with st.sidebar: st.checkbox('C')\nf()"
    ).run()
    assert (len(at.main.exception), len(at.sidebar.exception)) == (1, 1)


def test_what_a_hit_within_another_cached_function_shows_is_shown_by_that_ones_hits() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.cache_data\ndef inner(): st.text('inner')\n"
        "@st.cache_data\ndef outer(): inner()\ninner()\nouter()\nouter()"
    ).run()
    assert at.text.values == ["inner"] * 3


def test_what_clears_all_caches_while_it_is_computed_is_not_kept() -> None:
    made: list[int] = []

    @cache_data
    def f() -> None:
        made.append(1)
        cache_data.clear()

    f()
    f()
    assert len(made) == 2


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


def test_the_spinner_of_a_cached_function_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[bool] = []

    def place_for_now(_: object, element: Element) -> Callable[[], None]:
        shown.append(element.props["cache"])
        return lambda: None

    monkeypatch.setattr(decorators, "place_for_now", place_for_now)
    AppTest.from_string("import rerun_state as st\nst.cache_data(lambda: 5)()").run()
    assert shown == [True]
