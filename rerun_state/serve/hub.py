"""Behind JupyterHub, as a server that it starts for a user or as a service for all of them.

Who comes is asked to log in at the Hub, by OAuth, and has to have the right to come in that the Hub
gives: for a user's server its owner, and whom they share it with. The apps learn the name.

Why not the Hub's own check of requests: it changes tornado's classes for the whole process. Here
are but a page and a websocket, and their origin is checked.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tornado.web import HTTPError, RequestHandler

from rerun_state.serve.application import Entrance, Page
from rerun_state.serve.served_file import Unservable

_NEEDED = ("JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_TOKEN", "JUPYTERHUB_API_URL")

_KEYS = ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN")


class Hub:
    """Knows who people are: a guard."""

    def __init__(self) -> None:
        """Read from the environment where the Hub is; Unservable if that does not say so."""
        missing = [name for name in _NEEDED if not os.environ.get(name)]
        if missing:
            raise Unservable(
                f"--hub is for servers that JupyterHub starts, which sets {', '.join(missing)}. "
                "Put the command into its configuration, as c.Spawner.cmd or as a service."
            )
        try:
            from jupyterhub.services.auth import HubOAuth
        except ModuleNotFoundError:
            raise Unservable(
                "--hub needs jupyterhub, which is not installed: pip install 'rerun-state[hub]'."
            ) from None
        self._auth: Any = HubOAuth.instance()
        if not (self._auth.api_token and self._auth.access_scopes):
            raise Unservable("The Hub does not say who may come in: it is older than version 3.")
        for name in _KEYS:  # what the server is to the Hub, its kernels are not
            os.environ.pop(name, None)

    @property
    def entrance(self) -> Entrance:
        """The way in, by the Hub's login."""
        from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated

        class HubPage(HubOAuthenticated, Page):
            """The page, for who has logged in."""

            async def get(self, name: str = "") -> None:
                """Give the page, or send to the Hub who has to log in."""
                guard = self.gate.guard
                user = None if guard is None else await guard.user(self)
                if user is None:
                    self.redirect(self.get_login_url())
                else:
                    await self.give(name, user)

        return Entrance(HubPage, {"oauth_callback": HubOAuthCallbackHandler})

    @property
    def base(self) -> str:
        """The path under which the Hub shows the server."""
        return os.environ["JUPYTERHUB_SERVICE_PREFIX"]

    @property
    def address(self) -> tuple[str, int]:
        """Where the Hub looks for the server."""
        where = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL", ""))
        if where.port is None:
            raise Unservable(
                "The Hub does not say where the server is to listen. Give the service a url, such "
                "as http://127.0.0.1:10101, or the command --port and --ip."
            )
        return where.hostname or "127.0.0.1", where.port

    async def user(self, handler: RequestHandler) -> Mapping[str, Any] | None:
        """Who has logged in; None for nobody. HTTPError 403 for whom the Hub gives no right."""
        token = handler.get_signed_cookie(self._auth.cookie_name)
        if not token:
            return None
        model = await self._auth.user_for_token(
            token.decode("ascii", "replace"),
            session_id=self._auth.get_session_id(handler),
            sync=False,
        )
        if model is None:
            return None
        if not self._auth.check_scopes(self._auth.access_scopes, model):
            raise HTTPError(403, f"{model['name']} may not come in")
        return {"is_logged_in": True, "name": model["name"], "groups": model.get("groups", [])}
