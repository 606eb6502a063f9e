"""All visits, by who may have them.

A visit belongs to one browser, which the secret in its cookie tells, and to one of its tabs, which
the page names. A copied tab names the visit of the first: it gets one of its own. Where states are
kept, a tab comes back with its name when its visit is long over, or the server was another one.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections import Counter
from collections.abc import Mapping
from typing import Any

from rerun_state.patterns import pattern
from rerun_state.serve.first_answer import FirstAnswer
from rerun_state.serve.kept_states import KeptStates
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.listening import is_here
from rerun_state.serve.visit import UPLOADS, Visit

MOST_UNCLAIMED = 16
"""Visits that have begun with the request for a page which has not come yet; others begin when it
comes. So whoever asks for pages and never opens one takes no more than these places.
"""
UNCLAIMED = 10.0
"""Seconds that such a visit waits for its page."""

_TAB = pattern(r"[\w-]{22}", re.ASCII)
"""A name as this module, or that of another server, makes them."""


class Visits:
    """The visits that there are."""

    def __init__(
        self,
        pool: Pool,
        most: int,
        most_of_one: int = 100,
        kept: KeptStates | None = None,
        uploads: int = UPLOADS,
    ) -> None:
        """`most` is how many there may be, `most_of_one` how many from one address.

        `kept` is where their states outlive them, `uploads` are the bytes that files of each may
        have.
        """
        self._pool = pool
        self._kept = kept
        self._uploads = uploads
        self._most, self._most_of_one = most, most_of_one
        self._from: Counter[str] = Counter()  # addresses of other machines
        self._addresses: dict[Visit, str] = {}
        self._visits: dict[tuple[str, str], Visit] = {}
        self._owners: dict[Visit, tuple[str, str]] = {}
        self._unclaimed: set[Visit] = set()
        self._needs_pages = False  # does the program ask what only a page can tell?

    def __len__(self) -> int:
        return len(self._visits)

    def find(self, browser: str, tab: str, address: str, *, returns: bool) -> Visit | None:
        """The visit of a tab, or a new one; None if there are too many, or from that address.

        This machine's own address is not counted: a proxy may stand there, before everybody.
        `returns` says that the page before in this tab has ended: it was loaded again.
        """
        found = self._visits.get((browser, tab))
        if found is not None and (returns or not found.attached):
            self._unclaimed.discard(found)
            return found
        self._make_room(address)
        return self._admit(browser, tab if found is None else "", address)

    def begin(
        self,
        browser: str,
        address: str,
        request: Mapping[str, Any],
        hello: Mapping[str, Any],
        *,
        is_new: bool,
    ) -> tuple[Visit, FirstAnswer] | None:
        """Begin the visit of a browser that asks for the page; None if it has to wait for that.

        So it has to if the browser may have one to go on with. `is_new` tells of a browser that has
        never been here.
        """
        may_return = any(owner == browser for owner, _ in self._visits) or (
            self._kept is not None and not is_new
        )
        if may_return or self._needs_pages or len(self._unclaimed) >= MOST_UNCLAIMED:
            return None
        visit = self._admit(browser, "", address)
        if visit is None:
            return None
        self._unclaimed.add(visit)
        answer = FirstAnswer()
        visit.begin(answer, request, hello)
        asyncio.get_running_loop().call_later(UNCLAIMED, visit.lapse, answer)
        return visit, answer

    def _make_room(self, address: str) -> None:
        """Who is here goes before whose page has not come."""
        for visit in list(self._unclaimed):
            if len(self._visits) >= self._most or (
                self._from[address] >= self._most_of_one and self._addresses.get(visit) == address
            ):
                visit.close()

    def _admit(self, browser: str, tab: str, address: str) -> Visit | None:
        if len(self._visits) >= self._most or self._from[address] >= self._most_of_one:
            return None
        visit = self._make(browser, tab)
        if not is_here(address):
            self._from[address] += 1
            self._addresses[visit] = address
        owner = (browser, visit.tab)
        self._visits[owner], self._owners[visit] = visit, owner
        return visit

    def _make(self, browser: str, tab: str) -> Visit:
        known, state = _TAB.fullmatch(tab) is not None, None
        if self._kept is None or not known:
            tab = secrets.token_urlsafe(16)
        if self._kept is not None:
            state = self._kept.of(browser, tab, is_new=not known)
        return Visit(self._pool, self._forget, tab, state, self._uploads, self._learn_to_wait)

    def _learn_to_wait(self) -> None:
        self._needs_pages = True

    async def settle(self) -> None:
        """Have the kernels say what they have not said yet of states that are to be kept."""
        await asyncio.gather(*(visit.settle() for visit in self._visits.values()))

    def close(self) -> None:
        """End all of them."""
        for visit in list(self._visits.values()):
            visit.close()

    def _forget(self, visit: Visit) -> None:
        self._unclaimed.discard(visit)
        owner = self._owners.pop(visit, None)
        if owner is not None:
            del self._visits[owner]
        if (address := self._addresses.pop(visit, None)) is not None:
            self._from[address] -= 1
            self._from += Counter()  # which leaves out those that nobody comes from any more
