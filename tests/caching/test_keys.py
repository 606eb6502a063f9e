"""Which calls share a result, and which definitions a cache."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rerun_state import errors
from rerun_state.caching.decorators import cache_data, cache_resource
from tests.caching.programs import Clock, define


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


def test_the_names_of_keywords_count(log: list[Any]) -> None:
    f = cache_data(lambda **kwargs: log.append(kwargs))
    f(a=1), f(b=1)
    assert log == [{"a": 1}, {"b": 1}]


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


def test_only_what_is_within_an_argument_is_named_beside_it() -> None:
    @cache_data
    def query(lock: Any) -> int:
        return 1

    for argument, within in [(threading.Lock(), False), ([threading.Lock()], True)]:
        with pytest.raises(errors.UnhashableParamError) as caught:
            query(argument)
        assert ("because of the" in str(caught.value)) is within


def test_functions_are_not_hashed_because_closures_would_not_count() -> None:
    @cache_data
    def apply(function: Callable[[], int]) -> int:
        return function()

    with pytest.raises(errors.UnhashableParamError, match=r"builtins\.function"):
        apply(lambda: 1)


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


def test_editing_a_method_of_a_class_starts_afresh() -> None:
    source = "@cache_resource\nclass f:\n    def __init__(self): self.x = {}"
    assert [define(source.format(x))().x for x in "12"] == [1, 2]


def test_editing_a_default_starts_afresh(tmp_path: Path) -> None:
    def load(default: int) -> Any:
        path = tmp_path / f"v{default}.py"
        path.write_text(f"@cache_data\ndef f(a={default}): return a")
        names: dict[str, Any] = {"__name__": "__cell__", "cache_data": cache_data}
        exec(compile(path.read_text(), str(path), "exec"), names)
        return names["f"]

    assert (load(1)(), load(2)()) == (1, 2)


def test_two_lambdas_of_one_line_do_not_share() -> None:
    one, two = cache_data(lambda: 1), cache_data(lambda: 2)
    assert (one(), two()) == (1, 2)


@pytest.mark.parametrize("thing", [3, Clock()])
def test_only_functions_and_classes_can_be_cached(thing: Any) -> None:
    with pytest.raises(errors.StreamlitAPIException, match="takes a function"):
        cache_data(thing)


def test_arguments_beyond_those_with_a_name_count(log: list[Any]) -> None:
    f = cache_data(lambda a, *more: log.append(more))
    f(1, 2), f(1, 3), f(1, 2)
    assert log == [(2,), (3,)]


def test_an_unhashable_argument_without_a_name_is_to_get_one_with_an_underscore() -> None:
    f = cache_data(lambda *more: 1)
    with pytest.raises(errors.UnhashableParamError, match=r"unnamed.* Name it with an underscore"):
        f(threading.Lock())


def test_a_built_in_function_without_a_signature_can_be_cached() -> None:
    largest = cache_data(max)
    assert (largest(1, 2), largest(1, 3), largest(1, 2)) == (2, 3, 2)


def test_a_class_without_code_can_be_cached() -> None:
    class Nothing:
        pass

    nothing = cache_resource(Nothing)
    assert nothing() is nothing()
