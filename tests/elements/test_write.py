"""`write` and `write_stream`: what each object becomes."""

import pytest

from rerun_state.testing import AppTest


def types(script: str) -> list[str]:
    at = AppTest.from_string("import rerun_state as st\n" + script, default_timeout=20).run()
    assert [e.message for e in at.exception] == []
    return [element.type for element in at.main if not hasattr(element, "children")]


@pytest.mark.parametrize(
    ("expression", "shown"),
    [
        ("1", "`1`"),
        ("None", "`None`"),
        ("(1, 2)", "`(1, 2)`"),
        ("'text'", "text"),
        ("__import__('io').StringIO('from a file')", "from a file"),
        ("type('T', (), {'__repr__': lambda self: 'a`b'})()", "``a`b``"),
        ("type('T', (), {'__repr__': lambda self: 'a\\nb'})()", "```\na\nb\n```"),
    ],
)
def test_plain_values_are_code_and_texts_are_markdown(expression: str, shown: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.write({expression})").run()
    assert at.markdown[0].value == shown


def test_an_exception_is_shown_as_one() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.write(ValueError('x'))").run()
    assert at.exception[0].message == "x"


def test_texts_and_values_in_a_row_are_one_element() -> None:
    assert types("st.write('a', 1, {'b': 2}, 'c')") == ["markdown", "json", "markdown"]


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("{'a': 1}", "json"),
        ("[1, 2]", "json"),
        ("__import__('collections').Counter('aab')", "json"),
        ("st.session_state", "json"),
        ("__import__('pandas').DataFrame({'a': [1]})", "dataframe"),
        ("__import__('numpy').zeros(3)", "dataframe"),
        ("len", "help_info"),
        ("object()", "help_info"),
        ("(word for word in ['a'])", "markdown"),
        ("__import__('matplotlib.figure').figure.Figure()", "image"),
        ("__import__('PIL.Image').Image.new('L', (2, 2))", "image"),
        ("__import__('altair').Chart().mark_bar()", "vega_lite_chart"),
        ("__import__('plotly.graph_objects').graph_objects.Figure()", "plotly_chart"),
        ("__import__('graphviz').Digraph()", "graphviz_chart"),
    ],
)
def test_each_object_is_shown_as_what_it_is(expression: str, kind: str) -> None:
    assert types(f"st.write({expression})") == [kind]


@pytest.mark.parametrize(
    ("method", "picture"),
    [
        ("_repr_svg_(self): return '<svg/>'", ("image/svg+xml", b"<svg/>")),
        ("_repr_png_(self): return b'png'", ("image/png", b"png")),
        (
            "_repr_mimebundle_(self): return {'image/png': 'cG5n', 'text/plain': 'x'}",
            ("image/png", b"png"),
        ),
    ],
)
def test_an_object_is_shown_as_the_picture_that_it_makes(
    method: str, picture: tuple[str, bytes]
) -> None:
    script = f"import rerun_state as st\nclass Rich:\n    def {method}\nst.write(Rich())"
    [output] = AppTest.from_string(script).run().get("output")[0].outputs
    assert (output["mime"], output["data"]) == picture


def test_an_object_is_shown_as_the_html_that_it_makes() -> None:
    script = "class Rich:\n    def _repr_html_(self): return '<b>x</b>'\nst.write(Rich())"
    [html] = AppTest.from_string(f"import rerun_state as st\n{script}").run().get("html")
    assert (html.body, html.scripts) == ("<b>x</b>", False)


def test_a_representation_may_be_markdown() -> None:
    script = "class M:\n    def _repr_markdown_(self): return '*m*'\nst.write(M())"
    assert types(script) == ["markdown"]


def test_a_container_takes_one_argument_because_it_may_replace_an_element() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.container().write('a', 'b')").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


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


def test_what_json_does_not_know_is_shown_by_its_repr() -> None:
    at = AppTest.from_string(
        "import rerun_state as st, datetime\nst.json({'d': datetime.date(2020, 1, 2), (1,): 2})"
    ).run()
    assert at.json[0].value == '{"d": "datetime.date(2020, 1, 2)"}'
    assert len(at.warning) == 1


def test_echo_shows_the_lines_of_its_block() -> None:
    script = "import rerun_state as st\nwith st.echo():\n    # why\n    x = 1\nst.text(x)\n"
    assert AppTest.from_string(script).run().code[0].value == "# why\nx = 1"


def test_help_names_an_object_as_the_program_does() -> None:
    at = AppTest.from_string("import rerun_state as st\nf = len\nst.help(f)\nst.help").run()
    assert [each.value for each in at.get("help_info")] == ["f", "st.help"]
    assert at.help[0].doc_string == len.__doc__


def test_help_names_the_whole_line_unless_the_line_is_its_call() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nl = [st.help(len)]\nst.write('a', len)"
    ).run()
    first, second = at.get("help_info")
    assert first.value == "l = [st.help(len)]"
    assert second.value.startswith("builtins.len(")


def test_what_is_no_ordinary_exception_is_written_as_text() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.write(KeyboardInterrupt('k'))").run()
    assert at.markdown[0].value == "`k`"


def test_sets_in_json_are_lists() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.json({'a': {1}})").run()
    assert at.json[0].value == '{"a": [1]}'


def test_the_columns_of_an_editor_have_texts_as_names() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.data_editor([[1, 2]])").run()
    assert list(at.get("data_editor")[0].value.columns) == ["0", "1"]


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
