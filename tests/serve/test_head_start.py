"""Whose visit begins with the request for its page, and what comes with that."""

import asyncio
import json
import re
from typing import Any, cast

import pytest

from rerun_state.serve import guestbook, head_start
from rerun_state.serve.admission import Gate
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.kernel_pool import Pool
from tests.serve.parts import FakeKernel, FakePool
from tests.serve.test_application import Fetch, with_server

SHOWN = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none"}


class QuickKernel(FakeKernel):
    """Its apps show something at once."""

    def open(self, visit: str, listener: Any, data: Any) -> None:
        super().open(visit, listener, data)
        listener.hear({"said": {"to": "p1", "content": "</script><b>"}}, [])
        listener.hear({"begun": True}, [])


def visits_of(kernel: FakeKernel, most: int = 100) -> Visits:
    pool = FakePool()
    pool.kernel = kernel
    return Visits(cast(Pool, pool), most)


def begun(body: bytes) -> Any:
    found = re.search(rb'id="rs-begun">(.*?)</script>', body)
    return None if found is None else json.loads(found[1])


def test_the_page_comes_with_what_the_app_shows_at_once() -> None:
    kernel = QuickKernel()

    async def body(fetch: Fetch) -> None:
        told = begun((await fetch("/sales?a=1", headers=SHOWN)).body)
        assert told["said"] == [[{"to": "p1", "content": "</script><b>"}]]
        [(_, data)] = kernel.told
        assert (data["page"], data["query"], data["unseen"]) == ("sales", "?a=1", True)
        assert data["request"]["headers"]["Sec-Fetch-Dest"] == "document"

    with_server(body, visits=visits_of(kernel))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site"},
        {**SHOWN, "Sec-Purpose": "prefetch;prerender"},
        {**SHOWN, "Purpose": "prefetch"},
    ],
)
def test_no_session_begins_for_programs_and_for_what_is_fetched_ahead(
    headers: dict[str, str],
) -> None:
    kernel = QuickKernel()

    async def body(fetch: Fetch) -> None:
        answer = await fetch("/", headers=headers)
        assert (answer.code, begun(answer.body)) == (200, None)
        assert kernel.told == []

    with_server(body, visits=visits_of(kernel))


def test_a_browser_that_leaves_such_headers_out_for_bare_http_shows_the_page_too() -> None:
    async def body(fetch: Fetch) -> None:
        assert begun((await fetch("/", headers={"Upgrade-Insecure-Requests": "1"})).body)

    with_server(body, visits=visits_of(QuickKernel()))


def test_an_app_that_takes_longer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head_start, "WAIT", 0.01)
    kernel = FakeKernel()

    async def body(fetch: Fetch) -> None:
        told = begun((await fetch("/", headers=SHOWN)).body)
        assert told["said"] == []
        assert told["tab"]  # its session is there for the connection

    with_server(body, visits=visits_of(kernel))


@pytest.mark.long  # it waits
def test_who_never_opens_a_page_takes_few_places_and_not_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guestbook, "UNCLAIMED", 1.0)
    kernel = QuickKernel()
    visits = visits_of(kernel)

    async def body(fetch: Fetch) -> None:
        for _ in range(guestbook.MOST_UNCLAIMED + 5):
            assert (await fetch("/", headers=SHOWN)).code == 200
        assert len(kernel.told) <= guestbook.MOST_UNCLAIMED
        while len(visits):
            await asyncio.sleep(0.01)
        assert kernel.visits == {}

    with_server(body, visits=visits)


def test_a_browser_with_a_visit_to_go_on_with_begins_no_other() -> None:
    kernel, gate = QuickKernel(), Gate("ours", {"localhost"})
    secret = {"Cookie": f"ours={gate.issue()}"}

    async def body(fetch: Fetch) -> None:
        assert begun((await fetch("/", headers={**SHOWN, **secret})).body)
        assert begun((await fetch("/", headers={**SHOWN, **secret})).body) is None

    with_server(body, gate, visits=visits_of(kernel))


def test_where_places_are_taken_the_page_comes_without() -> None:
    async def body(fetch: Fetch) -> None:
        assert begun((await fetch("/", headers=SHOWN)).body)
        answer = await fetch("/", headers=SHOWN)
        assert (answer.code, begun(answer.body)) == (200, None)

    with_server(body, visits=visits_of(QuickKernel(), most=1))
