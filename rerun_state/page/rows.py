"""What the browser has: a row for each place of the page, and the operations that change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rerun_state.elements.inputs.bond import Bond
from rerun_state.page.channel import Input, Outputs
from rerun_state.page.kinds import is_gone, seen
from rerun_state.page.wire import Buffers, encode, pack
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.tree import Element, Node
from rerun_state.runtime.model.widget import Widget
from rerun_state.static import read_contract

UNSENT: Mapping[str, Any] = MappingProxyType({})
"""The properties of a row that has none of its own: a model has them, or nothing does."""


class Row:
    """What the browser shows in one place.

    Most have nothing below them, and those of inputs no properties of their own, which are the
    model's. They share what is empty: each visitor has all rows of a page.
    """

    __slots__ = (
        *("bond", "children", "element", "key", "mime", "model", "node", "run", "told", "wire"),
    )

    def __init__(self, key: int, element: Element) -> None:
        self.key = key
        self.element = element
        self.children: Sequence[Row] = ()
        self.node: Node | None = None
        self.run = 0  # the number of the run that showed it last
        self.model: Input | None = None
        self.told: tuple[Codec, Any] | None = None  # by which codec the model has which value
        self.bond: Bond | None = None  # with the user's ipywidget that stands here
        self.mime: Outputs | None = None  # shows a MIME bundle
        self.wire = UNSENT  # the properties as they were sent

    @property
    def widget(self) -> Widget | None:
        """What the program has declared there; None for an element without a value."""
        node = self.node
        return None if node is None else node.widget

    def describe(self, buffers: Buffers | None) -> dict[str, Any]:
        """It as it travels, with all that is below it; buffers apart, unless they are None."""
        described: dict[str, Any] = {"k": self.key}
        if self.model is not None:
            described["m"] = self.model.model_id
            if self.element.kind in read_contract()["chunks"]:
                described["t"] = self.element.kind  # the page gets what draws it first
        elif self.mime is not None:
            described["w"] = self.mime.model_id
        elif (model := seen(self.element.kind).model) is not None:
            if is_gone(self.element):
                described |= {"t": "empty", "p": {}}
            else:
                described["w"] = model(self.element)
        else:
            described["t"] = self.element.kind
            wire = dict(self.wire)
            described["p"] = wire if buffers is None else pack(wire, buffers)
        if self.children or (self.node is not None and self.node.children is not None):
            described["c"] = [child.describe(buffers) for child in self.children]
        return described

    def opened(self) -> list[Row]:
        """The rows below it, to be changed."""
        if not isinstance(self.children, list):
            self.children = [*self.children]
        return self.children

    def walk(self) -> Iterator[Row]:
        """It and all that is below it."""
        below = [self]  # no recursion: a page may be as deep as Python goes
        while below:
            row = below.pop()
            yield row
            below += row.children

    def find(self, key: Any) -> Row | None:
        """The row with that key: it, or one below it."""
        return next((row for row in self.walk() if row.key == key), None)

    def name(self) -> str:
        """What a reader would call it."""
        return str(self.element.props.get("label", self.element.id))


def meet(row: Row, node: Node, run: int) -> None:
    """Let a row show a node, as of a run."""
    row.node, node.row, row.run = node, row, run


class Patch:
    """The operations of one flush."""

    __slots__ = ("buffers", "gone", "libraries", "ops", "secrets", "stale")

    def __init__(self) -> None:
        self.ops: list[Any] = []
        self.buffers: Buffers = []
        self.libraries: set[str] = set()
        self.gone: list[Row] = []
        self.stale: list[int] = []
        self.secrets: list[Any] = []  # values that models may not hold, told after they are there


def input_props(node: Node) -> dict[str, Any]:
    """What an input shows, and its key: the page makes a class of it, for the author's styles."""
    props = encode(node.element.kind, node.element.props)
    if node.widget is not None and node.widget.key is not None:
        props["key"] = node.widget.key
    return props
