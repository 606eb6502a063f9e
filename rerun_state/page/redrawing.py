"""Figures as widgets, whose views are told of more than of traits.

Those of plotly's are told of changes by messages. So a figure that takes the place of another has
to say itself how the two differ. Where they do not, it is drawn already, with the zoom that the
reader chose. Those of ipympl's tell the figure once that they are there, and want its picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from rerun_state.page.channel import log
from rerun_state.runtime.model.sameness import judge

_RATIO = "_device_pixel_ratio"
_OF_VIEWS = ("syncing_data_url", _RATIO)
"""What ipympl's canvas knows of its views and keeps in no trait: whether they are sent pictures,
and how many pixels these have for one of the page.
"""
_RESUMED = "_rerun_state_resumed"

Trace = dict[str, Any]
Drawn = tuple[list[Trace], dict[str, Any]]
"""The traces and the layout of a figure as a program has made them."""


def remember_views(old: Any, new: Any) -> None:
    """Let `new`, whose constructor goes on, be told what `old` was told by the views it takes over.

    They say it once, when they are drawn.
    """
    known = {**vars(old), **vars(old).get(_RESUMED, {})}
    if resumed := {name: known[name] for name in _OF_VIEWS if name in known}:
        vars(new)[_RESUMED] = resumed


def resume(widget: Any) -> None:
    """Its constructor is done: it knows that it has views."""
    known = vars(widget).get(_RESUMED, {})
    vars(widget).update({name: value for name, value in known.items() if name != _RATIO})


def draw_anew(widget: Any) -> None:
    """Let views that stayed have the picture of the run, and its size, as new ones would.

    Not before: a program is to find its figure as it was in the first run, in pixels as well.
    """
    resume(widget)
    known = vars(widget).pop(_RESUMED, None)
    if known is None or widget.manager is None:
        return
    widget._set_device_pixel_ratio(known.get(_RATIO, 1))
    widget.manager.resize(*widget.figure.bbox.size)
    try:
        widget.draw()  # at once: while a picture is on its way, views ask for no other
    except Exception as error:  # what matplotlib makes of a program's formulas, for instance
        log.warning("A figure could not be drawn: %s.", error)


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
