"""The seam between a page's rows and those who look at them: what a renderer asks for.

A page and its inputs are models with an id. The kernel's ipywidgets are one way to have such models
seen (`models`), the page of a visitor who comes through a server another (`visits`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any, Protocol

log = logging.getLogger("rerun_state")

EventHandler = Callable[["Input", dict[str, Any], list[Any]], None]


class Model(Protocol):
    """Something that a browser shows."""

    @property
    def model_id(self) -> Any:
        """By what rows and messages name it."""

    def close(self) -> None:
        """Nobody sees it any more."""


class Seen(Model, Protocol):
    """Something of ours, whose views are told what to show."""

    @property
    def is_open(self) -> bool:
        """Can anybody be told anything?"""

    def send(self, content: Any, buffers: Any = None) -> None:
        """Tell every view something."""

    def record(self) -> None:
        """Put what patches have told into what is saved of it, if anything is."""


class Page(Seen, Protocol):
    """A page as its viewers have it."""

    version: Any
    """How many patches there have been."""

    def patch(self, ops: list[Any], buffers: list[Any], libraries: Iterable[str] = ()) -> None:
        """Tell every view what changed, and give it the libraries that this needs."""

    def tell(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """As `send`, as long as it is open."""


class Input(Seen, Protocol):
    """An element with a value as its viewers have it."""

    kind: Any
    props: Any
    value: Any
    ack: Any
    touched: bool
    """Has the reader done something that the views have not been answered yet?"""

    @property
    def secret(self) -> bool:
        """Must the value not be saved?"""

    def keep(
        self, *, props: dict[str, Any] | None = None, value: Any = None, ack: str | None = None
    ) -> None:
        """Take over what a patch tells the views, without telling them again."""


class Told:
    """What the views of an input have been told, whichever way that went."""

    __slots__ = ()

    props: Any
    value: Any
    ack: Any

    @property
    def secret(self) -> bool:
        """Must the value not be saved? Then no state has it: views are told by messages."""
        return bool(self.props.get("type") == "password")

    def keep(
        self, *, props: dict[str, Any] | None = None, value: Any = None, ack: str | None = None
    ) -> None:
        """Take over what a patch tells the views, without telling them again."""
        if props is not None:
            self.props = props
        if ack is not None:
            self.ack = ack
        self.value = value


class Outputs(Model, Protocol):
    """A place where the front end itself shows a MIME bundle."""

    outputs: Any


class Channel(Protocol):
    """Opens models for pages."""

    def open_page(
        self, snapshot: Callable[[], dict[str, Any]], on_event: Callable[[dict[str, Any]], None]
    ) -> Page:
        """A page; `snapshot` tells its rows, `on_event` hears what it says."""

    def open_input(
        self, kind: str, props: dict[str, Any], value: Any, on_event: EventHandler
    ) -> Input:
        """An element with a value, in a row of a page."""

    def open_outputs(self, outputs: tuple[dict[str, Any], ...]) -> Outputs:
        """A place for a MIME bundle; StreamlitAPIException where no front end could show it."""

    def check_widget(self) -> None:
        """StreamlitAPIException where no ipywidget of the user's can be shown."""

    def join(self, id: str) -> None:
        """An ipywidget of the user's sends events from now on."""

    def part(self, id: str) -> None:
        """It does no longer."""

    def model_at(self, address: str) -> str:
        """The id of the model to which a message goes that has arrived for that address."""
