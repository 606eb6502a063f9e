"""What an earlier kernel has kept reaches the widgets that offer it, and no others."""

from typing import Any

import pytest

from rerun_state.elements.base.codecs import Plain
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.restored import MOST, Restored, lasting_name
from rerun_state.runtime.state.value_store import ValueStore
from tests.runtime.state.widgets import widget

SMALL = Plain(lambda value: value in range(10), "a small number")


class Brief(Plain):
    """A codec of values that are for this kernel alone."""

    lasts = False


def small(key: str | None = "k", codec: Plain = SMALL, **options: Any) -> Widget:
    return Widget("id", "dial", key, 0, codec, **options)


def given(kept: dict[str, Any], shown: Widget, store: ValueStore | None = None) -> ValueStore:
    """The store of a session, after a widget was shown for which something may be kept."""
    restored, store = Restored(), store or ValueStore()
    restored.add(kept)
    restored.hand_over(shown, store)
    return store


@pytest.mark.parametrize(("key", "name"), [("k", "dial:k"), (None, "'id'")])
def test_a_widget_is_known_again_by_its_key_or_by_all_that_it_is_known_by(
    key: str | None, name: str
) -> None:
    assert lasting_name("dial", key, "id") == name
    assert given({name: 7}, small(key)).values == {"id": 7}


def test_what_is_kept_of_another_widget_is_left_to_that() -> None:
    assert given({"slider:k": 7, "dial:j": 8}, small()).values == {}


def test_what_a_widget_does_not_offer_any_more_is_not_its_value() -> None:
    assert given({"dial:k": 70}, small()).values == {}


@pytest.mark.parametrize(
    "shown", [small(trigger=True), small(codec=Brief(lambda value: True, "all"))]
)
def test_presses_and_what_is_for_one_kernel_are_not_restored(shown: Widget) -> None:
    assert given({"dial:k": 7}, shown).values == {}


def test_what_is_newer_counts() -> None:
    store = ValueStore()
    store.values["id"] = 3
    assert given({"dial:k": 7}, small(), store).values == {"id": 3}
    store = ValueStore()
    store.assigned["k"] = 4
    assert given({"dial:k": 7}, small(), store).values == {}


def test_an_entry_that_programs_could_read_until_then_gives_way() -> None:
    store = ValueStore()
    store.entries |= {"k": 7, "other": 1}
    given({"dial:k": 7}, small(), store)
    assert (store.entries, store.values) == ({"other": 1}, {"id": 7})


def test_a_value_is_handed_over_once() -> None:
    restored, store = Restored(), ValueStore()
    restored.add({"dial:k": 7})
    restored.hand_over(small(), store)
    store.values.clear()
    restored.hand_over(small(), store)
    assert store.values == {}


def test_of_more_than_can_be_kept_the_oldest_are_forgotten() -> None:
    restored = Restored()
    restored.add({str(number): number for number in range(MOST)})
    assert len(restored.waiting) == MOST
    restored.add({"x": 0, "y": 0})
    assert len(restored.waiting) == MOST
    assert "1" not in restored.waiting
    assert {"2", "x", "y"} <= restored.waiting.keys()


def test_a_widget_without_a_key_leaves_all_entries() -> None:
    store = ValueStore()
    store.entries["None"] = 1
    assert given({repr("n"): 5}, widget(None, id="n"), store).entries == {"None": 1}
