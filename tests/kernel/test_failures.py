"""Errors of an app: shown where they arose, with the reader's own lines, and harmless otherwise."""

import re

import pytest

from tests.kernel.reader import Reader, Row

APP = """
go = st.button("Go")
n = st.slider("N", 0, 9)
st.session_state.before = n
st.text(f"above {n}")
with st.container():
    if go:
        FAIL
st.text(f"below {n}")
"""

STATE = "__import__('rerun_state').session_state"


def failing(code: str) -> str:
    return APP.replace("FAIL", code.replace("\n", "\n        "))


def exception(reader: Reader) -> Row:
    return next(row for row in reader.page.rows() if row["kind"] == "exception")


def test_an_error_stands_below_what_was_shown_before(reader: Reader) -> None:
    reader.app(failing("1 / 0"))
    reader.press("Go")
    reader.see("ZeroDivisionError: division by zero")
    assert reader.settle()[:3] == ["Go", "N", "above 0"]


def test_an_exception_that_was_caught_points_at_the_line_that_raised_it(reader: Reader) -> None:
    reader.app("try:\n    1 / 0\nexcept Exception as error:\n    st.exception(error)")
    traceback = "\n".join(exception(reader)["traceback"])
    plain = re.sub(r"\x1b\[[0-9;]*m", "", traceback)
    assert "     1 / 0" in next(line for line in plain.splitlines() if "-> " in line)


def test_the_traceback_has_the_readers_frames_and_lines_only(reader: Reader) -> None:
    reader.kernel.run("def helper(x):\n    return 1 / x")
    reader.app(failing("helper(0)"))
    reader.press("Go")
    reader.see("ZeroDivisionError")
    traceback = "\n".join(exception(reader)["traceback"])
    plain = re.sub(r"\x1b\[[0-9;]*m", "", traceback)
    assert "helper(0)" in plain
    assert "1 / x" in plain
    assert "rerun_state/" not in traceback


def test_an_error_of_a_misused_element_points_at_the_readers_line(reader: Reader) -> None:
    reader.app(failing("st.columns(0)"))
    reader.press("Go")
    reader.see("columns() takes")
    traceback = "\n".join(exception(reader)["traceback"])
    assert "columns" in traceback
    assert "elements/layout.py" not in traceback


def test_the_next_event_works_and_the_error_is_gone(reader: Reader) -> None:
    reader.app(failing("1 / 0"))
    reader.press("Go")
    reader.see("ZeroDivisionError")
    reader.change("N", [4])
    reader.see("below 4")
    assert reader.settle() == ["Go", "N", "above 4", "below 4"]


def test_state_set_before_the_error_stays(reader: Reader) -> None:
    reader.app(failing("1 / 0"))
    reader.change("N", [4])
    reader.press("Go")
    reader.see("ZeroDivisionError")
    assert reader.value(f"{STATE}.before") == 4


def test_the_debugger_looks_at_the_error(reader: Reader) -> None:
    reader.app(failing("inner = 41\nraise LookupError('where')"))
    reader.press("Go")
    reader.see("LookupError: where")
    found = reader.value(
        "(type(__import__('sys').last_value).__name__,"
        " __import__('sys').last_traceback.tb_frame.f_globals['inner'],"
        " get_ipython().InteractiveTB.tb is __import__('sys').last_traceback)"
    )
    assert found == ("LookupError", 41, True)


def test_percent_debug_opens_on_the_error(reader: Reader) -> None:
    reader.app(failing("inner = 41\nraise LookupError('where')"))
    reader.press("Go")
    reader.see("LookupError: where")
    assert "42" in reader.kernel.run("%debug", answers=["p inner + 1", "q"]).text


def test_percent_tb_prints_the_error_again(reader: Reader) -> None:
    reader.app(failing("raise LookupError('where')"))
    reader.press("Go")
    reader.see("LookupError: where")
    assert "LookupError" in str(reader.kernel.run("%tb").outputs)


