"""A page to be read as text: in terminals, by screen readers, in diffs, by language models."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from rerun_state.patterns import pattern
from rerun_state.snapshot import alike
from rerun_state.snapshot.piece import Piece, Words
from rerun_state.snapshot.sanitizer import text_in
from rerun_state.snapshot.series import traces_of
from rerun_state.snapshot.table_excerpt import ROWS, Table, table_of, text_of

Lines = list[str]
_CONTROL = pattern(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # ECMA-48: a control sequence,
    r"|\x1b[PX\]^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # a control string,
    r"|\x1b[ -/]*[0-~]?"  # or another escape
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f]"
)


def render(page: list[Piece]) -> str:
    """The pieces one after the other, a blank line between blocks."""
    return readable("\n".join(_blocks(page))) + "\n" if page else ""


def readable(text: str) -> str:
    """A text without what only terminals act on: colours, moves of the cursor, titles, bells."""
    return _CONTROL.sub("", text)


def _blocks(pieces: list[Piece]) -> Lines:
    lines: Lines = []
    for piece in pieces:
        shown = _lines(piece)
        if not shown:
            continue
        apart = len(shown) > 1 or not _is_field(piece)
        if lines and (apart or lines[-1:] == [""]) and lines[-1] != "":
            lines.append("")
        lines += shown
        if apart:
            lines.append("")
    while lines and lines[-1] == "":
        lines.pop()
    return lines


def _lines(piece: Piece) -> Lines:
    if piece.type in _SHOWN:
        return _SHOWN[piece.type](piece)
    if piece.children is not None:
        return _within(piece)
    if piece.words is not None:
        return [_said(piece)]
    return [f"[{' '.join(filter(None, (piece.type, piece.label)))}]"]


def _is_field(piece: Piece) -> bool:
    return piece.words is not None or piece.type.endswith("button")


def _said(piece: Piece) -> str:
    return f"{piece.label or piece.type}: {_value(piece.words or '')}"


def _value(words: Words) -> str:
    if isinstance(words, list):
        return ", ".join(words) or "(none)"
    return words or "(empty)"


def _within(piece: Piece) -> Lines:
    return _blocks(piece.children or [])


def _cell(piece: Piece) -> Lines:
    return [waits_for(piece)] if piece.children is None else _within(piece)


def waits_for(piece: Piece) -> str:
    """What stands in the place of another cell's page until that cell exists."""
    return f"Waits for the cell '{piece.props['name']}'."


def _titled(title: Callable[[Piece], str]) -> Callable[[Piece], Lines]:
    """A place with a name: what stands in it is indented below."""

    def show(piece: Piece) -> Lines:
        return [title(piece), *(f"  {line}".rstrip() for line in _within(piece))]

    return show


def _body(before: str = "") -> Callable[[Piece], Lines]:
    def show(piece: Piece) -> Lines:
        return f"{before}{piece.props.get('body', '')}".split("\n")

    return show


def _code(piece: Piece) -> Lines:
    return [f"```{piece.props.get('language') or ''}", *str(piece.props["body"]).split("\n"), "```"]


def indented(piece: Piece) -> str:
    """JSON, a line for each of its parts; what is none as it is."""
    body = str(piece.props["body"])
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return body


def _metric(piece: Piece) -> Lines:
    delta = piece.props.get("delta")
    return [f"{piece.label}: {piece.props['body']}" + (f" ({delta})" if delta else "")]


def _table(piece: Piece) -> Lines:
    return aligned(table_of(piece.props))


