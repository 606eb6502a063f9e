"""A page is kept in step with its app, while runs go on and between them."""

from contextlib import nullcontext
from threading import Thread
from time import monotonic
from typing import Any

import pytest

import rerun_state as st
from rerun_state.page import renderer
from rerun_state.page.reconcile import reconcile
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.model.tree import Element, Tree
from rerun_state.runtime.state.session_state import SessionState
from tests.page.browser import CHANNEL, Browser, Make, Page, main, texts


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


def test_a_flush_without_news_sends_nothing(page: Make) -> None:
    _, program = texts("a")
    made = page(program)
    made.log.clear()
    made.renderer.flush()
    assert made.sent == []


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
    made.cell.leave().close()
    made.log.clear()
    made.renderer.finish()
    assert made.sent == []


def test_a_browser_that_lost_track_gets_the_whole_page(page: Make) -> None:
    _, program = texts("a")
    made = page(program)
    made.log.clear()
    made.tell_page({"event": "resync"})
    content = made.log[0].data["content"]
    assert (content["event"], content["v"]) == ("snapshot", made.renderer.model.version)
    assert Browser(content["rows"]).page() == Browser(made.renderer._snapshot()).page()


def test_a_browser_that_lost_track_gets_its_inputs_as_they_are_now(page: Make) -> None:
    steps = iter([1, 5])
    made = page(lambda: st.slider("S", 0, 9, step=next(steps, 5), key="s"))
    made.run()  # of which the browser has heard nothing
    made.log.clear()
    made.tell_page({"event": "resync"})
    [(id, now)] = made.log[0].data["content"]["inputs"].items()
    assert (id, now["props"]["step"]) == (made.model("S").model_id, 5)


def test_what_the_page_says_of_itself_is_handed_on_but_not_what_it_asks_for() -> None:
    heard: list[Any] = []
    shown = PageRenderer(SessionState(), lambda widget, value: None, CHANNEL, hear=heard.append)
    model: Any = shown.model
    for content in ({"event": "context", "width": 5}, {"event": "resync"}):
        model._handle_msg({"content": {"data": {"method": "custom", "content": content}}})
    shown.close()
    assert heard == [{"event": "context", "width": 5}]


def test_every_long_run_shows_busy_and_then_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[bool] = []
    shown = PageRenderer(SessionState(), lambda widget, value: None, CHANNEL, said.append)
    for slow in (0.0, 60.0, 0.0):
        monkeypatch.setattr(renderer, "SLOW", -1.0 if slow == 0.0 else slow)
        shown.start(Tree())
        shown.flush()
        shown.flush()
        shown.finish()
    shown.close()
    assert said == [True, False, True, False]


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the clock is asked to look after."""
    watched: list[object] = []
    monkeypatch.setattr(renderer, "watch", watched.append)
    monkeypatch.setattr(renderer, "unwatch", lambda shown: watched.clear())
    return watched


def test_a_run_is_watched_so_that_it_is_shown_while_it_lasts(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched: list[object] = []
    monkeypatch.setattr(renderer, "watch", watched.append)
    made = page(lambda: st.text("x"))
    assert watched == [made.renderer]


def test_what_a_thread_shows_after_the_run_is_watched_until_it_is_shown(
    page: Make, watched: list[object]
) -> None:
    made = page(lambda: st.text("x"))
    made.renderer.touched(next(made.cell.tree.root.walk()))
    assert watched == [made.renderer]
    made.renderer.flush()
    assert watched == []


def test_what_a_thread_shows_while_the_page_is_sent_is_not_forgotten(
    page: Make, watched: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = page(lambda: st.text("x"))
    node = next(made.cell.tree.root.walk())

    def compare(*args: Any, **options: Any) -> Any:
        patch = reconcile(*args, **options)
        made.renderer.touched(node)
        return patch

    monkeypatch.setattr(renderer, "reconcile", compare)
    made.renderer.touched(node)
    made.renderer.flush()
    assert watched == [made.renderer]


def test_what_a_thread_has_changed_elsewhere_is_shown_with_a_fragment_that_runs_first(
    page: Make,
) -> None:
    places = list[Any]()

    @st.fragment
    def part() -> None:
        st.text(f"pressed {st.button('Go')}")

    def program() -> None:
        places.append(st.empty())
        part()

    made = page(program)
    made.renderer.touched(places[0]._node.overwrite(Element("text", {"body": "late"})))
    assert "late" in str(made.change("Go", True))


def test_a_thread_that_shows_a_page_shows_the_one_there_is_when_its_turn_comes(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, program = texts("old")
    made = page(program)

    class Late:
        """The clock's thread comes to the lock after a whole run."""

        def __enter__(self) -> None:
            monkeypatch.setattr(made.renderer, "_lock", nullcontext())
            shown[:] = ["new"]
            made.run()

        def __exit__(self, *error: object) -> None:
            pass

    made.renderer.touched(made.cell.tree.sections["main"])
    monkeypatch.setattr(made.renderer, "_lock", Late())
    made.renderer.flush()
    assert [row.element.props["body"] for row in main(made).children] == ["new"]


def test_a_run_that_ends_while_the_clock_looks_leaves_nothing_busy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = list[bool]()
    shown = PageRenderer(SessionState(), lambda widget, value: None, CHANNEL, said.append)
    monkeypatch.setattr(renderer, "SLOW", -1.0)

    def end_meanwhile() -> float:
        monkeypatch.setattr(renderer, "monotonic", monotonic)
        thread = Thread(target=shown.finish)
        thread.start()
        thread.join(0.2)  # it may have to wait until the clock has looked
        ends.append(thread)
        return monotonic()

    ends = list[Thread]()
    shown.start(Tree())
    monkeypatch.setattr(renderer, "monotonic", end_meanwhile)
    shown.flush()
    ends[0].join()
    shown.close()
    assert said[-1:] != [True]
