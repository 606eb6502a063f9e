"""What a key or a widget has, and who is told of it."""

from typing import Any

from rerun_state.runtime.state.value_store import ALL_KEYS, MISSING, ValueStore
from tests.runtime.state.widgets import widget


def test_a_key_has_what_code_set_last_else_its_widgets_value_else_its_entry() -> None:
    store = ValueStore()
    store.entries["k"], store.ids["k"], store.values["id"], store.assigned["k"] = 1, "id", 2, 3
    seen = [store.under("k")]
    for held in (store.assigned, store.values, store.entries):
        held.clear()
        seen.append(store.under("k"))
    assert seen == [3, 2, 1, MISSING]


def test_a_widget_without_a_key_has_its_own_value_alone() -> None:
    store = ValueStore()
    store.entries["k"] = 1
    assert (store.of("id", None), store.of("id", "k")) == (MISSING, 1)


def test_keys_whose_widgets_have_no_value_are_no_names() -> None:
    store = ValueStore()
    store.ids |= {"gone": 1, "shown": 2}
    store.values[2], store.entries["stored"], store.assigned["set"] = 0, 0, 0
    assert list(store.names()) == ["stored", "shown", "set"]


def test_what_takes_the_place_of_a_value_is_no_assignment() -> None:
    store, shown = ValueStore(), widget()
    store.assigned["k"] = 9
    assert store.replace(shown, 5) == 5
    assert (store.assigned, store.values) == ({}, {shown.id: 5})


def test_an_entry_that_is_new_or_gone_is_told_of_all_keys_as_well() -> None:
    store, log = ValueStore(), list[Any]()
    store.on_write = lambda *write: log.append(write)
    store.entries["k"] = 1
    store.tell("k", MISSING)
    store.tell("k", 0)
    store.tell("none", MISSING)
    assert log == [("k", MISSING, 1), (ALL_KEYS, MISSING, 1), ("k", 0, 1)]
