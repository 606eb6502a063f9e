"""A component of the page itself: declared once, called to mount it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from rerun_state.components.identity import fingerprint
from rerun_state.components.v2.assets import Definition, define
from rerun_state.components.v2.data import packed
from rerun_state.components.v2.state import (
    ComponentResult,
    ComponentState,
    StateCodec,
    TriggerCodec,
)
from rerun_state.elements.base.parameters import Height, Key, Width, check_width
from rerun_state.errors import (
    BidiComponentInvalidCallbackNameError,
    BidiComponentInvalidDefaultKeyError,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, in_form
from rerun_state.runtime.grammar.widgets import declared, field, presses
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.sameness import equal
from rerun_state.runtime.model.widget import Callback, Widget
from rerun_state.runtime.state.session_state import SessionState

_BEFORE, _AFTER = "on_", "_change"
OnEvent = Callable[[], object] | None
_TRIGGERS = TriggerCodec()


class ComponentRenderer(Protocol):
    """What `component` returns: mounts the component where it is called."""

    def __call__(
        self,
        *,
        key: Key | None = None,
        data: Any = None,
        default: Mapping[str, Any] | None = None,
        width: Width = "stretch",
        height: Height = "content",
        **on_callbacks: OnEvent,
    ) -> ComponentResult:
        """Mount the component; return its states and triggers."""
        ...


def component(
    name: str,
    *,
    html: str | None = None,
    css: str | None = None,
    js: str | None = None,
    isolate_styles: bool = True,
) -> ComponentRenderer:
    """Declare a component of HTML, CSS and JavaScript; return a function that mounts it.

    Parameters
    ----------
    name : str
        A short name. A component of an installed package is called "<project>.<name>", as the
        package's `pyproject.toml` declares it.
    html, css, js : str or None
        The parts, as text; or, of a packaged component, a path or a glob below its `asset_dir` that
        matches one file. `js` is a module whose default export is called with `data`, `key`,
        `name`, `parentElement`, `setStateValue` and `setTriggerValue`, now and whenever data or
        theme change; what it returns is called when the component goes.
    isolate_styles : bool
        Whether it stands in a shadow root, so that its style sheet and the page's do not meet.

    Returns
    -------
    ComponentRenderer
        A function that mounts the component: `key`, `data`, `default`, `width`, `height` and a
        callback `on_<name>_change` for each state and trigger, by which they are known.

    Raises
    ------
    StreamlitAPIException
        For a file that the component's package does not have.

    Examples
    --------
    The code runs in the notebook's page and can do whatever that can, so declare none that you do
    not trust.

    >>> counter = st.components.v2.component(
    ...     "counter",
    ...     html="<button>Add</button>",
    ...     js='''export default ({ data, parentElement, setStateValue }) => {
    ...         parentElement.querySelector("button").onclick =
    ...             () => setStateValue("count", data + 1);
    ...     }''',
    ... )
    >>> count = st.session_state.get("c", {}).get("count", 0)
    >>> counter(key="c", data=count, on_count_change=lambda: None)
    """
    definition = define(name, html, css, js, isolate_styles)

    def mount(
        *,
        key: Key | None = None,
        data: Any = None,
        default: Mapping[str, Any] | None = None,
        width: Width = "stretch",
        height: Height = "content",
        **on_callbacks: OnEvent,
    ) -> ComponentResult:
        """Mount the component where `st` points; return its states and triggers."""
        return _mounted(definition, key, data, default, width, height, on_callbacks)

    return mount


def _mounted(
    definition: Definition,
    key: Key | None,
    data: Any,
    default: Mapping[str, Any] | None,
    width: Width,
    height: Height,
    on_callbacks: Mapping[str, OnEvent],
) -> ComponentResult:
    block = Block()
    run = current(definition.name)
    callbacks = _by_name(on_callbacks)
    start = {} if default is None else dict(default)
    _check_defaults(start, callbacks, definition.name)
    sent = packed(data, definition.name)
    changes = Changes(callbacks)
    props = {
        **definition.parts(),
        "data": sent,
        "width": check_width(width, "component"),
        "height": height,
        "form": in_form(block) or None,
    }
    node = field(
        block,
        "bidi_component",
        props,
        Wiring(key, Callback(changes, names=run.names)),
        identity=(
            *(definition.name, definition.isolate_styles, fingerprint(sent), fingerprint(start)),
            *(width, height),
        ),
        default=start,
        codec=StateCodec(start),
    )
    states = node.value if isinstance(node.value, dict) else {}
    shots = Shots(callbacks)
    beside = presses(node, default={}, codec=_TRIGGERS, callback=Callback(shots, names=run.names))
    seen = Seen(run.state, declared(node), beside, callbacks)
    changes.follow(seen.states, states)
    shots.follow(seen.triggers)
    run.state.present(declared(node), seen)
    return ComponentResult({**dict.fromkeys(callbacks), **states, **seen.triggers()})


class Seen:
    """How `session_state` shows a component: its triggers and states in one."""

    def __init__(
        self, state: SessionState, widget: Widget, presses: Widget, names: Collection[str]
    ) -> None:
        self._state, self._widget, self._presses = state, widget, presses
        self._names = tuple(names)

    def states(self) -> dict[str, Any]:
        """The states, as they are now."""
        value = self._state.value(self._widget)
        return value if isinstance(value, dict) else {}

    def triggers(self) -> dict[str, Any]:
        """What was fired, in the run that answers it."""
        fired: dict[str, Any] = self._state.value(self._presses)
        return fired

    def __call__(self, value: Any) -> Any:
        """What a program sees of the value under the component's key."""
        if not isinstance(value, dict):  # code has put something else there
            return value
        return ComponentState(value, self.triggers(), self._before_change, self._names)

    def _before_change(self, name: str) -> None:
        self._state.change_within(self._widget, name)


