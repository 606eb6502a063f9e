"""A page of an app: what it is made of, and how it is called."""

import os
from functools import partial
from pathlib import Path

import pytest

from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.app_page import (
    Page,
    check_registered,
    discover,
    name_of_file,
    script_of,
)
from rerun_state.runtime.execution.pages import Pages
from rerun_state.testing import AppTest


def overview() -> None:
    """A page."""


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("1_🎈_Two_words.py", ("Two_words", "🎈")),
        ("2 - plain.py", ("plain", "")),
        ("10.py", ("10", "")),
        ("→.py", ("→", "")),
        ("2_🎈🎈_y.py", ("🎈_y", "🎈")),
        ("1_©_owner.py", ("owner", "©")),
        ("12_🎈.py", ("", "🎈")),
        ("‘quoted’.py", ("‘quoted’", "")),
        ("~draft.py", ("~draft", "")),
        ("2_état__final_.py", ("état_final", "")),
    ],
)
def test_a_file_s_name_gives_name_and_icon(file: str, found: tuple[str, str]) -> None:
    assert name_of_file(Path(file)) == found


@pytest.mark.parametrize("icon", ["zz", ":material/no_such:", "🎈🎈"])
def test_an_icon_that_does_not_exist_is_refused_where_the_page_is_written(icon: str) -> None:
    with pytest.raises(StreamlitAPIException, match="is not a valid"):
        Page(overview, icon=icon)


def test_an_icon_that_is_no_text_is_refused() -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        Page(overview, icon=0)  # type: ignore[arg-type]


def test_an_icon_is_kept_without_blanks_around() -> None:
    assert [Page(overview, icon=icon).icon for icon in (" 🎈 ", " ")] == ["🎈", ""]


def test_a_function_s_name_is_title_and_address() -> None:
    page = Page(overview)
    assert (page.title, page.url_path, page.is_external) == ("overview", "overview", False)


def test_an_address_is_a_page_outside_of_the_app() -> None:
    page = Page("https://example.org", title="Elsewhere")
    assert (page.is_external, page.external_url) == (True, "https://example.org")
    assert page.url_path == "elsewhere"


def test_a_script_that_does_not_exist_is_no_page() -> None:
    with pytest.raises(StreamlitPageNotFoundError, match="There is no file"):
        Page("nowhere.py")


def test_a_path_with_a_null_character_is_no_page() -> None:
    with pytest.raises(StreamlitAPIException, match="null character"):
        Page("a\0b.py")


def test_only_what_navigation_returned_can_be_run() -> None:
    with pytest.raises(StreamlitAPIException, match="cannot be run here"):
        Page(overview).run()


def test_files_whose_name_begins_with_a_dot_are_no_pages(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("main.py", "pages/.hidden.py", "pages/shown.py"):
        (tmp_path / name).write_text("")
    pages = Pages[Page](tmp_path, tmp_path / "main.py")
    discover(pages)
    assert list(pages.registered) == ["main", "shown"]


@pytest.mark.parametrize("other", ["pages/1_main.py", "pages/main.py"])
def test_two_files_of_one_address_are_named(tmp_path: Path, other: str) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("main.py", other):
        (tmp_path / name).write_text("")
    with pytest.raises(StreamlitAPIException, match=rf"'main\.py' and '{other}' .* 'main'"):
        discover(Pages[Page](tmp_path, tmp_path / "main.py"))


def test_two_files_cannot_be_one_page(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("")
    one, other = (Page(tmp_path / name, url_path="same") for name in ("a.py", "b.py"))
    pages = Pages[Page]()
    pages.registered = {"same": one}
    with pytest.raises(StreamlitAPIException, match="not the one"):
        check_registered(other, pages)


def test_a_function_and_a_file_cannot_be_one_page(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    one, other = Page(tmp_path / "a.py", url_path="same"), Page(overview, url_path="same")
    for known, asked in ((one, other), (other, one)):
        pages = Pages[Page]()
        pages.registered = {"same": known}
        check_registered(known, pages)
        with pytest.raises(StreamlitAPIException, match="not the one"):
            check_registered(asked, pages)


def test_a_page_is_known_by_its_name_where_it_is_a_function(tmp_path: Path) -> None:
    pages = Pages[Page]()
    check_registered(Page(overview, url_path="same"), pages)
    pages.registered = {"same": Page(overview, url_path="same")}
    check_registered(Page(lambda: None, title="x", url_path="same"), pages)


def test_what_navigation_returned_can_be_run_once() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\ndef shown(): st.text('shown')\n"
        "page = st.navigation([shown])\npage.run()\npage.run()"
    ).run()
    assert at.text.values == ["shown"]
    assert "cannot be run here" in at.exception[0].value


@pytest.mark.parametrize("title", [None, "", "  "])
def test_an_address_needs_a_title(title: str | None) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError, match="needs a title"):
        Page("https://example.org", title=title)


def test_an_address_is_no_default_page() -> None:
    with pytest.raises(StreamlitIncompatibleParametersError, match="is not part of the app"):
        Page("http://example.org", title="Elsewhere", default=True)


def test_the_title_of_an_address_is_a_name_without_what_addresses_are_made_of() -> None:
    assert Page("http://example.org", title="A & B: __What?").name == "a_b_what"


@pytest.mark.parametrize("title", [" ", "\n"])
def test_a_title_cannot_be_blank(title: str) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title of"):
        Page(overview, title=title)


def test_what_has_no_name_needs_a_title() -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError, match="cannot find a title"):
        Page(partial(overview))
    assert Page(partial(overview), title="Named").title == "Named"


def test_an_address_of_a_page_is_one_word_which_only_the_default_page_can_do_without() -> None:
    assert Page(overview, url_path=" /seen/ ").url_path == "seen"
    assert Page(overview, url_path="", default=True).url_path == ""
    with pytest.raises(StreamlitMissingRequiredParameterError, match="url_path"):
        Page(overview, url_path="/")
    with pytest.raises(StreamlitAPIException, match="one word"):
        Page(overview, url_path="a/b")


def test_the_default_page_has_no_name_in_addresses() -> None:
    page = Page(overview, default=True)
    assert (page.name, page.url_path) == ("overview", "")


def test_a_page_may_have_a_tooltip_in_the_menu() -> None:
    assert (Page(overview).help, Page(overview, help="tip").help) == ("", "tip")


def test_a_page_is_visible_or_hidden() -> None:
    assert Page(overview, visibility="hidden").visibility == "hidden"
    with pytest.raises(StreamlitValueError, match="visibility"):
        Page(overview, visibility="seen")  # type: ignore[arg-type]


def test_an_app_without_more_files_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "__init__.py").write_text("")
    (tmp_path / "more").mkdir()
    for pages in (Pages[Page](tmp_path, tmp_path / "main.py"), Pages[Page](tmp_path / "more")):
        pages.registered = {"before": Page(overview)}
        discover(pages)
        assert pages.registered == {}


def test_a_notebook_in_a_folder_with_pages_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "more.py").write_text("")
    monkeypatch.chdir(tmp_path)
    for pages in (Pages[Page](), Pages[Page](tmp_path)):
        discover(pages)
        assert pages.registered == {}


@pytest.mark.long  # it waits
def test_the_file_of_a_page_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    (file := tmp_path / "page.py").write_text("")
    pages = Pages[Page](tmp_path)
    script = script_of(pages, file)
    assert script_of(pages, file) is script
    os.utime(file, ns=(0, 0))
    assert script_of(pages, file) is not script
