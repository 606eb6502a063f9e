"""The routes: the page, the front end's files, the websocket, and a sign of life. No others.

An app of several pages has an address for each, of one part below the base: which of them there
are, only the app knows. So any such address is answered by the page, which shows what there is.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from ssl import SSLContext
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.routing import PathMatches
from tornado.web import Application, HTTPError, RequestHandler

from rerun_state.serve import page
from rerun_state.serve.admission import Gate, Gated
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.head_start import give_head_start
from rerun_state.serve.listening import Network, Server
from rerun_state.serve.socket import LONGEST, Socket
from rerun_state.serve.token import without_token

PING = 20
"""Seconds between two pings, so that what stands in between does not cut an idle connection."""
IDLE = 60.0
"""Seconds for the head of a request, or its body, and between two of one connection."""
LARGEST_BODY, LARGEST_HEADER = 2**16, 2**16
"""Bytes of a request, none of which has a body: files come by the websocket."""
_FOR_EVER = "public, max-age=31536000, immutable"


def make_application(
    visits: Visits,
    gate: Gate,
    *,
    base: str = "/",
    title: str | None = None,
    name: str = "app",
    entrance: Entrance | None = None,
) -> Application:
    """The server below the path `base`, which begins and ends with a slash.

    `entrance` is the way in where people have to say who they are.
    """
    within, shared = re.escape(base), {"gate": gate}
    text = {"title": title, "name": name, "base": base, "visits": visits}
    entrance = entrance or Entrance(Page)
    routes: list[Any] = [
        (within, entrance.page, {**shared, **text}),
        *((within + path, handler) for path, handler in entrance.routes.items()),
        (rf"{within}static/([a-z_]+)\.([0-9a-f]{{16}})\.js", File, shared),
        (Unseen(rf"{within}socket"), Socket, {**shared, "visits": visits}),
        (Unseen(rf"{within}health"), Health, shared),
        (rf"{within}([^/]+)", entrance.page, {**shared, **text}),
        (rf"{within}([^/]+/)", Way, shared),
    ]
    if base != "/":
        routes.append((re.escape(base.rstrip("/")), Way, shared))
    return Application(
        routes,
        default_handler_class=Nothing,
        default_handler_args=shared,
        compress_response=True,
        websocket_max_message_size=LONGEST,
        websocket_ping_interval=PING,
        log_function=lambda handler: None,
        cookie_secret=secrets.token_bytes(32),
    )


def make_server(
    application: Application, *, proxies: Sequence[Network] = (), tls: SSLContext | None = None
) -> Server:
    """What listens for that application, and waits for no request that does not come.

    What `proxies` say of where requests come from is believed; with `tls` it speaks https.
    """
    return Server(
        application,
        proxies=proxies,
        ssl_options=tls,
        idle_connection_timeout=IDLE,
        body_timeout=IDLE,
        max_body_size=LARGEST_BODY,
        max_header_size=LARGEST_HEADER,
    )


class Unseen(PathMatches):
    """An address for programs: where a reader looks at it, it is one of the app's pages."""

    def match(self, request: HTTPServerRequest) -> dict[str, Any] | None:
        """Match the path, but not of what is to be seen."""
        seen = request.headers.get("Sec-Fetch-Dest") in ("document", "iframe")
        return None if seen else super().match(request)


class Route(Gated):
    """What all routes have in common."""

    def initialize(self, gate: Gate, **_: Any) -> None:
        self.gate = gate

    def set_default_headers(self) -> None:
        """Say nothing of what answers, and let nobody guess at types."""
        super().set_default_headers()
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say in a line what is wrong, and nothing of why."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        hint = " Start the server with --allow-host for this name." if status_code == 403 else ""
        self.finish(f"{status_code} {HTTPStatus(status_code).phrase}.{hint}\n")


class Page(Route):
    """The page."""

    def initialize(  # type: ignore[override]
        self, gate: Gate, title: str | None, name: str, base: str, visits: Visits
    ) -> None:
        super().initialize(gate)
        self._title, self._name, self._base, self._visits = title, name, base, visits

    async def get(self, name: str = "") -> None:
        """Give the browser a secret, if it has none or is to keep it longer, and the page.

        It is the same for all pages that the app may have, but for what the app shows at once. A
        link may bring a token along, which does not stay in the address.
        """
        await self.give(name)

    async def give(self, name: str, user: Mapping[str, Any] | None = None) -> None:
        """Give the page to a user, if the server knows who that is."""
        said = self.get_query_argument("token", "")
        self.set_header("Cache-Control", "no-store")
        if not self.gate.admits(self.request, said):
            self._ask(refused=bool(said))
            return
        if said and self.gate.asks:
            self.gate.make_known(self, self._base)
            self.redirect(self._without_token())
            return
        begun = await give_head_start(self, self._visits, self.gate, self._base, name, user)
        self.finish(page.page(self._title, self._name, begun))

    def post(self, name: str = "") -> None:
        """Take the token of who was asked for it, on our own page."""
        origin = self.request.headers.get("Origin")
        if not self.gate.asks or (
            origin is not None and not self.gate.is_own(origin, self.request)
        ):
            raise HTTPError(405)
        self.set_header("Cache-Control", "no-store")
        if self.gate.admits(self.request, self.get_body_argument("token", "")):
            self.gate.make_known(self, self._base)
            self.redirect(self._without_token(), status=303)
        else:
            self._ask(refused=True)

    def _ask(self, *, refused: bool) -> None:
        self.set_status(403)
        self.finish(page.question(self._title or self._name, refused=refused))

    def _without_token(self) -> str:
        """The address that was asked for, relative to the server."""
        return "./" + self.request.path.rpartition("/")[2] + without_token(self.request.query)


@dataclass(frozen=True)
class Entrance:
    """The page, and the routes that lead to it."""

    page: type[Page]
    routes: Mapping[str, type[RequestHandler]] = field(default_factory=dict)


class File(Route):
    """A file of the front end."""

    def get(self, name: str, digest: str) -> None:
        """Give it, to be kept for ever: another content has another name."""
        try:
            packed = page.packed(name, digest)
        except KeyError:
            raise HTTPError(404) from None
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", _FOR_EVER)
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(packed)
        else:
            self.finish(page.unpacked(packed))


class Health(Route):
    """A sign of life, for what watches servers."""

    def get(self) -> None:
        """Say that the server is there."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("ok\n")


class Way(Route):
    """The server's path without its slash, or the address of a page with one."""

    def get(self, name: str = "") -> None:
        """Show the way."""
        path, mark, query = (self.request.uri or "").partition("?")
        last = path.rstrip("/").rpartition("/")[2]
        self.redirect((f"../{last}" if name else f"./{last}/") + mark + query)


class Nothing(Route):
    """Any other path."""

    def prepare(self) -> None:
        """Say that nothing is there."""
        super().prepare()
        raise HTTPError(404)
