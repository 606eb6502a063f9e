"""Apps on the pages of others: who shows whom.

A host's page has a place for each guest, and in it no more than the guest's name and where a page
finds it. The guest keeps its own page, runs and errors, so neither's runs are any of the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rerun_state.runtime.execution.app import App
from rerun_state.runtime.model.tree import Markdown, Node

GUEST = "guest"
"""The kind of the places."""

Find = Callable[[str], App | None]


def seat(name: str, guest: App | None) -> dict[str, Any]:
    """What stands in the place of a guest: where its page is, or that it is waited for."""
    if guest is None:
        waits = Markdown(f"Waits for the cell '{name}'.")
        return {"name": name, "model": None, "waits": waits}
    return {"name": name, "model": guest.renderer.address, "waits": None}


def seats(host: App) -> Iterator[Node]:
    """The places for guests on the page of a cell."""
    if host.guests:
        yield from (node for node in host.tree.root.walk() if node.element.kind == GUEST)


def settle_seats(hosts: Iterable[App], find: Find) -> None:
    """Let the places on these pages show the apps that there are now."""
    for host in list(hosts):
        changed = [node for node in seats(host) if _settle(host, node, find)]
        if changed:
            host.renderer.flush()


def _settle(host: App, node: Node, find: Find) -> bool:
    """Let one place show what there is for it; return whether it showed something else."""
    name = node.element.props["name"]
    guest = find(name)
    if guest is not None and guest.asleep and not host.asleep:
        guest.sleep(False)
    now = seat(name, guest)
    if all(node.element.props[prop] == value for prop, value in now.items()):
        return False
    node.alter(**now)
    host.renderer.touched(node)
    return True


def is_seated(guest: App, hosts: Iterable[App]) -> bool:
    """Is the cell shown by another one, which somebody looks at?"""
    return any(
        guest.goes_by(node.element.props["name"])
        for host in hosts
        if host is not guest and not host.asleep
        for node in seats(host)
    )


def way_back(host: App, name: str, find: Find) -> list[str]:
    """The names by which showing an app would end in the page that shows it; none if it does not.

    From the host over those that show each other to the host again.
    """
    ways = [[name]]
    seen = {name}
    for way in ways:
        guest = find(way[-1])
        if guest is host:
            return way
        for node in seats(guest) if guest is not None else ():
            inner = node.element.props["name"]
            if inner not in seen:
                seen.add(inner)
                ways.append([*way, inner])
    return []