class Changes:
    """Calls the callbacks of those states that have changed since they were last looked at."""

    def __init__(self, callbacks: Mapping[str, OnEvent]) -> None:
        self._callbacks = callbacks

    def follow(self, read: Callable[[], Any], states: Mapping[str, Any]) -> None:
        """Compare what `read` gives with these states."""
        self._read, self._before = read, states

    def __call__(self) -> None:
        before, now = self._before, self._read()
        self._before = dict(now)
        for name, callback in self._callbacks.items():
            changed = not equal(before.get(name), now.get(name))
            if callback is not None and changed:
                callback()


class Shots:
    """Calls the callbacks of those triggers that were fired."""

    def __init__(self, callbacks: Mapping[str, OnEvent]) -> None:
        self._callbacks = callbacks

    def follow(self, read: Callable[[], Mapping[str, Any]]) -> None:
        """Ask `read` for the triggers that were fired."""
        self._read = read

    def __call__(self) -> None:
        for name in self._read():
            if (callback := self._callbacks.get(name)) is not None:
                callback()


def _by_name(on_callbacks: Mapping[str, OnEvent]) -> dict[str, OnEvent]:
    """The callbacks by the names of the states and triggers that they answer."""
    found: dict[str, OnEvent] = {}
    for parameter, callback in on_callbacks.items():
        if parameter.startswith(_BEFORE) and parameter.endswith(_AFTER):
            name = parameter[len(_BEFORE) : -len(_AFTER)]
            if not name or name == "_":
                raise BidiComponentInvalidCallbackNameError(
                    f"{parameter!r} names no state or trigger. Callbacks of components are called "
                    "on_<name>_change."
                )
            found[name] = callback
    return found


def _check_defaults(
    default: Mapping[str, Any], callbacks: Mapping[str, OnEvent], component: str
) -> None:
    for name in default:
        if name not in callbacks:
            known = ", ".join(map(repr, callbacks)) or "none"
            raise BidiComponentInvalidDefaultKeyError(
                f"default of the component {component!r} has {name!r}, which is no state of it: "
                f"states are known by their callbacks, here {known}. Add on_{name}_change."
            )
