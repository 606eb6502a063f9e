"""The command `rerun-state run`."""

from __future__ import annotations

import argparse
import asyncio
import errno
import logging
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from rerun_state.serve import log, page
from rerun_state.serve.admission import COOKIES, Gate
from rerun_state.serve.application import make_application, make_server
from rerun_state.serve.command_line import PORT, parse
from rerun_state.serve.following import FollowingPool
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.hub import Hub
from rerun_state.serve.isolated_following import FollowingIsolatingPool
from rerun_state.serve.isolation import IsolatingPool
from rerun_state.serve.kept_states import KeptStates, open_states
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.listening import HERE, Network, Server, listen
from rerun_state.serve.served_file import Document, Unservable, read_document
from rerun_state.serve.token import Token, find_token

_LOCAL = ("127.0.0.1", "::1", "localhost")


def run(words: Sequence[str]) -> int:
    """Serve what the command line asks for, until it is interrupted; return the exit status."""
    at = words.index("--") if "--" in words else len(words)
    options = parse(words[:at])
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    logging.getLogger("tornado").setLevel(logging.WARNING)
    try:
        asyncio.run(_serve(options, list(words[at + 1 :])))
    except Unservable as error:
        print(f"rerun-state: {error}", file=sys.stderr)
        return 1
    return 0


def _settle(options: argparse.Namespace) -> Hub | None:
    """Fill in what the command line leaves open; return the Hub, if there is one."""
    hub = Hub() if options.hub else None
    ip, port = ("127.0.0.1", PORT)
    if hub is not None and options.token:
        raise Unservable("--hub and --token do not go together: the Hub says who may come in.")
    if hub is not None and (options.ip is None or options.port is None):
        ip, port = hub.address
    options.ip = ip if options.ip is None else options.ip
    options.port = port if options.port is None else options.port
    options.base_url = options.base_url or ("/" if hub is None else hub.base)
    return hub


async def _serve(options: argparse.Namespace, arguments: list[str]) -> None:
    def read() -> Document:
        document = read_document(options.file, arguments, watch=options.watch)
        return replace(document, gateway=options.gateway_url)

    document = read()
    file = document.file
    if document.asks_to_keep and options.persist is None:
        log.warning(
            "--persist of a cell is for notebooks. Give it to this command, after %s, to keep the "
            "states of visitors.",
            file.name,
        )
    hub = _settle(options)
    kept = None
    if options.persist is not None:
        kept = open_states(options.persist, str(file), options.persist_days)
    try:
        await _serve_file(file, read, options, hub, kept)
    finally:
        if kept is not None:
            await kept.close()


async def _serve_file(
    file: Path,
    read: Callable[[], Document],
    options: argparse.Namespace,
    hub: Hub | None,
    kept: KeptStates | None,
) -> None:
    tls = _certificate(options)
    sockets = _bind(options.port, options.ip)
    port = sockets[0].getsockname()[1]
    pool = _pool(options)(file, read, options.kernels)
    visits = Visits(
        pool, options.max_visitors, options.max_per_address, kept, options.max_uploads * 2**20
    )
    token, is_made_up = find_token() if options.token else (None, False)
    gate = _gate(options, port, hub, kept, token)
    server = _server(options, file.stem, visits, gate, hub, tls)
    server.add_sockets(sockets)
    pool.start()
    preparing = asyncio.create_task(asyncio.to_thread(page.prepare))
    if kept is not None:
        kept.start()
    word = token.word if token is not None and is_made_up else None
    print(f"{file.name} is served at {_address(options, port, word)}", flush=True)
    print("Ctrl-C ends it.", flush=True)
    try:
        await _interrupted()
    finally:
        await preparing
        server.stop()
        await visits.settle()
        visits.close()
        await pool.close()
        await server.close_all_connections()


def _server(
    options: argparse.Namespace,
    name: str,
    visits: Visits,
    gate: Gate,
    hub: Hub | None,
    tls: ssl.SSLContext | None,
) -> Server:
    """What answers visitors, once it has sockets."""
    application = make_application(
        visits,
        gate,
        base=options.base_url,
        title=options.title,
        name=name,
        entrance=None if hub is None else hub.entrance,
    )
    server = make_server(application, proxies=_proxies(options, hub), tls=tls)
    server.most_of_one = max(server.most_of_one, 4 * options.max_per_address)
    return server


def _address(options: argparse.Namespace, port: int, word: str | None) -> str:
    """The address to open, with the word of a token that nobody else knows yet."""
    ip = "127.0.0.1" if options.ip in ("0.0.0.0", "") else options.ip
    host = f"[{ip}]" if ":" in ip else ip
    scheme = "http" if options.certfile is None else "https"
    query = "" if word is None else f"?token={word}"
    return f"{scheme}://{host}:{port}{options.base_url}{query}"


def _proxies(options: argparse.Namespace, hub: Hub | None) -> tuple[Network, ...]:
    """The addresses of those who are believed for whom they ask."""
    is_local = options.ip in _LOCAL or hub is not None
    return (*(HERE if is_local else ()), *options.proxy)


def _gate(
    options: argparse.Namespace,
    port: int,
    hub: Hub | None,
    kept: KeptStates | None,
    token: Token | None,
) -> Gate:
    """What judges requests; where states are kept, its cookies outlive the server."""
    hosts = _hosts(options, hub)
    if kept is None:
        return Gate(f"{COOKIES}{port}", hosts, hub, token=token)
    return Gate(f"{COOKIES}{kept.mark}", hosts, hub, kept.key, kept.days, token)


def _certificate(options: argparse.Namespace) -> ssl.SSLContext | None:
    """What https needs; None for http."""
    if options.certfile is None:
        if options.keyfile is not None:
            raise Unservable("--keyfile is the key of a certificate. Name that by --certfile.")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(options.certfile, options.keyfile)
    except OSError as error:  # ssl.SSLError is one, of files that hold something else
        raise Unservable(
            f"The certificate {options.certfile!r} and its key cannot be read: {error}. Both are "
            "PEM files; --keyfile names the key where it is not in the same one."
        ) from None
    return context


def _pool(options: argparse.Namespace) -> type[Pool]:
    if options.isolate and options.gateway_url:
        raise Unservable(
            "--isolate and --gateway-url do not go together: kernels of other machines cannot be "
            "forked here. Leave one of them out."
        )
    if options.isolate:
        return FollowingIsolatingPool if options.watch else IsolatingPool
    return FollowingPool if options.watch else Pool


async def _interrupted() -> None:
    """Wait for Ctrl-C, or for whoever manages the process to end it."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(each, ended.set)
        except NotImplementedError:  # on Windows, where Ctrl-C raises KeyboardInterrupt
            continue
    try:
        await ended.wait()
    except asyncio.CancelledError:
        return


def _bind(port: int, ip: str) -> list[socket.socket]:
    try:
        return listen(port, ip)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Unservable(
                f"Port {port} is in use. Give another one, such as --port {port + 1}, or --port 0 "
                "for any that is free."
            ) from None
        raise Unservable(
            f"Nothing can listen at {ip!r}, port {port}: {error.strerror}. Give --ip an address of "
            "this machine, and --port a number from 1024 on."
        ) from None


def _hosts(options: argparse.Namespace, hub: Hub | None) -> set[str]:
    """The names by which browsers may ask: on a public address any, unless some are given.

    The Hub asks for a login under whichever name it has.
    """
    names = {name.lower() for name in options.allow_host}
    is_open = hub is not None or options.ip not in _LOCAL
    return {"*"} if is_open and not names else names | {"localhost"}
