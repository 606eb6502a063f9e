import collections
import datetime as dt
import enum
import functools
import io
import subprocess
import sys
import threading
import types
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.caching.hashing import Unhashable, digest
from rerun_state.errors import UserHashError


@dataclass
class Point:
    x: int


@dataclass
class Other:
    x: int


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


class Named:
    """Is pickled as the name of a global, as singletons and numpy's functions are."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __reduce__(self) -> str:
        return self.name


class Basket:
    """Is pickled with an iterator over what it contains, as the protocol allows."""

    def __init__(self, *items: object) -> None:
        self.items = items

    def __reduce__(self) -> tuple[Any, ...]:
        return Basket, (), None, (each for each in self.items)


class Plain:
    def __init__(self, x: int) -> None:
        self.x = x


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.timedeltas()
    | st.uuids()
    | st.decimals(allow_nan=False)
    | st.sampled_from(Colour)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def rebuilt(value: Any) -> Any:
    """An equal value that shares no container with the first."""
    if type(value) in (list, tuple):
        return type(value)(rebuilt(item) for item in value)
    if type(value) is dict:
        return {str(bytes(k, "utf8"), "utf8"): rebuilt(v) for k, v in value.items()}
    return value


def shape(value: Any) -> Any:
    """A value with its types spelled out, so that 1, 1.0 and True differ, and -0.0 from 0.0."""
    if isinstance(value, (list, tuple)):
        return type(value).__name__, [shape(item) for item in value]
    if isinstance(value, dict):
        return "dict", [(k, shape(v)) for k, v in value.items()]
    return type(value).__name__, repr(value)


@given(values)
def test_equal_values_have_equal_digests(value: Any) -> None:
    assert digest(value) == digest(rebuilt(value))


@given(values, values)
def test_values_that_differ_in_type_or_content_have_different_digests(a: Any, b: Any) -> None:
    assert (digest(a) == digest(b)) == (shape(a) == shape(b))


@given(st.lists(scalars, unique_by=repr), st.randoms())
def test_the_order_of_a_set_does_not_count(items: list[Any], random: Any) -> None:
    members = set(items)  # one of 0 and False, whichever came first
    shuffled = list(members)
    random.shuffle(shuffled)
    assert digest(members) == digest(set(shuffled))


@given(st.lists(st.integers(), unique=True, min_size=2))
def test_the_order_of_a_dict_counts(keys: list[int]) -> None:
    assert digest(dict.fromkeys(keys)) != digest(dict.fromkeys(reversed(keys)))


def test_a_digest_is_the_same_in_another_process() -> None:
    code = (
        "from rerun_state.caching.hashing import digest; print(digest({'a': {'x', 'y', 1}}).hex())"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert printed.stdout.strip() == digest({"a": {"x", "y", 1}}).hex()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (["ab", "c"], ["a", "bc"]),
        ([["a"], ["b"]], [["a", "b"]]),
        ([], ()),
        (b"a", bytearray(b"a")),
        ({1}, frozenset({1})),
        (Point(1), Other(1)),
        (Point(1), {"x": 1}),
        (Point, Other),
        (Colour.RED, Colour.BLUE),
        (Path("a"), Path("b")),
        (range(3), range(4)),
        (collections.deque([1]), collections.deque([2])),
        (iter([1, 2]), iter([1, 3])),
        (len, abs),
        ("a".upper, "b".upper),
        (functools.partial(int, base=2), functools.partial(int, base=8)),
        (dt.datetime(2020, 1, 1), dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
        (dt.datetime(2020, 1, 1), dt.datetime(2020, 1, 1, fold=1)),
        (io.StringIO("a"), io.StringIO("b")),
        (1j, 2j),
        (memoryview(b"ab"), memoryview(b"ac")),
        (memoryview(array("i", [1])), memoryview(array("i", [2]))),
        (memoryview(array("i", [1])), memoryview(array("I", [1]))),
        (memoryview(b"abcd")[::2], memoryview(b"abcd")[1::2]),
        (types.FunctionType.__dict__["__code__"], types.FunctionType.__dict__["__defaults__"]),
        (Named("arcsin"), Named("arcsinh")),
        (ValueError("a"), ValueError("b")),
        (Basket(1, 2), Basket(1, 3)),
    ],
)
def test_these_differ(a: object, b: object) -> None:
    assert digest(a) != digest(b)


def test_structures_that_contain_themselves_have_digests() -> None:
    one: list[Any] = [1]
    one.append(one)
    other: list[Any] = [2]
    other.append(other)
    assert digest(one) == digest(one)
    assert digest(one) != digest(other)


def test_a_changed_file_has_another_digest(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a")
    with path.open() as file:
        before = digest(file)
        file.read(1)
        assert digest(file) != before


def test_a_temporary_file_has_the_digest_of_what_it_holds() -> None:
    with NamedTemporaryFile() as file:
        before = digest(file)
        file.write(b"a")
        file.flush()
        assert digest(file) == digest(file) != before


def generate() -> Any:
    yield 1


@pytest.mark.parametrize(
    "value",
    [Plain(1), object(), threading.Lock(), generate(), lambda: 1, Colour.RED.__repr__],
    ids=["instance", "object", "lock", "generator", "function", "method"],
)
def test_what_has_no_content_to_compare_is_unhashable(value: object) -> None:
    with pytest.raises(Unhashable):
        digest([value])


def test_the_innermost_value_at_fault_is_named() -> None:
    with pytest.raises(Unhashable, match=r"Plain$"):
        digest({"a": [Plain(1)]})


@pytest.mark.parametrize("name", [Plain, f"{__name__}.Plain"])
def test_hash_funcs_name_types_by_themselves_or_in_words(name: Any) -> None:
    by_x: dict[Any, Callable[[Any], Any]] = {name: lambda plain: plain.x}
    assert digest([Plain(1)], by_x) == digest([Plain(1)], by_x) != digest([Plain(2)], by_x)


def test_a_hash_function_that_fails_is_blamed() -> None:
    with pytest.raises(UserHashError, match=r"on a builtins\.int: .*zero"):
        digest(0, {int: lambda n: 1 / n})


def test_a_part_that_comes_twice_is_no_cycle() -> None:
    part, ring = [1], list[Any]()
    ring.append(ring)
    assert digest([part, part]) == digest([[1], [1]])
    assert digest([part, [part]]) == digest([[1], [[1]]])
    assert digest(ring) != digest([[]])


def test_a_member_of_an_enum_is_told_by_its_value_too() -> None:
    def defined(number: int) -> enum.Enum:
        class Size(enum.Enum):
            BIG = number

        return Size.BIG

    assert digest(defined(1)) == digest(defined(1)) != digest(defined(2))


def test_a_member_of_an_enum_whose_value_has_no_digest_is_told_by_its_name() -> None:
    class Kinds(enum.Enum):
        A = Plain(1)
        B = Plain(2)

    assert digest(Kinds.A) == digest(Kinds.A) != digest(Kinds.B)
