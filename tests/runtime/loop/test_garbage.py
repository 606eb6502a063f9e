"""Trees that a run has replaced end at once, without the garbage collector."""

import gc
from weakref import ref

import rerun_state as st
from rerun_state.runtime.grammar.block import Block, put
from rerun_state.runtime.model.tree import Node
from tests.runtime.apps import App


class Traced(str):
    """A text that tells when it ends."""

    __slots__ = ("__weakref__",)


def left_after_runs(app: App, texts: list["ref[Traced]"]) -> int:
    """How many texts of earlier runs are alive, with the collector off."""
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            app.run()
        return sum(text() is not None for text in texts)
    finally:
        gc.enable()


def test_the_page_before_ends_when_the_next_one_is_complete() -> None:
    texts = list["ref[Traced]"]()

    def show() -> None:
        texts.append(ref(body := Traced("x")))
        put(Block(), "text", body=body)

    @st.fragment
    def part() -> None:
        show()
        st.toast("here")

    def program() -> None:
        show()
        with st.columns(2)[1]:
            show()
        part()

    assert left_after_runs(App(program).run(), texts) == 3


def test_a_handle_that_was_kept_keeps_none_of_what_stood_beside_it() -> None:
    def program() -> None:
        with st.container():
            st.session_state.setdefault("box", st.container())
            st.text("beside")

    node: Node = App(program).run().run().state["box"]._node
    assert [above.children for above in node.ancestors()] == [None] * 4


def test_a_run_that_asked_for_another_one_is_let_go() -> None:
    class Thing: ...

    made = list["ref[Thing]"]()

    def program() -> None:
        if st.button("Go"):
            thing = Thing()
            made.append(ref(thing))
            st.rerun()

    app = App(program).run()
    app.change("Go", True)
    gc.collect()
    assert [each() for each in made] == [None]
