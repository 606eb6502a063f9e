"""What a run sends to the browser, message by message."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as hyp

import rerun_state as st
from rerun_state.elements.base.choice_codecs import One
from rerun_state.elements.base.codecs import Plain
from rerun_state.elements.inputs.number import Numbers
from rerun_state.page import renderer
from rerun_state.page.models import InputModel
from rerun_state.page.reconcile import reconcile
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.model.tree import MAIN, Element, Node, Tree
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState
from tests.page.browser import CHANNEL, ROOT, TOP, Browser, Make, Message, texts

# -- rows ------------------------------------------------------------------------------------------


def test_a_new_page_is_one_message(page: Make) -> None:
    _, program = texts(*"abc")
    made = page(program)
    assert made.sent == ["comm_msg"]
    assert [op[0] for op in made.ops] == ["insert"]


def test_an_unchanged_run_sends_nothing(page: Make) -> None:
    def program() -> None:
        st.text("a")
        st.slider("S", 0, 9)
        st.container().text("b")

    made = page(program)
    assert made.run() == []
    assert made.sent == []


def test_a_text_above_a_slider_is_one_insert_and_opens_nothing(page: Make) -> None:
    shown, program = texts()

    def both() -> None:
        program()
        st.slider("S", 0, 9)

    made = page(both)
    shown.append("new")
    [(op, parent, at, [row])] = made.run()
    assert (op, parent, at, row["t"], row["p"]) == ("insert", TOP, 0, "text", {"body": "new"})
    assert made.sent == ["comm_msg"]


def test_rows_next_to_each_other_travel_in_one_operation(page: Make) -> None:
    shown, program = texts("a", "z")
    made = page(program)
    shown[1:1] = "xy"
    [(op, _, at, rows)] = made.run()
    assert (op, at, len(rows)) == ("insert", 1, 2)


def test_an_input_is_told_the_properties_that_changed_and_no_others(page: Make) -> None:
    off = [True]
    app = page(lambda: st.selectbox("S", range(10_000), disabled=off[0], placeholder="P", key="s"))
    app.run()
    off[0] = False
    [[kind, _, change]] = app.run()
    assert (kind, change) == ("input", {"gone": ["disabled"]})


def test_a_table_that_changes_a_property_does_not_send_its_data_again(page: Make) -> None:
    height = [40]
    rows = {"a": ["long " * 10] * 1000}
    app = page(lambda: st.dataframe(rows, on_select="rerun", row_height=height[0]))
    app.run()
    height[0] = 60
    [[kind, _, change]] = app.run()
    assert (kind, change) == ("input", {"props": {"row_height": 60}})


def test_no_identity_holds_data_and_no_refusal_logs_it(
    page: Make, caplog: pytest.LogCaptureFixture
) -> None:
    rows = {"a": ["long " * 10] * 1000}
    app = page(lambda: [st.dataframe(rows, on_select="rerun"), st.selectbox("S", range(10_000))])
    app.run()
    assert [len(str(id)) < 1000 for id in app.cell.owned] == [True, True]
    [table] = [
        r.model for r in app.renderer._rows_by_model.values() if r.element.kind == "dataframe"
    ]
    assert isinstance(table, InputModel)
    table._handle_custom_msg({"event": "change", "value": ["x" * 50_000]}, [])
    assert "Ignored a value" in caplog.text
    assert len(caplog.text) < 1000


def test_a_changed_text_is_one_set_of_one_property(page: Make) -> None:
    shown, program = texts("a", "b", "c")
    made = page(program)
    shown[1] = "B"
    [(op, _, changed, removed)] = made.run()
    assert (op, changed, removed) == ("set", {"body": "B"}, [])


def test_a_property_that_is_gone_is_removed(page: Make) -> None:
    def program() -> None:
        st.text("a", help=None if "done" in st.session_state else "help")

    made = page(program)
    made.session.state["done"] = True
    assert [op[2:] for op in made.run()] == [[{}, ["help"]]]


def test_adjacent_removals_are_one_operation(page: Make) -> None:
    shown, program = texts(*"abcdef")
    made = page(program)
    shown[:] = "adf"
    assert made.run() == [["remove", TOP, 4, 1], ["remove", TOP, 1, 2]]


def test_two_containers_that_changed_travel_in_one_patch(page: Make) -> None:
    shown, program = texts("a")

    def both() -> None:
        for column in st.columns(2):
            with column:
                program()

    made = page(both)
    shown.append("b")
    assert [op[0] for op in made.run()] == ["insert", "insert"]
    assert made.sent == ["comm_msg"]


def test_the_messages_of_a_change_do_not_grow_with_the_page(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderer, "watch", lambda page: None)  # which shows slow runs in parts
    shown, program = texts(*map(str, range(1000)))
    made = page(program)
    shown[500] = "new"
    made.run()
    assert len(made.log) == 1
    assert len(str(made.log[0].data)) < 200


def test_an_input_that_moves_keeps_its_model(page: Make) -> None:
    order = list("abc")

    def program() -> None:
        for key in order:
            st.slider(key, 0, 9, key=key)

    made = page(program)
    order.append(order.pop(0))
    assert made.run() == [["move", TOP, 0, 2]]
    assert made.sent == ["comm_msg"]


def test_rows_are_moved_to_other_places_alone(page: Make) -> None:
    order = list("abcd")

    def program() -> None:
        for key in order:
            st.slider(key, 0, 9, key=key)

    made = page(program)
    for new in permutations("abcd"):
        browser = list(order)
        order[:] = new
        for op, place, here, at in made.run():
            assert (op, place) == ("move", TOP)
            assert here != at
            browser.insert(at, browser.pop(here))
        assert browser == order


def test_properties_of_an_input_travel_as_an_operation(page: Make) -> None:
    def program() -> None:
        st.text_input("A" if "new" not in st.session_state else "B", key="k")

    made = page(program)
    model = made.model("A").model_id
    made.session.state["new"] = True
    [(op, id, change)] = made.run()
    assert (op, id, change["props"]["label"]) == ("input", model, "B")
    assert "value" not in change


def test_a_value_that_code_sets_travels_to_the_input(page: Make) -> None:
    made = page(lambda: st.text_input("A", key="k"))
    made.session.state["k"] = "set"
    [(op, _, change)] = made.run()
    assert (op, change) == ("input", {"value": "set", "ack": ""})


def test_a_value_that_was_set_right_meanwhile_is_told_again(page: Make) -> None:
    made = page(lambda: st.text_input("A", "first", max_chars=9, key="k"))
    made.run()
    made.session.state["k"] = "set"
    made.tell("A", {"event": "change", "value": "longer than it may be", "seq": "1"})
    made.session.state["k"] = "first"
    assert made.run()[-1][2]["value"] == "first"


def test_an_unchanged_value_is_not_encoded_again(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(lambda: (st.number_input("N", 0, 9, 3), st.radio("R", ["a", "b"])))
    made.run()
    encoded = list[Any]()

    def encode(_: object, value: Any) -> Any:
        encoded.append(value)
        return value

    for codec in (Numbers, One):
        monkeypatch.setattr(codec, "encode", encode)
    assert (made.run(), encoded) == ([], [])
    made.change("N", 5)
    assert encoded


def test_what_the_reader_does_during_a_run_is_not_taken_back_by_it(page: Make) -> None:
    faster = list[Any]()

    def program() -> None:
        st.text(str(st.slider("S", 0, 9, 3)))
        if faster:
            made.tell("S", faster.pop())

    made = page(program)
    faster.append({"event": "change", "value": [7], "seq": "a:1"})
    assert [op[2]["value"] for op in made.run() if op[0] == "input"] == [[7]]


def test_what_a_form_holds_back_is_shown_in_its_inputs(page: Make) -> None:
    def program() -> None:
        with st.form("f"):
            st.text_input("A")
            st.form_submit_button("Send")

    made = page(program)
    made.change("A", "typed", seq="1")
    assert [op[2] for op in made.run()] == [{"value": "typed", "ack": "1"}]


def test_what_a_fragment_shows_again_is_patched_where_it_stands(page: Make) -> None:
    @st.fragment
    def part() -> None:
        st.text(f"pressed {st.button('Go')}")

    def program() -> None:
        st.text("above")
        part()
        st.text("below")

    made = page(program)
    assert [op[0] for op in made.change("Go", True)] == ["set"]


def test_the_run_of_a_fragment_compares_that_alone(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    @st.fragment
    def part() -> None:
        st.button("Go", on_click=lambda: None)

    def compare(root: Any, tree: Any, parts: Any, *others: Any, **more: Any) -> Any:
        compared.append(len(parts))
        return reconcile(root, tree, parts, *others, **more)

    compared = list[int]()
    made = page(lambda: (st.text("above"), part()))
    monkeypatch.setattr(renderer, "reconcile", compare)
    made.change("Go", True)
    made.run()
    assert compared[0]
    assert not compared[-1]


# -- whatever programs show ------------------------------------------------------------------------

CODEC = Plain(lambda value: True, "anything")
TEXT = hyp.builds(lambda body: ("text", body), hyp.sampled_from("abc"))
INPUT = hyp.builds(
    lambda key, label: ("input", key, label), hyp.sampled_from("uvwxyz"), hyp.sampled_from("12")
)
LEAVES = TEXT | INPUT
PAGES = hyp.lists(
    hyp.recursive(
        LEAVES,
        lambda inner: hyp.builds(lambda below: ("box", below), hyp.lists(inner, max_size=4)),
        max_leaves=8,
    ),
    max_size=8,
)


def show(items: list[Any], place: Node, state: SessionState, used: set[str]) -> Iterator[None]:
    """Put a page below `place`, and pause after each element; an input stands once in a page."""
    for kind, *what in items:
        if kind == "text":
            place.append(Element("text", {"body": what[0]}))
        elif kind == "box":
            box = place.append(Element("container", {}))
            box.children = []
            yield from show(what[0], box, state, used)
        elif what[0] not in used:
            used.add(what[0])
            widget = Widget(what[0], "number_input", what[0], 0, CODEC)
            shown = Element("number_input", {"label": what[1], "step": 1}, what[0])
            place.append(shown, widget, state.declare(widget))
        yield


def expected(node: Node, state: SessionState) -> Any:
    """The page that a browser ought to show for a tree."""
    element = node.element
    if node.widget is not None:
        props = {**element.props, "key": node.widget.key}  # for the author's styles
        return ("input", props, state.value(node.widget))
    return (element.kind, element.props, [expected(child, state) for child in node.children or ()])


class World:
    """A renderer, and a browser that hears nothing but its messages."""

    def __init__(self, log: list[Message]) -> None:
        self.log, self.state = log, SessionState()
        self.renderer = PageRenderer(self.state, lambda widget, value: None, CHANNEL)
        self.sent: list[Message] = []
        self.browser = Browser(self.renderer._snapshot())

    def run(self, items: list[Any], values: dict[str, int], flushes: set[int]) -> Tree:
        tree = Tree()
        self.state.update(values)
        for id, value in self.state.begin_answer().items():
            self.state.settle(id, value)
        self.state.begin()
        self.renderer.start(tree)
        for step, _ in enumerate(show(items, tree.sections[MAIN], self.state, set())):
            self.renderer.touched(tree.sections[MAIN])
            if step in flushes:
                self.renderer.flush()
        self.state.end()
        self.renderer.finish()
        self.sent = list(self.log)
        self.log.clear()
        self.browser.receive(self.sent)
        return tree


RUNS = hyp.tuples(
    PAGES,
    hyp.dictionaries(hyp.sampled_from("uvwxyz"), hyp.integers(0, 3), max_size=2),
    hyp.sets(hyp.integers(0, 12), max_size=3),
)


@pytest.mark.long
@settings(
    deadline=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(hyp.lists(RUNS, min_size=2, max_size=4))
def test_the_patches_of_any_runs_build_what_the_last_one_shows(
    messages: list[Message], runs: list[tuple[list[Any], dict[str, int], set[int]]]
) -> None:
    messages.clear()
    world = World(messages)
    try:
        for run in runs:
            tree = world.run(*run)
            assert world.browser.page() == expected(tree.root, world.state)
            assert world.browser.stale == []
            snapshot = Browser(world.renderer._snapshot())
            snapshot.inputs = world.browser.inputs
            assert snapshot.page() == world.browser.page()
            inputs = [node for node in tree.root.walk() if node.widget is not None]
            assert len(CHANNEL.inputs) == len(inputs)
        world.run(runs[-1][0], {}, set())
        assert world.sent == []
    finally:
        world.renderer.close()


def test_what_the_page_no_longer_says_of_itself_is_taken_back(page: Make) -> None:
    titles = ["First", None]
    made = page(lambda: st.set_page_config(page_title=titles.pop(0), layout="wide"))
    assert made.run() == [["set", ROOT, {}, ["title"]]]
