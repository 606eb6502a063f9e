"""What a page may say, and what becomes of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast

import pytest
from tornado.httpclient import HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import HTTPError, RequestHandler
from tornado.websocket import WebSocketClientConnection, websocket_connect

from rerun_state.serve import socket as module
from rerun_state.serve.admission import Gate
from rerun_state.serve.application import make_application
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.socket_frames import decode, encode
from tests.serve.parts import FakePool

# A client of Tornado's leaves its end of the connection to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Connect = Callable[..., Awaitable[WebSocketClientConnection]]
HELLO = encode({"hello": {"query": "?a=1"}})


class Desk:
    """Knows somebody, until there is an answer that says otherwise."""

    def __init__(self) -> None:
        self.answers: list[Any] = []

    async def user(self, handler: RequestHandler) -> Any:
        answer = self.answers.pop(0) if self.answers else {"name": "ada"}
        if isinstance(answer, HTTPError):
            raise answer
        return answer


def with_server(
    body: Callable[[Connect, FakePool], Awaitable[None]], most: int = 2, guard: Desk | None = None
) -> None:
    async def main() -> None:
        pool, gate = FakePool(), Gate("ours", {"localhost"}, guard)
        visits = Visits(cast(Pool, pool), most)
        server = HTTPServer(make_application(visits, gate))
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        where = f"127.0.0.1:{sockets[0].getsockname()[1]}"

        async def connect(cookie: str | None = None) -> WebSocketClientConnection:
            secret = gate.issue() if cookie is None else cookie
            headers = {"Cookie": f"ours={secret}", "Origin": f"http://{where}"}
            request = HTTPRequest(f"ws://{where}/socket", headers=headers)
            lines.append(await websocket_connect(request))
            return lines[-1]

        lines: list[WebSocketClientConnection] = []
        try:
            await body(connect, pool)
        finally:
            for line in lines:
                line.close()
            visits.close()
            server.stop()
            await server.close_all_connections()
            await asyncio.sleep(0.02)  # the other ends hear of it

    asyncio.run(main())


async def heard(line: WebSocketClientConnection) -> Any:
    message = await line.read_message()
    return None if message is None else decode(message)[0]


def test_a_page_that_introduces_itself_has_a_visit() -> None:
    async def body(connect: Connect, pool: FakePool) -> None:
        line = await connect()
        await line.write_message(HELLO)
        assert (await heard(line))["control"]["anew"] is True
        assert pool.kernel.told[0][1]["query"] == "?a=1"
        await line.write_message(encode({"to": "i1", "content": {"event": "change"}}, [b"x"]), True)
        while len(pool.kernel.told) < 2:
            await asyncio.sleep(0.01)
        assert pool.kernel.told[1] == ("i1", {"event": "change"})

    with_server(body)


def test_what_makes_no_sense_reaches_no_kernel_and_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def body(connect: Connect, pool: FakePool) -> None:
        await (await connect()).write_message("x")
        line = await connect()
        for wrong in (encode({"to": "i1", "content": {}}), "x", encode({"hello": 3}), HELLO, "[]"):
            await line.write_message(wrong)
        assert (await heard(line))["control"]["anew"] is True
        await line.write_message(encode({"to": "i1", "content": {"last": True}}))
        while len(pool.kernel.told) < 2:
            await asyncio.sleep(0.01)
        assert [told[0] for told in pool.kernel.told] == ["open", "i1"]

    with_server(body)
    assert caplog.text.count("Refused a message") == 1


@pytest.mark.parametrize("cookie", ["", "made.up"])
def test_a_browser_without_a_secret_of_ours_is_sent_away(cookie: str) -> None:
    async def body(connect: Connect, pool: FakePool) -> None:
        line = await connect(cookie)
        await line.write_message(HELLO)
        assert (await heard(line), line.close_code) == (None, module.STRANGER)
        assert pool.kernel.told == []

    with_server(body)


def test_who_comes_when_all_places_are_taken_is_told() -> None:
    async def body(connect: Connect, pool: FakePool) -> None:
        lines = [await connect() for _ in range(2)]
        for line in lines:
            await line.write_message(HELLO)
        await heard(lines[0])
        assert await heard(lines[1]) is None
        assert lines[1].close_code == module.FULL

    with_server(body, most=1)


def test_a_flood_is_slowed_down_and_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RATE", 500.0)
    monkeypatch.setattr(module, "BURST", 10.0)

    async def body(connect: Connect, pool: FakePool) -> None:
        line = await connect()
        await line.write_message(HELLO)
        await heard(line)
        began = asyncio.get_running_loop().time()
        for _ in range(60):
            await line.write_message(encode({"to": "i1", "content": {}}))
        while len(pool.kernel.told) < 61:
            await asyncio.sleep(0.01)
        assert asyncio.get_running_loop().time() - began > 0.09

    with_server(body)


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"tab": 3},
        {"query": None},
        {"context": []},
        {"tab": "x" * 65},
        {"query": "x" * 10_001},
    ],
)
def test_a_page_that_says_too_much_or_nothing_of_itself_is_refused(said: Any) -> None:
    with pytest.raises(ValueError, match="of itself"):
        module.read_hello(said)


@pytest.mark.parametrize("name", ["tab", "page", "query"])
def test_half_a_character_is_in_no_address(name: str) -> None:
    with pytest.raises(ValueError, match="surrogates"):
        module.read_hello({name: "\ud800"})


def test_who_introduces_no_page_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE", 0.0)

    async def body(connect: Connect, pool: FakePool) -> None:
        assert await heard(await connect()) is None

    with_server(body)


def test_of_what_a_page_says_only_what_it_may_is_believed() -> None:
    context = {"locale": "nb", "timezone_offset": -60, "is_embedded": 1, "headers": {"X": "y"}}
    said = {"context": context, "request": {"user": {"name": "root"}}, "again": 1}
    told = module.read_hello(said)
    known = {"locale": "nb", "timezone_offset": -60}
    flags = {"again": False, "loaded": False, "moved": False}
    assert told == {"tab": "", "query": "", "page": "", "context": known, **flags}


@pytest.mark.parametrize("answer", [None, {"name": "bob"}, HTTPError(403)])
def test_who_has_logged_out_or_lost_the_right_does_not_stay(
    answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ASK_AGAIN", 0.01)
    desk = Desk()

    async def body(connect: Connect, pool: FakePool) -> None:
        line = await connect()
        await line.write_message(HELLO)
        assert (await heard(line))["control"]["anew"] is True
        desk.answers += [HTTPError(502), {"name": "ada"}, answer]  # the first is no answer
        while await line.read_message() is not None:
            continue
        assert (line.close_code, desk.answers) == (module.STRANGER, [])

    with_server(body, guard=desk)
