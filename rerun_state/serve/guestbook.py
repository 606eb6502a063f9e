"""All visits, by who may have them.

A visit belongs to one browser, which the secret in its cookie tells, and to one of its tabs, which
the page names. A copied tab names the visit of the first: it gets one of its own.
"""

from __future__ import annotations

from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.visit import Visit


class Visits:
    """The visits that there are."""

    def __init__(self, pool: Pool, most: int) -> None:
        """`most` is how many there may be."""
        self._pool = pool
        self._most = most
        self._visits: dict[tuple[str, str], Visit] = {}
        self._owners: dict[Visit, tuple[str, str]] = {}

    def __len__(self) -> int:
        return len(self._visits)

    def find(self, browser: str, tab: str, *, returns: bool) -> Visit | None:
        """The visit of a tab, or a new one; None if there are too many.

        `returns` says that the page before in this tab has ended: it was loaded again.
        """
        found = self._visits.get((browser, tab))
        if found is not None and (returns or not found.attached):
            return found
        if len(self._visits) >= self._most:
            return None
        visit = Visit(self._pool, self._forget)
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
