"""Puts what is written of parameters below the docstrings of public functions.

Why when the package is imported: Python, IPython, editors that ask a kernel, and `st.help` all read
`__doc__`, which a function cannot compute. The pass takes about three milliseconds.
"""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterator
from types import FunctionType, MethodType
from typing import Any

from rerun_state.reference import of_all, of_commands, of_inputs, of_shown
from rerun_state.reference.signatures import show_types
from rerun_state.reference.words import default_in_words, type_in_words

_TITLE = "Parameters\n----------"


def read(text: str) -> dict[str, tuple[str, str]]:
    """The entries of a text like numpydoc's section: by name, the type (or "") and the lines."""
    found = {}
    for entry in text.strip().split("\n\n"):
        head, _, lines = entry.partition("\n")
        names, _, kind = head.partition(" : ")
        for name in names.split(", "):
            found[name] = (kind, lines)
    return found


DESCRIPTIONS = {
    name: entry
    for text in (of_all.TEXT, of_inputs.TEXT, of_shown.TEXT, of_commands.TEXT)
    for name, entry in read(text).items()
}
_OF_ONE: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
"""What is written of one function's parameters, or of one family's."""
for _key, _entry in DESCRIPTIONS.items():
    _where, _, _parameter = _key.rpartition(".")
    _OF_ONE[_where][_parameter] = _entry


def weave(name: str, documented: Any, family: str = "") -> None:
    """Describe the parameters of a function, method, class or callable in its docstring.

    What is written of `name.parameter` comes first, then of `family.parameter`, of the
    annotation, and of `parameter`.
    """
    if isinstance(documented, MethodType):
        documented = documented.__func__
    if isinstance(documented, FunctionType):
        function = inspect.unwrap(documented)
    elif isinstance(documented, type):
        function = documented.__init__  # type: ignore[misc]  # its signature is what is shown
    else:
        documented = type(documented)
        function = documented.__call__
    show_types(function)
    doc = documented.__doc__
    if not doc or "Parameters\n" in doc:  # without docstrings (-OO), or with all
        return
    entries = list(_entries(name, family, function))
    if entries:
        section = "\n".join(("", "", _TITLE, *entries, ""))
        prose = doc.rstrip()
        margin = doc[len(prose) :].rpartition("\n")[2]  # older Pythons keep the source's own
        documented.__doc__ = prose + (section.replace("\n", "\n" + margin) if margin else section)


def _entries(name: str, family: str, function: FunctionType) -> Iterator[str]:
    own, shared = _OF_ONE.get(name, {}), _OF_ONE[""]
    kin = _OF_ONE.get(family, {}) if family else {}
    annotations, names = function.__annotations__, function.__globals__
    for parameter, default in _parameters(function):
        plain = parameter.lstrip("*")
        annotation = annotations[plain]
        entry = own.get(plain) or kin.get(plain) or shared.get(annotation) or shared.get(plain)
        kind, lines = entry or ("", "")
        kind = kind or type_in_words(annotation, names)
        yield f"{parameter} : {kind}{default}\n{lines}"


def _parameters(function: FunctionType) -> Iterator[tuple[str, str]]:
    """The parameters but `self`, with their defaults in words, in the order of the signature.

    Why not by `inspect.signature`: that takes three times as long.
    """
    code = function.__code__
    names = code.co_varnames
    by_place, by_name = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
    given = function.__defaults__ or ()
    defaults = dict(zip(names[by_place - len(given) : by_place], given, strict=True))
    defaults |= function.__kwdefaults__ or {}
    listed = list(names[:by_place])
    rest = by_name
    if code.co_flags & inspect.CO_VARARGS:
        listed.append("*" + names[rest])
        rest += 1
    listed += names[by_place:by_name]
    if code.co_flags & inspect.CO_VARKEYWORDS:
        listed.append("**" + names[rest])
    for name in listed:
        if name not in ("self", "_cache"):
            known = name in defaults
            yield name, f", default {default_in_words(defaults[name])}" if known else ""
