"""`write`: what each object becomes."""

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


def test_what_is_no_ordinary_exception_is_written_as_text() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.write(KeyboardInterrupt('k'))").run()
    assert at.markdown[0].value == "`k`"
