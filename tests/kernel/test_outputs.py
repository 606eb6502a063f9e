"""Whatever a run prints or displays lands in its app, in its place, in the first run and later."""

import pytest

from tests.kernel.live import OUTPUTS, Message
from tests.kernel.reader import Reader

# What to execute between the elements "above" and "below", and what stands there then.
CASES = {
    "print": ("print('one'); print('two')", ["one\ntwo\n"]),
    "stderr": ("import sys; print('oh', file=sys.stderr)", ["[stderr] oh\n"]),
    "logging": (
        "import logging; logging.getLogger('mine').warning('careful')",
        ["[stderr] careful\n"],
    ),
    "a handler made in another cell": ("log.info('noted')", ["[stderr] noted\n"]),
    "a warning": (
        "import warnings; warnings.warn('old')",
        ["old"],
    ),
    "display": (
        "from IPython.display import HTML, display; display(HTML('<b>x</b>'))",
        ["<b>x</b>"],
    ),
    "display of several": ("display(1, 'two')", ["1", "'two'"]),
    "display_id": (
        "h = display('first', display_id='d'); print('between'); h.update('second')",
        ["'second'", "between\n"],
    ),
    "update_display": (
        "from IPython.display import update_display\n"
        "display('first', display_id='e'); update_display('third', display_id='e')",
        ["'third'"],
    ),
    "print between elements": ("print('a'); st.text('b'); print('c')", ["a\n", "b", "c\n"]),
    "print in a container": ("with st.container(): print('in'); st.text('side')", ["in\n", "side"]),
    "a child process": ("import subprocess; _ = subprocess.run(['echo', 'child'])", ["child\n"]),
    "carriage returns": ("print('10%', end='\\r'); print('20%')", ["20%\n"]),
    "tqdm": (
        "from tqdm import tqdm\nfor _ in tqdm(range(3), desc='work', mininterval=0): pass",
        ["work: 100%"],
    ),
    "rich": ("from rich import print as p; p('[bold]loud[/bold]')", ["loud"]),
    "clear_output": (
        "from IPython.display import clear_output\nprint('gone'); clear_output(); print('left')",
        ["left\n"],
    ),
    "clear_output that waits": (
        "from IPython.display import clear_output\n"
        "for i in range(3): clear_output(wait=True); print(i)",
        ["2\n"],
    ),
    "a shell command": ("!echo shouted", ["shouted\n"]),
    "os.system": ("import os; _ = os.system('echo system')", ["system\n"]),
    "a thread": (
        "import threading; t = threading.Thread(target=print, args=('threaded',))\n"
        "t.start(); t.join()",
        ["threaded\n"],
    ),
    "markdown": ("from IPython.display import Markdown; display(Markdown('**m**'))", ["<strong>m"]),
    "a console of rich": (
        "from rich.console import Console; Console().print('[bold]made anew[/bold]')",
        ["made anew</span>"],
    ),
    "sys.displayhook": ("import sys; sys.displayhook('hooked')", ["'hooked'"]),
    "the result of a cell run by code": ("_ = get_ipython().run_cell('6 * 7')", ["42"]),
    "a magic": ("%timeit -n1 -r1 1", ["per loop"]),
    "a widget": ("import ipywidgets; display(ipywidgets.IntSlider())", ["widget"]),
    "a capturing widget": (
        "import ipywidgets; o = ipywidgets.Output(); display(o)\n"
        "with o: print('inside')\nprint('out')",
        ["widget", "out\n"],
    ),
    "pprint of a long list": ("import pprint; pprint.pprint(list(range(3)))", ["[0, 1, 2]\n"]),
    "print with flush": ("print('now', flush=True)", ["now\n"]),
    "sys.stdout.write": ("import sys; n = sys.stdout.write('written')", ["written"]),
}

SETUP = """
import logging, sys
log = logging.getLogger("other"); log.setLevel("INFO"); log.propagate = False
log.addHandler(logging.StreamHandler(sys.stderr))
"""


