"""What a run shows: elements at places of a tree.

The tree is the one description of the page. Elements write into it through blocks; a `Renderer`
turns it into something a reader sees (ipywidgets in `page/`, nothing at all in tests), and
`AppTest` reads it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rerun_state.runtime.model.form import Form
    from rerun_state.runtime.model.fragment import Fragment
    from rerun_state.runtime.model.widget import Widget

MAIN, SIDEBAR, EVENT, BOTTOM = "main", "sidebar", "event", "bottom"
SECTIONS = (MAIN, SIDEBAR, EVENT, BOTTOM)
ASIDE = -1
"""The step of what takes no place of the program's: spinners, and what the engine has to say."""
_HELD = -2
"""The step of a place that is held for a handle of an earlier run, less the number it has there."""
DEEPEST = 100
"""How many places may stand within each other below a section. What compares, sends, parses and
draws a page goes down with it: some writers of JSON end at 254 levels, and each place is two.
"""


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
    `page` is the tree's mark, and `step` the number of the place among those below its parent: so a
    handle that outlives its tree finds what stands there in another. What is written by such a
    handle where nothing stands has the place, until a program puts something else there. `filled`,
    of such a handle, is the number of the next place below it.
    `depth` counts the places above it but the root. `value` is what the element's widget had when
    the run showed it; `row` belongs to the renderer.
    """

    __slots__ = (
        "children",
        "depth",
        "element",
        "filled",
        "form",
        "fragment",
        "page",
        "parent",
        "root",
        "row",
        "step",
        "value",
        "widget",
    )

    def __init__(
        self,
        element: Element,
        parent: Node | None,
        root: str,
        widget: Widget | None = None,
        value: Any = None,
    ) -> None:
        self.element = element
        self.parent = parent
        self.root = root
        self.children: list[Node] | None = None
        self.widget = widget
        self.value = value
        self.row: Any = None
        self.step = self.depth = 0
        self.page: object = None
        self.form: Form | None = None
        self.fragment: Fragment | None = None
        if parent is not None:
            self.depth = parent.depth + 1
            self.page = parent.page
            self.form = parent.form
            self.fragment = parent.fragment

    def append(
        self,
        element: Element,
        widget: Widget | None = None,
        value: Any = None,
        opens: bool = False,
    ) -> Node:
        """Add a place for `element` below this one; it `opens` if others can stand below it."""
        node = Node(element, self, self.root, widget, value)
        if widget is not None:
            node.form = widget.form
        if opens:
            node.children = []
        self.adopt(node)
        return node

    def adopt(self, node: Node) -> None:
        """Add a place that was made apart below this one."""
        children = self.children
        if children is None:
            children = self.children = []
        elif children:
            last = children[-1].step
            if last < 0:
                self._adopt_among(children, node)
                return
            node.step = last + 1
        children.append(node)  # last: a renderer may look at any time

    def _adopt_among(self, children: list[Node], node: Node) -> None:
        """Add a place where others are held: before those to come, or in the place of one.

        A container that takes the place of another one has what that holds, until it is filled.
        """
        step = node.step = self.next_step()
        at = self._index(step)
        taken = children[at] if at < len(children) and children[at].number == step else None
        if taken is not None and taken.children and node.children is not None:
            node.children = taken.children
            taken.parent = taken.children = None  # it is in the other one now
            for each in node.children:
                each.move(node)
                each.step = _HELD - each.number
        children[at : at + (taken is not None)] = [node]

    def hold(self, number: int, element: Element) -> Node:
        """Add a place with that number, until a program fills it."""
        node = Node(element, self, self.root)
        node.step = _HELD - number
        self.insert(node)
        return node

    def add_aside(self, element: Element) -> Node:
        """Add what takes no place of the program's, below all that stands here."""
        node = Node(element, self, self.root)
        node.step = ASIDE
        return self._put_last(node)

    def tell_again(self, element: Element, former: int) -> Node:
        """Add what an earlier run has said, aside."""
        return self._put_last(Told(element, self, former))

    def _put_last(self, node: Node) -> Node:
        if self.children is None:
            self.children = []
        self.children.append(node)
        return node

    def insert(self, node: Node) -> None:
        """Add a place that is held, where it belongs by its number."""
        if self.children is None:
            self.children = []
        self.children.insert(self._index(node.number), node)

    def _index(self, number: int) -> int:
        """Where the place with that number stands below this one, or else the next one does."""
        children = self.children or ()
        if number < len(children) and children[number].number == number:
            return number  # as long as a program alone has filled it
        at = len(children)
        for n in reversed(range(at)):
            known = children[n].number
            if known >= number:
                at = n
            elif known >= 0:  # but for what stands aside, they are in order
                break
        return at

    def move(self, place: Node) -> None:
        """Let this place, with all below it, belong to another: on its page, in its fragment."""
        deeper = place.depth + 1 - self.depth
        self.parent = place
        for node in self.walk():
            node.page, node.fragment = place.page, place.fragment
            node.depth += deeper

    def overwrite(
        self,
        element: Element,
        widget: Widget | None = None,
        value: Any = None,
        opens: bool = False,
    ) -> Node:
        """Put `element` in this place; whatever stood here, and below it, is gone."""
        self.children = [] if opens else None
        self.widget, self.value = widget, value
        if widget is not None:
            self.form = widget.form
        else:
            self.form = self.parent.form if self.parent is not None else None
        self.element = element
        return self

    def alter(self, **props: Any) -> None:
        """Change some properties of what stands here; what stands below stays."""
        element = self.element
        self.element = Element(element.kind, {**element.props, **props}, element.id)

    def remove(self) -> None:
        """Take this place out of the tree, with all below it, if it is still there."""
        siblings = self.parent.children if self.parent is not None else None
        if siblings is not None and self in siblings:
            siblings.remove(self)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, depth first, in page order."""
        ahead = [self]
        while ahead:
            node = ahead.pop()
            yield node
            if node.children:
                ahead += reversed(node.children)

    def below(self, kind: str) -> list[Node]:
        """The places directly below this one where an element of that kind stands."""
        return [child for child in list(self.children or ()) if child.element.kind == kind]

    def ancestors(self) -> Iterator[Node]:
        """This node and all above it."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    def next_step(self) -> int:
        """The number of the place that would be added below this one."""
        for child in reversed(self.children or ()):
            if child.step >= 0:
                return child.step + 1
        return 0

    def take_number(self) -> int:
        """The number of the next place that a handle on this one fills, wherever that is now."""
        number: int = getattr(self, "filled", -1)
        if number < 0:
            number = self.next_step()
        self.filled = number + 1
        return number

    @property
    def number(self) -> int:
        """The number of the place for handles; below zero if none leads there."""
        return _HELD - self.step if self.is_held else self.step

    @property
    def is_held(self) -> bool:
        """Was it added for a handle of an earlier run?"""
        return self.step <= _HELD

    def at_step(self, step: int) -> Node | None:
        """The place with that number below this one; None if it is not there."""
        if step < 0:
            return None
        children, at = self.children or (), self._index(step)
        return children[at] if at < len(children) and children[at].number == step else None


