"""Rows as they travel."""

import rerun_state as st
from rerun_state.page.rows import Row
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


def test_a_container_comes_as_one_although_nothing_is_in_it(page: Make) -> None:
    def program() -> None:
        if "more" in st.session_state:
            st.container()
            st.text("leaf")

    made = page(program)
    made.session.state["more"] = True
    [(_, _, _, [box, leaf])] = made.run()
    assert (box["c"], "c" in leaf) == ([], False)


def test_bytes_travel_beside_a_message(page: Make) -> None:
    tree, made = Tree(), page(lambda: None)
    tree.sections[MAIN].append(Element("pdf", {"data": b"pdf", "height": 99}))
    made.log.clear()
    made.renderer.start(tree)
    made.renderer.finish()
    assert made.ops[0][3][0]["p"] == {"data": {"$buffer": 0}, "height": 99}
    assert made.log[-1].buffers == [b"pdf"]


def test_rows_of_inputs_share_what_is_empty(page: Make) -> None:
    made = page(lambda: [st.checkbox(f"box {n}") for n in range(3)] and None)
    rows = [row for row in made.renderer.inside.rows() if row.model is not None]
    assert len(rows) == 3
    assert len({id(row.wire) for row in rows}) == 1
    assert all(row.children == () for row in rows)


def test_a_leaf_that_others_are_put_into_gets_rows_of_its_own() -> None:
    leaf, other = Row(1, Element("text", {})), Row(2, Element("text", {}))
    leaf.opened().append(other)
    assert leaf.opened() == [other]
    assert Row(3, Element("text", {})).children == ()