@pytest.mark.parametrize("case", CASES)
def test_output_stands_between_the_elements_around_it(reader: Reader, case: str) -> None:
    code, expected = CASES[case]
    reader.kernel.run(SETUP)
    app = f"go = st.button('Go')\nst.text('above')\n{code}\nst.text('below')"
    reply = reader.app(app)
    assert reply.error is None
    check(reader.settle(), expected)
    assert [m.type for m in reply.outputs] == ["display_data"] * 2  # the app, its snapshot
    seen = len(reader.kernel.messages)
    reader.press("Go")
    check(reader.settle(), expected)
    assert [m for m in reader.kernel.messages[seen:] if lost(m)] == []


def check(texts: list[str], expected: list[str]) -> None:
    assert texts[:2] == ["Go", "above"]
    end = texts.index("below")
    shown = texts[2:end]
    assert len(shown) == len(expected), texts
    assert all(part in text for part, text in zip(expected, shown, strict=True)), texts


def lost(message: Message) -> bool:
    """Tell whether a message is output that no app shows."""
    return message.type in OUTPUTS or message.type == "clear_output"


def test_the_last_expression_is_shown_at_the_end(reader: Reader) -> None:
    reader.app("n = st.slider('N', 0, 9)\nst.text('above')\n{'n': n}")
    assert reader.page.texts() == ["N", "above", "{'n': 0}"]
    reader.change("N", [4])
    assert reader.settle() == ["N", "above", "{'n': 4}"]


def test_figures_left_open_are_shown_at_the_end_and_closed(reader: Reader) -> None:
    reader.kernel.run("%matplotlib inline\nimport matplotlib.pyplot as plt")
    reader.app("n = st.slider('N', 0, 9)\n_ = plt.plot([1, n])\nst.text('below')")
    assert reader.page.texts() == ["N", "below", "image"]
    reader.change("N", [4])
    reader.kernel.settle(quiet=1)
    assert reader.page.texts() == ["N", "below", "image"]
    assert "image/png" in str(reader.page.patches[-1])
    assert reader.kernel.run("plt.get_fignums()").value == "[]"


def test_a_progress_bar_for_notebooks_lives_in_the_app(reader: Reader) -> None:
    reader.app(
        "go = st.button('Go')\nfrom tqdm.notebook import tqdm\n"
        "for i in tqdm(range(3)): st.text(f'step {i}')"
    )
    reader.press("Go")
    texts = reader.settle()
    assert texts[:5] == ["Go", "widget", "step 0", "step 1", "step 2"]


def test_a_users_own_output_widget_is_filled(reader: Reader) -> None:
    reader.app(
        "import ipywidgets\nn = st.slider('N', 0, 9)\no = ipywidgets.Output()\ndisplay(o)\n"
        "with o: print('inside', n)\nst.session_state.o = o.outputs"
    )
    reader.change("N", [4])
    assert reader.settle() == ["N", "widget"]
    (output,) = reader.value("__import__('rerun_state').session_state.o")
    assert output["text"] == "inside 4\n"


def test_a_thread_that_outlives_the_run_prints_at_the_end_of_the_page(reader: Reader) -> None:
    reader.kernel.run("import threading; go = threading.Event()")
    reader.app("""
n = st.slider("N", 0, 9)
def later():
    go.wait()
    print("from the thread")
if n == 0:
    threading.Thread(target=later).start()
st.text("below")
""")
    reader.kernel.run("go.set()")
    reader.see("from the thread")
    assert reader.settle() == ["N", "below", "from the thread\n"]
    reader.change("N", [1])
    assert reader.settle() == ["N", "below"]


def test_a_task_that_outlives_the_run_prints_at_the_end_of_the_page(reader: Reader) -> None:
    reader.kernel.run("import asyncio; go = asyncio.Event()")
    reader.app("""
async def later():
    await go.wait()
    print("from the task")
task = asyncio.get_event_loop().create_task(later())
st.text("below")
""")
    reader.kernel.run("go.set()")
    reader.see("from the task")
    assert reader.settle() == ["below", "from the task\n"]


