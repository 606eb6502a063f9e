"""Messages: success, info, warning, error, exceptions, status, toasts; and balloons and snow.

What happens once carries a number that no other run uses (`shot`), so that the page tells a new
toast from an old one that is drawn again.
"""

from __future__ import annotations

from typing import Literal, Protocol, TypeVar, cast, get_args

from rerun_state.elements.base.parameters import (
    WidthWithoutContent,
    check_width,
    icon_of,
    line,
    markdown,
    one_of,
    text_label,
    truth,
    whole,
)
from rerun_state.errors import StreamlitMissingRequiredParameterError, StreamlitValueError
from rerun_state.runtime.execution.failure import describe
from rerun_state.runtime.execution.run import current, running
from rerun_state.runtime.grammar.block import B, Block, change, nest_as, put
from rerun_state.runtime.model.tree import Markdown
from rerun_state.symbols.icons import split_icon


def success(
    self: B,
    body: object,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: object = None,
) -> B:
    """Show a message that something went well; return a handle on it.

    >>> st.success("Saved.", icon=":material/check:")
    """
    return _alert(self, "success", body, icon, width, title)


def info(
    self: B,
    body: object,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: object = None,
) -> B:
    """Show a message worth knowing; return a handle on it.

    >>> st.info("Figures of the last week are estimates.")
    """
    return _alert(self, "info", body, icon, width, title)


def warning(
    self: B,
    body: object,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: object = None,
) -> B:
    """Show a message of caution; return a handle on it.

    >>> st.warning("The file is older than a week.")
    """
    return _alert(self, "warning", body, icon, width, title)


def error(
    self: B,
    body: object,
    *,
    icon: str | None = None,
    width: WidthWithoutContent = "stretch",
    title: object = None,
) -> B:
    """Show a message that something went wrong; return a handle on it.

    >>> if price < 0:
    ...     st.error("A price cannot be negative.")
    """
    return _alert(self, "error", body, icon, width, title)


def _alert(
    self: B, format: str, body: object, icon: str | None, width: WidthWithoutContent, title: object
) -> B:
    text: str = markdown(body)
    if icon is None:
        icon, text = split_icon(text)
    return put(
        self,
        "alert",
        format=format,
        body=Markdown(text),
        icon=icon_of(icon),
        title=None if title is None else line(title),
        width=check_width(width, format, content=False),
    )


def exception(self: B, exception: BaseException, width: WidthWithoutContent = "stretch") -> B:
    """Show an exception with its traceback; return a handle on it.

    Anything else, and one that was never raised, is shown by its type and its text.

        try:
            load(path)
        except OSError as error:
            st.exception(error)
    """
    host = current("st.exception()").app.session.host
    was_raised = isinstance(exception, BaseException) and exception.__traceback__ is not None
    lines = host.traceback(exception) if was_raised else []
    return put(
        self,
        "exception",
        **describe(exception, lines),
        width=check_width(width, "exception", content=False),
    )


State = Literal["running", "complete", "error"]
STATES = get_args(State)
ExpandableType = Literal["default", "compact"]

S = TypeVar("S", bound=Block)
S_co = TypeVar("S_co", bound=Block, covariant=True)


class HasStatus(Protocol[S_co]):
    """A container, which knows the class of its status containers."""

    @property
    def _status(self) -> type[S_co]: ...


def status(
    self: HasStatus[S],
    label: str,
    *,
    expanded: bool = False,
    state: State = "running",
    type: ExpandableType = "default",
    width: WidthWithoutContent = "stretch",
) -> S:
    """Show a place for the steps of something that takes time, with a sign of its state; return it.

    By `with`, a running status is "complete" at the end of the block, and "error" if an exception
    leaves it; it stays as it is if `st.stop()` ends the run. `update(label=..., expanded=...,
    state=...)` changes it at any time.

        with st.status("Downloading") as status:
            for url in urls:
                st.write(fetch(url))
            status.update(label="Downloaded")
    """
    one_of(type, ("default", "compact"), "type", "status")
    one_of(state, STATES, "state", "status")
    return nest_as(
        cast(Block, self),
        self._status,
        "status",
        label=text_label(label or "", "status"),
        expanded=truth(expanded, "expanded"),
        state=state,
        type=type,
        width=check_width(width, "status", content=False),
    )


def update(
    self: Block,
    *,
    label: str | None = None,
    expanded: bool | None = None,
    state: State | None = None,
) -> None:
    """Change the label or the state of a status, or whether it is open; None changes nothing."""
    if (run := running()) is not None:
        run.insist()
    given: dict[str, object] = {}
    if label is not None:
        given["label"] = text_label(label, "status")
    if expanded is not None:
        given["expanded"] = truth(expanded, "expanded")
    if state is not None:
        one_of(state, STATES, "state", "status")
        given["state"] = state
    change(self, **given)


def state_of(block: Block) -> str | None:
    """The state that a status has now; None if something else stands in its place."""
    assert block._node is not None
    state: str | None = block._node.element.props.get("state")
    return state


def toast(
    self: B,
    body: object,
    *,
    icon: str | None = None,
    duration: Literal["short", "long", "infinite"] | int = "short",
) -> B:
    """Show a short message in the corner of the page, which goes by itself; return a handle on it.

    The handle's `toast()` replaces the message.

    Raises StreamlitMissingRequiredParameterError for an empty message.

        if st.button("Save"):
            st.toast("Saved.", icon=":material/check:")
    """
    if not str(body):
        raise StreamlitMissingRequiredParameterError("The message of a toast is empty.")
    return put(
        self,
        "toast",
        body=markdown(body),
        icon=icon_of(icon),
        duration=_seconds(duration),
        shot=next(current("st.toast()").app.shots),
        replaces=_shot_at(self),
    )


def _shot_at(handle: Block) -> int | None:
    """The number of the toast that a handle stands for, if it is one."""
    node = handle._node
    return None if node is None else node.element.props.get("shot")


def _seconds(duration: object) -> int:
    named = {"short": 4, "long": 10, "infinite": 0}
    if isinstance(duration, str) and duration in named:
        return named[duration]
    if isinstance(duration, int) and duration > 0:
        return whole(duration, "duration of a toast must be seconds")
    raise StreamlitValueError(
        "duration of a toast must be 'short', 'long', 'infinite' or seconds above zero, not "
        f"{duration!r}."
    )


def balloons(self: B) -> B:
    """Let balloons rise over the page, once; return a handle on the place.

    They take no room, and are gone after some seconds.

        if st.button("Publish"):
            st.balloons()
    """
    return put(self, "balloons", shot=next(current("st.balloons()").app.shots))


def snow(self: B) -> B:
    """Let snow fall over the page, once; return a handle on the place.

    It takes no room, and is gone after some seconds.

        if celsius < 0:
            st.snow()
    """
    return put(self, "snow", shot=next(current("st.snow()").app.shots))
