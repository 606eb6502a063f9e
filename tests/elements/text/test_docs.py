"""`help` and `echo`: what an object is, and the code that is shown."""

from rerun_state.testing import AppTest


def test_echo_shows_the_lines_of_its_block() -> None:
    script = "import rerun_state as st\nwith st.echo():\n    # why\n    x = 1\nst.text(x)\n"
    assert AppTest.from_string(script).run().code[0].value == "# why\nx = 1"


def test_help_names_an_object_as_the_program_does() -> None:
    at = AppTest.from_string("import rerun_state as st\nf = len\nst.help(f)\nst.help").run()
    assert [each.value for each in at.get("help_info")] == ["f", "st.help"]
    assert at.help[0].doc_string == len.__doc__


def test_help_names_the_whole_line_unless_the_line_is_its_call() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nl = [st.help(len)]\nst.write('a', len)"
    ).run()
    first, second = at.get("help_info")
    assert first.value == "l = [st.help(len)]"
    assert second.value.startswith("builtins.len(")