AWKWARD = {
    "exit": ("raise SystemExit('bye')", "SystemExit: bye"),
    "sys.exit": ("import sys; sys.exit(3)", "SystemExit: 3"),
    "no text": ("class Bad(Exception):\n    def __str__(self): 1 / 0\nraise Bad", "Bad"),
    "no repr": (
        "class Mute:\n    def __repr__(self): 1 / 0\nmute = Mute()\nraise ValueError(mute)",
        "ValueError",
    ),
    "not pickled": ("raise ValueError(lambda: 0)", "ValueError"),
    "chained": ("try: 1 / 0\nexcept Exception as e: raise KeyError('k') from e", "KeyError: 'k'"),
    "a group": ("raise ExceptionGroup('all', [ValueError(1), TypeError(2)])", "all (2 sub"),
    "recursion": ("def f(): f()\nf()", "RecursionError"),
    "a syntax error in eval": ("eval('1 +')", "SyntaxError"),
    "a base exception": ("class Odd(BaseException): pass\nraise Odd('x')", "Odd: x"),
    "a generator": ("raise GeneratorExit('g')", "GeneratorExit"),
    "a stop iteration": ("raise StopIteration(5)", "StopIteration"),
    "a stop iteration of a cell that awaits": (
        "import asyncio; await asyncio.sleep(0)\nnext(iter([]))",
        "RuntimeError: coroutine raised StopIteration",
    ),
    "a cancelled error": ("import asyncio; raise asyncio.CancelledError('c')", "CancelledError"),
    "a very long text": ("raise ValueError('x' * 3_000_000)", "ValueError: xxx"),
    "a lone surrogate": ("raise ValueError('bad \\ud800 text')", "ValueError: bad"),
    "nul and ansi": ("raise ValueError('\\x00\\x1b[31mred')", "ValueError"),
}


@pytest.mark.parametrize("kind", AWKWARD)
def test_any_exception_is_shown_and_leaves_the_app_working(reader: Reader, kind: str) -> None:
    code, shown = AWKWARD[kind]
    reader.app(failing(code))
    reader.press("Go")
    reader.see(shown)
    reader.change("N", [4])
    reader.see("below 4")
    assert reader.value("6 * 7") == 42


@pytest.mark.parametrize("kind", ["exit", "a generator", "a cancelled error", "no text"])
def test_any_exception_of_the_first_run_fails_its_cell_only(reader: Reader, kind: str) -> None:
    code, shown = AWKWARD[kind]
    reply = reader.app(failing(code).replace("if go", "if n == 0"))
    assert reply.error is not None
    reader.see(shown)
    reader.change("N", [4])
    reader.see("below 4")


def test_a_syntax_error_fails_the_cell_with_its_line(reader: Reader) -> None:
    reply = reader.app("st.text('x')\nst.text(")
    assert reply.error == "SyntaxError"
    shown = "\n".join(reply.content["traceback"])
    assert "st.text(" in shown
    assert "line 5" in re.sub(r"\x1b\[[\d;]*m", "", shown)


@pytest.mark.parametrize("code", ["st.text(", "eval('1 +')", "%nosuch\nawait ="])
def test_a_syntax_error_shows_no_frames_but_the_readers(reader: Reader, code: str) -> None:
    reply = reader.app(code)
    assert reply.error == "SyntaxError"
    assert ".py" not in "\n".join(reply.content["traceback"])


UNSENDABLE = {
    "a lone surrogate": "st.text('bad \\ud800 text')",
    "a huge integer": "st.json({'n': 10**400})",
    "nan": "st.json({'n': float('nan'), 'm': float('inf')})",
    "an object": "st.json({'o': object()})",
    "a bad label": "st.slider('label \\ud800', 0, 9)",
    "a broken repr": "class Bad:\n    def __repr__(self): 1 / 0\nst.write(Bad())",
    "a broken html": "class Bad:\n    def _repr_html_(self): 1 / 0\nst.write(Bad())",
    "a bad display": "display({'application/json': object()}, raw=True)",
    "a print of a surrogate": "print('bad \\ud800 text')",
    "bytes in a dict": "st.json({'b': b'x', b'k': 1})",
    "a set as key": "st.json({frozenset([1]): 1})",
    "a cycle": "d = {}\nd['d'] = d\nst.json(d)",
    "markdown that is deep": "st.markdown('>' * 3000 + ' deep')",
    "a select of surrogates": "st.selectbox('S', ['\\ud800', 'b'])",
}


@pytest.mark.parametrize("kind", UNSENDABLE)
def test_what_cannot_be_sent_spoils_neither_the_page_nor_the_engine(
    reader: Reader, kind: str
) -> None:
    reader.app(failing(UNSENDABLE[kind]))
    reader.press("Go")
    reader.kernel.settle(quiet=0.5)
    assert reader.page.texts()[:3] == ["Go", "N", "above 0"]
    reader.change("N", [4])
    reader.see("below 4")
    assert reader.settle() == ["Go", "N", "above 4", "below 4"]


def test_an_element_that_cannot_be_drawn_says_so_in_its_place(reader: Reader) -> None:
    reader.kernel.run(
        "import rerun_state.page.kinds as kinds\n"
        "kinds._KINDS['text'] = kinds.Kind(travels=lambda props: 1 / 0)"
    )
    reader.app("go = st.button('Go')\nst.text('broken')\nst.caption('whole')")
    first = reader.page.texts()
    reader.press("Go")
    again = reader.settle()
    reader.kernel.run("del kinds._KINDS['text']")
    assert first == again == ["Go", "ZeroDivisionError: division by zero", "whole"]


