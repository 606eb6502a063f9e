"""Pages of peers in turn: opened in Voila or on the peer's own server, and clocks on them.

Every clock runs in the page, from the press to the frame in which the texts were there that were
waited for (sight.js). Nothing is asserted here.
"""

import re
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Timer
from typing import Protocol, TypeVar

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Error, Page

from tests.benchmarks.browser_side import new_page
from tests.benchmarks.browser_side import opened as opened_in
from tests.benchmarks.peers import Peer
from tests.browser.servers import Server

SIGHT = Path(__file__).with_name("sight.js")
PATIENCE_MS = 60_000
REST_MS = 500
"""What a page gets to finish with what it was asked before."""
PRESS_REST_MS = 200
"""The same between presses, of which there are many."""
GRACE_MS = 5_000
PRESSES = 5
Found = dict[str, float]


class Shown(Protocol):
    """One that shows something, in Voila if no server of its own serves it."""

    @property
    def name(self) -> str: ...
    @property
    def server(self) -> Peer | None: ...


Each = TypeVar("Each", bound=Shown)


def take_turns(
    peers: Sequence[Each], rounds: int, visit: Callable[[Each, int], Found]
) -> dict[str, Found]:
    """The medians of what each finds; one that fails says why, and is not asked again."""
    chosen, samples = list(peers), {peer.name: list[Found]() for peer in peers}
    for number in range(rounds):
        for peer in list(chosen):
            try:
                samples[peer.name].append(visit(peer, number))
            except (AssertionError, Error) as error:
                print(f"{peer.name} shows nothing: {error}", file=sys.stderr)
                chosen.remove(peer)
    return {name: medians(each) for name, each in samples.items() if each}


def medians(samples: list[Found]) -> Found:
    keys = list(dict.fromkeys(key for each in samples for key in each))
    return {
        key: round(statistics.median(each[key] for each in samples if key in each), 1)
        for key in keys
    }


@contextmanager
def opened(
    browser: Browser, server: Server, peer: Shown, home: Path, sources: list[str], ready: str
) -> Iterator[Page]:
    """A new page of a peer, on which a text tells that it is ready; home is a folder to be made."""
    if peer.server:
        home.mkdir()
        with replace(peer.server, program=sources[0]).serving(home) as (url, _pid):
            page = new_page(browser, SIGHT)
            try:
                page.goto(url)
                page.get_by_text(ready).last.wait_for()
                yield page
            finally:
                page.context.close()
        return
    page = opened_in("voila", browser, server, home.name, sources, SIGHT)
    page.get_by_text(ready).last.wait_for()
    process = answering(page)
    try:
        yield page
    finally:
        process.terminate()  # or tables of earlier pages would wait in their kernels
        page.context.close()


def answering(page: Page) -> psutil.Process:
    """The process that answers a page, which names it."""
    text = page.get_by_text(re.compile(r"^pid=\d+;$")).last.inner_text()
    return psutil.Process(int(text[4:-1]))


@contextmanager
def received(page: Page) -> Iterator[list[float]]:
    """The bytes of each message and file that a page receives meanwhile."""
    wire, moved = page.context.new_cdp_session(page), list[float]()
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda it: moved.append(it["encodedDataLength"]))
    wire.on(
        "Network.webSocketFrameReceived",
        lambda it: moved.append(len(it["response"]["payloadData"])),
    )
    yield moved
    wire.detach()


def timed(page: Page, act: Callable[[Page], None], *texts: str, rest_ms: float = REST_MS) -> float:
    """Milliseconds from what is done to the page until all texts are in sight."""
    watchdog = Timer((PATIENCE_MS + GRACE_MS) / 1e3, _end_browser)
    watchdog.start()
    try:
        page.evaluate("([texts, ms]) => sight.arm(texts, ms)", [texts, PATIENCE_MS])
        act(page)
        told = float(page.evaluate("sight.told()"))
    finally:
        watchdog.cancel()
    page.wait_for_timeout(rest_ms)
    return told


def _end_browser() -> None:
    """A page that is busy for minutes keeps no time, neither its own nor Playwright's."""
    for process in psutil.Process().children(recursive=True):
        if process.name().startswith("chrom"):
            with suppress(psutil.NoSuchProcess):
                process.kill()


def presses(page: Page, texts: Callable[[int], Sequence[str]]) -> Found:
    """The median press of "Count up", which each time shows other texts, and what one receives.

    The first one is not counted.
    """
    button = page.get_by_role("button", name="Count up", exact=True)

    def press(count: int) -> float:
        return timed(page, lambda page: button.click(), *texts(count), rest_ms=PRESS_REST_MS)

    press(1)
    with received(page) as moved:
        times = [press(count) for count in range(2, PRESSES + 2)]
    return {"press": statistics.median(times), "kB": sum(moved) / PRESSES / 1e3}
