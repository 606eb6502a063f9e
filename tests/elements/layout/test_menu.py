"""The menu of an app's pages."""

from typing import Any

from rerun_state.testing import AppTest

PROGRAM = """
import rerun_state as st

pages = [st.Page(lambda: None, title=title, url_path=title) for title in ("one", "two")]
hidden = st.Page(lambda: None, title="three", url_path="three", visibility="hidden")
st.navigation({"All": [*pages, hidden]}).run()
"""


def test_the_menu_lists_the_pages_that_are_visible() -> None:
    at = AppTest.from_string(PROGRAM).run()
    root: Any = at.main.node.parent
    menu = root.element.props["navigation"]
    [section] = menu["sections"]
    assert (menu["position"], section["title"]) == ("sidebar", "All")
    assert [page["label"] for page in section["pages"]] == ["one", "two"]
    assert menu["current"] == section["pages"][0]["name"]


def test_the_menu_may_stand_above_the_page() -> None:
    at = AppTest.from_string(PROGRAM.replace("hidden]}", "hidden]}, position='top'")).run()
    root: Any = at.main.node.parent
    assert root.element.props["navigation"]["position"] == "top"
