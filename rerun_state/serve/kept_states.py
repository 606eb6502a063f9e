"""`rerun-state run --persist`: states of visitors that outlive their kernels, and this server.

A kernel says what its visitors have, soon after it has changed, and is told when a visit begins
what was kept of it. Only the server knows the store, and which visitor has which name there. It
writes on threads: nobody waits for a disk, and a store that fails is tried again and again.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from typing import Any, TypeVar

from rerun_state.keeping.shelves import Shelf, make_shelf
from rerun_state.keeping.store import HeldError, StoreError
from rerun_state.serve import log
from rerun_state.serve.served_file import Unservable

FORMAT = 1
LARGEST = 32 * 2**20
"""Characters that are kept of one visit."""
READ = 3.0
"""Seconds that a visitor waits for what was kept."""
AGAIN = 5.0
"""Seconds until a store that has failed is tried again."""
THREADS = 4
"""How much is asked of the store at once."""
SWEEP = 600.0
"""Seconds between two looks for what nobody has come back to."""
LEAVE = 5.0
"""Seconds that the end of the server waits for what is still to be written."""

NOT_NOW = "What you do here cannot be kept just now. It lasts until you leave the page."
NOT_READ = (
    "What was kept of your last visit cannot be read just now, and what you do here is not kept. "
    "Come back later."
)
ASIDE = "What was kept of your last visit cannot be used; the app has begun anew."
ELSEWHERE = "The app goes on in another window. What you do here is not kept any more."
TOO_MUCH = "There is too much here to be kept. It lasts until you leave the page."


T = TypeVar("T")

Sessions = dict[str, str]
"""What is kept of a visit: the documents of its sessions, by their names."""


def open_states(asked: str, own: str, days: float) -> KeptStates:
    """The states that `--persist` asks for; `own` is what they are called without a name.

    Unservable says why there are none.
    """
    place = ""
    try:
        shelf = make_shelf(asked, own, days)
        place = shelf.place
        return KeptStates(shelf, shelf.open(), days)
    except HeldError as error:
        raise Unservable(
            f"The states in {place} are kept by another server ({error}). End that, or give "
            "--persist another name."
        ) from None
    except StoreError as error:
        raise Unservable(str(error)) from None
    except OSError as error:
        raise Unservable(
            f"States cannot be kept in {place}: {error}. See that this user may write there."
        ) from None


class KeptStates:
    """The states of this server's visitors."""

    def __init__(self, shelf: Shelf, key: str, days: float) -> None:
        """`shelf` is open; `key` is what opening it has returned, `days` how long states wait."""
        self.shelf = shelf
        self.key = key
        self.days = days
        self.mark = self._sign("cookie")[:8]
        """By what browsers tell the cookies of this app, whichever server and port it has."""
        self._writing: dict[str, asyncio.Task[None]] = {}
        self._sweeping: asyncio.Task[None] | None = None
        self._failed = False
        self._trial = asyncio.Lock()
        self._threads = ThreadPoolExecutor(THREADS, "rerun_state-keep")

    def start(self) -> None:
        """Begin to let go of what is too old."""
        log.info("States of visitors are kept in %s.", self.shelf.place)
        self._sweeping = asyncio.create_task(self._sweep())

    async def close(self) -> None:
        """Write what is left, as far as that is possible."""
        if self._sweeping is not None:
            self._sweeping.cancel()
        if self._writing:
            await asyncio.wait(set(self._writing.values()), timeout=LEAVE)
        for task in self._writing.values():
            task.cancel()
        await self.ask(self._leave)
        self._threads.shutdown(wait=False, cancel_futures=True)

    def of(self, browser: str, tab: str, *, is_new: bool) -> KeptState:
        """The state of a tab of a browser, by the secret of that."""
        return KeptState(self, self._sign(f"{browser}\0{tab}"), is_new=is_new)

    async def take(self, name: str) -> str | None:
        """What was written last under that name."""
        if (writing := self._writing.get(name)) is not None:  # of a visit that has just ended
            await asyncio.wait({writing}, timeout=LEAVE)
        try:
            return await asyncio.wait_for(self.ask(self.shelf.take, name), READ)
        except TimeoutError:
            raise StoreError(f"It has not answered for {READ:g} seconds.") from None

    async def write(self, name: str, text: str) -> None:
        """Replace it. A store that has failed is tried by one at a time: all threads might wait."""
        async with self._trial if self._failed else nullcontext():
            await self.ask(self.shelf.write, name, text)

    async def ask(self, work: Callable[..., T], *args: object) -> T:
        """Have something done on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *args)

    def begin(self, name: str, write: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Have something written under that name, unless that is under way."""
        if name not in self._writing:
            self._writing[name] = asyncio.create_task(self._work(name, write))

    async def _work(self, name: str, write: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await write()
        finally:
            del self._writing[name]

    def note(self, error: Exception | None) -> None:
        """Tell the author once that the store fails, and once that it does not any more."""
        if error is not None and not self._failed:
            log.error(
                "States of visitors cannot be kept in %s; visits go on, and it is tried again: %s",
                self.shelf.place,
                error,
            )
        elif error is None and self._failed:
            log.info("States of visitors are kept again.")
        self._failed = error is not None

    def _sign(self, text: str) -> str:
        return hmac.new(bytes.fromhex(self.key), text.encode(), hashlib.sha256).hexdigest()

    def _leave(self) -> None:
        try:
            self.shelf.close()
        except StoreError as error:
            log.warning("%s", error)

    async def _sweep(self) -> None:
        while True:
            try:
                await self.ask(self.shelf.sweep)
            except (OSError, StoreError) as error:
                self.note(error)
            await asyncio.sleep(SWEEP)


class KeptState:
    """The state of one visit in the store."""

    def __init__(self, states: KeptStates, name: str, *, is_new: bool) -> None:
        self._states = states
        self._name = name
        self._unwritten: Sessions | None = None
        self._unusable: str | None = None  # why what is there is to be set aside
        self._is_new = is_new
        self._is_open = is_new  # is it known what is there? Else it would be lost by writing
        self._is_left = False
        self._told: set[str] = set()
        self.tell: Callable[[str], None] = lambda text: None
        """Says something to the visitor."""

    async def read(self) -> tuple[Sessions, str]:
        """What was kept, or not written yet; nothing, and what to tell, where it cannot be read."""
        if self._unwritten is not None:
            return self._unwritten, ""
        if self._is_new:
            self._is_new = False
            return {}, ""
        try:
            text = await self._states.take(self._name)
        except (OSError, StoreError) as error:
            self._is_open = False
            self._states.note(error)
            return {}, NOT_READ
        self._is_open = True
        try:
            return ({} if text is None else _read(text)), ""
        except ValueError as error:
            await self._set_aside(str(error))
            return {}, ASIDE

    def keep(self, sessions: Any) -> None:
        """Write what a kernel says that the visitor has."""
        if not isinstance(sessions, Mapping) or not self._is_open:
            return
        said = {str(name): str(text) for name, text in sessions.items()}
        if sum(map(len, said.values())) > LARGEST:
            self._say(TOO_MUCH)
            return
        self._is_new, self._unwritten = False, said
        self._states.begin(self._name, self._write)

    def refuse(self, why: str) -> None:
        """A kernel cannot use what is there: keep that out of the way of what it says next."""
        self._unusable = why
        self._states.begin(self._name, self._write)
        self._say(ASIDE)

    def leave(self) -> None:
        """The visit is over: what the store does not take now is not tried again."""
        self._is_left = True

    async def _set_aside(self, why: str) -> None:
        try:
            aside = await self._states.ask(self._states.shelf.set_aside, self._name)
        except (OSError, StoreError) as error:
            self._is_open = False
            self._states.note(error)
        else:
            log.warning("What was kept of a visit cannot be used: %s. It is in %s.", why, aside)

    async def _write(self) -> None:
        while True:
            if (why := self._unusable) is not None:
                self._unusable = None
                await self._set_aside(why)
            elif self._is_open and (said := self._unwritten) is not None:
                if not await self._replace(said):
                    return
            else:
                return

    async def _replace(self, said: Sessions) -> bool:
        """Write that, or wait until it can be tried again; False if it is not to be."""
        text = json.dumps({"format": FORMAT, "sessions": said}, ensure_ascii=False)
        try:
            await self._states.write(self._name, text)
        except HeldError:
            self._is_open, self._unwritten = False, None
            self._say(ELSEWHERE)
            return False
        except (OSError, StoreError) as error:
            self._states.note(error)
            self._say(NOT_NOW)
            if self._is_left:
                return False
            await asyncio.sleep(AGAIN)
            return True
        self._states.note(None)
        self._told.discard(NOT_NOW)
        if self._unwritten is said:
            self._unwritten = None
        return True

    def _say(self, text: str) -> None:
        if text not in self._told:
            self._told.add(text)
            self.tell(text)


def _read(text: str) -> Sessions:
    """The documents in a text; ValueError says why there are none."""
    try:
        kept = json.loads(text)
        later = kept["format"] > FORMAT
        sessions = {str(name): str(each) for name, each in kept["sessions"].items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"it is damaged ({type(error).__name__}: {error})") from None
    if later:
        raise ValueError("it was written by a later version of rerun_state")
    return sessions
