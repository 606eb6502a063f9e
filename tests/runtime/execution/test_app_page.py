"""A page of an app: what it is made of, and how it is called."""

from pathlib import Path

import pytest

from rerun_state.errors import StreamlitAPIException, StreamlitPageNotFoundError
from rerun_state.runtime.execution.app_page import Page, check_registered, discover, name_of_file
from rerun_state.runtime.execution.pages import Pages


def overview() -> None:
    """A page."""


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("1_🎈_Two_words.py", ("Two_words", "🎈")),
        ("2 - plain.py", ("plain", "")),
        ("10.py", ("10", "")),
    ],
)
def test_a_file_s_name_gives_name_and_icon(file: str, found: tuple[str, str]) -> None:
    assert name_of_file(Path(file)) == found


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
