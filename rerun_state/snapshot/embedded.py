"""Ipywidgets that are not ours, as pieces: their class, description and value, and what is in them.

Of ipywidgets' own, only traits that a browser has as well are read, as they are: no code of theirs
runs. `packages` knows some of those of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from rerun_state.elements.bundles import model_in
from rerun_state.page.channel import log
from rerun_state.page.inside import living, parts
from rerun_state.runtime.model.tree import Element
from rerun_state.snapshot.packages import Told, told_of
from rerun_state.snapshot.piece import HIDDEN, Piece, Words, in_json

_MODELS_OF_TEXT = {"HTMLModel": "html", "HTMLMathModel": "html", "LabelModel": "text"}
_TITLED = {"TabModel": "tab", "AccordionModel": "expander"}
_VALUES = ("value", "v_model")
_NAMES = ("description", "label")
_UNUSED = "!!disabled!!"  # the v_model of ipyvuetify's that have none


def pieces_of(element: Element, key: str | None) -> Iterator[Piece]:
    """The widget of an element; none where it is closed or hidden."""
    for piece in _pieces(living(element.props["model_id"]), frozenset()):
        piece.key = key
        yield piece


def _pieces(widget: Any, within: frozenset[int]) -> Iterator[Piece]:
    """A widget and what is in it; `within` are those around it: a box can be in itself."""
    if widget is None or id(widget) in within or _is_hidden(widget):
        return
    state = {name: widget._trait_values.get(name) for name in widget.keys}
    piece = Piece("widget", {"class": type(widget).__name__, **_name(state)})
    within = within | {id(widget)}
    read = _READ.get(str(state.get("_model_name")))
    told = _told(widget) if read is None else None
    if told is None:
        (read or _read)(piece, state, within)
    else:
        traits, shown, inside = told
        piece.props = {**piece.props, **({"traits": traits} if traits else {})}
        below = (each for child in inside for each in _child(child, within))
        piece.children = [*shown, *below] or None
    yield piece


def _told(widget: Any) -> Told | None:
    """What is read of a class of another package; None for its value as of any other."""
    try:
        return told_of(widget)
    except Exception as error:  # whatever that package makes of it
        log.info("A %s could not be read: %r.", type(widget).__name__, error)
        return None


def _is_hidden(widget: Any) -> bool:
    layout = getattr(widget._trait_values.get("layout"), "_trait_values", {})
    return layout.get("display") == "none" or layout.get("visibility") == "hidden"


def _name(state: Mapping[str, Any]) -> dict[str, str]:
    names = (state.get(name) for name in _NAMES)
    return next(({"label": name} for name in names if name and isinstance(name, str)), {})


def _read(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    """Children stand for what contains them, a value for what has one."""
    children = state.get("children")
    if children and isinstance(children, (list, tuple)):
        piece.children = [each for child in children for each in _child(child, within)]
    elif (words := _words(state)) is not None:
        piece.words, piece.value = words, _value(state, words)
    elif children is not None:
        piece.children = []


def _child(child: Any, within: frozenset[int]) -> Iterator[Piece]:
    if isinstance(child, str):  # as those of ipyvuetify may be
        yield Piece("text", {"body": child})
    for widget in parts(child):
        yield from _pieces(_latest(widget), within)


def _latest(widget: Any) -> Any:
    """The object that the widget's model has now; None if it is closed."""
    return None if widget.comm is None else living(widget.model_id)


def _text(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    body = str(state.get("value") or "")
    shape = _MODELS_OF_TEXT[str(state["_model_name"])]
    piece.value, piece.words = body, body
    piece.children = [Piece(shape, {"body": body})] if body else []


def _titled(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    kind, titles = _TITLED[str(state["_model_name"])], state.get("titles") or ()
    piece.children = []
    for at, child in enumerate(state.get("children") or ()):
        title = titles[at] if at < len(titles) else ""
        inner = list(_child(child, within))
        piece.children.append(Piece(kind, {"label": title or str(at + 1)}, children=inner))


def _stack(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    """The one that is in front."""
    children, at = state.get("children") or (), state.get("selected_index")
    piece.children = [] if at is None else list(_child(children[at : at + 1], within))


def _output(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    outputs = state.get("outputs") or ()
    piece.children = [each for output in outputs for each in _printed(output, within)]


def _printed(output: Mapping[str, Any], within: frozenset[int]) -> Iterator[Piece]:
    read = _TOLD.get(str(output.get("output_type")))
    if read is not None:
        yield read(output)
    elif (id := model_in(output.get("data"))) is not None:
        yield from _pieces(living(id), within)
    else:
        yield Piece("mime", {"data": output.get("data") or {}})


def _said(output: Mapping[str, Any]) -> Piece:
    text = output.get("text", "")
    body = text if isinstance(text, str) else "".join(text)
    return Piece("text", {"body": body.rstrip("\n")})


def _raised(output: Mapping[str, Any]) -> Piece:
    return Piece("exception", {"type": output.get("ename"), "message": output.get("evalue")})


def _image(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    data, shape = bytes(state.get("value") or b""), str(state.get("format") or "png")
    at = {"src": data.decode(errors="replace")} if shape == "url" else {"data": data}
    mime = f"image/{'svg+xml' if shape == 'svg' else shape}"
    piece.children = [Piece("image", {"images": [{**at, "mime": mime}]})]


def _progress(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    piece.value, most = state.get("value"), state.get("max")
    piece.props = {**piece.props, "max": most}
    piece.words = f"{_word(piece.value)} of {_word(most)}"


def _password(piece: Piece, state: Mapping[str, Any], within: frozenset[int]) -> None:
    piece.value = piece.words = HIDDEN if state.get("value") else ""  # of no length in particular


def _words(state: Mapping[str, Any]) -> Words | None:
    """The value as a reader sees it: the labels of options, the names of files; None for none."""
    options = state.get("_options_labels")
    if isinstance(options, (list, tuple)):
        chosen = state.get("index")
        many = [chosen] if isinstance(chosen, int) else chosen or ()
        found = [str(options[at]) for at in many if at < len(options)]
        return found if isinstance(chosen, (list, tuple)) else "".join(found)
    name = next((name for name in _VALUES if name in state), None)
    value = None if name is None else state[name]
    if name is None or value == _UNUSED:
        return None
    if isinstance(value, (list, tuple)):
        return [word for each in value if (word := _word(each)) is not None]
    return _word(value)


def _word(value: Any) -> str | None:
    if isinstance(value, Mapping) and isinstance(value.get("name"), str):  # a file
        return str(value["name"])
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return str(value) if isinstance(value, (str, int, date, time)) else None


def _value(state: Mapping[str, Any], words: Words) -> Any:
    """The value where JSON has it, else the words for it."""
    name = next((name for name in _VALUES if name in state), None)
    if "_options_labels" in state or name is None:
        return words
    value = state[name]
    return in_json(list(value) if isinstance(value, tuple) else value, words)


_READ: dict[str, Callable[[Piece, Mapping[str, Any], frozenset[int]], None]] = {
    **dict.fromkeys(_MODELS_OF_TEXT, _text),
    **dict.fromkeys(_TITLED, _titled),
    **dict.fromkeys(("IntProgressModel", "FloatProgressModel"), _progress),
    "ImageModel": _image,
    "OutputModel": _output,
    "PasswordModel": _password,
    "StackModel": _stack,
}

_TOLD: dict[str, Callable[[Mapping[str, Any]], Piece]] = {"stream": _said, "error": _raised}
