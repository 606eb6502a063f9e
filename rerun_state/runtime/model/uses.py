"""What a program has to do with the state: in one run, or by all that its app knows of its runs."""

from __future__ import annotations

from collections.abc import Set


class Uses:
    """The keys of the entries, by what is done with them."""

    def __init__(self) -> None:
        self.reads: set[str] = set()  # looked up
        self.own: set[str] = set()  # looked up after the program has set them itself
        self.sets: set[str] = set()  # set by the program; what a callback sets is the reader's
        self.shows: set[str] = set()  # those of widgets

    def note_read(self, key: str, *, answers_press: bool) -> None:
        """The program looks up an entry, or reads back what it has just set.

        What it has set for a press will not be set by its next run.
        """
        own = key in self.sets and not answers_press
        (self.own if own else self.reads).add(key)

    def learn(self, run: Uses, shown: Set[str], *, whole: bool, failed: bool) -> None:
        """Let an app know what a run has done, which has `shown` widgets with these keys.

        What a run was not to do is forgotten once one was `whole`; what a run that `failed` has
        written is not what it was to write.
        """
        self.reads = run.reads if whole else self.reads | run.reads
        self.own = run.own if whole else self.own | run.own
        if not failed:
            self.sets = run.sets if whole else self.sets | run.sets
            self.shows = set(shown) if whole else self.shows | shown
