"""The places of a page, with what a test may ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from rerun_state.runtime.model.tree import ASIDE, Node, Told
from rerun_state.testing.element import AppTestError, Element
from rerun_state.testing.lists import no_such_key
from rerun_state.testing.queries import Queries

if TYPE_CHECKING:
    from rerun_state.testing.tree import Tree

# What the names of lists mean where they are not those of types.
_TYPES = {
    "columns": "column",
    "tabs": "tab",
    "grid": "grid_container",
    "datetime_input": "date_time_input",
    "help": "help_info",
}

# What a test does not see unless something stands in it.
_UNSEEN = frozenset({"bottom", "logo", "column_button"})
# The row that columns make, and a cell of a grid: no containers that the program has made.
_PARTS = frozenset({"columns", "cell"})


class Block(Queries, Element):
    """A place with elements in it."""

    def __init__(self, node: Node, root: Tree) -> None:
        super().__init__(node, root)
        made = (root.view(child) for child in shown(node))
        self.children: dict[int, Element] = dict(enumerate(made))

    @property
    def value(self) -> Any:
        """A place has no value of its own."""
        return None

    def __iter__(self) -> Iterator[Element]:
        yield self
        for child in self.children.values():
            if isinstance(child, Block):
                yield from child
            else:
                yield child

    def __len__(self) -> int:
        return len(self.children)

    def __getitem__(self, index: int) -> Element:
        return self.children[index]

    def get(self, element_type: str) -> list[Any]:
        """All elements of a type, in page order."""
        inside = [element for element in self if element is not self]
        select = _SELECTIONS.get(element_type)
        if select is not None:
            return [element for element in inside if select(element)]
        wanted = _TYPES.get(element_type, element_type)
        return [element for element in inside if element.type == wanted]

    def get_by_key(self, key: str) -> Element:
        """The element with that key, of whatever type; KeyError without one.

        Raises AppTestError where several have it.
        """
        inside = [element for element in self if element is not self]
        found = [element for element in inside if element.key == key]
        if not found:
            raise no_such_key(key, inside)
        if len(found) > 1:
            raise AppTestError(
                f"{len(found)} elements have the key {key!r}. Ask a place, or a list."
            )
        return found[0]

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(type={self.type!r}, children={list(self.children.values())!r})"
        )


def shown(node: Node) -> list[Node]:
    """The places below a node that a test sees: not an unused bottom, nor what takes no place.

    What the run before has said is among them, as with Streamlit: where nothing took its place.
    """
    made = [c for c in node.children or () if c.step != ASIDE]
    told = {c.former: c for c in node.children or () if isinstance(c, Told)}
    made += [told[former] for former in sorted(told) if former >= len(made)]
    return [c for c in made if c.children or c.element.kind not in _UNSEEN]


class Column(Block):
    """A column; `weight` is its share of the width."""

    weight: float

    @property
    def gap(self) -> str | None:
        """The gap between the columns."""
        assert self.node.parent is not None
        gap: str | None = self.node.parent.element.props["gap"]
        return gap


class Tab(Block):
    """A tab."""

    label: str


class Expander(Block):
    """An expander."""

    label: str
    icon: str


class Popover(Block):
    """A popover."""

    label: str
    icon: str


class Status(Block):
    """A status container."""

    label: str
    state: str

    @property
    def icon(self) -> str:
        """The sign of its state."""
        return {"running": "spinner", "complete": ":material/check:", "error": ":material/error:"}[
            self.state
        ]


class Grid(Block):
    """A grid."""

    @property
    def column_count(self) -> int | str:
        """How many columns it has, or "auto"."""
        count: int | str = self.node.element.props["columns"]
        return count

    @property
    def gap(self) -> Any:
        """The gap between its cells, or those between rows and columns."""
        rows, columns = self.node.element.props["gap"]
        return rows if rows == columns else (rows, columns)


class ChatMessage(Block):
    """A message of a conversation."""

    @property
    def avatar(self) -> str:
        """The name of its picture, or its icon or address; empty without one."""
        props = self.node.element.props
        image = props["image"]
        return str(props["avatar"] or (image if isinstance(image, str) else ""))


class Space(Element):
    """Room between elements; the value is its size."""

    @property
    def value(self) -> Any:
        """A size by name, or pixels."""
        return self.node.element.props["size"]


class PageLink(Element):
    """A link to a page; the value is its label. A test goes there by `at.switch_page()`."""

    label: str
    icon: str


class Guest(Element):
    """The page of another cell; the value is the name by which the app asks for it."""

    name: str

    @property
    def value(self) -> str:
        """The name."""
        return str(self.node.element.props["name"])


def _is_container(element: Element) -> bool:
    """Has the program made it as a container?"""
    return element.type == "flex_container" and element.node.element.kind not in _PARTS


def _has(type: str, name: str, *values: Any) -> Callable[[Element], bool]:
    """A test for elements of a type with one of some values of a property."""
    return lambda element: element.type == type and element.node.element.props.get(name) in values


# Lists of elements that are told from others of their type by a property.
_SELECTIONS: dict[str, Callable[[Element], bool]] = {
    "container": _is_container,
    "data_editor": _has("dataframe", "editing", "fixed", "dynamic", "add", "delete"),
    "form_submit_button": _has("button", "form", True),
    "pills": _has("button_group", "style", "pills"),
    "segmented_control": _has("button_group", "style", "segmented_control"),
}
