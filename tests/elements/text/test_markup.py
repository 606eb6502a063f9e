"""HTML, JSON and frames."""

from json import loads
from pathlib import Path

import pytest

from rerun_state.testing import AppTest
from tests.elements import calls
from tests.elements.calls import refusal
from tests.elements.media.shown import props


def test_a_frame_shows_an_address_a_file_or_html(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<b>file</b>")
    assert props("st.iframe('https://example.org')", "iframe")["src"] == "https://example.org"
    assert props("st.iframe('<b>x</b>')", "iframe")["srcdoc"] == "<b>x</b>"
    assert calls.props(f"st.iframe(Path({str(page)!r}))")["srcdoc"] == "<b>file</b>"


def test_a_style_sheet_alone_takes_no_place() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.html('<style>p {}</style>')").run()
    assert [e.type for e in at.main if not hasattr(e, "children")] == []
    assert len(at.get("html")) == 1


def test_what_json_does_not_know_is_shown_by_its_repr() -> None:
    at = AppTest.from_string(
        "import rerun_state as st, datetime\nst.json({'d': datetime.date(2020, 1, 2), (1,): 2})"
    ).run()
    assert at.json[0].value == '{"d": "datetime.date(2020, 1, 2)"}'
    assert len(at.warning) == 1


def test_sets_in_json_are_lists() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.json({'a': {1}})").run()
    assert at.json[0].value == '{"a": [1]}'


def test_the_file_of_a_style_sheet_is_one(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.CSS"
    sheet.write_text("p {}")
    program = f"import rerun_state as st, pathlib\nst.html(pathlib.Path({str(sheet)!r}))"
    at = AppTest.from_string(program).run()
    assert at.get("html")[0].body == "<style>p {}</style>"


def test_html_may_stand_in_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<b>file</b>")
    assert calls.props(f"st.html(Path({str(page)!r}))")["body"] == "<b>file</b>"


@pytest.mark.parametrize(("element", "shown"), [("html", "body"), ("iframe", "srcdoc")])
def test_a_text_is_never_read_as_a_file(element: str, shown: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text("secret")
    at = AppTest.from_string(f"import rerun_state as st\nst.{element}({str(secret)!r})").run()
    assert getattr(at.get(element)[0], shown) == str(secret)
    assert "pathlib.Path" in at.warning[0].value


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.json({}, expanded='x')", "StreamlitInvalidParameterTypeError"),
        ("st.html(' ')", "StreamlitMissingRequiredParameterError"),
        ("st.iframe('<b>x</b>', tab_index='x')", "StreamlitInvalidParameterTypeError"),
        ("st.iframe('<b>x</b>', tab_index=True)", "StreamlitInvalidParameterTypeError"),
        ("st.iframe('<b>x</b>', tab_index=-2)", "StreamlitValueError"),
        ("st.iframe(Path('nowhere.html'))", "StreamlitAPIException"),
        ("st.header('x', anchor=True)", "StreamlitValueError"),
        ("st.header('x', anchor=5)", "StreamlitInvalidParameterTypeError"),
    ],
)
def test_what_cannot_be_shown_is_refused(call: str, error: str) -> None:
    assert refusal(call) == error


@pytest.mark.parametrize("tab_index", [-1, 0, 2])
def test_a_frame_has_its_place_among_the_stops_of_tab(tab_index: int) -> None:
    assert calls.props(f"st.iframe('<b>x</b>', tab_index={tab_index})")["tab_index"] == tab_index


def test_a_file_of_another_kind_is_an_address_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"png")
    made = calls.props(f"st.iframe(Path({str(tmp_path / 'a.png')!r}))")
    assert made["src"] == "data:image/png;base64,cG5n"


@pytest.mark.parametrize(
    ("body", "json"),
    [
        ("__import__('collections').namedtuple('P', 'x')(1)", {"x": 1}),
        ("{'a': 1}.keys()", ["a"]),
        ("[1, {2}]", [1, [2]]),
        ("'[1]'", [1]),
    ],
)
def test_what_stands_for_data_is_shown_as_data(body: str, json: object) -> None:
    assert loads(calls.props(f"st.json({body})")["body"]) == json


def test_a_badge_is_markdown_whose_brackets_are_its_own() -> None:
    made = calls.props("st.badge('a [b]', icon=':material/home:', color='green')")
    assert made["body"] == ":green-badge[:material/home: a \\[b\\]]"
    assert (made["style"], made["help"], made["wrap"]) == ("markdown", None, True)
    assert calls.props("st.badge('a')")["body"] == ":blue-badge[a]"


def test_html_may_come_from_an_object_and_need_be_no_path() -> None:
    made = "type('H', (), {'_repr_html_': lambda self: '<i>h</i>'})()"
    assert calls.props(f"st.html({made})")["body"] == "<i>h</i>"
    assert calls.props("st.html('a\\0b')")["body"]


def test_an_expression_of_sympy_is_a_formula() -> None:
    made = calls.props("import sympy\nst.latex(sympy.Symbol('x') ** 2)")
    assert made["body"] == "$$\nx^{2}\n$$"
