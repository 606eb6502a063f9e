"""A page as one piece of HTML: self-contained, without scripts, readable without its styles.

Elements of HTML carry the meaning (headings, tables, lists of terms, details), so that the page can
be read on GitHub and by screen readers; the few styles only arrange it.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from html import escape
from itertools import groupby
from typing import Any

from rerun_state.page.markdown.highlight import highlight
from rerun_state.page.markdown.rendering import is_safe_url
from rerun_state.page.markdown.rendering import render as markdown
from rerun_state.page.markdown.rendering import render_inline as inline
from rerun_state.runtime.model.tree import UnsafeMarkdown
from rerun_state.snapshot import alike
from rerun_state.snapshot.piece import Piece, Words
from rerun_state.snapshot.plot import picture
from rerun_state.snapshot.sanitizer import admit
from rerun_state.snapshot.series import series_of
from rerun_state.snapshot.table_excerpt import Table, table_of
from rerun_state.snapshot.text import caption, indented, named, readable, tables_of, waits_for
from rerun_state.snapshot.tones import with_tones

PICTURE = 500_000
"""Bytes of a picture that is kept; a larger one is named only."""
_TONES = {"error": "#c62828", "info": "#1565c0", "success": "#2e7d32", "warning": "#b26a00"}


def render(page: list[Piece]) -> str:
    """The pieces one after the other, in one division."""
    return f'<div class="rerun-state-snapshot">{with_tones(_all(page))}</div>'


def _all(pieces: list[Piece]) -> str:
    return "\n".join(filter(None, map(_html, pieces)))


def _html(piece: Piece) -> str:
    show = _SHOWN.get(piece.type)
    if show is not None:
        return show(piece)
    if piece.children is not None:
        return _within(piece)
    if piece.words is not None:
        return _said(piece)
    return f"<p>[{escape(' '.join(filter(None, (piece.type, piece.label))))}]</p>"


def _within(piece: Piece) -> str:
    return f"<div>{_all(piece.children or [])}</div>"


def _said(piece: Piece) -> str:
    return f"<p>{_label(piece)}: <b>{escape(_value(piece.words or ''))}</b></p>"


def _value(words: Words) -> str:
    return ", ".join(words) if isinstance(words, list) else words


def _label(piece: Piece) -> str:
    return inline(piece.label) or escape(piece.type)


def _heading(tag: str) -> Callable[[Piece], str]:
    return lambda piece: f"<{tag}>{inline(str(piece.props['body']))}</{tag}>"


def _markdown(piece: Piece) -> str:
    body = piece.props["body"]
    if isinstance(body, UnsafeMarkdown):
        return admit(markdown(str(body), unsafe_html=True))
    return markdown(str(body))


def _pre(text: object) -> str:
    return f"<pre>{escape(readable(str(text)))}</pre>"


def _columns(piece: Piece) -> str:
    cells = [
        f'<div style="flex: {child.props["weight"]} 1 8rem">{_all(child.children or [])}</div>'
        for child in piece.children or []
    ]
    return f'<div style="display: flex; flex-wrap: wrap; gap: 1rem">{"".join(cells)}</div>'


def _cell(piece: Piece) -> str:
    if piece.children is not None:
        return _within(piece)
    return f"<p>{escape(waits_for(piece))}</p>"


def _titled(title: Callable[[Piece], str]) -> Callable[[Piece], str]:
    """A place with a name, as a section of its own."""
    return lambda piece: f"<section><h4>{title(piece)}</h4>{_all(piece.children or [])}</section>"


def _details(piece: Piece) -> str:
    is_open = piece.words == "true" or (piece.words is None and piece.props.get("expanded"))
    return (
        f"<details{' open' if is_open else ''}><summary>{_label(piece)}</summary>"
        f"{_all(piece.children or [])}</details>"
    )


def _sidebar(piece: Piece) -> str:
    return f'<aside aria-label="Sidebar">{_all(piece.children or [])}</aside><hr>'


def _metric(piece: Piece) -> str:
    delta = piece.props.get("delta")
    after = f" <small>{inline(str(delta))}</small>" if delta else ""
    return f"<p>{_label(piece)}<br><big><b>{inline(str(piece.props['body']))}</b></big>{after}</p>"


def _table(piece: Piece) -> str:
    return html_of(table_of(piece.props))


def html_of(table: Table) -> str:
    """A table, with the number of rows and columns that are left out."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    said = filter(None, (table.left_out, table.note))
    note = "".join(f"<p><small>{escape(each)}</small></p>" for each in said)
    return f"<table><thead>{_heads(table)}</thead><tbody>{rows}</tbody></table>{note}"


