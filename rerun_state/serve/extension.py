"""The apps of a notebook or a script at hand, for people who are signed in to a Jupyter server.

Below `/rerun_state/app/` each file of the server's has the page that `rerun-state run` gives to
visitors, each person a session. The page itself is behind Jupyter's login; what it then asks for
comes from an application of our own, one for each file, with a kernel of its own. That begins when
somebody first opens the file, and ends when nobody has been there for a while.

Why not Jupyter's kernels and websockets: they execute whatever they are sent. Ours carry the
messages of apps alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.extension.application import ExtensionApp
from jupyter_server.utils import ensure_async
from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest
from tornado.routing import AnyMatches, Router, Rule
from tornado.web import HTTPError, RequestHandler, authenticated

from rerun_state.patterns import pattern
from rerun_state.serve import page
from rerun_state.serve.admission import COOKIES, Gate
from rerun_state.serve.application import make_application
from rerun_state.serve.following import FollowingPool
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.head_start import give_head_start
from rerun_state.serve.served_file import Unservable, read_document
from rerun_state.serve.token import without_token

IDLE = 600.0
"""Seconds after which a file that nobody looks at needs no kernel any more."""
MOST = 100
"""Visits of one file at once."""

_FILE = r"(.+?\.(?:py|ipynb))"
_ASKED = pattern(r"/static/|/socket$")


class Extension(ExtensionApp):
    """Enabled by `jupyter server extension enable rerun_state`."""

    name = "rerun_state"

    def initialize_handlers(self) -> None:
        """Add the routes."""
        server: Any = self.serverapp
        self._files = Files(server)
        # Not by `add_handlers`, which takes handlers of Jupyter alone.
        server.web_app.default_router.rules.insert(0, Rule(AnyMatches(), self._files))
        self.handlers.append(
            (rf"rerun_state/app/{_FILE}(?:/([^/]*))?", Door, {"files": self._files})
        )

    async def stop_extension(self) -> None:
        """End all kernels."""
        await self._files.close()


class Guard:
    """Knows who is signed in to the Jupyter server, and may execute code there."""

    def __init__(self, server: Any) -> None:
        self._server = server

    async def user(self, handler: RequestHandler) -> Mapping[str, Any] | None:
        """Who asks; None for nobody. HTTPError 403 for who may not execute code."""
        asking = JupyterHandler(self._server.web_app, handler.request)
        user = await ensure_async(self._server.identity_provider.get_user(asking))
        if user is None:
            return None
        asking.current_user = user
        await check(asking, user)
        return told_of(user)


def told_of(user: Any) -> dict[str, Any]:
    """What an app learns of who is signed in."""
    return {"is_logged_in": True, "name": user.username, "display_name": user.display_name}


async def check(handler: JupyterHandler, user: Any) -> None:
    """HTTPError 403 for who may not execute code: an app does."""
    may = handler.authorizer.is_authorized(handler, user, "execute", "kernels")
    if not await ensure_async(may):
        raise HTTPError(403, f"{user.username} may not execute code")


class Served:
    """One file that somebody has opened."""

    def __init__(self, file: Path, base: str, guard: Guard) -> None:
        self.gate = Gate(f"{COOKIES}app", {"*"}, guard)  # names are checked by Jupyter's page
        self.base = base
        self._pool = FollowingPool(file, partial(read_document, file, watch=True), 1)
        self.visits = Visits(self._pool, MOST)
        self.application = make_application(self.visits, self.gate, base=base, name=file.stem)
        self.opened = asyncio.get_running_loop().time()
        self._pool.start()

    def is_idle(self) -> bool:
        """Has nobody been there for a while?"""
        now = asyncio.get_running_loop().time()
        if self.visits:
            self.opened = now
        return now - self.opened > IDLE

    async def close(self) -> None:
        """End its visits and its kernel."""
        self.visits.close()
        await self._pool.close()


class Files(Router):
    """The files that are open; what their pages ask for is answered by their applications."""

    def __init__(self, server: Any) -> None:
        self._guard = Guard(server)
        self._server = server
        self._open: dict[Path, Served] = {}
        self._sweeping: asyncio.Task[None] | None = None

    def open(self, path: str) -> Served:
        """The file of that path, which begins to be served; HTTPError says why it cannot be."""
        root = Path(self._server.root_dir).resolve()
        file = (root / path).resolve()
        inside = file.is_file() and file.is_relative_to(root)
        found = file.relative_to(root) if inside else Path()
        is_hidden = any(part.startswith(".") for part in found.parts)
        if not inside or (is_hidden and not self._server.contents_manager.allow_hidden):
            raise HTTPError(404, f"There is no file {path!r} here.")
        if (served := self._open.get(file)) is None:
            try:
                read_document(file)
            except Unservable as problem:
                raise HTTPError(404, str(problem)) from None
            base = f"{self._server.base_url}rerun_state/app/{quote(found.as_posix())}/"
            served = self._open[file] = Served(file, base, self._guard)
            if self._sweeping is None:
                self._sweeping = asyncio.create_task(self._sweep())
        served.opened = asyncio.get_running_loop().time()
        return served

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> HTTPMessageDelegate | None:
        """What answers a page's own requests; None for all others, the page itself among them."""
        for served in self._open.values():
            base = served.base.removesuffix("/")
            if request.path.startswith(base) and _ASKED.match(request.path.removeprefix(base)):
                return served.application.find_handler(request)
        return None

    async def close(self) -> None:
        """End all of them."""
        if self._sweeping is not None:
            self._sweeping.cancel()
        await asyncio.gather(*(served.close() for served in self._open.values()))
        self._open.clear()

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(IDLE / 10)
            for file, served in list(self._open.items()):
                if served.is_idle():
                    del self._open[file]
                    await served.close()


class Door(JupyterHandler):
    """The page of a file, for who is signed in."""

    def initialize(self, files: Files) -> None:
        self._files = files

    @authenticated
    async def get(self, path: str, name: str | None = None) -> None:
        """Give the browser a secret, if it has none, and the page, whichever of the app's it is."""
        await check(self, self.current_user)
        served = self._files.open(path)
        known = self.request.path.startswith(served.base)
        if not known or "token" in self.request.query_arguments:
            there = self.request.path if known else served.base
            self.redirect(there + without_token(self.request.query))
            return
        begun = await give_head_start(
            self, served.visits, served.gate, served.base, name or "", told_of(self.current_user)
        )
        self.set_header("Cache-Control", "no-store")
        self.finish(page.page(None, Path(path).stem, begun))
