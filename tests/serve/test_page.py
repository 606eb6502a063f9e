"""The page and its files."""

import gzip
import re

import pytest

from rerun_state import static
from rerun_state.serve import page


def test_the_page_names_its_files_by_their_content() -> None:
    found = re.findall(r"static/(\w+)\.(\w{16})\.js", page.page(None, "app"))
    names = {name for name, _ in found}
    assert {"rerun_state", "data", "vega"} <= names
    for name, digest in found:
        if name in ("rerun_state", "data"):
            assert page.unpacked(page.packed(name, digest)).decode() in (
                static.static_text("rerun_state.js"),
                static.read_chunk("data"),
            )


@pytest.mark.parametrize("name", ["stub", "contract", "", "../errors"])
def test_nothing_else_is_a_file_of_the_page(name: str) -> None:
    with pytest.raises(KeyError):
        page.packed(name, "0" * 16)


def test_a_file_of_another_content_is_not_there() -> None:
    with pytest.raises(KeyError):
        page.packed("data", "0" * 16)


def test_a_title_is_text() -> None:
    shown = page.page("<b>&", "app")
    assert '<title data-by="server">&lt;b&gt;&amp;</title>' in shown
    assert "<title>app</title>" in page.page(None, "app")


def test_the_scripts_of_the_page_end_where_they_should() -> None:
    assert page.page(None, "app").count("</script>") == 3


def test_the_page_and_its_code_are_small() -> None:
    html = len(gzip.compress(page.page(None, "app").encode()))
    files = [page.address(name).split(".")[1] for name in (page.LIBRARY, page.VISIT)]
    packed = [page.packed(page.LIBRARY, files[0]), page.packed(page.VISIT, files[1])]
    assert html < 2_500
    assert html + sum(map(len, packed)) < 56_000


def test_the_first_visitor_waits_for_no_file_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    page.prepare()
    monkeypatch.setattr(page, "_read", {}.__getitem__)  # KeyError for any of them
    for name in (page.LIBRARY, page.VISIT):
        assert page.packed(name, page.address(name).split(".")[1])
    assert page.page(None, "app")
