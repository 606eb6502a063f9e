"""Where the server listens, and whom it lets connect when many do."""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from typing import Any

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.web import Application, RequestHandler

from rerun_state.serve import listening as module
from rerun_state.serve.listening import HERE, Server, is_here, is_within, listen

Where = Callable[[str], str]


class Address(RequestHandler):
    """Says who asks."""

    def get(self) -> None:
        self.finish(str(self.request.remote_ip))


def with_server(body: Callable[[int], Awaitable[None]], **given: Any) -> None:
    async def main() -> None:
        server = Server(Application([("/", Address)]), **given)
        sockets = listen(0, "127.0.0.1")
        server.add_sockets(sockets)
        try:
            await body(sockets[0].getsockname()[1])
        finally:
            server.stop()
            await server.close_all_connections()

    asyncio.run(main())


async def ask(port: int, **headers: str) -> str:
    client = AsyncHTTPClient(force_instance=True)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        return (await client.fetch(f"http://127.0.0.1:{port}/", headers=named)).body.decode()
    finally:
        client.close()


def test_who_connects_when_no_place_is_left_is_let_go_and_it_is_logged_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    full = [True] * 3

    def accept(door: socket.socket) -> Any:
        if full:
            full.pop()
            raise OSError(errno.EMFILE, "Too many open files")
        return original(door)

    original = socket.socket.accept
    [door] = listen(0, "127.0.0.1")
    with door, monkeypatch.context() as patched:
        patched.setattr(socket.socket, "accept", accept)
        guest = socket.create_connection(door.getsockname())
        with guest:
            for _ in range(2):
                with pytest.raises(BlockingIOError):
                    door.accept()
            guest.settimeout(10)
            assert guest.recv(1) == b""
    assert caplog.text.count("ulimit -n") == 1


def test_one_address_gets_no_more_connections_than_it_may(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_OF_ONE", 1)
    monkeypatch.setattr(module, "HERE", ())

    async def body(port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200" in await asyncio.wait_for(reader.readline(), 10)
        other, second = await asyncio.open_connection("127.0.0.1", port)
        assert await asyncio.wait_for(other.read(), 10) == b""
        for each in (writer, second):
            each.close()

    with_server(body)


def test_a_visitor_behind_a_proxy_has_no_address_of_its_own_making() -> None:
    async def body(port: int) -> None:
        forged = {"X_Real_IP": "6.6.6.6", "X_Forwarded_For": "6.6.6.6, 192.0.2.7"}
        assert await ask(port, **forged) == "192.0.2.7"
        assert await ask(port, X_Real_IP="192.0.2.8") == "192.0.2.8"

    with_server(body, proxies=HERE)


def test_a_visitor_behind_several_proxies_has_the_address_that_came_to_the_first() -> None:
    async def body(port: int) -> None:
        way = "6.6.6.6, 192.0.2.7, 10.1.1.1, 127.0.0.2"
        assert await ask(port, X_Forwarded_For=way) == "192.0.2.7"

    with_server(body, proxies=(*HERE, ip_network("10.0.0.0/8")))


def test_who_passes_the_proxies_by_is_not_believed() -> None:
    async def body(port: int) -> None:
        forged = {"X_Real_IP": "6.6.6.6", "X_Forwarded_For": "6.6.6.6"}
        assert await ask(port, **forged) == "127.0.0.1"

    with_server(body, proxies=[ip_network("10.0.0.0/8")])


@pytest.mark.parametrize(
    ("address", "is_one"),
    [("10.1.2.3", True), ("::ffff:10.1.2.3", True), ("11.1.2.3", False), ("", False)],
)
def test_a_network_has_its_addresses_however_they_are_written(address: str, is_one: bool) -> None:
    assert is_within(address, [ip_network("10.0.0.0/8")]) is is_one


def test_without_a_proxy_nobody_is_believed() -> None:
    async def body(port: int) -> None:
        assert await ask(port, X_Real_IP="6.6.6.6", X_Forwarded_For="6.6.6.6") == "127.0.0.1"

    with_server(body)


@pytest.mark.parametrize(
    ("address", "here"),
    [
        *(("127.0.0.1", True), ("::1", True), ("::ffff:127.0.0.1", True)),
        *(("", True), ("/run/app.sock", True), ("192.0.2.7", False), ("fe80::1", False)),
    ],
)
def test_this_machine_is_told_from_others(address: str, here: bool) -> None:
    assert is_here(address) is here
