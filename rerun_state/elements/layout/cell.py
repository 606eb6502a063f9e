"""Apps within apps: the page of another cell, live, in a place of this one."""

from __future__ import annotations

from rerun_state.errors import StreamlitInvalidLayoutContextError, StreamlitValueError
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import B, put
from rerun_state.runtime.loop.guests import GUEST, seat, way_back


def cell(self: B, name: str) -> B:
    """Show the app of another cell here, as it is and as it will be; return a handle on the place.

    `name` is what `%%rerun --name` calls it; with `--hidden` as well it is shown nowhere else. It
    keeps its own runs and its own errors: what happens in it does not run this app, and this app's
    runs leave it as it is. Its sidebar is part of this app's. Until a cell of that name exists, the
    place says that it waits.

    Raises StreamlitValueError for an empty name, and StreamlitInvalidLayoutContextError for an app
    that would stand within itself.

        left, right = st.columns(2)
        with left:
            st.cell("map")
        right.cell("table")
    """
    run = current("st.cell()")
    if not isinstance(name, str) or not name.strip():
        raise StreamlitValueError(
            f"st.cell() takes the name of another app, not {name!r}. Give that app one with "
            "%%rerun --name."
        )
    host = run.app
    if way := way_back(host, name, host.session.find):
        chain = ", which shows ".join(map(repr, way))
        raise StreamlitInvalidLayoutContextError(
            f"{host.short_name!r} would stand within itself: it shows {chain}. Take one of these "
            "st.cell() calls out."
        )
    host.guests.add(name)
    return put(self, GUEST, **seat(name, host.session.find(name)))