def test_a_thread_that_survives_several_runs_prints_into_the_newest_page(reader: Reader) -> None:
    reader.kernel.run("import threading; go = threading.Event()")
    reader.app("""
n = st.slider("N", 0, 9)
def later():
    go.wait()
    print("from the thread")
if n == 0:
    threading.Thread(target=later).start()
st.text(f"below {n}")
""")
    reader.change("N", [1])
    reader.see("below 1")
    reader.kernel.run("go.set()")
    reader.see("from the thread")
    assert reader.settle() == ["N", "below 1", "from the thread\n"]


def test_an_element_from_a_thread_says_that_it_needs_a_run(reader: Reader) -> None:
    reader.app("""
import threading
failures = st.session_state.setdefault("failures", [])
def show():
    try:
        st.text("x")
    except Exception as error:
        failures.append(type(error).__name__)
thread = threading.Thread(target=show)
thread.start()
thread.join()
""")
    assert reader.value("__import__('rerun_state').session_state.failures") == ["NoRunError"]


def test_input_fails_clearly_in_a_rerun(reader: Reader) -> None:
    reader.app("if st.button('Ask'):\n    name = input('Name? ')\nst.text('below')")
    reader.press("Ask")
    reader.see("RuntimeError: input() cannot ask")
    assert reader.value("6 * 7") == 42


def test_a_run_that_ends_early_keeps_what_it_printed(reader: Reader) -> None:
    reader.app("go = st.button('Go')\nprint('before')\nif go: st.stop()\nprint('after')")
    reader.press("Go")
    assert reader.settle() == ["Go", "before\n"]


def test_updating_a_display_of_another_cell_leaves_the_app_alone(reader: Reader) -> None:
    reader.kernel.run("handle = display('outside', display_id='outside')")
    reader.app("go = st.button('Go')\nhandle.update('changed')")
    seen = len(reader.kernel.messages)
    reader.press("Go")
    assert reader.settle() == ["Go"]
    assert [m.type for m in reader.kernel.messages[seen:] if lost(m)] == ["update_display_data"]


def test_an_unchanged_output_costs_no_message(reader: Reader) -> None:
    reader.app("go = st.button('Go')\nprint('same')\ndisplay({'a': 1})")
    with reader.kernel.recording() as seen:
        reader.press("Go")
    assert [m.type for m in seen if m.type != "status"] == []


def test_clearing_and_filling_again_is_one_patch_without_a_gap(reader: Reader) -> None:
    reader.app("""
from IPython.display import clear_output
n = st.slider("N", 0, 9)
for i in range(3):
    clear_output(wait=True)
    print(f"frame {i} of {n}")
""")
    reader.kernel.settle()
    reader.page.catch_up()
    count = len(reader.page.patches)
    reader.change("N", [4])
    reader.settle()
    ((_, ops),) = reader.page.patches[count:]
    assert [op[0] for op in ops] == ["input", "set"]


def test_a_million_lines_do_not_choke_the_page(reader: Reader) -> None:
    reader.app(
        "go = st.button('Go')\nfor i in range(20_000 if go else 0): print(i)\nst.text('end')"
    )
    reader.press("Go")
    reader.see("end")
    reader.settle()
    assert "19999" in "".join(reader.page.texts())
    assert len(reader.page.patches) < 60


def test_help_that_a_rerun_asks_for_is_not_opened_by_the_next_cell(reader: Reader) -> None:
    reply = reader.app(
        "st.button('Again')\nlen?\nget_ipython().set_next_input('1')\nst.text('end')"
    )
    asked = [each["source"] for each in reply.content["payload"]]
    assert asked == ["page", "set_next_input"]
    reader.press("Again")
    reader.settle()
    assert reader.kernel.run("6 * 7").content["payload"] == []
