"""What a notebook keeps of an app, in bounds."""

import pytest

from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.tree import MAIN, Element, Tree
from rerun_state.snapshot.bundle import bundle


@pytest.fixture
def tree() -> Tree:
    return Tree()


def put(tree: Tree, *texts: str) -> None:
    for text in texts:
        tree.sections[MAIN].append(Element("text", {"body": text}))


def test_a_page_is_kept_as_html_and_as_text(tree: Tree) -> None:
    put(tree, "one", "two")
    kept = bundle(tree, Session())
    assert "<pre>one</pre>\n<pre>two</pre>" in kept["text/html"]
    assert kept["text/plain"].split() == ["one", "two"]


def test_a_page_without_end_is_kept_as_far_as_there_is_room(tree: Tree) -> None:
    put(tree, "first", *["x" * 1000] * 500)
    for kept in bundle(tree, Session()).values():
        assert len(kept) < 100_000
        assert "first" in kept
        assert "more; run the cell to see the whole app" in kept


def test_what_is_too_large_alone_is_counted(tree: Tree) -> None:
    put(tree, "ä" * 90_000)
    assert bundle(tree, Session())["text/plain"].strip().startswith("[1 more")
