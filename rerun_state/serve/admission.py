"""Who may come in: the names of the server, our own page's origin, the browser's secret, and, where
the server asks for a token or knows who people are, who shows it, or they themselves.

The secret is a cookie that no script can read and no other site's request carries. The server
signs it, so that nobody can give a browser one that the server has not made.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection, Mapping
from http.cookies import Morsel
from typing import Any, Protocol
from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

from rerun_state.serve import log
from rerun_state.serve.limits import Seldom
from rerun_state.serve.listening import is_address, is_here
from rerun_state.serve.token import Token

_HOP = frozenset(
    ["connection", "cookie", "sec-websocket-extensions", "sec-websocket-key", "upgrade"]
)


COOKIES = "rerun-state-"
"""How the names of servers' cookies begin. Browsers give them to all ports of a machine, and an app
may not have those of another one's visitors.
"""


def owner(browser: str, user: Mapping[str, Any] | None) -> str:
    """Whose visits those of a browser are: who uses it next does not find those of who has left."""
    return browser if user is None else f"{browser} {user['name']}"


class Guard(Protocol):
    """Knows who people are."""

    async def user(self, handler: RequestHandler) -> Mapping[str, Any] | None:
        """Who asks, by "name" and more; None for nobody. HTTPError 403 for who may not come in."""


class Gate:
    """What is asked of every request."""

    def __init__(
        self,
        cookie: str,
        hosts: Collection[str],
        guard: Guard | None = None,
        key: str | None = None,
        days: float | None = None,
        token: Token | None = None,
    ) -> None:
        """`cookie` is the name of ours; `hosts` the names of this server, "*" for any.

        Without a `guard` everybody may come in. `key` signs the cookies, that of an earlier server
        for instance; with `days` browsers keep them so long beyond their own end. Where there is a
        `token`, a browser gets its cookie when it is shown; another token makes them worth nothing.
        """
        self.cookie = cookie
        self.guard = guard
        self.days = days
        self._hosts = hosts
        self._complaints = Seldom(60.0)
        self._key = secrets.token_bytes(32) if key is None else bytes.fromhex(key)
        self._token = token
        if token is not None:
            self._key = hmac.digest(self._key, token.word.encode(), "sha256")

    def check_host(self, request: HTTPServerRequest) -> None:
        """HTTPError for a name that is not this server's: of another site that points here."""
        name = (urlsplit(f"//{request.host}").hostname or "").lower()
        # A site can point its name here, but not become a number.
        if "*" not in self._hosts and name not in self._hosts and not is_address(name):
            raise HTTPError(403, f"not a name of this server: {name!r}; see --allow-host")

    def is_own(self, origin: str, request: HTTPServerRequest) -> bool:
        """Is it the origin of our own page?"""
        return urlsplit(origin).netloc.lower() == request.host.lower()

    @property
    def asks(self) -> bool:
        """Does the server ask for a token?"""
        return self._token is not None

    def admits(self, request: HTTPServerRequest, said: str = "") -> bool:
        """Need the browser show no token, has it shown it before, or is it what was `said`?

        HTTPError 429 for who has said too many wrong ones.
        """
        if self._token is None or self.browser(request) is not None:
            return True
        return bool(said) and self._token.is_shown(said, str(request.remote_ip))

    def make_known(self, handler: RequestHandler, path: str) -> str:
        """Return the browser's secret; give it one if it has none, or is to keep it longer."""
        known = self.browser(handler.request)
        name = known or secrets.token_urlsafe(32)
        if known is None or self.days is not None:
            handler.set_cookie(
                self.cookie,
                self.issue(name),
                max_age=None if self.days is None else int(self.days * 86_400),
                path=path,
                httponly=True,
                samesite="Lax",
                secure=handler.request.protocol == "https",
            )
        return name

    def issue(self, name: str | None = None) -> str:
        """A secret for a browser that has none; or the one that it has, to be kept longer."""
        name = name or secrets.token_urlsafe(32)
        return f"{name}.{self._sign(name)}"

    def browser(self, request: HTTPServerRequest) -> str | None:
        """The secret of a browser, if it is one of ours."""
        morsel: Morsel[str] | None = request.cookies.get(self.cookie)
        name, _, signature = ("" if morsel is None else morsel.value).partition(".")
        return name if name and hmac.compare_digest(signature, self._sign(name)) else None

    def complain(self, request: HTTPServerRequest, what: str) -> None:
        """Log what was refused of somebody, once in a while: they may go on with it for ever."""
        address = str(request.remote_ip)
        if self._complaints.may(address):
            log.warning("Refused %.200s. It came from %s.", what, address)

    def complained(self, request: HTTPServerRequest, error: object) -> bool:
        """As `complain`, of a request that was refused by an error; False for any other error."""
        if not isinstance(error, HTTPError):
            return False
        if error.log_message:
            self.complain(request, f"a request: {error.log_message}")
        return True

    def told(
        self, request: HTTPServerRequest, user: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """What the program may know of a request: all but the secret.

        Of a `user` whom a guard knows it gets neither cookies nor tokens: with those it could act
        in that user's name.
        """
        headers = {
            name: ",".join(request.headers.get_list(name))
            for name in request.headers
            if name.lower() not in _HOP
        }
        cookies = {
            name: morsel.value
            for name, morsel in request.cookies.items()
            if not name.startswith(COOKIES) and name != self.cookie
        }
        if cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        address = None if is_here(request.remote_ip or "") else request.remote_ip
        told = {"headers": headers, "cookies": cookies, "ip_address": address}
        if user is None:
            return told
        kept = {k: v for k, v in headers.items() if k.lower() not in ("authorization", "cookie")}
        return {**told, "headers": kept, "cookies": {}, "user": dict(user)}

    def _sign(self, name: str) -> str:
        return hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()


class Gated(RequestHandler):
    """What asks the gate of every request."""

    gate: Gate

    def set_default_headers(self) -> None:
        """Say nothing of what answers."""
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse other names of this machine."""
        self.gate.check_host(self.request)

    def log_exception(self, *error: Any) -> None:
        """Say what was refused, not again and again."""
        if not self.gate.complained(self.request, error[1]):
            super().log_exception(*error)
