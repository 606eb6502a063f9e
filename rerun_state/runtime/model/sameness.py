"""Are two values the same? The one place that decides it: for state, callbacks and elements.

Python's `==` is no answer for values that never equal themselves, or answer with an array: NaN,
tables, whatever contains these. And many objects compare by identity alone, as functions do, so
that nobody can tell whether a new one is a change. Hence three verdicts: True, False, and None for
"nobody can tell".
"""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict, UserList, deque
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import MappingProxyType, MethodType, SimpleNamespace
from typing import Any

_PLAIN = frozenset({str, bytes, int, bool, float, complex, type(None)})
_LISTS: frozenset[Any] = frozenset(
    {list.__eq__, tuple.__eq__, deque.__eq__, UserList.__eq__, array.__eq__}
)
_MAPPINGS: frozenset[Any] = frozenset(
    kind.__eq__ for kind in (dict, OrderedDict, Counter, Mapping, MappingProxyType)
)
_SETS: frozenset[Any] = frozenset({set.__eq__, frozenset.__eq__})
_BY_IDENTITY: Any = object.__eq__
_ABSENT: Any = object()


def same(a: Any, b: Any) -> bool:
    """Are both the same in whatever can be shown of them? True is not 1, and 1 is not 1.0."""
    return a is b or judge(a, b) is True


def equal(a: Any, b: Any) -> bool:
    """Are both the same, or equal as Python has it? 1 and 1.0 are."""
    if a is b:
        return True
    try:
        if (a == b) is True:
            return True
    except Exception:  # an == of the user's, or an array's
        pass
    return judge(a, b) is True


def judge(a: Any, b: Any) -> bool | None:
    """Are both the same? None where nobody can tell.

    Arrays and tables are compared by content, with missing values and NaN as equal; containers
    part by part; members of enums and records whose class was defined anew, by name.
    """
    try:
        return _judge(a, b, set())
    except Exception:  # an == of the user's or of a library's, or too deep a nest
        return None


def _judge(a: Any, b: Any, within: set[tuple[int, int]]) -> bool | None:
    if a is b:
        return True
    kind = type(a)
    if kind in _PLAIN and type(b) in _PLAIN:
        return kind is type(b) and (a == b or (a != a and b != b and _missing(a) == _missing(b)))
    if not _alike(kind, type(b)):
        return _across(a, b)
    if isinstance(a, Enum):
        return _judge(a.value, b.value, within) if a.name == b.name else False
    if (compare := _LIBRARIES.get(kind.__module__.partition(".")[0])) is not None:
        verdict: bool | None = compare(a, b)
        return verdict
    if (id(a), id(b)) in within:  # a part that contains the whole
        return True
    within.add((id(a), id(b)))
    try:
        return _in_parts(a, b, within)
    finally:
        within.discard((id(a), id(b)))


def _missing(number: Any) -> tuple[Any, ...]:
    """What can be seen of a number that does not equal itself: the parts of a complex one."""
    if not isinstance(number, complex):
        return ()
    return tuple(None if part != part else part for part in (number.real, number.imag))


def _alike(kind: type, other: type) -> bool:
    """Is it one class, perhaps defined twice?"""
    return kind is other or (
        kind.__qualname__ == other.__qualname__ and kind.__module__ == other.__module__
    )


def _across(a: Any, b: Any) -> bool:
    """The verdict on values of two classes, as of Python's numbers and NumPy's."""
    try:
        answer: Any = a == b
        return getattr(answer, "shape", ()) == () and bool(answer or (a != a and b != b))
    except Exception:  # they know nothing of each other
        return False


