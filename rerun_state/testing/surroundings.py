"""What a test says of the app's surroundings: query parameters, secrets, user, browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rerun_state.runtime.loop.page_messages import CONTEXT_FIELDS
from rerun_state.runtime.loop.session import Session
from rerun_state.testing.element import AppTestError


def arrange(
    session: Session,
    query_params: Mapping[str, Any],
    secrets: Mapping[str, Any],
    user: Mapping[str, Any],
    context: Mapping[str, Any],
) -> None:
    """Let the session see what the test says.

    As in Streamlit's AppTest there is no page to put what the reader chose into the address.

    Raises AppTestError for a browser that cannot be like that.
    """
    session.browser = _checked_context(context)
    if not isinstance(user, dict):
        raise AppTestError(f"AppTest.user must be a dict, not {user!r}.")
    session.user = dict(user)
    session.secrets = dict(secrets) or None
    session.query.follows = False
    session.query.take(query_params)


def _checked_context(context: Any) -> dict[str, Any]:
    if not isinstance(context, dict):
        raise AppTestError(f"AppTest.context must be a dict, not {context!r}.")
    for name, value in context.items():
        kind = CONTEXT_FIELDS.get(name)
        if kind is None:
            raise AppTestError(f"AppTest.context knows {', '.join(CONTEXT_FIELDS)}, not {name!r}.")
        is_odd = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if value is not None and is_odd:
            raise AppTestError(
                f"AppTest.context[{name!r}] must be of type {kind.__name__}, not {value!r}."
            )
    if context.get("theme") not in (None, "light", "dark"):
        raise AppTestError(
            f"AppTest.context['theme'] is 'light' or 'dark', not {context['theme']!r}."
        )
    offset = context.get("timezone_offset")
    if offset is not None and not -(2**31) <= offset < 2**31:
        raise AppTestError(f"AppTest.context['timezone_offset'] cannot be {offset!r} minutes.")
    return {name: value for name, value in context.items() if value is not None}
