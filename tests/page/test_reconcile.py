"""What a run sends to the browser, message by message."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as hyp

import rerun_state as st
from rerun_state.elements.base.codecs import Plain
from rerun_state.page import reconcile
from rerun_state.page.models import live_inputs
from rerun_state.page.reconcile import PageRenderer
from rerun_state.runtime.model.tree import MAIN, Element, Node, Tree
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.session_state import SessionState
from tests.page.browser import Browser, Message, Page

ROOT, TOP = 0, 1  # the keys of the page and of its main section


@pytest.fixture
def page(messages: list[Message]) -> Iterator[Callable[[Callable[[], Any]], Page]]:
    """Make a page of a program, and run it once."""
    pages = list[Page]()

    def make(program: Callable[[], Any]) -> Page:
        pages.append(Page(program, messages))
        pages[-1].run()
        return pages[-1]

    yield make
    for each in pages:
        each.session.close()


Make = Callable[[Callable[[], Any]], Page]


def texts(*initial: str) -> tuple[list[str], Callable[[], None]]:
    """A program that shows a list of texts, and the list."""
    shown = list(initial)

    def program() -> None:
        for body in shown:
            st.text(body)

    return shown, program


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
    assert all(len(str(id)) < 1000 for id in app.cell.owned)
    [table] = [
        r.model for r in app.renderer._rows_by_model.values() if r.element.kind == "dataframe"
    ]
    assert table is not None
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


def test_a_container_comes_with_all_that_is_below_it(page: Make) -> None:
    def program() -> None:
        if "more" in st.session_state:
            st.container().text("inside")

    made = page(program)
    made.session.state["more"] = True
    [(op, _, _, [row])] = made.run()
    assert (op, row["t"], row["c"][0]["p"]) == ("insert", "container", {"body": "inside"})


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
    monkeypatch.setattr(reconcile, "watch", lambda page: None)  # which shows slow runs in parts
    shown, program = texts(*map(str, range(1000)))
    made = page(program)
    shown[500] = "new"
    made.run()
    assert len(made.log) == 1
    assert len(str(made.log[0].data)) < 200


# -- inputs ----------------------------------------------------------------------------------------


def test_an_input_opens_one_model(page: Make) -> None:
    made = page(lambda: st.button("Go"))
    assert len(live_inputs) == 1
    assert made.sent == ["comm_open", "comm_msg"]


def test_an_input_that_is_gone_is_closed_after_its_row(page: Make) -> None:
    def program() -> None:
        if "gone" not in st.session_state:
            st.slider("S", 0, 9)

    made = page(program)
    made.session.state["gone"] = True
    assert made.run() == [["remove", TOP, 0, 1]]
    assert made.sent == ["comm_msg", "comm_close"]


def test_inputs_in_a_container_that_is_gone_are_closed(page: Make) -> None:
    def program() -> None:
        if "gone" not in st.session_state:
            st.container().slider("S", 0, 9)

    made = page(program)
    made.session.state["gone"] = True
    made.run()
    assert made.sent == ["comm_msg", "comm_close"]


def test_an_input_that_moves_keeps_its_model(page: Make) -> None:
    order = list("abc")

    def program() -> None:
        for key in order:
            st.slider(key, 0, 9, key=key)

    made = page(program)
    order.append(order.pop(0))
    assert made.run() == [["move", TOP, 0, 2]]
    assert made.sent == ["comm_msg"]


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


def test_a_value_of_the_reader_is_acknowledged_with_its_number(page: Make) -> None:
    made = page(lambda: st.text_input("A", key="k"))
    [(op, id, change)] = made.change("A", "typed", seq="s7")
    assert (op, id, change) == ("input", made.model("A").model_id, {"value": "typed", "ack": "s7"})
    assert made.run() == []


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


def test_what_a_form_holds_back_is_shown_in_its_inputs(page: Make) -> None:
    def program() -> None:
        with st.form("f"):
            st.text_input("A")
            st.form_submit_button("Send")

    made = page(program)
    made.change("A", "typed", seq="1")
    assert [op[2] for op in made.run()] == [{"value": "typed", "ack": "1"}]


def test_a_page_tells_which_messages_a_run_would_answer(page: Make) -> None:
    def program() -> None:
        st.slider("S", 0, 9)
        st.slider("Quiet", 0, 9, on_change="ignore")
        with st.form("f"):
            st.text_input("Held")
            st.form_submit_button("Send")

    made = page(program)
    labels = ("S", "Quiet", "Held", "Send")
    awaited = [label for label in labels if made.renderer.awaits(made.model(label).model_id)]
    assert awaited == ["S", "Send"]
    assert not made.renderer.awaits("nothing")


# -- while a run goes on ---------------------------------------------------------------------------


def test_a_flush_shows_what_is_there_and_marks_the_rest_as_stale(page: Make) -> None:
    seen = list[Any]()

    def program() -> None:
        st.text("a" if not seen else "A")
        if made is not None:
            made.renderer.flush()
            seen.extend(made.ops)
        st.text("b")

    made: Page | None = None
    made = page(program)
    seen.append("next")
    made.run()
    [row_a, row_b] = [child.key for child in main(made).children]
    assert seen[1:] == [["set", row_a, {"body": "A"}, []], ["stale", [row_b]]]
    assert made.ops[2:] == [["stale", []]]


def test_what_a_run_takes_away_again_goes_before_its_end(page: Make) -> None:
    pages = list[Any]()

    def program() -> None:
        place = st.empty()
        if made is not None:
            for show in (place.text, place.code, lambda _: place.empty()):
                show("a")
                made.renderer.flush()
                pages.append([row.element.kind for row in main(made).children])
            assert main(made).children[-1].key in made.renderer._stale
        st.markdown("b")

    made: Page | None = None
    made = page(program)
    made.run()
    assert pages[1:] == [["code", "empty", "markdown"], ["empty", "markdown"]]


def main(page: Page) -> Any:
    return page.renderer._root.children[0]


def test_a_flush_without_news_sends_nothing(page: Make) -> None:
    _, program = texts("a")
    made = page(program)
    made.log.clear()
    made.renderer.flush()
    assert made.sent == []


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


def test_what_a_callback_shows_before_a_fragment_reruns_is_sent_as_well(page: Make) -> None:
    @st.fragment
    def part() -> None:
        st.button("Go", on_click=lambda: st.text("late"))

    def program() -> None:
        st.text("above")
        part()

    assert [op[0] for op in page(program).change("Go", True)] == ["set"]


def test_a_page_that_is_closed_sends_nothing_more(page: Make) -> None:
    _, program = texts("a")
    made = page(program)
    made.cell.close()
    made.log.clear()
    made.renderer.finish()
    assert made.sent == []


def test_a_browser_that_lost_track_gets_the_whole_page(page: Make) -> None:
    _, program = texts("a")
    made = page(program)
    made.log.clear()
    made.renderer.model._handle_custom_msg({"event": "resync"}, [])
    content = made.log[0].data["content"]
    assert (content["event"], content["v"]) == ("snapshot", made.renderer.model.version)
    assert Browser(content["rows"]).page() == Browser(made.renderer._snapshot()).page()


def test_bytes_travel_beside_a_message(page: Make) -> None:
    tree, made = Tree(), page(lambda: None)
    tree.sections[MAIN].append(Element("pdf", {"data": b"pdf", "height": 99}))
    made.log.clear()
    made.renderer.start(tree)
    made.renderer.finish()
    assert made.ops[0][3][0]["p"] == {"data": {"$buffer": 0}, "height": 99}
    assert made.log[-1].buffers == [b"pdf"]


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
        self.renderer = PageRenderer(self.state, lambda widget, value: None)
        self.sent: list[Message] = []
        self.browser = Browser(self.renderer._snapshot())

    def run(self, items: list[Any], values: dict[str, int], flushes: set[int]) -> Tree:
        tree = Tree()
        self.state.update(values)
        for id, value in self.state.attend().items():
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
            assert len(live_inputs) == len(inputs)
        world.run(runs[-1][0], {}, set())
        assert world.sent == []
    finally:
        world.renderer.close()


def test_every_long_run_shows_busy_and_then_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bool] = []
    renderer = PageRenderer(SessionState(), lambda widget, value: None, said.append)
    for slow in (0.0, 60.0, 0.0):
        monkeypatch.setattr(reconcile, "SLOW", -1.0 if slow == 0.0 else slow)
        renderer.start(Tree())
        renderer.flush()
        renderer.flush()
        renderer.finish()
    renderer.close()
    assert said == [True, False, True, False]


def test_what_the_page_no_longer_says_of_itself_is_taken_back(page: Make) -> None:
    titles = ["First", None]
    made = page(lambda: st.set_page_config(page_title=titles.pop(0), layout="wide"))
    assert made.run() == [["set", ROOT, {}, ["title"]]]


def test_a_run_is_watched_so_that_it_is_shown_while_it_lasts(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[object] = []
    monkeypatch.setattr(reconcile, "watch", watched.append)
    made = page(lambda: st.text("x"))
    assert watched == [made.renderer]
