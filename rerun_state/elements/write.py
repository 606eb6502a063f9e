"""`write`: show anything, each thing in the way that suits it.

The kinds are asked in the order of `_SHOWS`, and the first that knows the object shows it. Texts
and plain values that follow each other are one Markdown text. What nobody knows is shown by its
rich representation, the one a notebook would show, and without one by its `repr`.
"""

from __future__ import annotations

import io
import re
from collections import ChainMap, UserDict, UserList
from collections.abc import Callable, ItemsView, KeysView, Mapping, ValuesView
from dataclasses import is_dataclass
from enum import Enum
from types import BuiltinFunctionType, FunctionType, MappingProxyType, MethodType, ModuleType
from typing import Any

from rerun_state.elements import bundles
from rerun_state.elements.charts import maps, plots, vega
from rerun_state.elements.data import tables as data
from rerun_state.elements.data.given.makes import is_table
from rerun_state.elements.media import images
from rerun_state.elements.status import messages as status
from rerun_state.elements.text import docs, markup
from rerun_state.elements.text import prose as text
from rerun_state.elements.text.streams import Show, StreamingOutput, is_stream, pour
from rerun_state.errors import StreamlitAPIException
from rerun_state.imports import is_of, library_of
from rerun_state.runtime.grammar.block import Block, Draft
from rerun_state.runtime.model.tree import Element

_PLAIN = (int, float, complex, bytes, tuple, set, frozenset, Enum)
_DATA = (
    *(dict, list, map, enumerate, KeysView, ValuesView, ItemsView),
    *(ChainMap, UserDict, UserList, MappingProxyType),
)
_CODE = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType)


def write(self: Block, *args: Any, unsafe_allow_html: bool = False) -> None:
    """Show the arguments one after the other, each in the way that suits its type.

    Texts are Markdown, tables are `dataframe`s, dictionaries and lists foldable `json`; exceptions,
    charts and figures of all libraries, images, formulas of SymPy, generators (see `write_stream`),
    functions and modules (see `help`) and widgets of ipywidgets appear as what they are. Anything
    else appears as a notebook would show it.

    Raises StreamlitAPIException for several arguments where only one fits: on a container's or an
    element's handle. Use `with` there.

        st.write("Below 7 °C:", df[df.celsius < 7])
    """
    if len(args) > 1 and self._node is not None:
        raise StreamlitAPIException(
            f"write() of a container takes one argument, not {len(args)}, because it may have to "
            "replace an element. Use `with container: st.write(...)`."
        )
    texts: list[str] = []

    def flush() -> None:
        if texts:
            text.markdown(self, " ".join(texts), unsafe_allow_html)
            texts.clear()

    for value in args:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, io.StringIO):
            flush()
            text.markdown(self, value.getvalue(), unsafe_allow_html)
        elif (show := _find(value, unsafe_allow_html)) is not None:
            flush()
            show(self, value)
        else:
            texts.append(in_backticks(value))
    flush()


def write_stream(self: Block, stream: Any, *, cursor: str | None = None) -> list[Any] | str:
    """Show the parts of a stream as they arrive; return all of it.

    Parts that are texts form one Markdown text, functions are called, others are shown by `write`.
    Returns the text if there was nothing else, else a list of texts and objects, which `write`
    shows in the same pieces again.

    Raises StreamlitAPIException for what cannot be iterated, and for a complete text or table.

        def reply():
            for word in "Hello, world".split():
                yield word + " "
                time.sleep(0.1)

        st.write_stream(reply)
    """
    return pour(self, stream, cursor, write)


def _find(value: Any, unsafe: bool) -> Show | None:
    """The element that suits the value; None for one to be shown within the text."""
    if value is None or isinstance(value, _PLAIN):
        if hasattr(value, "_asdict"):
            return markup.json
        return bundles.show_rich if bundles.is_rich(value) else None
    for knows, show in _SHOWS:
        if knows(value):
            return show
    if unsafe and hasattr(value, "_repr_html_"):
        return markup.html
    if bundles.knows(value):
        return bundles.show_rich
    return docs.help if docs.says_little(str(value)) else None


def drafted(value: Any) -> Element | None:
    """What `write` shows of an object that a notebook shows as more than text; None if the same.

    `display` shows that as well, and the value of a cell's last expression.
    """
    if isinstance(value, str):
        show: Show | None = text.markdown if bundles.is_rich(value) else None
    elif _is_figure(value) or bundles.knows(value):
        show = _find(value, unsafe=False)
    else:
        show = None
    if show is None or show is bundles.show_rich:
        return None
    draft = Draft()
    show(draft, value)
    return draft.element


def in_backticks(value: Any) -> str:
    """A value as code within Markdown; over several lines as a block of code."""
    shown = str(value)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    if "\n" in shown:
        fence = fence if len(fence) > 2 else "```"
        return f"{fence}\n{shown}\n{fence}"
    return f"{fence}{shown}{fence}"


def _is_figure(value: Any) -> bool:
    return is_of(value, "matplotlib", "Figure")


def _is_state(value: Any) -> bool:
    return isinstance(value, Mapping) and library_of(value) == "rerun_state"


def _is_sympy(value: Any) -> bool:
    return is_of(value, "sympy") and hasattr(value, "free_symbols")


def _is_code(value: Any) -> bool:
    if isinstance(value, _CODE):
        return True
    return is_dataclass(value) and not bundles.knows(value)


def _again(self: Block, output: StreamingOutput) -> None:
    """Show what a stream left, in pieces as it came."""
    for piece in output:
        if callable(piece):
            piece()
        else:
            write(self, piece)


_SHOWS: tuple[tuple[Callable[[Any], bool], Show], ...] = (
    (lambda value: isinstance(value, Exception), status.exception),
    (bundles.is_widget, bundles.show_rich),
    (is_table, data.dataframe),
    (_is_figure, plots.pyplot),
    (lambda value: is_of(value, "altair", "TopLevelMixin"), vega.altair_chart),
    (lambda value: is_of(value, "plotly", "BaseFigure"), plots.plotly_chart),
    (lambda value: is_of(value, "pydeck", "Deck"), maps.pydeck_chart),
    (lambda value: is_of(value, "graphviz", "Dot", "Source"), plots.graphviz_chart),
    (lambda value: is_of(value, "PIL", "Image"), images.image),
    (_is_sympy, markup.latex),
    (is_stream, write_stream),
    (lambda value: isinstance(value, StreamingOutput), _again),
    (lambda value: isinstance(value, _DATA) or _is_state(value), markup.json),
    (_is_code, docs.help),
)
