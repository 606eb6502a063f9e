"""What `streamlit hello` gives to its pages, which many a first app was copied from."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable

import rerun_state as st


def show_code(demo: Callable[..., object]) -> None:
    """Offer to show the body of a function, below what it has shown."""
    if st.sidebar.checkbox("Show code", True):
        lines, _ = inspect.getsourcelines(demo)
        st.markdown("## Code")
        st.code(textwrap.dedent("".join(lines[1:])))
