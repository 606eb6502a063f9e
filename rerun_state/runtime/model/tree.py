"""What a run shows: elements at places of a tree, and the seam to what makes it visible.

The tree is the one description of the page. Elements write into it through blocks; a `Renderer`
turns it into something a reader sees (ipywidgets in `page/`, nothing at all in tests), and
`AppTest` reads it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from rerun_state.runtime.grammar.fragment import Fragment
    from rerun_state.runtime.model.form import Form
    from rerun_state.runtime.model.widget import Widget

MAIN, SIDEBAR, EVENT, BOTTOM = "main", "sidebar", "event", "bottom"
SECTIONS = (MAIN, SIDEBAR, EVENT, BOTTOM)


class Markdown(str):
    """A prop that holds Markdown source; whoever makes it visible renders it."""

    __slots__ = ()


class Label(Markdown):
    """Markdown of one line, without block markup: labels, headings, captions of options."""

    __slots__ = ()


class UnsafeMarkdown(Markdown):
    """Markdown whose raw HTML the program vouches for (`unsafe_allow_html=True`)."""

    __slots__ = ()


class Icon(str):
    """An emoji, or a name such as `:material/bolt:`."""

    __slots__ = ()


@dataclass(slots=True)
class Element:
    """What is shown: a kind, its properties, and the identity of its value if it has one.

    Elements compare by value: that is how a renderer knows what a rerun left as it was.
    """

    kind: str
    props: Mapping[str, Any]
    id: Hashable = None


class Node:
    """A place in the tree: an element, below it its children, above it its parent.

    A handle on a place outlives what stands there: writing over it changes `element`, not the node.
    `value` is what the element's widget had when the run showed it; `row` belongs to the renderer.
    """

    __slots__ = (
        "children",
        "element",
        "form",
        "fragment",
        "parent",
        "root",
        "row",
        "value",
        "widget",
    )

    def __init__(self, element: Element, parent: Node | None, root: str) -> None:
        self.element = element
        self.parent = parent
        self.root = root
        self.children: list[Node] | None = None
        self.widget: Widget | None = None
        self.value: Any = None
        self.form: Form | None = parent.form if parent is not None else None
        self.fragment: Fragment | None = parent.fragment if parent is not None else None
        self.row: Any = None

    def append(self, element: Element, widget: Widget | None = None, value: Any = None) -> Node:
        """Add a place for `element` below this one."""
        node = Node(element, self, self.root)
        node.widget, node.value = widget, value
        if self.children is None:
            self.children = []
        self.children.append(node)  # last: a renderer may look at any time
        return node

    def overwrite(self, element: Element, widget: Widget | None = None, value: Any = None) -> Node:
        """Put `element` in this place; whatever stood here, and below it, is gone."""
        self.children = None
        self.widget, self.value = widget, value
        self.form = self.parent.form if self.parent is not None else None
        self.element = element
        return self

    def alter(self, **props: Any) -> None:
        """Change some properties of what stands here; what stands below stays."""
        element = self.element
        self.element = Element(element.kind, {**element.props, **props}, element.id)

    def remove(self) -> None:
        """Take this place out of the tree, with all below it."""
        if self.parent is not None and self.parent.children is not None:
            self.parent.children.remove(self)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, depth first, in page order."""
        yield self
        for child in self.children or ():
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        """This node and all above it."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


class Tree:
    """The page of one run: a root with one place for each section."""

    __slots__ = ("root", "sections")

    def __init__(self) -> None:
        self.root = Node(Element("app", {}), None, MAIN)
        self.sections: dict[str, Node] = {}
        self.root.children = []
        for name in SECTIONS:
            node = Node(Element(name, {}), self.root, name)
            node.children = []
            self.root.children.append(node)
            self.sections[name] = node


class Renderer(Protocol):
    """Makes a tree visible. Every call comes from the thread that executes the run."""

    def start(self, tree: Tree, parts: Sequence[Node] = ()) -> None:
        """A run begins to write into `tree`: below `parts` only, or anywhere if there are none."""

    def place(self, node: Node) -> None:
        """`node` was added or written over."""

    def finish(self, *, keep: bool = False) -> None:
        """The run is over: show what is left to show, drop what it no longer shows.

        With `keep` that stays, as it was: the run was stopped before it could show it.
        """

    def awaits(self, input: str) -> bool:
        """Would a run answer what the reader does at that input? Their ids are the renderer's."""

    def close(self) -> None:
        """The cell is gone: release everything."""


class NullRenderer:
    """Shows nothing: the tree itself is all a test needs."""

    def start(self, tree: Tree, parts: Sequence[Node] = ()) -> None:
        """Nothing is drawn."""

    def place(self, node: Node) -> None:
        """Nothing is drawn."""

    def finish(self, *, keep: bool = False) -> None:
        """Nothing is drawn."""

    def awaits(self, input: str) -> bool:
        """Nothing is shown that a reader could use."""
        return False

    def close(self) -> None:
        """Nothing is held."""
