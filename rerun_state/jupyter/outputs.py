"""Users' own ipywidgets.Output inside a run: what `with output:` prints goes into the widget.

The widget's own way, asking the front end to collect whatever answers the current request, works
only while a cell is executed. Setting its `outputs` works always.
"""

from __future__ import annotations

import time
from threading import RLock
from typing import Any

from rerun_state.page.clock import unwatch, watch
from rerun_state.runtime.execution.failure import message, type_name

Bundle = dict[str, Any]

EVERY = 0.05
"""Seconds between two updates of a widget; each of them sends all that it shows."""


class OutputSink:
    """Takes output for one Output widget, in the format of a notebook file."""

    def __init__(self, widget: Any) -> None:
        self.widget = widget
        self._outputs: list[Bundle] = []
        self._ids: dict[str, Bundle] = {}
        self._ahead = False  # of what the widget shows
        self._clear_next = False
        self._when = 0.0
        self._lock = RLock()  # threads print at once, and the clock sends what they have printed

    def stream(self, name: str, text: str) -> None:
        """Append to the text before, if that was the same stream's."""
        with self._lock:
            outputs = self._begin()
            last = outputs[-1] if outputs else {}
            if last.get("output_type") == "stream" and last.get("name") == name:
                outputs[-1] = {**last, "text": last["text"] + text}
            else:
                outputs.append({"output_type": "stream", "name": name, "text": text})
            self._send()

    def display(
        self, data: Bundle, metadata: Bundle, display_id: str | None, update: bool
    ) -> bool | None:
        """Append a bundle; with update, replace the one that was shown under the id."""
        output = {"output_type": "display_data", "data": data, "metadata": metadata}
        with self._lock:
            if update:
                outputs = self._load()
                old = self._ids.get(display_id or "")
                if old not in outputs:
                    return False
                outputs[outputs.index(old)] = output
            else:
                self._begin().append(output)
            if display_id is not None:
                self._ids[display_id] = output
            self._send()
            return True

    def draw(self, value: object) -> None:
        """The widget shows what a notebook would: bundles."""

    def clear(self, wait: bool) -> None:
        """Empty the widget, now or with the next output."""
        with self._lock:
            self._clear_next = True
            if not wait:
                self._begin()
                self.send_now()

    def error(self, error: Exception, lines: list[str]) -> None:
        """Append a traceback."""
        named = {"ename": type_name(error), "evalue": message(error), "traceback": lines}
        with self._lock:
            self._begin().append({"output_type": "error", **named})
            self.send_now()

    def send_now(self) -> None:
        """Bring the widget up to date."""
        with self._lock:
            if self._ahead:
                self._ahead, self._when = False, time.monotonic()
                self.widget.outputs = tuple(self._outputs)

    def flush(self) -> None:
        """Send what was printed soon after what was sent last."""
        unwatch(self)
        self.send_now()

    def _load(self) -> list[Bundle]:
        """Return the outputs, with what others have set in the widget since the last update."""
        if not self._ahead:
            self._outputs = list(self.widget.outputs)
        return self._outputs

    def _begin(self) -> list[Bundle]:
        """Return the outputs to append to."""
        outputs = self._load()
        if self._clear_next:
            self._clear_next = False
            outputs.clear()
        self._ahead = True
        return outputs

    def _send(self) -> None:
        self._ahead = True
        if time.monotonic() - self._when > EVERY:
            self.send_now()
        else:  # who prints may be a thread that never comes to the end of the block
            watch(self)
