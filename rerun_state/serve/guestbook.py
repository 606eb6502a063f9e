"""All visits, by who may have them.

A visit belongs to one browser, which the secret in its cookie tells, and to one of its tabs, which
the page names. A copied tab names the visit of the first: it gets one of its own.
"""

from __future__ import annotations

from collections import Counter
from ipaddress import ip_address

from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.visit import Visit


class Visits:
    """The visits that there are."""

    def __init__(self, pool: Pool, most: int, most_of_one: int = 100) -> None:
        """`most` is how many there may be, `most_of_one` how many from one address."""
        self._pool = pool
        self._most, self._most_of_one = most, most_of_one
        self._from: Counter[str] = Counter()  # addresses of other machines
        self._addresses: dict[Visit, str] = {}
        self._visits: dict[tuple[str, str], Visit] = {}
        self._owners: dict[Visit, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self._visits)

    def find(self, browser: str, tab: str, address: str, *, returns: bool) -> Visit | None:
        """The visit of a tab, or a new one; None if there are too many, or from that address.

        This machine's own address is not counted: a proxy may stand there, before everybody.
        `returns` says that the page before in this tab has ended: it was loaded again.
        """
        found = self._visits.get((browser, tab))
        if found is not None and (returns or not found.attached):
            return found
        if len(self._visits) >= self._most or self._from[address] >= self._most_of_one:
            return None
        visit = Visit(self._pool, self._forget)
        if not _is_here(address):
            self._from[address] += 1
            self._addresses[visit] = address
        owner = (browser, visit.tab)
        self._visits[owner], self._owners[visit] = visit, owner
        return visit

    def close(self) -> None:
        """End all of them."""
        for visit in list(self._visits.values()):
            visit.close()

    def _forget(self, visit: Visit) -> None:
        owner = self._owners.pop(visit, None)
        if owner is not None:
            del self._visits[owner]
        if (address := self._addresses.pop(visit, None)) is not None:
            self._from[address] -= 1
            self._from += Counter()  # which leaves out those that nobody comes from any more


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:  # of a socket in the file system, for one
        return True
