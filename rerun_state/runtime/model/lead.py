"""What led to a run: an event from outside of all apps, and the runs of apps between it and that.

An app that its own runs lead to, again and again, goes in circles. One that many events from
outside reach, the steps of an ordinary cell or of a clock, does not, however fast they come.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from time import perf_counter_ns
from types import MappingProxyType


class Lead:
    """The way to a run; without arguments that of an event which happens now."""

    __slots__ = ("rounds", "since")

    def __init__(
        self, since: int | None = None, rounds: Mapping[Hashable, int] = MappingProxyType({})
    ) -> None:
        """It began at `since`, in nanoseconds; `rounds` is how often which apps ran on the way."""
        self.since = perf_counter_ns() if since is None else since
        self.rounds = rounds

    def through(self, app: Hashable) -> Lead:
        """The way to what a run of that app asks for, which this way has led to."""
        return Lead(self.since, {**self.rounds, app: self.rounds.get(app, 0) + 1})

    def joined(self, other: Lead) -> Lead:
        """The way to a run that answers both: a newer event begins anew."""
        if self.since != other.since:
            return max(self, other, key=lambda lead: lead.since)
        apps = {*self.rounds, *other.rounds}
        rounds = {a: max(self.rounds.get(a, 0), other.rounds.get(a, 0)) for a in apps}
        return Lead(self.since, rounds)

    def after(self, rest: int) -> Lead:
        """The way as it counts when all was at rest at that time: who was on it, once each."""
        return self if self.since > rest else Lead(rounds=dict.fromkeys(self.rounds, 1))
