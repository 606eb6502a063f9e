"""The decorators, as a program uses them."""

import inspect
import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from typing import Any, NoReturn, assert_type

import pytest

from rerun_state import errors
from rerun_state.caching import disk
from rerun_state.caching.cache import DATA
from rerun_state.caching.decorators import cache_data, cache_resource
from rerun_state.runtime.model.renderer import NullRenderer
from rerun_state.runtime.model.tree import Node
from rerun_state.testing import AppTest
from tests.caching.programs import Clock


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


def forget_memory() -> None:
    DATA._shared.clear()


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


def test_a_bound_method_looks_like_the_method() -> None:
    method = Model(2).run
    assert (method.__name__, method.__doc__) == ("run", "Multiply.")  # type: ignore[attr-defined]
    assert re.match(r"<<cache_data of <function Model.run .* bound to ", repr(method))


def test_a_bound_method_forgets_one_result_or_all() -> None:
    model = Model(2)
    model.run(5), model.run(6)
    model.k = 3
    model.run.clear(5)
    assert (model.run(5), model.run(6)) == (15, 12)
    model.run.clear()
    assert model.run(6) == 18


def test_an_asynchronous_generator_cannot_be_cached() -> None:
    async def f() -> AsyncIterator[int]:
        yield 1

    with pytest.raises(errors.StreamlitAPIException, match="asynchronous generator"):
        cache_data(f)


def test_type_checkers_see_the_users_signature() -> None:
    @cache_data(ttl=1)
    def f(x: int) -> str:
        return str(x)

    assert_type(f(1), str)
    assert_type(Model(2).run(5), int)
    with pytest.raises(TypeError):
        f()  # type: ignore[call-arg]


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


def test_a_widget_that_a_hit_has_shown_may_be_shown_once_more() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\n@st.cache_data\ndef f(x):\n st.checkbox('C')\n"
        "f(1)\nif st.button('B'): f(2)"
    ).run()
    assert not [e for e in at.button[0].click().run().exception if "Duplicate" in e.proto.type]


def test_a_limit_of_entries_is_a_number() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        cache_data(max_entries="x")(lambda x: x)(1)  # type: ignore[call-overload]
    assert cache_data(max_entries="5")(lambda x: x)(1) == 1  # type: ignore[call-overload]


def test_what_is_validated_is_kept_apart_from_what_is_not() -> None:
    def make() -> list[int]:
        return []

    plain = cache_resource(make)()
    checked = cache_resource(validate=lambda _: True)(make)()
    assert checked is not plain
    assert cache_resource(validate=lambda _: bool(1))(make)() is checked


def test_clearing_resources_leaves_data(log: list[Any]) -> None:
    data = cache_data(lambda: log.append("data"))
    resource = cache_resource(lambda: log.append("resource"))
    for _ in range(2):
        data(), resource()
        cache_resource.clear()
    assert log == ["data", "resource", "resource"]


def test_clearing_all_data_removes_what_earlier_kernels_left_on_disk() -> None:
    cache_data(persist="disk")(lambda: 1)()
    forget_memory()
    cache_data.clear()
    assert list(disk.directory().iterdir()) == []


def test_what_need_not_persist_is_not_on_disk() -> None:
    assert cache_data(persist=False)(lambda: 1)() == 1
    assert not disk.directory().exists()


@pytest.mark.parametrize("arguments", [{"ttl": 5}, {"persist": "disk"}])
def test_one_of_a_ttl_and_a_disk_is_no_reason_to_warn(
    arguments: Any, caplog: pytest.LogCaptureFixture
) -> None:
    assert cache_data(**arguments)(lambda: 1)() == 1
    assert caplog.text == ""


def test_results_may_be_refreshed_several_times_a_second(clock: Clock, no_threads: None) -> None:
    f = cache_data(ttl=0.5, refresh_mode="background")(lambda: clock.now)
    given = []
    for clock.now in (0, 0.5, 1):
        given.append(f())
    assert given == [0, 0, 0.5]
