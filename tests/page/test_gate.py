"""What a browser says passes, or is refused and set right."""

from typing import Any

import pytest

import rerun_state as st
from rerun_state.elements.inputs.slider import Scale
from rerun_state.runtime.model.codec import UNCHANGED, Codec
from tests.page.browser import Make


def test_a_value_of_the_reader_is_acknowledged_with_its_number(page: Make) -> None:
    made = page(lambda: st.text_input("A", key="k"))
    [(op, id, change)] = made.change("A", "typed", seq="s7")
    assert (op, id, change) == ("input", made.model("A").model_id, {"value": "typed", "ack": "s7"})
    assert made.run() == []


def test_a_change_that_is_told_once_more_is_heard_once(page: Make) -> None:
    pressed: list[bool] = []
    made = page(lambda: st.button("Go", key="go", on_click=lambda: pressed.append(True)))
    for seq in ("tab:1", "tab:2", "tab:2", "tab:1", "other:1", "tab", "tab"):
        made.change("Go", True, seq=seq)
    assert len(pressed) == 5


def test_a_press_that_was_overtaken_by_a_later_one_counts_once_as_well(page: Make) -> None:
    pressed: list[bool] = []
    made = page(lambda: st.button("Go", key="go", on_click=lambda: pressed.append(True)))
    for seq in ("tab:2", "tab:1", "tab:1", "tab:2"):
        made.change("Go", True, seq=seq)
    assert (len(pressed), made.model("Go").ack) == (2, "tab:2")


def test_a_press_that_was_refused_is_not_heard_when_it_is_told_again(page: Make) -> None:
    pressed: list[bool] = []

    def program() -> None:
        off = st.session_state.setdefault("off", True)
        st.button("Go", key="go", disabled=off, on_click=lambda: pressed.append(True))

    made = page(program)
    made.change("Go", True, seq="tab:1")
    made.session.state["off"] = False
    made.run()
    made.change("Go", True, seq="tab:1")
    made.change("Go", True, seq="tab:2")
    assert len(pressed) == 1


def test_a_press_leaves_the_button_at_rest(page: Make) -> None:
    made = page(lambda: st.text(str(st.button("Go"))))
    assert [op[:1] + op[2:] for op in made.change("Go", True)] == [["set", {"body": "True"}, []]]


def test_a_readers_press_is_answered_where_code_had_pressed_already(page: Make) -> None:
    calls = list[bool]()

    def program() -> None:
        if st.session_state.setdefault("n", 0):
            st.text(str(st.button("W1", key="k", on_click=lambda: calls.append(state["k"]))))
        st.session_state.n += 1
        if st.session_state.n % 2:
            st.session_state.k = True

    made = page(program)
    state = made.session.state
    made.run()
    made.change("W1", True)
    assert calls == [True]


@pytest.mark.parametrize("value", [[99], "x", [1, 2, 3], None, [float("nan")], {"a": 1}, [True]])
def test_a_value_that_the_input_does_not_offer_is_set_right(
    page: Make, caplog: pytest.LogCaptureFixture, value: Any
) -> None:
    made = page(lambda: st.slider("S", 0, 9, 3, key="s"))
    [(op, _, change)] = made.change("S", value)
    assert (op, change, made.session.state["s"]) == ("input", {"value": [3]}, 3)
    assert "Ignored a value for the slider 'S'" in caplog.text


def test_a_disabled_input_takes_no_value(page: Make, caplog: pytest.LogCaptureFixture) -> None:
    made = page(lambda: st.slider("S", 0, 9, 3, key="s", disabled=True))
    assert [op[2] for op in made.change("S", [5])] == [{"value": [3]}]
    assert "it is disabled" in caplog.text


def test_a_disabled_input_takes_no_value_from_an_event_of_its_own(
    page: Make, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(lambda: st.slider("S", 0, 9, 3, key="s", disabled=True))
    monkeypatch.setattr(Codec, "handle", lambda self, event, buffers: (None, 5))
    made.log.clear()
    made.tell("S", {"event": "special"})
    assert (made.drain()[0][2], made.session.state["s"]) == ({"value": [3]}, 3)
    assert "it is disabled" in caplog.text


def test_a_value_may_have_a_number_of_64_characters(page: Make) -> None:
    made = page(lambda: st.text_input("A", key="k"))
    [(_, _, change)] = made.change("A", "typed", seq="s" * 64)
    assert change == {"value": "typed", "ack": "s" * 64}


def test_what_has_a_value_alone_cannot_be_pressed(
    page: Make, caplog: pytest.LogCaptureFixture
) -> None:
    made = page(lambda: st.slider("S", 0, 9, 3, key="s"))
    made.log.clear()
    made.tell("S", {"event": "press", "value": 5})
    assert made.drain()[0][2] == {"value": [3]}
    assert "it cannot be pressed" in caplog.text


def test_an_event_without_an_answer_is_answered_by_nothing(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(lambda: st.slider("S", 0, 9, 3, key="s"))
    monkeypatch.setattr(Codec, "handle", lambda self, event, buffers: (None, UNCHANGED))
    made.log.clear()
    made.tell("S", {"event": "special"})
    assert made.log == []


@pytest.mark.parametrize(
    "content",
    [{}, {"event": "explode"}, {"event": "change", "seq": 5}, {"event": "change", "seq": "x" * 65}],
)
def test_an_event_that_makes_no_sense_is_ignored(
    page: Make, caplog: pytest.LogCaptureFixture, content: dict[str, Any]
) -> None:
    made = page(lambda: st.text_input("A", key="k"))
    made.tell("A", content)
    assert not made.cell.queue.waiting
    assert "Ignored a value" in caplog.text


def test_an_event_after_the_input_is_gone_is_ignored(
    page: Make, caplog: pytest.LogCaptureFixture
) -> None:
    def program() -> None:
        if "gone" not in st.session_state:
            st.slider("S", 0, 9)

    made = page(program)
    model = made.model("S")
    made.session.state["gone"] = True
    made.run()
    model._handle_custom_msg({"event": "change", "value": [5]}, [])
    assert not made.cell.queue.waiting
    assert "no longer shown" in caplog.text


def test_a_page_that_closes_while_a_value_is_judged_is_told_nothing(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(lambda: st.slider("S", 0, 9, 3))

    def decode(self: Codec, wire: Any) -> Any:
        made.session.remove("app")
        made.log.clear()
        raise ValueError("no")

    monkeypatch.setattr(Scale, "decode", decode)
    assert made.change("S", [5]) == []
