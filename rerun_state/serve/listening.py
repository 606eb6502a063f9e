"""Where the server listens, and whom it lets connect when many do.

A process may have so many files and connections open. Whoever connects when it has all of them is
let go at once: to wait for a place would keep the loop busy, with an error each time.
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any
from weakref import WeakSet

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders, HTTPMessageDelegate, RequestStartLine, ResponseStartLine
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets

from rerun_state.serve import log
from rerun_state.serve.limits import Seldom

OPEN = 4096
"""Files and connections that the process may have, where the system lets it."""
MOST_OF_ONE = 512
"""Connections from one address, unless more visitors of one are let in; a proxy of this machine has
as many as there may be.
"""
Network = IPv4Network | IPv6Network
HERE: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1"))
"""This machine, as it names itself."""
_TELLING = ("X-Forwarded-For", "X-Real-Ip", "X-Forwarded-Proto", "X-Scheme")


def listen(port: int, ip: str) -> list[socket.socket]:
    """Sockets that listen there; OSError says why there can be none."""
    _open_more()
    return [_Door(fileno=each.detach()) for each in bind_sockets(port, ip)]


def _open_more() -> None:
    """Allow the process as many open files as it may take by itself."""
    try:
        import resource
    except ModuleNotFoundError:  # on Windows, which has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN if hard == resource.RLIM_INFINITY else min(OPEN, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


class _Door(socket.socket):
    """A listening socket with a place in reserve, by which it lets go whoever is too many."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.setblocking(False)
        self._reserve = os.open(os.devnull, os.O_RDONLY)
        self._notes = Seldom(60.0)

    def accept(self) -> tuple[socket.socket, Any]:
        """The next connection; BlockingIOError if there is none, or none can be taken."""
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
            self._let_go(error)
            raise BlockingIOError from None

    def close(self) -> None:
        """Listen no longer."""
        if self._reserve >= 0:
            os.close(self._reserve)
            self._reserve = -1
        super().close()

    def _let_go(self, error: OSError) -> None:
        if self._notes.may(""):
            log.warning(
                "There is no place for more connections (%s); who comes now is let go. Allow the "
                "process more open files (ulimit -n).",
                error.strerror,
            )
        os.close(self._reserve)
        try:
            with suppress(OSError):
                super().accept()[0].close()
        finally:
            self._reserve = os.open(os.devnull, os.O_RDONLY)


class Server(HTTPServer):
    """Gives nobody all connections that there may be, and believes its own proxies alone."""

    def initialize(self, *args: Any, proxies: Sequence[Network] = (), **given: Any) -> None:
        """`proxies` are believed where requests come from."""
        super().initialize(*args, **given)
        self.xheaders = bool(proxies)
        self._proxies = proxies
        self._streams: dict[str, WeakSet[IOStream]] = {}
        self.most_of_one = MOST_OF_ONE

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Take a connection, unless there are too many from its address."""
        peer = str(address[0]) if isinstance(address, Sequence) and address else ""
        if not is_within(peer, (*HERE, *self._proxies)):
            streams = self._streams.setdefault(peer, WeakSet())
            if sum(not each.closed() for each in streams) >= self.most_of_one:
                stream.close()
                return
            streams.add(stream)
            for other in [each for each, its in self._streams.items() if not its]:
                del self._streams[other]
        super().handle_stream(stream, address)

    def start_request(self, server_conn: object, request_conn: Any) -> HTTPMessageDelegate:
        """What takes a request, by the headers that can be believed."""
        made = super().start_request(server_conn, request_conn)
        if not self._proxies:
            return made
        return _Believing(made, str(request_conn.context.remote_ip), self._proxies)


def is_within(address: str, networks: Sequence[Network]) -> bool:
    """Is it an address of one of these?"""
    if not is_address(address):
        return False
    found = ip_address(address)
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in each for each in networks)


def is_here(address: str) -> bool:
    """Is it this machine's own, or none of the network, as of a socket in the file system?"""
    return not is_address(address) or is_within(address, HERE)


def is_address(text: str) -> bool:
    """Is it a number by which machines are reached, and no name?"""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


class _Believing(HTTPMessageDelegate):
    """Every proxy adds to X-Forwarded-For, or replaces it; X-Real-IP may be the visitor's own."""

    def __init__(
        self, delegate: HTTPMessageDelegate, peer: str, proxies: Sequence[Network]
    ) -> None:
        """`peer` is who is connected: a proxy, or somebody who passes them by."""
        self._delegate = delegate
        self._peer = peer
        self._proxies = proxies

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Any:
        """Leave out what another header says better, and what nobody has to say but a proxy."""
        if not is_within(self._peer, self._proxies):
            for name in _TELLING:
                headers.pop(name, None)
        elif "X-Forwarded-For" in headers:
            headers.pop("X-Real-Ip", None)
            way = headers["X-Forwarded-For"].split(",")
            while len(way) > 1 and is_within(way[-1].strip(), self._proxies):
                way.pop()  # another proxy of ours, before the nearest one
            headers["X-Forwarded-For"] = ",".join(way)
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Any:
        """Pass it on."""
        return self._delegate.data_received(chunk)

    def finish(self) -> None:
        """Pass it on."""
        self._delegate.finish()

    def on_connection_close(self) -> None:
        """Pass it on."""
        self._delegate.on_connection_close()
