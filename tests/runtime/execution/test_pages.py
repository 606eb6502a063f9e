"""The pages of an app: which there are, which is shown."""

from pathlib import Path

import pytest

from rerun_state.errors import StreamlitPageNotFoundError
from rerun_state.runtime.execution.app_page import Page, discover, named_page
from rerun_state.runtime.execution.pages import Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages[Page]:
    """An app of two pages: a script, and a file in the folder `pages/` beside it."""
    (tmp_path / "pages").mkdir()
    for name in ("main.py", "pages/1_more.py"):
        (tmp_path / name).write_text("")
    found = Pages[Page](tmp_path, tmp_path / "main.py")
    discover(found)
    return found


def test_the_default_page_is_shown_first(pages: Pages[Page]) -> None:
    assert (pages.here(), pages.chosen()) == ("main", None)


def test_another_page_runs_in_place_of_the_main_script(pages: Pages[Page]) -> None:
    pages.wanted = "more"
    assert (pages.here(), pages.chosen()) == ("more", pages.registered["more"])


def test_st_navigation_chooses_by_itself(pages: Pages[Page]) -> None:
    pages.wanted, pages.navigated = "more", True
    assert pages.chosen() is None


def test_a_page_is_found_by_its_script(pages: Pages[Page]) -> None:
    assert pages.by_file("pages/1_more.py") is pages.registered["more"]


def test_a_script_that_is_no_page_is_not_found(pages: Pages[Page]) -> None:
    with pytest.raises(StreamlitPageNotFoundError, match=r"no page 'other\.py'"):
        pages.by_file("other.py")


def test_a_script_without_others_is_the_page_that_it_can_name(tmp_path: Path) -> None:
    main = tmp_path / "main.py"
    main.write_text("")
    pages = Pages[Page](tmp_path, main)
    assert named_page(pages, "main.py").name == pages.here() == "main"
    assert (pages.registered, pages.chosen()) == ({}, None)