def test_an_error_in_a_callback_keeps_the_page(reader: Reader) -> None:
    reader.app("go = st.button('Go', on_click=lambda: 1 / 0)\nst.text(f'shown {go}')")
    reader.press("Go")
    reader.see("ZeroDivisionError")
    assert reader.settle()[1:] == ["Go", "shown False"]


def test_a_page_that_was_interrupted_again_has_the_last_error_alone(reader: Reader) -> None:
    reader.app("""
n = st.slider("N", 0, 9)
for text in range(1, 6):
    st.text(text)
    if text == n: raise KeyboardInterrupt(f"at {n}")
""")
    for n in (2, 4, 1):
        reader.change("N", [n])
        reader.see(f"KeyboardInterrupt: at {n}")
    errors = [text for text in reader.settle() if "Interrupt" in text]
    assert errors == ["KeyboardInterrupt: at 1"]


def test_an_error_in_a_fragment_leaves_the_rest_of_the_page(reader: Reader) -> None:
    reader.app("""
@st.fragment
def part():
    if st.button("Go"):
        1 / 0
part()
st.text("below")
""")
    reader.press("Go")
    reader.see("ZeroDivisionError")
    assert reader.settle() == ["Go", "ZeroDivisionError: division by zero", "below"]


def test_containers_without_end_are_an_error_and_the_next_event_heals_it(reader: Reader) -> None:
    reader.app("""
from contextlib import ExitStack
depth = st.number_input("Depth", 0, 900)
with ExitStack() as opened:
    for _ in range(depth):
        opened.enter_context(st.container())
    st.text(f"deep {depth}")
""")
    for depth in (100, 900, 3):
        reader.change("Depth", depth)
        reader.see(f"deep {depth}" if depth != 900 else "within each other")
    assert reader.settle() == ["Depth", "deep 3"]


def test_endless_reruns_end_with_an_error(reader: Reader) -> None:
    reply = reader.app("st.rerun()", timeout=60)
    assert reply.error == "RerunLimitError"
    reader.settle()  # ipykernel 6 refuses a cell that follows a failed one too soon
    assert reader.value("6 * 7") == 42


def test_apps_that_set_each_other_going_come_to_an_end(reader: Reader) -> None:
    app = "v = st.session_state.setdefault('v', 0)\nst.session_state.v = v + 1"
    reader.app(app, cell_id="one")
    reader.app(app, cell_id="two")
    assert reader.value("6 * 7") == 42
    reader.see("RerunLimitError", timeout=30)


def test_the_box_says_each_thing_once(reader: Reader) -> None:
    reader.app(failing("1 / 0"))
    reader.press("Go")
    reader.see("ZeroDivisionError: division by zero")
    shown = exception(reader)
    assert shown["where"] == "Line 11: 1 / 0"
    lines = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(shown["traceback"]))
    assert "ZeroDivisionError" not in lines
    assert "-> " in lines


def test_apps_run_in_a_working_folder_that_was_removed(reader: Reader) -> None:
    reader.kernel.run(
        "import os, tempfile\nbefore, gone = os.getcwd(), tempfile.mkdtemp()\n"
        "os.chdir(gone)\nos.rmdir(gone)"
    )
    reader.app("if st.button('Go'):\n    st.text(st.secrets['a'])")
    reader.press("Go")
    reader.see("the working folder was removed")
    assert reader.kernel.run("os.chdir(before)").error is None


def test_cells_without_a_name_or_heading_are_called_by_their_numbers(reader: Reader) -> None:
    code = "st.slider('A', 0, 9, key='copied')"
    one, two = (reader.app(code, cell_id=id).content["execution_count"] for id in ("one", "two"))
    [shown] = reader.page.texts()
    assert f"a slider of the app 'In [{one}]', and by a slider of the app 'In [{two}]'" in shown


def test_the_traceback_of_a_failed_app_is_there_for_those_who_ask_for_it(reader: Reader) -> None:
    reply = reader.app("def ratio(a, b):\n    return a / b\nratio(1, 0)")
    assert len(reply.content["traceback"]) == 1
    for _ in range(2):
        [shown] = reader.kernel.run("%tb").outputs
        told = "\n".join(shown.content["traceback"])
        assert "a / b" in re.sub(r"\x1b\[[\d;]*m", "", told)
        assert told.rstrip().endswith("division by zero")
        assert "magic.py" not in told
