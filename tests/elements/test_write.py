"""`write`: what each object becomes."""

import pandas
import pytest

from rerun_state.elements.write import drafted
from rerun_state.testing import AppTest


class HTML:
    def _repr_html_(self) -> str:
        return "<b>x</b>"


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


def test_an_object_that_has_whatever_it_is_asked_for_is_no_table() -> None:
    program = """
    import rerun_state as st
    class Remote:
        def __getattr__(self, name): return Remote()
        def __call__(self, *args, **kwargs): return Remote()
        def __repr__(self): return "remote"
    st.write(Remote())
    st.text("below")
    """
    at = AppTest.from_string(program).run()
    assert [each.value for each in at.main.children.values()] == ["`remote`", "below"]


def test_a_container_takes_one_argument_because_it_may_replace_an_element() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.container().write('a', 'b')").run()
    assert at.exception[0].proto.type.endswith("StreamlitAPIException")


def test_what_is_no_ordinary_exception_is_written_as_text() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.write(KeyboardInterrupt('k'))").run()
    assert at.markdown[0].value == "`k`"


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("tuple", "html"), ("int", "html"), ("dict", "json"), ("str", "markdown")],
)
def test_an_object_of_a_plain_kind_may_be_rich(kind: str, shown: str) -> None:
    script = f"class Rich({kind}):\n    def _repr_html_(self): return '<b>x</b>'\nst.write(Rich())"
    assert types(script) == [shown]


def test_what_write_shows_of_a_rich_object_can_be_had_without_a_run() -> None:
    frame = pandas.DataFrame({"a": [1]})
    element = drafted(frame)
    assert element is not None
    assert (element.kind, element.props["rows"]) == ("dataframe", 1)


def test_a_notebook_shows_text_and_what_is_rich_alone_in_its_own_way() -> None:
    assert [drafted(value) for value in (1, "a", [1], {"a": 1}, len, HTML())] == [None] * 6
