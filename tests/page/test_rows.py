"""Rows as they travel."""

import rerun_state as st
from rerun_state.runtime.model.tree import MAIN, Element, Tree
from tests.page.browser import Make


def test_a_container_comes_with_all_that_is_below_it(page: Make) -> None:
    def program() -> None:
        if "more" in st.session_state:
            st.container().text("inside")

    made = page(program)
    made.session.state["more"] = True
    [(op, _, _, [row])] = made.run()
    assert (op, row["t"], row["c"][0]["p"]) == ("insert", "container", {"body": "inside"})


def test_bytes_travel_beside_a_message(page: Make) -> None:
    tree, made = Tree(), page(lambda: None)
    tree.sections[MAIN].append(Element("pdf", {"data": b"pdf", "height": 99}))
    made.log.clear()
    made.renderer.start(tree)
    made.renderer.finish()
    assert made.ops[0][3][0]["p"] == {"data": {"$buffer": 0}, "height": 99}
    assert made.log[-1].buffers == [b"pdf"]