def aligned(table: Table) -> Lines:
    """Columns side by side, as wide as what is in them, and what is left out."""
    rows = [table.heads, *table.rows]
    widths = [max(len(row[n]) for row in rows) for n in range(len(table.heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return lines + _left_out(table)


def _left_out(table: Table) -> Lines:
    more = [f"... {table.left_out}"] if table.left_out else []
    return more if table.note is None else [*more, table.note]


def _chart(piece: Piece) -> Lines:
    lines = [f"[{piece.type}: {caption(piece)}]" if caption(piece) else f"[{piece.type}]"]
    for table in tables_of(piece):
        lines += aligned(table)
    return lines


def caption(piece: Piece) -> str:
    """What a chart says it shows."""
    if alt := piece.props.get("alt"):
        return str(alt)
    spec = piece.props.get("spec")
    found = spec.get("title") if isinstance(spec, dict) else None
    return str(found.get("text", "") if isinstance(found, dict) else found or "")


def _of_trace(name: str, columns: dict[str, list[Any]]) -> Table:
    cells = [[text_of(value) for value in values[:ROWS]] for values in columns.values()]
    rows = [[name, *row] for row in zip(*cells, strict=True)]
    total = len(next(iter(columns.values())))
    return Table([("", head) for head in ("trace", *columns)], rows, total, len(columns) + 1)


def tables_of(piece: Piece) -> list[Table]:
    """The first rows of what a chart or a map draws."""
    if piece.type == "plotly_chart":
        return [_of_trace(name, columns) for name, columns in traces_of(piece.props)]
    told = [*(piece.props.get("datasets") or {}).values(), piece.props.get("points")]
    return [table_of(data) for data in told if data]


def _medium(piece: Piece) -> Lines:
    said = piece.props.get("alt") or piece.props.get("src") or piece.props.get("youtube")
    data = piece.props.get("data")
    size = f"{len(data):,} bytes" if isinstance(data, bytes) else ""
    return [f"[{piece.type}: {said or size}]"]


def _image(piece: Piece) -> Lines:
    return [
        f"[image: {picture.get('caption') or picture.get('alt') or picture.get('src') or ''}]"
        for picture in piece.props["images"]
    ]


def _checkbox(piece: Piece) -> Lines:
    return [f"[{'x' if piece.words == 'true' else ' '}] {piece.label}"]


def _button(piece: Piece) -> Lines:
    return [f"[{piece.label}]"]


def _link(piece: Piece) -> Lines:
    address = piece.props.get("url") or piece.props.get("href") or piece.props.get("page") or ""
    return [f"[{piece.label}]({address})"]


def _exception(piece: Piece) -> Lines:
    return [f"{piece.props['type']}: {piece.props['message']}"]


def _alert(piece: Piece) -> Lines:
    title = f"{piece.props['title']}. " if piece.props.get("title") else ""
    return f"{piece.type.capitalize()}: {title}{piece.props['body']}".split("\n")


def _progress(piece: Piece) -> Lines:
    value = int(piece.props["value"])
    bar = "#" * (value // 5)
    return [f"[{bar:<20}] {value}% {piece.props.get('text') or ''}".rstrip()]


def _output(piece: Piece) -> Lines:
    lines: Lines = []
    for item in piece.props["outputs"]:
        if item["kind"] in ("stream", "text"):
            lines += str(item["text"]).rstrip("\n").split("\n")
        else:
            lines.append(f"[{item['kind']}]")
    return lines


def named(piece: Piece) -> str:
    """An object of which help is shown: its name, and its value."""
    return " ".join(str(part) for part in map(piece.props.get, ("name", "value")) if part)


def _help(piece: Piece) -> Lines:
    return [named(piece), *str(piece.props.get("doc") or "").split("\n")]


def _bundle(piece: Piece) -> Lines:
    data = piece.props["data"]
    told = data.get("text/plain") or text_in(str(data.get("text/html", "")))
    return str("".join(told) if isinstance(told, list) else told).split("\n")


def _foreign(piece: Piece) -> Lines:
    return text_in(piece.props["body"]).split("\n")


def _step(piece: Piece) -> str:
    mark = {"running": "...", "complete": "done", "error": "failed"}[piece.props["state"]]
    return f"{piece.label} ({mark})"


def _widget(piece: Piece) -> Lines:
    """An ipywidget: what is in it, else its class, its description, its value or its traits."""
    traits = piece.props.get("traits")
    if piece.children is not None and not traits:
        first, *others = _within(piece) or [""]
        return [f"{piece.label} {first}".strip(), *others] if piece.label or first else []
    value = _traits(traits) if traits else None if piece.words is None else _value(piece.words)
    said = ": ".join(filter(None, (piece.label, value)))
    inside = [f"  {line}".rstrip() for line in _within(piece)]
    return [*f"[{piece.props['class']}] {said}".rstrip().split("\n"), *inside]


def _traits(traits: Mapping[str, str]) -> str:
    return "; ".join(f"{name}: {words}" for name, words in traits.items())


_SHOWN: dict[str, Callable[[Piece], Lines]] = {
    **dict.fromkeys(alike.ALERTS, _alert),
    **dict.fromkeys(alike.BLANKS, lambda piece: []),
    **dict.fromkeys(alike.BUTTONS, _button),
    **dict.fromkeys(alike.CHARTS, _chart),
    **dict.fromkeys(alike.LINKS, _link),
    **dict.fromkeys(alike.MEDIA, _medium),
    **dict.fromkeys(alike.TABLES, _table),
    **dict.fromkeys(alike.TICKS, _checkbox),
    **dict.fromkeys(("caption", "latex", "markdown", "text"), _body()),
    "chat_input": lambda piece: [f"[{piece.props['placeholder']}]"],
    "chat_message": _titled(lambda piece: f"{piece.props['name']}:"),
    "cell": _cell,
    "code": _code,
    "dialog": _titled(lambda piece: f"[dialog: {piece.label}]"),
    "divider": lambda piece: ["---"],
    "exception": _exception,
    "expander": _titled(lambda piece: f"> {piece.label}"),
    "graphviz_chart": lambda piece: str(piece.props["dot"]).split("\n"),
    "header": _body("## "),
    "help_info": _help,
    "html": _foreign,
    "image": _image,
    "json": lambda piece: indented(piece).split("\n"),
    "mermaid_chart": lambda piece: str(piece.props["code"]).split("\n"),
    "metric": _metric,
    "mime": _bundle,
    "output": _output,
    "popover": _titled(lambda piece: f"[{piece.label}]"),
    "progress": _progress,
    "sidebar": _titled(lambda piece: "Sidebar:"),
    "spinner": lambda piece: [f"{piece.props['text']}"],
    "status": _titled(_step),
    "subheader": _body("### "),
    "tab": _titled(lambda piece: f"== {piece.label} =="),
    "title": _body("# "),
    "widget": _widget,
}
