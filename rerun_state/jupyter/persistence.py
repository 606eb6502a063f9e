"""`%%rerun --persist`: sessions whose state outlives the kernel, and what is said of that."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.core.error import UsageError

from rerun_state import keeping
from rerun_state.jupyter import kernel
from rerun_state.runtime.execution.home import working_folder
from rerun_state.runtime.loop.session import Session

if TYPE_CHECKING:
    from rerun_state.keeping.keeper import Keeper
    from rerun_state.keeping.scribe import Scribe
    from rerun_state.keeping.store import Store

AGAIN = 0.2
"""Seconds until the next try to say something, while a run awaits."""


class Persistence:
    """The sessions of this kernel that are kept."""

    def __init__(
        self,
        call_later: Callable[[float, Callable[[], None]], object],
        scribe: Callable[[], Scribe],
    ) -> None:
        self._call_later = call_later
        self._scribe = scribe
        self._keepers: dict[Session, tuple[str, str, Keeper]] = {}  # who asked, what for
        self._loop = kernel.main_loop()

    def keep(self, session: Session, asked: str | None, cell: str, own: str) -> None:
        """Let a session go on from what was kept under a name or URL, and keep it from now.

        `own` names the session within the notebook. The cell that has asked for it may ask for
        another name, or for none. UsageError if another cell does, or another kernel has the name.
        """
        if session in self._keepers:
            who, before, keeper = self._keepers[session]
            if before == asked or (asked is None and who != cell):
                return
            if who != cell:
                raise UsageError(
                    f"This session is kept as {before or own!r} already. Its cells share one "
                    "state, so give them one --persist, or a --session of their own."
                )
            self._leave(session, keeper)
        if asked is None:
            return
        tell = partial(self._tell, session, cell)
        store = _hold(asked, own)
        try:
            if (text := store.read()) is not None:
                _restore(session, store, text, tell)
        except (keeping.store.StoreError, OSError) as error:
            store.let_go()
            raise UsageError(f"The kept state cannot be read: {error}") from None
        gather = partial(keeping.document.gather, session)
        keeper = keeping.keeper.Keeper(store, self._scribe(), gather, tell)
        self._keepers[session] = cell, asked, keeper
        session.state.store.on_change = keeper.changed

    def changed(self) -> None:
        """Runs have ended, or a cell: what they have changed in place counts as well."""
        for _, _, keeper in self._keepers.values():
            keeper.changed()

    def close(self) -> None:
        """Write what is left, and keep nothing from now."""
        for session, (_, _, keeper) in list(self._keepers.items()):
            self._leave(session, keeper)

    def _leave(self, session: Session, keeper: Keeper) -> None:
        session.state.store.on_change = lambda: None
        del self._keepers[session]
        keeper.close()

    def _tell(self, session: Session, name: str, text: str) -> None:
        """Say something over the page of the app, from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._show, session, name, text)

    def _show(self, session: Session, name: str, text: str) -> None:
        if any(each.awaits for each in session.cells.values()):
            self._call_later(AGAIN, partial(self._show, session, name, text))
        elif (cell := session.cells.get(name)) is not None:
            cell.say(text)


def _hold(asked: str, own: str) -> Store:
    """The store of a name, or of a URL whose fragment is the name, which is nobody else's."""
    try:
        url, name = keeping.redis_store.place_of(asked, own)
        store: Store = (
            keeping.folder.FolderStore(name)
            if url is None
            else keeping.redis_store.RedisStore(url, name)
        )
        try:
            store.hold()
        except keeping.store.HeldError as error:
            raise UsageError(
                f"The state in {store.place} is kept by another kernel ({error}). Shut that down, "
                "or give --persist another name."
            ) from None
    except keeping.store.StoreError as error:
        raise UsageError(str(error)) from None
    return store


def _restore(session: Session, store: Store, text: str, tell: Callable[[str], None]) -> None:
    try:
        keeping.document.restore(session, text)
    except keeping.document.UnreadableError as error:
        aside = store.set_aside()
        tell(f"The kept state cannot be used: {error}. It was set aside as `{aside}`.")


def notebook_name(session: str | None) -> str:
    """What a state is called whose author gave it no name: the notebook, and the session in it."""
    notebook = Path(os.environ.get("JPY_SESSION_NAME", ""))
    path = str(working_folder() / notebook)
    return path if session is None else f"{path} {session}"
