"""The interface of AppTest."""

from pathlib import Path

from rerun_state.testing import AppTest, run_fragment
from tests.testing.programs import app


def test_what_code_has_set_reaches_the_app_as_the_page_holds_it() -> None:
    at = app("st.text_input('T', key='t')\nst.button('B', key='b')")
    at.session_state.t = None
    at.session_state.b = True
    at.run()
    assert (at.session_state.t, at.button[0].value) == ("", False)


def test_only_the_fragment_of_the_element_reruns_whatever_else_was_set() -> None:
    at = app("@st.fragment\ndef f():\n    st.text_input('T')\nf()\nst.text_input('U', key='u')")
    at.text_input[1].set_value("y")
    run_fragment(at, at.text_input[0].set_value("x"))
    assert at.session_state.u == "y"
    assert at.text_input.values == ["x", "y"]


def test_a_script_that_is_no_python_leaves_the_page_empty() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.text('x')\nst.text(").run()
    assert not at.text
    assert not at.exception


def test_what_lasts_as_long_as_its_page_ends_when_a_test_turns_it(tmp_path: Path) -> None:
    main, page = tmp_path / "app.py", tmp_path / "pages" / "b.py"
    page.parent.mkdir()
    main.write_text("import rerun_state as st\nst.text_input('P', key='p', persist_state='page')")
    page.write_text("import rerun_state as st\nst.text(st.session_state.get('p'))")
    at = AppTest.from_file(main).run()
    at.text_input[0].set_value("x").run()
    at.switch_page("pages/b.py").run()
    assert (at.text[0].value, at.run().text[0].value) == ("x", "None")


def test_an_app_with_two_pages_of_one_address_shows_that_they_are(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("app.py", "pages/1_a.py", "pages/2_a.py"):
        (tmp_path / name).write_text("")
    at = AppTest.from_file(tmp_path / "app.py").run()
    assert "'pages/1_a.py' and 'pages/2_a.py'" in at.exception[0].message
    (tmp_path / "pages/2_a.py").unlink()
    assert not at.run().exception
