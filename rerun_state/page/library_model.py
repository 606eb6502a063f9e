"""The front-end code as a model, once per kernel; large libraries follow on first use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from traitlets import Dict, Unicode

from rerun_state.page.channel import log
from rerun_state.page.lean import Lean
from rerun_state.page.libraries import packed, read_chunk
from rerun_state.static import developing, read_contract, static_text

_NEVER_SAVED = {"math"}
"""No notebook has to carry fonts: without them, formulas are what a browser makes of MathML."""


class LibraryModel(Lean):
    """The front-end code. Large libraries follow on first use, by message. Those that have come are
    put into `large` for notebooks that are saved with their widgets, compressed: by the page, or by
    the kernel where there is no front end, if one needs them to read; else it takes all code out
    again."""

    _fields = ("code", "hash", "large")

    code = Unicode()
    hash = Unicode()
    large = Dict()

    def __init__(self, **traits: Any) -> None:
        self.sent: set[str] = set()
        """The large libraries that need not be sent again by themselves; who lacks one asks."""
        self._left_out = False  # of what is saved
        self.renew()
        super().__init__(**traits)

    def renew(self) -> bool:
        """Take the code as it was built last; return whether it is another one."""
        code = static_text("rerun_state.js")
        if code == self.code:
            return False
        read_contract.cache_clear()  # it belongs to the code
        self.code, self.hash = code, hashlib.sha256(code.encode()).hexdigest()[:16]
        self.sent.clear()
        return True

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:
        """The state that a front end gets, with the code of now where that is worked on."""
        if developing():
            self.renew()
        return super().get_state(key, drop_defaults)

    def unsent(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Name and code of the large libraries among these that nobody has been sent yet.

        One that is missing is left out: the page will ask for it, and hear why.
        """
        for name in sorted(set(names) - self.sent):
            try:
                code = read_chunk(name)
                self.sent.add(name)
                yield name, code
            except (KeyError, OSError) as error:
                log.warning("A library that the page needs is not there: %s.", error)

    def record(self, names: set[str]) -> None:
        """Make the libraries of a page part of the state: it will be seen without a kernel."""
        new = names & self._unsaved()
        if new or self._left_out:
            self._left_out = False
            self.large = self.large | {name: packed(read_chunk(name)) for name in new}
            self.send_state(("code", "large"))

    def _get_embed_state(self, drop_defaults: bool = False) -> dict[str, Any]:
        """The state that pages without a kernel get, with all the code that they may need."""
        embedded = super()._get_embed_state(drop_defaults)
        large = {name: packed(read_chunk(name)) for name in self._unsaved()}
        embedded["state"]["large"] = self.large | large
        return embedded

    def _unsaved(self) -> set[str]:
        return self.sent - self.large.keys() - _NEVER_SAVED

    def leave_out(self) -> None:
        """Have no code saved; a front end that was told so asks for it."""
        if not self._left_out:
            self._left_out = True
            self._send({"method": "update", "state": {"code": "", "large": {}}, "buffer_paths": []})