class Told(Node):
    """What an earlier run has said, told again; `former` is the number of the place it had there.

    Below zero it had none.
    """

    __slots__ = ("former",)

    def __init__(self, element: Element, parent: Node, former: int) -> None:
        super().__init__(element, parent, parent.root)
        self.step = ASIDE
        self.former = former


class Former:
    """What stood in a place, to be put back there."""

    __slots__ = ("_before", "node")

    def __init__(self, node: Node) -> None:
        self.node = node
        self._before = (node.children, node.widget, node.value, node.form, node.element)

    def put_back(self) -> None:
        """Let it stand there again."""
        node = self.node
        node.children, node.widget, node.value, node.form, node.element = self._before


class Tree:
    """The page of one run: a root with one place for each section."""

    __slots__ = ("mark", "root", "sections")

    def __init__(self) -> None:
        self.mark = object()
        self.root = Node(Element("app", {}), None, MAIN)
        self.root.page = self.mark
        self.sections: dict[str, Node] = {}
        for name in SECTIONS:
            node = self.root.append(Element(name, {}), opens=True)
            node.root = name
            self.sections[name] = node

    def counterpart(self, node: Node) -> Node | None:
        """What stands here where `node` stands in its own tree; None if nothing does."""
        *places, top = node.ancestors()
        found = self.root if top.element.kind == self.root.element.kind else None
        for place in reversed(places):
            found = found.at_step(place.number) if found is not None else None
        return found

    def revive(self, node: Node, *, over: bool) -> Node | None:
        """As `counterpart`; where nothing stands, what did is held; None where something else does.

        The place itself is for elements below it, or for one which is written `over` it.
        """
        *places, top = node.ancestors()
        found = self.root
        if top.element.kind != found.element.kind:
            return None
        for place in reversed(places):
            below = found.at_step(place.number)
            if below is None:
                if found.children is None or place.number < 0:
                    return None
                was = place.element
                below = found.hold(place.number, Element(was.kind, was.props))
                below.form = place.form
                below.children = None if over and place is node else []
            found = below
        return found

    def unlink(self) -> None:
        """Another tree has taken the place of this one: let it end without the garbage collector.

        Places know those above them and no longer those below. So handles on them still tell where
        they stood, and keep nothing else.
        """
        places = [self.root]
        for place in places:  # which grows
            places += [child for child in place.children or () if child.children is not None]
            if not hasattr(place, "filled"):
                place.filled = place.next_step()
            place.children = place.fragment = None
