"""A new object takes the place of an ipywidget."""

from datetime import UTC, datetime
from typing import Any

import ipywidgets as w
import pytest
import traitlets

from rerun_state.page.adopt import agree, arguments_of, hand_over, inheritable, is_shown_only

pytestmark = pytest.mark.usefixtures("messages", "no_widgets_left")


def made(new: Any, old: Any, *changed: str) -> Any:
    """Let a widget take the place of another, as a run that ends does."""
    held = hand_over(old, new, changed)
    assert held is not None
    return held


class Unopened(w.IntSlider):  # type: ignore[misc]
    """A slider that waits to be opened by somebody."""

    def open(self) -> None:
        return


def like(old: Any, value: int, **traits: Any) -> Unopened:
    """A slider with the parts of another one, not opened yet."""
    return Unopened(value, layout=old.layout, style=old.style, **traits)


def test_the_model_and_what_the_reader_chose_are_handed_over() -> None:
    old = w.IntSlider(7)
    new = like(old, 3)
    id = old.model_id
    made(new, old, "value").release()
    assert (new.model_id, new.value) == (id, 7)
    assert w.widgets.widget._instances[id] is new


def test_the_old_object_keeps_its_values_and_cannot_close_the_model() -> None:
    old = w.IntSlider(7)
    new = like(old, 3)
    made(new, old).release()
    old.close()
    old.value = 5
    assert (old.model_id, new.value) == (new.model_id, 3)
    assert w.widgets.widget._instances[new.model_id] is new


def test_only_what_differs_is_told_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = list[Any]()
    old = w.IntSlider(7, max=10)
    new = like(old, 3, max=20)
    held = made(new, old, "value")
    monkeypatch.setattr(new, "_send", lambda msg, buffers=None: sent.append(msg["state"]))
    new.value = 5
    new.value = 7
    assert sent == []
    held.release()
    assert sent == [{"max": 20}]
    new.value = 8
    assert sent[1:] == [{"value": 8}]


def test_what_the_browser_has_set_since_is_not_told_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = list[Any]()
    old = w.IntSlider(7)
    new = like(old, 3)
    held = made(new, old)
    monkeypatch.setattr(new, "_send", lambda msg, buffers=None: sent.append(msg))
    new.set_state({"value": 9})
    held.heard({"value"})
    held.release()
    assert [each for each in sent if each["method"] == "update"] == []


def test_a_choice_that_the_new_one_does_not_take_is_left(caplog: pytest.LogCaptureFixture) -> None:
    old = w.IntSlider(7)
    new = like(old, 3)
    new.add_traits(value=traitlets.Enum([1, 2, 3], 3).tag(sync=True))
    made(new, old, "value").release()
    assert new.value == 3
    assert "could not keep what the reader chose" in caplog.text


def test_a_widget_without_a_state_is_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(w.IntSlider):  # type: ignore[misc]
        def get_state(self, *args: Any, **keywords: Any) -> Any:
            if self.value == 7:
                raise ValueError("no state")
            return super().get_state(*args, **keywords)

    old = Broken(3)
    old._trait_values["value"] = 7
    assert hand_over(old, Unopened(), ()) is None
    assert hand_over(old, Unopened(), ()) is None
    assert caplog.text.count("made anew by each rerun") == 1
    assert w.widgets.widget._instances[old.model_id] is old


def test_widgets_are_no_arguments_that_tell_others_apart() -> None:
    assert arguments_of({"children": [w.Text()], "n": 1, "names": ["a"]}) == {
        "n": 1,
        "names": ["a"],
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"value": 3}, {"value": 3}, True),
        ({"value": 3}, {"value": 4}, False),
        ({"value": 3}, {}, False),
        ({"x": float("nan")}, {"x": float("nan")}, True),
        ({"x": [object()]}, {"x": [object()]}, True),
        ({"x": [1, 2]}, {"x": [1]}, False),
    ],
)
def test_arguments_agree_as_far_as_can_be_told(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    assert agree(one, other) is same


def test_what_has_changed_are_traits_that_a_browser_shares() -> None:
    class Mine(w.IntSlider):  # type: ignore[misc]
        own = traitlets.Int()

    slider = Mine()
    before = dict(slider._trait_values)
    slider.value, slider.own, slider.layout = 7, 3, w.Layout()
    assert inheritable(slider, before) == {"value"}


def test_what_is_only_looked_at_is_known() -> None:
    assert [is_shown_only(each) for each in (w.HTML(), w.Layout(), w.Text())] == [True, True, False]


NOW = datetime(2026, 5, 6, 7, 8, 9, 10_000)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (w.NaiveDatetimePicker, NOW),
        (w.DatetimePicker, NOW.replace(tzinfo=UTC)),
        (w.TimePicker, NOW.time()),
        (w.DatePicker, NOW.date()),
    ],
)
def test_times_are_handed_over_which_their_own_state_cannot_tell(kind: Any, value: Any) -> None:
    class Later(kind):  # type: ignore[misc]
        def open(self) -> None:
            return

    old = kind(value=value)
    new = Later(layout=old.layout, style=old.style)
    made(new, old, "value").release()
    assert new.value == value
