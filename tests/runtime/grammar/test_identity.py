"""With a key or without one, a widget behaves alike while its parameters stay as they are."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rerun_state.runtime.grammar.identity import hashable
from rerun_state.testing import AppTest
from tests.conformance.peer import act

CALLS = {
    "checkbox": "st.checkbox({label}{more})",
    "toggle": "st.toggle({label}, True{more})",
    "slider": "st.slider({label}, 0, 5{more})",
    "number_input": "st.number_input({label}, 0, 5{more})",
    "text_input": "st.text_input({label}, 'x'{more})",
    "selectbox": "st.selectbox({label}, ['p', 'q'], index=None{more})",
    "radio": "st.radio({label}, ['p', 'q']{more})",
    "multiselect": "st.multiselect({label}, ['p', 'q'], ['q']{more})",
    "button": "st.button({label}{more})",
}

# For each widget its kind, the earlier one on which it depends whether it is shown, and whether it
# is disabled while that is true.
WIDGETS = st.lists(
    st.tuples(st.sampled_from(list(CALLS)), st.integers(0, 9), st.booleans()),
    min_size=1,
    max_size=6,
)
ACTION = st.tuples(st.integers(0, 7), st.integers(0, 7), st.just(1))
STEPS = st.lists(st.lists(ACTION, max_size=2), max_size=6)


def script(widgets: list[tuple[str, int, bool]], *, keyed: bool) -> str:
    lines = ["import rerun_state as st", "v = {}"]
    for i, (kind, on, disabled) in enumerate(widgets):
        more = f", key='k{i}'" if keyed else ""
        more += f", disabled=bool(v.get({on}))" if disabled else ""
        shown = "True" if disabled or on >= i else f"v.get({on})"
        lines.append(f"if {shown}: v[{i}] = {CALLS[kind].format(label=repr(f'W{i}'), more=more)}")
    return "\n".join([*lines, "st.text(repr(v))"])


def trace(text: str, steps: list[list[tuple[int, int, int]]]) -> list[Any]:
    at = AppTest.from_string(text).run()
    seen = [at.text.values]
    for actions in steps:
        act(at, actions)
        at.run()
        seen.append(at.text.values)
    assert not at.exception
    return seen


@given(WIDGETS, STEPS)
def test_widgets_with_keys_and_without_behave_alike(
    widgets: list[tuple[str, int, bool]], steps: list[list[tuple[int, int, int]]]
) -> None:
    plain, keyed = (script(widgets, keyed=keyed) for keyed in (False, True))
    assert trace(plain, steps) == trace(keyed, steps)


def test_what_cannot_be_hashed_is_known_by_its_looks() -> None:
    assert hashable((1, [2])) == (1, "list:[2]")
    assert hashable((1, 2)) == (1, 2)


class Alike:
    def __repr__(self) -> str:
        return "Alike()"


def test_what_can_be_hashed_is_not_known_by_its_looks() -> None:
    one, other = Alike(), Alike()
    assert hashable((one,)) == hashable((one,)) != hashable((other,))
