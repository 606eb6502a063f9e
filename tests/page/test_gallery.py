"""What the page draws is sent: for each property that its front end reads, an element that has it.

The compiler of the front end refuses to read what the contract does not know, and `test_contract`
sees that what it knows is read. So nothing is sent that is not read, or read and never sent.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from rerun_state.static import read_contract
from tests import contract
from tests.page.browser import Make, Message
from tests.page.gallery import GALLERY, NAMES


def names(schema: dict[str, Any], within: str = "") -> Iterator[str]:
    """The names of properties, and of those within them: the first after their kind, the others
    after the property they are in, since many kinds have tables and columns.
    """
    for choice in schema.get("anyOf", ()):
        yield from names(choice, within)
    for name, of in schema.get("properties", {}).items():
        yield f"{within}.{name}"
        yield from names(of, name)
    for part in ("items", "additionalProperties"):
        if isinstance(schema.get(part), dict):
            yield from names(schema[part], within)


def sent(schema: dict[str, Any], wire: Any, within: str = "") -> Iterator[str]:
    """The names of the properties that something has."""
    for choice in schema.get("anyOf", ()):
        yield from sent(choice, wire, within)
    if isinstance(wire, dict) and schema.get("type") == "object":
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, part in wire.items():
            if name in known:
                yield f"{within}.{name}"
                yield from sent(known[name], part, name)
            elif isinstance(others, dict):
                yield from sent(others, part, within)
    if isinstance(wire, list) and isinstance(schema.get("items"), dict):
        for part in wire:
            yield from sent(schema["items"], part, within)


def named(kind: str, found: str) -> str:
    """A property of a kind; one that is within others is the same in many kinds."""
    return f"{kind}{found}" if found.startswith(".") else found


ELSEWHERE = {
    "component_instance": "tests/components/v1",
    "bidi_component": "tests/components/v2",
    "guest": "tests/elements/layout/test_cell.py",
    "cell": "tests/elements/layout/test_containers.py",
    "exception": "tests/kernel/test_failures.py: where it arose is known there",
    "output": "tests/jupyter",
    "pydeck_chart": "tests/elements/charts: its library opens widgets that nobody closes",
    "spinner": "tests/page/test_clock.py: only the second tells it",
    "widget": "no row: the front end shows the ipywidget itself",
    "mime": "no row: the front end shows the ipywidget itself",
}
"""Kinds that tests of their own show, for a program alone cannot show all of them."""
EVALUATED = {
    "vega_lite_chart.evaluated",
    *("evaluated.signals", "evaluated.domains", "evaluated.dropped"),
}
"""What needs libraries that may be missing: tests/page/test_evaluated.py."""


def test_what_is_read_is_sent(
    page: Make, messages: list[Message], monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {k: v["properties"] for k, v in read_contract()["kinds"].items() if k not in ELSEWHERE}
    missing = {named(kind, name) for kind, schema in kinds.items() for name in names(schema)}
    missing.remove("dialog.key")  # what has a value may have a key; a dialog has none
    missing.remove("app.hide_code")  # told by the line of a cell: tests/kernel/test_life.py
    missing -= EVALUATED
    missing.remove("app.aside")  # and this by its code: tests/runtime/execution/test_expected.py
    judge = contract.of_element

    def noted(kind: str, wire: dict[str, Any]) -> list[str]:
        if kind in kinds:
            missing.difference_update(named(kind, name) for name in sent(kinds[kind], wire))
        return judge(kind, wire)

    monkeypatch.setattr(contract, "of_element", noted)
    for code in GALLERY:
        page(partial(exec, code, dict(NAMES)))
        shown = str([message.data for message in messages])
        assert "'t': 'exception'" not in shown or "st.exception" in code, code
        messages.clear()
    assert sorted(missing) == []
