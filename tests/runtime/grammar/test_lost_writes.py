"""What nobody will see is told, once, and what is shown is not."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import dedent
from typing import Any

import rerun_state as st
from rerun_state.runtime.execution.run import Run, current
from rerun_state.runtime.grammar.block import Block, put
from rerun_state.runtime.model.tree import EVENT
from rerun_state.testing import AppTest
from tests.runtime.apps import App


def said(app: App, *kinds: str) -> list[str]:
    """What the warnings of the page say, or its toasts."""
    shown = [node.element for node in app.nodes() if node.element.kind in (kinds or ("alert",))]
    return [str(element.props["body"]) for element in shown]


def keeps_its_first_box() -> None:
    if "box" not in st.session_state:
        st.session_state.box = st.container()
    st.session_state.box.text("one")
    st.session_state.box.text("two")
    st.text("own")


def test_a_program_that_writes_into_a_container_of_an_earlier_run_is_told_once_in_a_run() -> None:
    app = App(keeps_its_first_box).run()
    assert said(app) == []
    for _ in range(2):
        app.run()
        [text] = said(app)
        assert text.startswith("A text is not shown: it was written into a container of an earlier")
        assert "own" in app.texts


def test_a_container_that_was_kept_and_stands_again_in_its_place_is_no_reason() -> None:
    def program() -> None:
        box = st.container()
        st.session_state.setdefault("first", box).text("mine")

    assert said(App(program).run().run()) == []


def test_a_remark_moves_nothing_that_handles_of_earlier_runs_find() -> None:
    def program() -> None:
        state = st.session_state
        if "gone" not in state:
            state.gone = st.container()
        else:
            state.gone.text("lost")
            st.text("instead")
        box = st.container()
        if "kept" in state:
            state.kept.text("more")
        state.kept = box

    app = App(program).run().run().run()
    assert len(said(app)) == 1
    assert app.texts == ["instead", "more"]


def test_a_fragment_that_runs_often_leaves_one_remark() -> None:
    @st.fragment
    def part() -> None:
        st.button("Go")
        st.session_state.box.text("lost")

    def program() -> None:
        if "box" not in st.session_state:
            st.session_state.box = st.container().container()
        else:
            part()

    app = App(program).run().run()
    for _ in range(3):
        app.press("Go")
        assert len(said(app)) == 1


def test_a_callback_is_told_of_a_container_that_the_run_after_it_puts_a_text_in_place_of() -> None:
    def program() -> None:
        if "gone" in st.session_state:
            st.text("instead")
            return
        box = st.container()

        def leave() -> None:
            st.session_state.gone = True
            box.text("late")

        st.button("Leave", on_click=leave)

    app = App(program).run().press("Leave")
    assert [text[:19] for text in said(app)] == ["A text is not shown"]
    assert said(app.run()) == []


def test_callbacks_of_a_fragment_leave_one_remark() -> None:
    box = list[Any]()

    @st.fragment
    def part() -> None:
        st.button("Go", on_click=lambda: box[0].text("lost"))

    def program() -> None:
        if not box:
            box.append(st.container())
        st.text("instead")
        part()

    app = App(program).run().run()
    for _ in range(3):
        app.press("Go")
        assert len(said(app)) == 1


def test_what_tests_see_of_a_page_are_no_remarks() -> None:
    script = """
    import rerun_state as st
    st.session_state.setdefault("box", st.container() if "box" not in st.session_state else None)
    st.session_state.box.text("lost")
    st.text("own")
    """
    at = AppTest.from_string(dedent(script)).run().run()
    assert ([text.value for text in at.text], len(at.warning)) == (["own"], 0)


@contextmanager
def late_writes(app: App) -> Iterator[Callable[[], None]]:
    """What a thread of the first run does when it is asked to: it writes one text."""
    ask, done = threading.Semaphore(0), threading.Semaphore(0)
    goes_on = True

    def work(box: Block) -> None:
        with run.active():
            while ask.acquire() and goes_on:
                put(box, "text", body="late")
                done.release()

    runs = list[tuple[Run, Block]]()

    def program() -> None:
        box = st.container()
        runs.append((current(), box))

    app.cell.program = program
    app.run()
    run, box = runs[0]
    thread = threading.Thread(target=work, args=[box])
    thread.start()

    def write() -> None:
        ask.release()
        assert done.acquire(timeout=30)

    yield write
    goes_on = False
    ask.release()
    thread.join()


def test_a_thread_may_write_on_the_page_of_its_run_as_long_as_that_stands() -> None:
    app = App(lambda: None)
    with late_writes(app) as write:
        write()
        write()
        assert (app.texts, said(app, "toast")) == (["late", "late"], [])


def test_a_thread_that_writes_on_a_page_which_was_replaced_is_told_once_in_an_app() -> None:
    app = App(lambda: None)
    with late_writes(app) as write:
        app.run()
        write()
        write()
        toasts = app.cell.tree.sections[EVENT].children or []
        [text] = [str(node.element.props["body"]) for node in toasts]
        assert text.startswith("A text is not shown: a thread has written it into the page of")
        assert app.texts == []


def test_an_author_is_told_what_strangers_cannot_mend() -> None:
    app, told = App(keeps_its_first_box), list[str]()
    app.session.visitor.confide = told.append
    app.run().run()
    assert said(app) == []
    assert "A text is not shown" in told[0]


def test_a_thread_of_a_run_goes_on_when_the_reader_does_something_newer() -> None:
    app = App(lambda: None)
    with late_writes(app) as write:
        app.cell.yields = True
        app.cell.stop()
        write()
        assert app.texts == ["late"]
