"""Properties of elements in the form that travels: JSON, with bytes apart.

Markdown is rendered here, once per change, so that the browser needs no parser. Text without markup
travels as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from rerun_state.page.kinds import seen
from rerun_state.page.markdown.rendering import is_plain, is_plain_line, render, render_inline
from rerun_state.runtime.model.tree import Icon, Label, Markdown, UnsafeMarkdown
from rerun_state.runtime.model.widget import Widget
from rerun_state.static import read_contract
from rerun_state.symbols.icons import icon

Buffers = list[Any]


def encode(kind: str, props: Mapping[str, Any]) -> dict[str, Any]:
    """The properties as they travel, less those that are None or as the front end would have them.

    Bytes are still in their places.
    """
    travels = seen(kind).travels
    if travels is not None:
        props = travels(props)
    # What the front end takes properties for if it is not told; those that it has no use for.
    contract = read_contract()
    usual, stays = contract["defaults"].get(kind, {}), contract["stays"].get(kind, ())
    return {
        name: _value(value)
        for name, value in props.items()
        if value is not None
        and name not in stays
        and not (name in usual and same(value, usual[name]))
    }


def encode_value(widget: Widget, value: Any) -> Any:
    """A value as it travels; a press is over when it does."""
    return widget.default if widget.trigger else sane(widget.codec.encode(value))


def same(value: Any, usual: Any) -> bool:
    """Is a property of that value to be drawn as if it had the other?"""
    return type(value) is type(usual) and value == usual  # True is not 1: `expanded` can be either


def sane(value: Any) -> Any:
    """What came from a browser, or is to go there, with U+FFFD for what no message can hold.

    That is half of a surrogate pair: JSON can spell it, UTF-8 cannot.
    """
    if isinstance(value, str):
        return value if value.isascii() else _whole(value)
    if type(value) is list:
        if _NUMBERS.issuperset(map(type, value)):  # as the rows of a table are, all at once
            return value.copy()
        return [sane(part) for part in value]
    if type(value) is dict:
        return {sane(name): sane(part) for name, part in value.items()}
    return value


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def pack(wire: Any, buffers: Buffers) -> Any:
    """What was encoded, with its bytes moved to `buffers`, as a message needs them."""
    kind = type(wire)
    if kind is dict:
        return {name: pack(value, buffers) for name, value in wire.items()}
    if kind is list and not _NUMBERS.issuperset(map(type, wire)):
        return [pack(part, buffers) for part in wire]
    if kind is bytes or isinstance(wire, (bytearray, memoryview)):
        buffers.append(wire)
        return {"$buffer": len(buffers) - 1}
    return wire


def _value(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value if value.isascii() else _whole(value)
    if kind in _PLAIN:
        return value
    encoder = _BY_TYPE.get(kind)
    if encoder is not None:
        return encoder(value if value.isascii() else kind(_whole(value)))
    if kind is float:
        return value if math.isfinite(value) else None
    if kind is list or kind is tuple:
        return [_value(part) for part in value]
    if kind is dict:
        return {sane(str(name)): _value(part) for name, part in value.items()}
    if isinstance(value, (bytes, bytearray, memoryview)):
        return value
    if isinstance(value, str):
        return sane(str(value))
    if isinstance(value, (bool, int)):
        return int(value)
    raise TypeError(f"{kind.__name__} cannot travel to the browser")


def _markdown(source: str) -> Any:
    return str(source) if is_plain(source) else {"html": render(source)}


def _label(source: str) -> Any:
    return str(source) if is_plain_line(source) else {"html": render_inline(source)}


def _unsafe(source: str) -> Any:
    return {"html": render(source, unsafe_html=True), "unsafe": True}


def _icon(spec: str) -> Any:
    shown = icon(spec)
    return {"html": shown} if shown.startswith("<") else shown


_PLAIN = frozenset({int, bool, type(None)})
_NUMBERS = _PLAIN | {float}
_BY_TYPE: dict[type, Callable[[Any], Any]] = {
    Markdown: _markdown,
    Label: _label,
    UnsafeMarkdown: _unsafe,
    Icon: _icon,
}
