"""Components in a frame of their own: declared once, called like an element.

The frame's files come from the kernel when the frame asks for them (`files`); its arguments are
properties of the element, and what it sets is the element's value.

`register_widget` is looked up here at each call, because packages wrap it to add a callback.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from rerun_state.components.folders import Folder, offer
from rerun_state.components.identity import fingerprint
from rerun_state.components.v1.values import CODEC, Arguments
from rerun_state.elements.base.parameters import Args, Kwargs, check_tab_index
from rerun_state.elements.inputs.buttons import press
from rerun_state.errors import MarshallComponentException as MarshallComponentException
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.widget import Callback


class CustomComponent:
    """A component that was declared; call it to show it."""

    def __init__(
        self,
        name: str,
        path: str | Path | None = None,
        url: str | None = None,
        module_name: str | None = None,
    ) -> None:
        if path is None and url is None:
            raise StreamlitAPIException(
                f"The component {name!r} needs the `path` of its files or the `url` of a server "
                "that has them."
            )
        self.name = name
        """Its name, after the module that declared it."""
        self.path = None if path is None else str(path)
        """The folder of its files, as it was given."""
        self.url = url
        """The address that it is loaded from, which goes before `path`."""
        self.module_name = module_name
        """The module that declared it."""
        self._folder: Folder | None = None if url is not None or path is None else offer(path)

    @property
    def abspath(self) -> str | None:
        """The folder of its files."""
        return None if self.path is None else str(Path(self.path).absolute())

    def __call__(
        self,
        *args: Any,
        default: Any = None,
        key: str | None = None,
        on_change: Callable[..., object] | None = None,
        tab_index: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Show the component; return the value that its frame has set.

        Parameters
        ----------
        default : any
            What is returned as long as the frame has set nothing; the frame gets it as well.
        key : str or None
            Its identity in the app: with a key new arguments reach the same frame, without one they
            make a new frame.
        on_change : function or None
            Called before the rerun that a new value causes.
        tab_index : int or None
            The frame's place when the reader moves by the tab key; -1 leaves it out.
        **kwargs : any
            The component's own arguments: JSON data, bytes, or tables.

        Returns
        -------
        any
            JSON data, bytes or a DataFrame, as the component chooses; `default` before that.

        Raises
        ------
        MarshallComponentException
            For an argument without a name, or one that cannot be sent.
        """
        return self.create_instance(
            *args, default=default, key=key, on_change=on_change, tab_index=tab_index, **kwargs
        )

    def create_instance(
        self,
        *args: Any,
        default: Any = None,
        key: str | None = None,
        on_change: Callable[..., object] | None = None,
        tab_index: int | None = None,
        **kwargs: Any,
    ) -> Any:
        """Show the component; the same as calling it."""
        if args:
            raise MarshallComponentException(
                f"The component {self.name!r} takes its arguments by name, not {args[0]!r} alone."
            )
        check_tab_index(tab_index, "a component")
        given = Arguments({**kwargs, "default": default, "key": key}, self.name)
        props = self._props(given, kwargs.get("height"), tab_index)
        block = Block()
        value = register_widget(
            "component_instance",
            user_key=key,
            on_change_handler=on_change,
            block=block,
            declare=partial(self._declare, block, props, given, key),
        )
        return default if value is None else value

    def _props(self, given: Arguments, height: Any, tab_index: int | None) -> dict[str, Any]:
        return {
            "name": self.name,
            "folder": None if self._folder is None else self._folder.id,
            "url": self.url,
            "args": given.json,
            "special": given.special,
            "height": height if type(height) in (int, float) else 0,
            "tab_index": tab_index,
            "trusted": current(self.name).app.trusts_components,
        }

    def _declare(
        self,
        block: Block,
        props: dict[str, Any],
        given: Arguments,
        key: str | None,
        callback: Callback | None,
    ) -> Any:
        """Show an instance; return its value. The empty key is no key here."""
        return field(
            block,
            "component_instance",
            props,
            Wiring(key or None, callback),
            identity=(self.name, self.url, key, given.json, fingerprint(given.special)),
            bounds=(self.name, self.url),
            default=None,
            codec=CODEC,
        ).value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CustomComponent) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str | None, ...]:
        return self.name, self.path, self.url, self.module_name

    def __str__(self) -> str:
        return f"{self.name!r}: {self.url or self.path}"

    def __repr__(self) -> str:
        return f"CustomComponent({self.name!r}, path={self.path!r}, url={self.url!r})"


def register_widget(
    element_type: str,
    *,
    user_key: str | None = None,
    on_change_handler: Callable[..., object] | None = None,
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    block: Block,
    declare: Callable[[Callback | None], Any],
) -> Any:
    """Show a component with the callback that it has by now; return its value.

    Packages which give callbacks of their own put a function around this one, and change what
    belongs to `user_key`.
    """
    callback = press(
        block, element_type, "on_change", on_change_handler, args, kwargs, submits=True
    )
    return declare(callback)


def declare_component(
    name: str, path: str | Path | None = None, url: str | None = None
) -> CustomComponent:
    """Declare a component with a front end of its own; return a function that shows it.

    Parameters
    ----------
    name : str
        A short name. With that of the calling module it tells the component from others.
    path : str, Path or None
        The folder that has the front end's `index.html`. Its files reach the browser through the
        kernel; nothing outside of the folder does, and no Python.
    url : str or None
        The address of a server that has the front end, such as a development server. It goes
        before `path`.

    Returns
    -------
    CustomComponent
        To be called with the component's arguments, and with `key`, `default` and `on_change`.

    Raises
    ------
    StreamlitAPIException
        Without `path` and `url`.

    Examples
    --------
    A frame runs apart from the notebook, which it cannot reach; `%%rerun --trust-components` lifts
    that for components that need more than a frame of its own can have, such as real cookies.

    >>> stars = components.declare_component("stars", path=Path(__file__).parent / "build")
    >>> rating = stars(count=5, key="rating", default=3)
    """
    module = sys._getframe(1).f_globals.get("__name__", "__main__")
    return CustomComponent(f"{module}.{name}", path, url, module)
