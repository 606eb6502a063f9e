"""A figure that takes the place of another tells its views how the two differ."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as w
import plotly.graph_objects as go
import pytest

from rerun_state.page.redrawing import draw_anew, drawn, redraw, remember_views, resume

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


class Canvas:
    """What ipympl's canvas says to its views."""

    def __init__(self, told: list[Any]) -> None:
        self.syncing_data_url = True
        self.figure = SimpleNamespace(bbox=SimpleNamespace(size=(400, 200)))
        self.manager = SimpleNamespace(resize=lambda *size: told.append(size))
        self.draw = lambda: told.append("draw")
        self.told = told

    def _set_device_pixel_ratio(self, ratio: float) -> None:
        self.told.append(ratio)


def test_a_canvas_knows_the_views_that_it_takes_over_and_draws_for_them_at_last() -> None:
    told = list[Any]()
    old, new, latest = Canvas(told), Canvas(told), Canvas(told)
    vars(old).update(syncing_data_url=False, _device_pixel_ratio=2)
    remember_views(old, new)
    resume(new)
    assert (new.syncing_data_url, told) == (False, [])
    remember_views(new, latest)  # before it has drawn
    draw_anew(latest)
    assert (latest.syncing_data_url, told) == (False, [2, (400, 200), "draw"])


def test_a_canvas_that_takes_over_nothing_draws_nothing() -> None:
    told = list[Any]()
    draw_anew(Canvas(told))
    draw_anew(w.Label())
    assert told == []
