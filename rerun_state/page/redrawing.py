"""A figure of plotly as a widget: its views are told of changes by messages, not by its state.

So a figure that takes the place of another has to say itself how the two differ. Where they do not,
it is drawn already, with the zoom that the reader chose.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from rerun_state.runtime.model.sameness import judge

Trace = dict[str, Any]
Drawn = tuple[list[Trace], dict[str, Any]]
"""The traces and the layout of a figure as a program has made them."""


def drawn(widget: Any) -> Drawn | None:
    """What a figure shows now; None for any other widget."""
    if not hasattr(widget, "_send_addTraces_msg"):
        return None
    return [dict(trace) for trace in widget._data], deepcopy(widget._layout)


def in_the_making(widget: Any) -> bool:
    """Is it a figure in its constructor, which gives it its data once it has become a widget?"""
    if not hasattr(widget, "_send_addTraces_msg"):
        return False
    if "_waiting_edit_callbacks" not in vars(widget):
        return True
    return len(getattr(widget, "_widget_data", widget._data)) != len(widget._data)  # set last


def redraw(figure: Any, before: Drawn) -> set[str]:
    """Tell the views how a figure differs from what they show; which traits need no telling."""
    traces, layout = before
    same = judge(_bare(traces), _bare(figure._data)) is True
    if same:
        for mine in (figure._data, getattr(figure, "_widget_data", ())):
            for trace, former in zip(mine, traces, strict=False):
                trace["uid"] = former["uid"]  # by which a browser names it
    else:
        figure._send_deleteTraces_msg(list(range(len(traces))))
        figure._send_addTraces_msg(figure._data)
    if judge(layout, figure._layout) is not True:
        gone = dict.fromkeys(layout.keys() - figure._layout.keys())
        figure._send_relayout_msg({**gone, **figure._layout})
    messages = {name for name in figure.keys if name.startswith("_py2js_")}
    return messages | {"_data", "_widget_data"} if same else messages


def _bare(traces: Sequence[Trace]) -> list[Trace]:
    return [{name: part for name, part in trace.items() if name != "uid"} for trace in traces]
