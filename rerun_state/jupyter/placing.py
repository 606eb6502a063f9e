"""An app as one ipywidget, for ordinary code to place in any host of widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rerun_state.elsewhere.hosted import host
from rerun_state.errors import NoRunError, StreamlitAPIException, StreamlitValueError
from rerun_state.jupyter import kernel
from rerun_state.page.models import PageModel
from rerun_state.runtime.execution.run import running


def app(source: Callable[[], Any] | str, *, name: str | None = None) -> PageModel:
    """Run a function, or the code of a cell, as an app; return it as an ipywidget, to be placed.

    The result stands wherever ipywidgets do: in a VBox, HBox or Tab, or in what draws them, such as
    Solara, Panel, Shiny or marimo. Its `inputs` are the widgets of the app's inputs, by key, for
    `observe`, `jslink` and `layout`. In a notebook it runs and reruns as a `%%rerun` cell does.

    Where there is no notebook's kernel, each call makes an app with a session of its own: call it
    once for each visitor. There the app shows what it writes by `st.`, not what it prints or
    displays; a run is shown once it is over; and ipywidgets run the app if `st.widget` or
    `st.keyed` binds them.

    Parameters
    ----------
    source
        A function without arguments, or a program as text.
    name
        The app's name: another app with that name takes its place. The function's own if left out.

    Returns
    -------
    PageModel
        The app's page, which is an ipywidget.

    Raises
    ------
    NoRunError
        Where nothing shows ipywidgets, as in a terminal.
    StreamlitAPIException
        Within an app, which places others by `st.cell`; so do those of `rerun-state run`.
    StreamlitValueError
        For what is neither a function nor text, and for text without a name.

    Examples
    --------
    >>> def program():
    ...     st.write(st.slider("N", 0, 9, key="n"))
    >>> shown = rerun_state.app(program)
    >>> ipywidgets.HBox([shown, ipywidgets.IntSlider()])
    """
    if running() is not None:
        raise StreamlitAPIException(
            "app() makes an app for an ordinary cell to place. In an app, st.cell(NAME) shows "
            "another one."
        )
    if not isinstance(source, str) and not callable(source):
        raise StreamlitValueError(f"app() takes a function or the text of a cell, not {source!r}.")
    name = name or (None if isinstance(source, str) else getattr(source, "__name__", None))
    if not name or not name.strip():
        raise StreamlitValueError("The app has no name. Give one: app(..., name='counter').")
    registry = getattr(getattr(kernel.shell(), "magics_manager", None), "registry", {})
    magics = registry.get("RerunMagics")
    if magics is None and kernel.kernel() is None:
        return host(source, name)
    if magics is None:
        raise NoRunError("app() makes apps of a notebook: %load_ext rerun_state first.")
    page: PageModel = magics.place(source, name)
    return page
