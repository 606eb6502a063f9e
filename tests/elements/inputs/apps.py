"""Apps of one input, which show what it returns."""

from hypothesis import strategies as st

from rerun_state.elements.base.options import Options
from rerun_state.testing import AppTest

WIRES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.lists(st.integers(-1, 4) | st.booleans() | st.floats() | st.text())
)


def app(line: str) -> AppTest:
    """An app of one element, which shows what the element returns."""
    return AppTest.from_string(
        f"import datetime as dt\nimport rerun_state as st\nst.text(repr({line}))"
    ).run()


def shown(at: AppTest) -> str:
    return str(at.text[0].value)


def offer(options: str = "abc") -> Options[str]:
    return Options(list(options), str, "multiselect")


DROPPING = """
import rerun_state as st

offered = st.radio("Offered", ["ab", "bc", "cd"])
chosen = st.{kind}("M", list(offered), key="m"{more})
st.text(chosen is st.session_state.m)
"""


def preset(value: str, line: str) -> AppTest:
    """An app which puts a value into the state of its element before it shows it first."""
    state = "import rerun_state as st\nif 'k' not in st.session_state: st.session_state.k = "
    return AppTest.from_string(f"{state}{value}\nst.text(repr({line}))").run()