def _in_parts(a: Any, b: Any, within: set[tuple[int, int]]) -> bool | None:
    """The verdict on two values of one class, by their parts if these are all that counts."""
    equality: Any = type(a).__eq__
    if equality in _LISTS:
        return len(a) == len(b) and _all(_judge(x, y, within) for x, y in zip(a, b, strict=True))
    if equality in _MAPPINGS:  # whose order can be seen
        return list(a) == list(b) and _all(_judge(a[name], b[name], within) for name in a)
    if equality is SimpleNamespace.__eq__:
        return _judge(vars(a), vars(b), within)
    if equality in _SETS:
        return _sets(a, b)
    if isinstance(a, MethodType):
        return a.__func__ is b.__func__ and _judge(a.__self__, b.__self__, within)
    if equality == _BY_IDENTITY:
        return None
    if not is_dataclass(a):
        return _by_equality(a, b, within)
    names = [field.name for field in fields(a) if field.compare]
    parts = ((getattr(a, n, _ABSENT), getattr(b, n, _ABSENT)) for n in names)
    return _all(_judge(x, y, within) for x, y in parts)


def _all(verdicts: Iterable[bool | None]) -> bool | None:
    """One difference is a difference; else one doubt is a doubt."""
    result: bool | None = True
    for verdict in verdicts:
        if verdict is False:
            return False
        if verdict is None:
            result = None
    return result


def _sets(a: Any, b: Any) -> bool | None:
    if len(a) != len(b):
        return False
    others = [x for x in (*(a - b), *(b - a)) if x == x]  # each NaN is another, and none is
    if not others:
        return True
    return None if all(type(x).__eq__ == _BY_IDENTITY for x in others) else False


def _by_equality(a: Any, b: Any, within: set[tuple[int, int]]) -> bool | None:
    """What `==` says; of what answers by an array, whether it holds everywhere."""
    answer = a == b
    if not isinstance(answer, bool) and getattr(a, "shape", ()) != getattr(b, "shape", ()):
        return False
    if getattr(answer, "shape", ()) == ():
        return bool(answer) or _despite_nan(a, b, within)
    return bool((answer | ((a != a) & (b != b))).all())


def _despite_nan(a: Any, b: Any, within: set[tuple[int, int]]) -> bool | None:
    """The verdict on two of one class that are no equals, perhaps for NaN among their parts."""
    state, other = a.__getstate__(), b.__getstate__()
    if state is None or other is None:
        verdict = None if a == a or repr(a) != repr(b) else True
    else:
        verdict = _judge(state, other, within)
    return False if verdict is None and a == a else verdict


def _arrays(a: Any, b: Any) -> bool | None:
    """NumPy's arrays and scalars."""
    if not hasattr(a, "dtype"):
        return _in_parts(a, b, set())
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    if a.dtype.hasobject:
        return _judge(a.tolist(), b.tolist(), set())
    if a.dtype.names is not None:
        return all(_arrays(a[name], b[name]) for name in a.dtype.names)
    return _by_equality(a, b, set())


def _tables(a: Any, b: Any) -> bool | None:
    """Tables and columns of pandas and its kin, with the names that they carry."""
    if not hasattr(a, "equals"):
        return _in_parts(a, b, set())
    if getattr(a, "name", None) != getattr(b, "name", None):
        return False
    if hasattr(a, "columns") and list(a.columns.names) != list(b.columns.names):
        return False
    if hasattr(a, "index") and list(a.index.names) != list(b.index.names):
        return False
    return bool(a.equals(b))


def _frames(a: Any, b: Any) -> bool | None:
    """Frames and columns of polars; a lazy one is a plan, which nobody can compare."""
    return bool(a.equals(b, null_equal=True)) if hasattr(a, "equals") else None


def _arrow(a: Any, b: Any) -> bool | None:
    """Tables and columns of Arrow, for which NaN is another every time."""
    if not hasattr(a, "equals") or a.equals(b):
        return a.equals(b) if hasattr(a, "equals") else _in_parts(a, b, set())
    if hasattr(a, "schema"):
        if a.schema != b.schema or len(a) != len(b):
            return False
        return _all(_arrow(x, y) for x, y in zip(a.columns, b.columns, strict=True))
    if not hasattr(a, "null_count") or a.type != b.type or len(a) != len(b):
        return False
    return _judge(a.to_pylist(), b.to_pylist(), set())


_LIBRARIES: Mapping[str, Any] = {
    "numpy": _arrays,
    "pandas": _tables,
    "geopandas": _tables,
    "polars": _frames,
    "pyarrow": _arrow,
}
