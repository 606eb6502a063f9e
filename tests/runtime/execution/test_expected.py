"""Room for a sidebar that comes late: kept in the first run alone, where the code names one."""

import pytest

from rerun_state.runtime.execution.run import current
from rerun_state.runtime.execution.script import Script
from tests.runtime.apps import App

LATE = "look()\nimport rerun_state as st\nst.sidebar.text('late')"


def rooms(text: str, runs: int = 1) -> list[bool]:
    """Run a script that may `look()` whether room is kept; what it saw, and what holds at last."""
    seen: list[bool] = []

    def look() -> None:
        seen.append("aside" in current().tree.root.element.props)

    app = App(Script(text, "<script>", print, names={"look": look}))
    for _ in range(runs):
        app.run()
    return [*seen, "aside" in app.cell.tree.root.element.props]


@pytest.mark.parametrize(
    ("text", "room"),
    [
        (LATE, True),
        ("look()\nfrom rerun_state import sidebar\nsidebar.text('late')", True),
        ("import rerun_state as st\ndef menu():\n    st.sidebar.text('a')\nlook()", True),
        ("import rerun_state as st\nlook()\nst.text('the sidebar')", False),
    ],
)
def test_a_first_run_keeps_room_for_a_sidebar_that_its_code_names(text: str, room: bool) -> None:
    assert rooms(text) == [room, False]


def test_later_runs_keep_no_room() -> None:
    assert rooms(LATE, runs=2) == [True, False, False]


def test_a_first_run_that_starts_over_keeps_it_still() -> None:
    again = "if 'a' not in st.session_state:\n    st.session_state.a = 1\n    st.rerun()\n"
    text = f"look()\nimport rerun_state as st\n{again}st.sidebar.text('late')"
    assert rooms(text) == [True, True, False]
