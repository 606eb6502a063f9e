"""Text that is shown while it arrives."""

import asyncio

import pytest

from rerun_state.testing import AppTest


def stream(source: str) -> AppTest:
    script = f"import rerun_state as st\nst.session_state.got = st.write_stream({source})"
    return AppTest.from_string(script).run()


def test_a_stream_of_texts_is_one_text() -> None:
    at = stream("iter(['one ', 'two'])")
    assert at.session_state.got == "one two"
    assert [element.value for element in at.markdown] == ["one two"]


def test_objects_in_a_stream_stand_between_its_texts() -> None:
    at = stream("iter(['a', {'b': 1}, 'c'])")
    assert at.session_state.got == ["a", {"b": 1}, "c"]
    assert [e.type for e in at.main if not hasattr(e, "children")] == [
        "markdown",
        "json",
        "markdown",
    ]


def test_a_cursor_is_gone_at_the_end() -> None:
    assert stream("iter(['a']), cursor='|'").markdown[0].value == "a"


def test_a_stream_may_be_asynchronous() -> None:
    script = """
    import rerun_state as st
    async def words():
        yield "a"
        yield "b"
    st.session_state.got = st.write_stream(words)
    """
    assert AppTest.from_string(script).run().session_state.got == "ab"


@pytest.mark.parametrize("source", ["'text'", "5", "None", "__import__('pandas').DataFrame()"])
def test_what_is_no_stream_is_refused(source: str) -> None:
    assert len(stream(source).exception) == 1


def test_what_models_stream_is_read_by_its_shape() -> None:
    script = """
    import rerun_state as st
    from types import SimpleNamespace as N
    class Chunk(N): __module__ = "openai.types.chat"
    def chunk(text): return Chunk(choices=[N(delta=N(content=text))])
    class Message(N): __module__ = "langchain_core.messages"
    parts = [chunk("a"), chunk(None), Message(content=[{"type": "text", "text": "b"}])]
    st.session_state.got = st.write_stream(parts)
    """
    assert AppTest.from_string(script).run().session_state.got == "ab"


def test_a_function_in_a_stream_is_called_and_leaves_nothing() -> None:
    script = (
        "import rerun_state as st\nst.text(st.write_stream(['a', lambda: st.caption('c'), 'b']))"
    )
    at = AppTest.from_string(script).run()
    assert [element.value for element in at.main][1:-1] == ["a", "c", "b"]
    assert at.text[0].value == "['a', 'b']"


def test_what_a_stream_left_is_written_in_pieces_again() -> None:
    script = "import rerun_state as st\nst.write(st.write_stream(['a', 1, 'b']))"
    at = AppTest.from_string(script).run()
    assert [element.value for element in at.markdown] == ["a", "`1`", "b"] * 2


@pytest.mark.parametrize(
    ("library", "chunk", "text"),
    [
        ("openai", "N(choices=[])", ""),
        ("openai", "N(type='response.output_text.delta', delta='a')", "a"),
        ("openai", "N(type='response.created')", ""),
        ("anthropic", "N(delta=N(text='a'))", "a"),
        ("anthropic", "N(type='ping')", ""),
        ("langchain_core", "N(content='a')", "a"),
        ("langchain_core", "N(content=['a', {'text': 'b'}, {}])", "ab"),
    ],
)
def test_each_library_has_its_chunks(library: str, chunk: str, text: str) -> None:
    source = f"[type('C', (N,), {{'__module__': '{library}.x'}})(**vars({chunk}))]"
    at = AppTest.from_string(
        "import rerun_state as st\nfrom types import SimpleNamespace as N\n"
        f"st.session_state.got = st.write_stream({source})"
    ).run()
    assert (at.session_state.got, not at.exception) == (text, True)


def test_an_asynchronous_stream_needs_no_thread_unless_it_waits(no_threads: None) -> None:
    script = """
    import asyncio
    import rerun_state as st
    async def words(wait):
        yield "a"
        if wait:
            await asyncio.sleep(0.01)
        yield "b"
    st.session_state.got = st.write_stream(words(False))
    st.write_stream(words(True))
    """

    async def cell() -> AppTest:
        return AppTest.from_string(script).run()

    at = asyncio.run(cell())
    assert at.session_state.got == "ab"
    assert "Await it in the cell" in at.exception[0].value