def _heads(table: Table) -> str:
    """The headings, and above them what neighbours have in common."""
    last = "".join(f"<th>{escape(head)}</th>" for _, head in table.levels)
    upper = [(group, len([*among])) for group, among in groupby(group for group, _ in table.levels)]
    if not any(group for group, _ in upper):
        return f"<tr>{last}</tr>"
    spans = "".join(f'<th colspan="{count}">{escape(group)}</th>' for group, count in upper)
    return f"<tr>{spans}</tr><tr>{last}</tr>"


def _chart(piece: Piece) -> str:
    """Its picture, and its data: next to a picture for whoever wants to read them."""
    said = caption(piece) or piece.type
    tables = "".join(map(html_of, tables_of(piece)))
    drawn = picture(series_of(piece), said)
    if drawn and tables:
        tables = f"<details><summary>Data</summary>{tables}</details>"
    above = "" if drawn and not caption(piece) else f"<figcaption>{escape(said)}</figcaption>"
    return f"<figure>{above}{drawn}{tables}</figure>"


def _picture(picture: Any) -> str:
    said = escape(str(picture.get("alt") or picture.get("caption") or ""), quote=True)
    words = picture.get("caption")
    below = f"<figcaption>{inline(str(words))}</figcaption>" if words else ""
    data, mime = picture.get("data"), str(picture.get("mime"))
    if isinstance(data, bytes) and len(data) <= PICTURE and mime.startswith("image/"):
        source = f"data:{mime};base64,{base64.b64encode(data).decode()}"
    elif picture.get("src") and is_safe_url(str(picture["src"])):
        source = escape(str(picture["src"]), quote=True)
    else:
        return f"<figure>[image: {said}]{below}</figure>"
    return f'<figure><img src="{source}" alt="{said}" style="max-width: 100%">{below}</figure>'


def _link(piece: Piece) -> str:
    address = str(piece.props.get("url") or piece.props.get("href") or "")
    if not address or not is_safe_url(address):
        return f"<p>{_label(piece)}</p>"
    return f'<p><a href="{escape(address, quote=True)}" rel="noopener">{_label(piece)}</a></p>'


def _medium(piece: Piece) -> str:
    said = piece.props.get("alt") or piece.props.get("src") or piece.props.get("youtube") or ""
    return f"<p>[{escape(f'{piece.type}: {said}'.rstrip(': '))}]</p>"


def _checkbox(piece: Piece) -> str:
    mark = "☑" if piece.words == "true" else "☐"
    return f"<p>{mark} {_label(piece)}</p>"


def _button(piece: Piece) -> str:
    return f"<p><kbd>{_label(piece)}</kbd></p>"


def _alert(piece: Piece) -> str:
    title = f"<b>{inline(str(piece.props['title']))}</b> " if piece.props.get("title") else ""
    tone = _TONES[piece.type]
    style = f"border-left: 4px solid {tone}; padding-left: 0.75rem"
    return f'<div role="note" style="{style}">{title}{markdown(str(piece.props["body"]))}</div>'


def _exception(piece: Piece) -> str:
    return _pre(f"{piece.props['type']}: {piece.props['message']}")


def _progress(piece: Piece) -> str:
    value = int(piece.props["value"])
    said = escape(str(piece.props.get("text") or ""))
    return f'<p>{said} <progress max="100" value="{value}">{value}%</progress></p>'


