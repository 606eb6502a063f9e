"""A figure of plotly that takes the place of another tells its views how the two differ."""

from typing import Any

import ipywidgets as w
import plotly.graph_objects as go
import pytest

from rerun_state.page.redrawing import drawn, redraw

pytestmark = pytest.mark.usefixtures("messages", "no_widgets_left")


def figure(y: list[int], title: str | None = None) -> Any:
    made = go.FigureWidget(go.Scatter(y=y))
    if title is not None:
        made.layout.title = title
    return made


def told(new: Any, old: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    sent = list[str]()
    for name in ("deleteTraces", "addTraces", "relayout"):
        note = lambda *args, name=name: sent.append(name)  # noqa: E731
        monkeypatch.setattr(new, f"_send_{name}_msg", note)
    before = drawn(old)
    assert before is not None
    redraw(new, before)
    return sent


def test_the_same_figure_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = figure([1, 2], "a"), figure([1, 2], "a")
    assert told(new, old, monkeypatch) == []
    assert new.data[0].uid == old.data[0].uid


def test_other_traces_are_drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(figure([1, 3]), figure([1, 2]), monkeypatch) == ["deleteTraces", "addTraces"]


def test_another_layout_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(figure([1], "b"), figure([1], "a"), monkeypatch) == ["relayout"]


def test_other_widgets_draw_nothing_of_the_kind() -> None:
    assert drawn(w.Text()) is None
