"""Apps of several pages, from functions and from files."""

from pathlib import Path

import pytest

from rerun_state.testing import AppTest

FUNCTIONS = """
import rerun_state as st
def one():
    st.text("one")
    st.checkbox("Box", key="box")
    if st.button("Go"):
        st.switch_page(second, query_params={"from": "one"})
def two():
    st.text("two")
    st.checkbox("Box", key="box")
    st.write(st.query_params.get("from"))
    st.page_link(first, label="Back")
first, second = st.Page(one), st.Page(two, url_path="zwei")
page = st.navigation([first, second])
st.checkbox("Frame", key="frame")
page.run()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text("import rerun_state as st\nst.text('main')\n")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "1_more.py").write_text("import rerun_state as st\nst.text('more')\n")
    return tmp_path


def test_switching_runs_the_other_page() -> None:
    at = AppTest.from_string(FUNCTIONS).run()
    at.button[0].click().run()
    assert at.text.values == ["two"]
    assert at.markdown[0].value == "one"


def test_on_another_page_all_widgets_have_their_defaults() -> None:
    at = AppTest.from_string(FUNCTIONS).run()
    at.checkbox(key="box").check()
    at.checkbox(key="frame").check().run()
    at.button[0].click().run()
    assert at.checkbox(key="frame").value is False
    assert at.checkbox(key="box").value is False


def test_to_switch_to_the_page_that_is_shown_changes_no_value(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(
        "import rerun_state as st\nst.checkbox('Box')\nif st.button('Go'): st.switch_page('app.py')"
    )
    at = AppTest.from_file(script).run()
    at.checkbox[0].check().run()
    assert at.button[0].click().run().checkbox[0].value is True


def test_a_page_that_a_test_has_switched_to_begins_every_run(folder: Path) -> None:
    (folder / "pages" / "2_back.py").write_text(
        "import rerun_state as st\nst.text('back')\nif st.button('B'): st.switch_page('app.py')"
    )
    at = AppTest.from_file(folder / "app.py").run().switch_page("pages/2_back.py").run()
    assert at.button[0].click().run().text.values == ["main"]
    assert at.run().text.values == ["back"]


def test_files_in_the_folder_pages_are_pages(folder: Path) -> None:
    at = AppTest.from_file(folder / "app.py").run()
    assert at.switch_page("pages/1_more.py").run().text.values == ["more"]
    assert at.switch_page("app.py").run().text.values == ["main"]


def test_a_file_that_is_no_page_is_refused(folder: Path) -> None:
    (folder / "other.py").write_text("")
    at = AppTest.from_file(folder / "app.py").run()
    with pytest.raises(ValueError, match="no page of the app"):
        at.switch_page("other.py")


def test_a_missing_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.py"):
        AppTest.from_file(tmp_path / "nothing.py")


def test_two_pages_of_one_name_are_refused() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.navigation([st.Page(lambda: 1, title='a', url_path='x'),"
        "st.Page(lambda: 2, title='b', url_path='x')])"
    ).run()
    assert "url_path" in at.exception[0].message


def test_values_persist_for_their_page_or_for_the_session() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st

        def first():
            if st.checkbox("show", True):
                st.text_input("P", key="page", persist_state="page")
                st.text_input("S", key="session", persist_state="session")

        def second():
            st.text("second")

        a = st.Page(first, title="A", url_path="a", default=True)
        b = st.Page(second, title="B", url_path="b")
        st.navigation([a, b]).run()
        if st.button("go"):
            st.switch_page(b)
        """
    ).run()
    at.text_input(key="page").set_value("p")
    at.text_input(key="session").set_value("s").run()
    at.checkbox[0].uncheck().run()
    assert at.session_state.to_dict() == {"page": "p", "session": "s"}
    at.button[0].click().run()
    assert at.session_state.to_dict() == {"session": "s"}