def _output(piece: Piece) -> str:
    return "".join(map(_item, piece.props["outputs"]))


def _item(item: Any) -> str:
    return _picture(item) if item["kind"] == "image" else _pre(item["text"])


def _bundle(piece: Piece) -> str:
    data = piece.props["data"]
    if "image/png" in data:
        return _picture({"data": base64.b64decode(data["image/png"]), "mime": "image/png"})
    if "text/html" in data:
        return admit("".join(data["text/html"]))
    return _pre("".join(data.get("text/plain", "")))


def _help(piece: Piece) -> str:
    return f"<p><code>{escape(named(piece))}</code></p>{_pre(piece.props.get('doc') or '')}"


def _code(piece: Piece) -> str:
    return highlight(str(piece.props["body"]), piece.props.get("language") or None)


def _widget(piece: Piece) -> str:
    """An ipywidget: what is in it, else its class, its description, its value or its traits."""
    traits = piece.props.get("traits") or {}
    if piece.children is not None and not traits:
        label = f"<p>{escape(piece.label)}</p>" if piece.label else ""
        return f"<div>{label}{_all(piece.children)}</div>"
    told = [f"{escape(name)}: <b>{escape(words)}</b>" for name, words in traits.items()]
    value = "" if piece.words is None else f"<b>{escape(_value(piece.words))}</b>"
    said = ": ".join(filter(None, (escape(piece.label), "; ".join(told) or value)))
    line = f"<p>[{escape(piece.props['class'])}] {said}</p>".replace(" </p>", "</p>")
    return line + _all(piece.children or [])


def is_shown(piece: Piece) -> bool:
    """Can it be read here? Ipywidgets, media and odd charts are only named."""
    show = _SHOWN.get(piece.type)
    if show is None and piece.children is None and piece.words is None:
        return False
    if show in (_medium, _widget) or (show is _chart and not tables_of(piece)):
        return False
    return all(map(is_shown, piece.children or ()))


_SHOWN: dict[str, Callable[[Piece], str]] = {
    **dict.fromkeys(alike.ALERTS, _alert),
    **dict.fromkeys(alike.BLANKS, lambda piece: ""),
    **dict.fromkeys(alike.BUTTONS, _button),
    **dict.fromkeys(alike.CHARTS, _chart),
    **dict.fromkeys(alike.LINKS, _link),
    **dict.fromkeys(alike.MEDIA, _medium),
    **dict.fromkeys(alike.TABLES, _table),
    **dict.fromkeys(alike.TICKS, _checkbox),
    "caption": lambda piece: f"<small>{_markdown(piece)}</small>",
    "chat_input": lambda piece: f"<p><kbd>{escape(str(piece.props['placeholder']))}</kbd></p>",
    "chat_message": _titled(lambda piece: escape(str(piece.props["name"]))),
    "cell": _cell,
    "code": _code,
    "columns": _columns,
    "dialog": _titled(_label),
    "divider": lambda piece: "<hr>",
    "exception": _exception,
    "expander": _details,
    "graphviz_chart": lambda piece: _pre(piece.props["dot"]),
    "header": _heading("h2"),
    "help_info": _help,
    "html": lambda piece: admit(str(piece.props["body"])),
    "image": lambda piece: "".join(map(_picture, piece.props["images"])),
    "json": lambda piece: _pre(indented(piece)),
    "latex": _markdown,
    "markdown": _markdown,
    "mermaid_chart": lambda piece: _pre(piece.props["code"]),
    "metric": _metric,
    "mime": _bundle,
    "output": _output,
    "popover": _details,
    "progress": _progress,
    "sidebar": _sidebar,
    "spinner": lambda piece: f"<p>{inline(str(piece.props['text']))}</p>",
    "status": _details,
    "subheader": _heading("h3"),
    "tab": _titled(_label),
    "text": lambda piece: _pre(piece.props["body"]),
    "title": _heading("h1"),
    "widget": _widget,
}
