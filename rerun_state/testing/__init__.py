"""Drive an app without a browser, in plain Python: `AppTest`, with the interface of Streamlit's.

It is a second client of the same engine: it reads the tree that a notebook page is made from, and
sends the events that a browser would send.

- `apptest`, with `surroundings` and `thread`: the app, what is around it, and a run that may hang;
  `events`: what a test does, as a browser would send it
- `tree`, `kinds`, `queries`, `lists`: the page as a run left it, and how a test finds things there
- `element`: what is shown, and what has a value; `text`, `data`, `media`, `status`, `layout` and
  `inputs` are the families

    at = AppTest.from_string('''
    import rerun_state as st
    st.session_state.setdefault("n", 0)
    if st.button("More"):
        st.session_state.n += 1
    ''').run()
    at.button[0].click().run()
    assert at.session_state.n == 1
"""

from __future__ import annotations

from rerun_state.testing.apptest import AppTest, run_fragment
from rerun_state.testing.element import AppTestError, Element, Widget
from rerun_state.testing.layout import Block
from rerun_state.testing.lists import BlockList, ElementList, WidgetList

__all__ = [
    "AppTest",
    "AppTestError",
    "Block",
    "BlockList",
    "Element",
    "ElementList",
    "Widget",
    "WidgetList",
    "run_fragment",
]
