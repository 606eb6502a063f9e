"""What a notebook keeps of an app, in bounds."""

import pytest

from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.tree import MAIN, Element, Tree
from rerun_state.snapshot import html
from rerun_state.snapshot.bundle import bundle, shows_all
from rerun_state.testing import AppTest


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


def test_what_says_more_than_there_is_room_for_is_named_and_not_rendered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rendered: list[str] = []

    def highlight(code: str, _: str | None) -> str:
        rendered.append(code)
        return code

    monkeypatch.setattr(html, "highlight", highlight)
    program = """
    import rerun_state as st
    for column, code in zip(st.columns(2), ("short", "x = 1\\n" * 20_000)):
        column.code(code, language=None)
    st.text("below")
    """
    app = AppTest.from_string(program).run()
    kept = bundle(app._cell.tree, app.session)
    assert rendered == ["short"]
    assert "[code: 119,999 characters]" in kept["text/html"]
    assert kept["text/plain"].split()[-1] == "below"
    assert not shows_all(app._cell.tree, app.session)


def test_what_no_file_can_hold_does_not_keep_a_page_from_being_kept(tree: Tree) -> None:
    put(tree, "half a pair: \ud800")
    assert [kept.count("\ufffd") for kept in bundle(tree, Session()).values()] == [1, 1]
