"""`st.components.v1`: frames with HTML or another page, and components that live in a frame.

import streamlit.components.v1 as components

components.html("<p>Hello</p>")
stars = components.declare_component("stars", path="stars/build")

`components` has what declares one, `custom_component` the class where packages look for it, and
`values` what travels.
"""

from __future__ import annotations

from typing import Any

from rerun_state.components.v1 import components as components
from rerun_state.components.v1 import custom_component as custom_component
from rerun_state.components.v1.components import CustomComponent as CustomComponent
from rerun_state.components.v1.components import declare_component as declare_component
from rerun_state.elements.base.parameters import check_tab_index
from rerun_state.runtime.grammar.block import put
from rerun_state.vocabulary import Container

_USUAL_HEIGHT = 150


def html(
    html: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Container:
    """Show HTML in a frame; return a handle on it.

    The frame runs its own scripts, apart from the notebook. `st.iframe` does the same, and can
    take the height of its content.

    Parameters
    ----------
    html : str
        The document, or a part of one.
    width : int or None
        Pixels; None for all there is.
    height : int or None
        Pixels; None for 150.
    scrolling : bool
        Whether what does not fit can be scrolled to; it is cut off otherwise.
    tab_index : int or None
        Its place when the reader moves by the tab key; -1 leaves it out.

    Examples
    --------
    >>> components.html("<canvas id='c'></canvas><script>draw('c')</script>", height=300)
    """
    return _frame(tab_index, width, height, scrolling, srcdoc=str(html))


def iframe(
    src: str,
    width: int | None = None,
    height: int | None = None,
    scrolling: bool = False,
    *,
    tab_index: int | None = None,
) -> Container:
    """Show another page in a frame; return a handle on it.

    Parameters
    ----------
    src : str
        The page's address.
    width, height, scrolling, tab_index
        Those of `html`.

    Examples
    --------
    >>> components.iframe("https://docs.python.org", height=500, scrolling=True)
    """
    return _frame(tab_index, width, height, scrolling, src=str(src))


def _frame(tab_index: Any, width: Any, height: Any, scrolling: Any, **shown: str) -> Container:
    check_tab_index(tab_index, "a component")
    return put(
        Container(),
        "iframe",
        width="stretch" if width is None else width,
        height=_USUAL_HEIGHT if height is None else height,
        scrolling=bool(scrolling),
        tab_index=tab_index,
        **shown,
    )
