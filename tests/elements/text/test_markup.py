"""HTML, JSON and frames."""

from pathlib import Path

from rerun_state.testing import AppTest
from tests.elements.media.shown import props


def test_a_frame_shows_an_address_a_file_or_html(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<b>file</b>")
    assert props("st.iframe('https://example.org')", "iframe")["src"] == "https://example.org"
    assert props("st.iframe('<b>x</b>')", "iframe")["srcdoc"] == "<b>x</b>"
    assert props(f"st.iframe({str(page)!r})", "iframe")["srcdoc"] == "<b>file</b>"


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
    at = AppTest.from_string(f"import rerun_state as st\nst.html({str(sheet)!r})").run()
    assert at.get("html")[0].body == "<style>p {}</style>"


def test_html_may_stand_in_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<b>file</b>")
    assert props(f"st.html({str(page)!r})", "html")["body"] == "<b>file</b>"
