"""Text that is shown while it arrives."""

import asyncio

import pytest

from rerun_state.elements.text.streams import so_far
from rerun_state.page.markdown.rendering import render
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


def test_markup_is_closed_while_the_text_grows() -> None:
    script = """
    import rerun_state as st
    from rerun_state.runtime.execution.run import current
    seen = st.session_state.seen = []
    def words():
        for piece in ["a ", "**b ", "c", "**"]:
            yield piece
            main = current("a test").tree.sections["main"]
            seen.append(main.children[-1].element.props["body"])
    st.write_stream(words, cursor="|")
    """
    at = AppTest.from_string(script).run()
    assert at.session_state.seen == ["a", "a **b|**", "a **b c|**", "a **b c**|"]
    assert at.markdown[0].value == "a **b c**"


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
    class ChatCompletionChunk(N): __module__ = "openai.types.chat"
    def chunk(text): return ChatCompletionChunk(choices=[N(delta=N(content=text))])
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


def chunk(kind: str, fields: str) -> AppTest:
    """An app that streams one chunk of that class, as `library.Class`."""
    library, name = kind.split(".")
    source = f"[type('{name}', (N,), {{'__module__': '{library}.x'}})(**vars(N({fields})))]"
    script = (
        "import rerun_state as st\nfrom types import SimpleNamespace as N\n"
        f"st.session_state.got = st.write_stream({source})"
    )
    return AppTest.from_string(script).run()


CHAT, DELTA = "openai.ChatCompletionChunk", "openai.ResponseTextDeltaEvent"


@pytest.mark.parametrize(
    ("kind", "fields", "text"),
    [
        (CHAT, "choices=[]", ""),
        (CHAT, "choices=[N(delta=None)]", ""),
        (CHAT, "choices=[N(delta=N(content=None))]", ""),
        (CHAT, "choices=[N(delta=N(content='a'))]", "a"),
        (DELTA, "type='response.output_text.delta', delta='a'", "a"),
        (DELTA, "type='response.output_text.delta', delta=None", ""),
        ("openai.ResponseRefusalDeltaEvent", "type='response.refusal.delta', delta='no'", "no"),
        ("openai.ResponseCreatedEvent", "type='response.created'", ""),
        ("openai.ResponseErrorEvent", "type='error'", ""),
        ("anthropic.Event", "delta=N(text='a')", "a"),
        ("anthropic.Event", "type='ping'", ""),
        ("langchain_core.AIMessageChunk", "content='a'", "a"),
        ("langchain_core.AIMessageChunk", "content=None", ""),
        ("langchain_core.AIMessageChunk", "content=['a', {'text': 'b'}, {}]", "ab"),
    ],
)
def test_each_library_has_its_chunks(kind: str, fields: str, text: str) -> None:
    at = chunk(kind, fields)
    assert (at.session_state.got, not at.exception) == (text, True)


@pytest.mark.parametrize("kind", [CHAT, DELTA, "langchain_core.AIMessageChunk"])
def test_a_chunk_of_another_form_is_named(kind: str) -> None:
    (error,) = chunk(kind, "other=1").exception
    assert "cannot read this {} of {}".format(*reversed(kind.split("."))) in error.message


def test_what_is_no_chunk_of_a_library_is_shown_as_it_is() -> None:
    at = chunk("openai.Completion", "choices=[]")
    assert type(at.session_state.got[0]).__name__ == "Completion"


def test_a_chunk_may_hold_what_is_no_text() -> None:
    assert chunk(CHAT, "choices=[N(delta=N(content={'a': 1}))]").json[0].value == '{"a": 1}'


def test_whatever_python_iterates_over_is_a_stream() -> None:
    script = """
    import rerun_state as st
    class Words:
        def __getitem__(self, at):
            return ["a", "b"][at]
    st.session_state.got = st.write_stream(Words())
    """
    assert AppTest.from_string(script).run().session_state.got == "ab"


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


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a **b", "<p>a <strong>b|</strong></p>"),
        ("a **b ", "<p>a <strong>b|</strong></p>"),
        ("a *b", "<p>a <em>b|</em></p>"),
        ("~~a", "<p><s>a|</s></p>"),
        ("**a *b", "<p><strong>a <em>b|</em></strong></p>"),
        ("a `b", "<p>a <code>b|</code></p>"),
        ("a `b **c", "<p>a <code>b **c|</code></p>"),
        ("a **`b**` c", "<p>a <strong><code>b**</code> c|</strong></p>"),
        ("* a *b", "<ul>\n<li>a <em>b|</em></li>\n</ul>"),
        ("one\n\n**two", "<p>one</p>\n<p><strong>two|</strong></p>"),
    ],
)
def test_what_is_open_is_closed_for_now(source: str, shown: str) -> None:
    assert render(so_far(source, "|")).strip() == shown


@pytest.mark.parametrize("mark", ["**", "*", "`", "~~"])
def test_a_mark_before_its_words_is_not_seen(mark: str) -> None:
    assert so_far(f"a **b** {mark}", "|") == "a **b** |"


@pytest.mark.parametrize(
    ("source", "shown"), [("see [a b](http://c", "see a b"), ("[a](b) [c](", "[a](b) c")]
)
def test_a_link_is_its_label_until_its_address_is_there(source: str, shown: str) -> None:
    assert so_far(source) == shown


@pytest.mark.parametrize(
    "source",
    [
        "",
        "plain",
        "**a** *b* `c` ~~d~~ [e](f)",
        "2 * 3",
        "* item",
        r"\*a",
        "a_b [1",
        "**a\n\nb",
        "```py\na **b `c",
        "~~~\n```\n**a",
    ],
)
def test_what_is_complete_or_no_markup_stays_as_it_is(source: str) -> None:
    assert so_far(source) == source


def test_markup_after_a_block_of_code_is_closed() -> None:
    assert so_far("```\n**a\n```\n**b") == "```\n**a\n```\n**b**"
