"""Who may hear of which ipywidgets, and what may be said to them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, cast

import ipywidgets as w
import pytest
from traitlets import Int, Unicode

from rerun_state.page.inside import Inside, below
from rerun_state.page.visit_widgets import VisitWidgets, served_comms


class Looker:
    """A visitor whose page shows what the test says."""

    def __init__(self, *shown: w.Widget) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []
        self.handed: list[Any] = []
        self.buffers: list[Any] = []
        self.shown = {each.model_id for each in below(shown)}
        self.widgets = VisitWidgets(self._note, lambda: [cast(Inside, self)], self._around)

    def nodes(self, id: str) -> list[str]:
        return [id] if id in self.shown else []

    knows = nodes

    def open(self, widget: w.Widget) -> dict[str, Any]:
        self.widgets.hear(widget.model_id, {"event": "open"}, [])
        return {id: state for id, state, _ in self.told[-1][1]["models"]}

    def say(self, widget: w.Widget, buffers: Any = (), **data: Any) -> None:
        self.widgets.hear(widget.model_id, {"id": "m1", "data": data}, list(buffers))

    def events(self) -> list[str]:
        return [content["event"] for _, content in self.told]

    def _note(self, id: str, content: dict[str, Any], buffers: list[Any]) -> None:
        self.told.append((id, content))
        self.buffers.append(buffers)

    def _around(self, message: dict[str, Any]) -> AbstractContextManager[None]:
        self.handed.append(message["content"]["data"])
        return nullcontext()


LOOKERS: list[Looker] = []


@pytest.fixture(autouse=True)
def closed(messages: object) -> Iterator[None]:
    with served_comms(lambda: [each.widgets for each in LOOKERS]):
        yield
        w.Widget.close_all()
    LOOKERS.clear()


def looking_at(*shown: w.Widget) -> Looker:
    LOOKERS.append(Looker(*shown))
    return LOOKERS[-1]


def test_a_model_comes_with_all_that_stands_in_it() -> None:
    text = w.Text("it")
    box = w.VBox([text])
    models = looking_at(box).open(box)
    assert models[text.model_id]["value"] == "it"
    assert models.keys() == {each.model_id for each in below([box])}


def test_bytes_travel_beside_the_state() -> None:
    image = w.Image(value=b"GIF")
    looker = looking_at(image)
    assert "value" not in looker.open(image)[image.model_id]
    assert [bytes(part) for part in looker.buffers[-1]] == [b"GIF"]


def test_who_has_not_asked_for_a_model_hears_nothing_of_it() -> None:
    text = w.Text()
    asked, other = looking_at(text), looking_at(text)
    asked.open(text)
    text.value = "changed"
    assert asked.told[-1][1]["data"]["state"] == {"value": "changed"}
    assert other.told == []


def test_what_the_page_does_not_show_is_not_given_away() -> None:
    text, foreign = w.Text(), w.Password(value="secret")
    looker = looking_at(text)
    for content in ({"event": "open"}, {"id": "m1", "data": {"method": "request_state"}}):
        with pytest.raises(ValueError, match="not on the page"):
            looker.widgets.hear(foreign.model_id, content, [])
    assert "secret" not in str(looker.told)


def test_what_the_reader_does_is_handed_over_and_answered() -> None:
    slider = w.IntSlider()
    looker = looking_at(slider)
    looker.open(slider)
    looker.say(slider, method="update", state={"value": 7})
    assert (slider.value, len(looker.handed)) == (7, 1)
    assert looker.events() == ["opened", "said", "done"]
    assert looker.told[1][1]["answers"] == looker.told[2][1]["id"] == "m1"


@pytest.mark.parametrize(
    ("widget", "state"),
    [
        (w.HTML, {"value": "<script>"}),
        (w.IntSlider, {"_view_module": "other"}),
        (w.IntSlider, {"_model_name": "TextModel"}),
        (w.VBox, {"children": []}),
        (w.IntSlider, {"_esm": "alert()"}),
        (w.Output, {"outputs": []}),
        (w.IntSlider, {"max": 10**9}),
        (w.Dropdown, {"_options_labels": ["all"]}),
        (w.Text, {"description": "<b>", "value": "x"}),
    ],
)
def test_what_a_widget_is_like_is_the_programs(widget: Any, state: dict[str, Any]) -> None:
    made = widget()
    looker = looking_at(made)
    with pytest.raises(ValueError, match="an attempt to set"):
        looker.say(made, method="update", state=state)
    assert looker.handed == []


@pytest.mark.parametrize(
    ("widget", "state"),
    [
        (w.IntSlider, {"value": 3}),
        (lambda: w.Dropdown(options="ab"), {"index": 1}),
        (lambda: w.Tab([w.Label()]), {"selected_index": 0}),
        (w.Play, {"playing": True, "value": 2}),
    ],
)
def test_what_its_front_end_sets_is_the_readers(widget: Any, state: dict[str, Any]) -> None:
    made = widget()
    looker = looking_at(made)
    looker.say(made, method="update", state=state)
    assert len(looker.handed) == 1


class Foreign(w.DOMWidget):  # type: ignore[misc]
    """A widget of somebody's package, with a front end of its own."""

    _model_module = Unicode("foreign").tag(sync=True)
    number = Int().tag(sync=True)


def test_the_front_end_of_a_foreign_widget_sets_its_traits_and_not_what_it_is_made_of() -> None:
    made = Foreign()
    looker = looking_at(made)
    looker.say(made, method="update", state={"number": 3})
    assert (made.number, len(looker.handed)) == (3, 1)
    for name in ("layout", "_model_module", "_esm"):
        with pytest.raises(ValueError, match="an attempt to set"):
            looker.say(made, method="update", state={name: "x"})
    assert len(looker.handed) == 1


@pytest.mark.parametrize(
    "data",
    [{}, {"method": "execute"}, {"method": "update", "state": []}, {"method": 1}],
)
def test_what_no_widget_sends_is_refused(data: dict[str, Any]) -> None:
    text = w.Text()
    looker = looking_at(text)
    with pytest.raises(ValueError, match="no widget sends"):
        looker.say(text, **data)
    assert looker.events() == ["done"]


def test_a_widget_of_another_visitor_cannot_be_referred_to() -> None:
    text, foreign = w.Text(), w.Text()
    looker = looking_at(text)
    with pytest.raises(ValueError, match="a reference"):
        looker.say(text, method="custom", content={"at": ["IPY_MODEL_" + foreign.model_id]})


def test_what_leaves_the_page_is_spoken_of_no_more() -> None:
    text = w.Text()
    looker = looking_at(text)
    looker.open(text)
    looker.shown.clear()
    looker.widgets.prune()
    text.value = "afterwards"
    assert looker.events()[-1] == "closed"
    assert "afterwards" not in str(looker.told)


def test_a_widget_that_is_closed_is_closed_in_the_browser() -> None:
    text = w.Text()
    looker = looking_at(text)
    looker.open(text)
    text.close()
    assert looker.told[-1] == (looker.told[0][0], {"event": "closed"})
