"""What packages ask of Streamlit's running server that there is without one.

`Runtime.instance()` gives addresses to files, the loop that is running, and the sessions of
`session_infos`. Anything else of a server does not exist.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import rerun_state
from rerun_state.commands.config import get_option
from rerun_state.elements.media.medium import Medium
from rerun_state.runtime.execution.run import Run, running
from rerun_state.streamlit.session_infos import SessionClient, SessionManager

log = logging.getLogger("rerun_state")
F = TypeVar("F", bound=Callable[..., Any])


class MediaFileManager:
    """Gives addresses to files, which hold what they lead to."""

    def add(
        self,
        path_or_data: str | bytes,
        mimetype: str,
        coordinates: str,
        file_name: str | None = None,
        is_for_static_download: bool = False,
    ) -> str:
        """An address at which the browser finds a file's content, or these bytes."""
        data = Path(path_or_data).read_bytes() if isinstance(path_or_data, str) else path_or_data
        return Medium(data, mimetype).address()


class Runtime:
    """What stands for the server that is running."""

    def __init__(self) -> None:
        self.media_file_mgr = MediaFileManager()
        self._session_mgr = SessionManager()

    @classmethod
    def instance(cls) -> Runtime:
        """The one there is."""
        return _RUNTIME

    @classmethod
    def exists(cls) -> bool:
        """True: programs run, as they do in a server."""
        return True

    def get_client(self, session_id: str) -> SessionClient | None:
        """Whoever looks at a session's apps; None for a session that is not there."""
        info = self._session_mgr.get_session_info(session_id)
        return None if info is None else info.client

    def is_active_session(self, session_id: str) -> bool:
        """Is there such a session?"""
        return self._session_mgr.is_active_session(session_id)

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.new_event_loop()

    def _get_async_objs(self) -> SimpleNamespace:
        """The event loop that is running; where none is, one that nobody runs."""
        try:
            return SimpleNamespace(eventloop=asyncio.get_running_loop())
        except RuntimeError:
            return SimpleNamespace(eventloop=self._loop)


_RUNTIME = Runtime()


def get_instance() -> Runtime:
    """What stands for the server that is running."""
    return _RUNTIME


def gather_metrics(name: str, func: F | None = None) -> Any:
    """The function as it is, also as a decorator: nobody counts its calls."""
    return func if func is not None else lambda function: function


_said: set[str] = set()


def show_deprecation_warning(
    message: str, show_in_browser: bool = True, show_once: bool = False
) -> None:
    """Tell the log that something is old, and the page where its reader is the author."""
    if show_once and message in _said:
        return
    _said.add(message)
    if show_in_browser and _is_authors(running()):
        rerun_state.warning(message)
    log.warning("%s", message)


def _is_authors(run: Run | None) -> bool:
    """Is a page being made whose reader is to see what is wrong with its program?"""
    if run is None or run.app.session.visitor.confide is not None:
        return False
    return get_option("client.showErrorDetails") in ("full", True)
