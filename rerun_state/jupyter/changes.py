"""An ordinary cell that waits for the reader: the next value of an entry of the state.

While it awaits, the apps go on, so the value may come from a widget, a callback or another cell.
"""

from __future__ import annotations

import asyncio
from importlib.metadata import version
from typing import Any

from rerun_state.commands.sessions import Sessions, session_behind
from rerun_state.errors import StreamlitAPIException, StreamlitValueError
from rerun_state.jupyter import kernel
from rerun_state.runtime.execution.run import running
from rerun_state.runtime.loop.current import kernel_session


async def changed(key: str, *, session: str | None = None) -> Any:
    """Wait in an ordinary cell until an entry of `session_state` changes; return its new value.

    A keyed button counts as pressed: the value is True. To wait no longer than some seconds, use
    `asyncio.wait_for`. `session` names the cells whose state is meant, as in `%%rerun --session`.

    Raises StreamlitValueError for what is no key, KeyError for a session that there is not, and
    StreamlitAPIException within an app, which runs again by itself, and where the kernel handles no
    message of a widget while a cell awaits.

        chosen = await rerun_state.changed("chosen")

    Parameters
    ----------
    key : str
        The name of the entry, not empty.
    session : str or None, default None
        The session whose entry is meant, as in `%%rerun --session`; None for the kernel's own.
    """
    if not isinstance(key, str) or not key:
        raise StreamlitValueError(f"changed() takes the key of an entry, not {key!r}.")
    listened = kernel_session() if session is None else session_behind(Sessions()[session])
    if running() is not None:
        raise StreamlitAPIException(
            f"changed({key!r}) waits in ordinary cells. An app runs again by itself when an entry "
            f"changes: read st.session_state[{key!r}]."
        )
    if not kernel.hears_while_awaiting():
        raise StreamlitAPIException(
            f"changed({key!r}) would wait for ever: ipykernel {version('ipykernel')} handles no "
            "message of a widget while a cell awaits. Use ipykernel 7.4 or newer, or read "
            f"session_state[{key!r}] in a later cell."
        )
    loop = asyncio.get_running_loop()
    value: asyncio.Future[Any] = loop.create_future()

    def settle(new: Any) -> None:
        if not value.done():
            value.set_result(new)

    def hear(new: Any) -> None:  # from any thread that sets the entry
        loop.call_soon_threadsafe(settle, new)

    with listened.dependents.listening(key, hear):
        return await value
