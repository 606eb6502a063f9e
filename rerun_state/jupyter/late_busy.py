"""When front ends are told that the kernel is busy with something that the reader did.

JupyterLab draws parts of itself anew at each "busy": if that comes before the answer, as it does by
itself, the answer waits for it, for as long as a small app takes to run. So the answer goes first.
A message that takes longer than an eye blinks is told of while it is handled, and each message has
its "busy" before its "idle".
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Any

from rerun_state.jupyter.kernel import kernel
from rerun_state.page.clock import unwatch, watch

Message = dict[str, Any]


class LateBusy:
    """Has the kernel tell of some messages once they are handled, or take long."""

    def __init__(self, is_quick: Callable[[str], bool]) -> None:
        """`is_quick` is asked for the id of a message that the kernel begins to handle."""
        self._is_quick = is_quick
        self._kernel: Any = None
        self._publish: Callable[..., object] | None = None
        self._untold: dict[str, Message] = {}  # by id
        self._lock = Lock()  # while something is told, or an "idle" could overtake its "busy"

    def install(self) -> None:
        """Stand between the kernel and what it says of itself, if it can be told to let us."""
        self._kernel = kernel()
        self._publish = getattr(self._kernel, "_publish_status", None)
        if self._publish is not None:
            self._kernel._publish_status = self._tell

    def remove(self) -> None:
        """Leave the kernel as it was."""
        unwatch(self)
        if getattr(self._kernel, "__dict__", {}).get("_publish_status") == self._tell:
            self._kernel._publish_status = self._publish

    def flush(self) -> None:
        """Tell of what takes long; called by the clock, in its thread."""
        with self._lock:
            for message in self._untold.values():
                self._say("busy", "shell", message)
            self._untold.clear()
        unwatch(self)

    def _tell(self, status: str, channel: str, parent: Message | None = None) -> None:
        """In the place of the kernel's own method; from any thread."""
        message = parent or self._kernel.get_parent(channel)
        id = message.get("header", {}).get("msg_id")
        with self._lock:
            if status == "busy" and channel == "shell" and self._is_quick(id):
                self._untold[id] = message
                watch(self)
                return
            if (untold := self._untold.pop(id, None)) is not None:
                self._say("busy", channel, untold)
            self._say(status, channel, message)
            if untold is not None and not self._untold:
                unwatch(self)

    def _say(self, status: str, channel: str, message: Message) -> None:
        assert self._publish is not None
        self._publish(status, channel, message)
