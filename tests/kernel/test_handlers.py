"""Handlers that a run registers with ipywidgets belong to its page, and speak into the app."""

from collections.abc import Iterator

import pytest

from tests.kernel.reader import Reader


@pytest.fixture
def b(reader: Reader) -> Iterator[Reader]:
    """A reader in whose kernel an ordinary cell has made a button `b` and a slider `s`."""
    reader.kernel.run("import ipywidgets as w\nb, s, hits = w.Button(), w.IntSlider(), []")
    yield reader
    reader.kernel.run("b.close(); s.close()")


def click(reader: Reader, name: str = "b") -> None:
    """Click a button as the front end does."""
    id = reader.value(f"{name}.model_id")
    reader.kernel.send_custom(id, {"event": "click"})
    reader.kernel.settle(quiet=0.1)


def rerun(reader: Reader, count: int = 3) -> None:
    for _ in range(count):
        reader.press("Again")
        reader.kernel.settle(quiet=0.1)


def test_a_click_is_heard_once_however_often_the_app_has_rerun(b: Reader) -> None:
    b.app("st.button('Again')\nb.on_click(lambda _: hits.append(1))")
    for count in range(1, 4):
        click(b)
        assert b.value("len(hits)") == count
        rerun(b, 1)


@pytest.mark.parametrize("function", ["heard", "lambda _: heard(_)", "partial(heard)", "h.heard"])
def test_a_click_on_a_widget_in_the_state_is_heard_once(b: Reader, function: str) -> None:
    b.app(f"""
from functools import partial
def heard(_): hits.append(1)
class H:
    def heard(self, _): hits.append(1)
h = H()
kept = st.session_state.setdefault("kept", w.Button())
kept.on_click({function})
st.button("Again")
""")
    b.kernel.run("from rerun_state import session_state")
    for count in range(1, 4):
        click(b, "session_state.kept")
        assert b.value("len(hits)") == count
        rerun(b, 1)


def test_another_handler_of_the_same_widget_is_no_reason_to_end(b: Reader) -> None:
    b.app(
        "def heard(_): hits.append('old')\n"
        + GUARDED
        + "st.session_state.made.on_click(lambda _: hits.append('each'))\n"
    )
    rerun(b)
    b.kernel.run("from rerun_state import session_state")
    click(b, "session_state.made")
    assert sorted(b.value("hits")) == ["each", "old"]


def test_a_change_is_heard_once_however_often_the_app_has_rerun(b: Reader) -> None:
    b.app("st.button('Again')\ns.observe(lambda change: hits.append(change.new), 'value')")
    rerun(b)
    b.kernel.send_state(b.value("s.model_id"), value=7)
    b.kernel.settle()
    assert b.value("hits") == [7]


def test_a_message_is_heard_once_however_often_the_app_has_rerun(b: Reader) -> None:
    b.app("st.button('Again')\nb.on_msg(lambda widget, content, buffers: hits.append(content))")
    rerun(b)
    b.kernel.send_custom(b.value("b.model_id"), {"hello": 1})
    b.kernel.settle()
    assert b.value("hits") == [{"hello": 1}]


def test_what_a_handler_prints_shows_and_raises_arrives_in_the_app(b: Reader) -> None:
    b.app("""
@b.on_click
def said(_):
    print("printed")
    st.text("shown")
    display("displayed")
    1 / 0
st.text("the app")
""")
    click(b)
    b.see("ZeroDivisionError")
    shown = b.settle()
    assert shown[:3] == ["the app", "printed\n", "shown"]
    assert "displayed" in shown[3]
    assert shown[4] == "ZeroDivisionError: division by zero"


def test_what_a_handler_of_a_change_says_arrives_in_the_app(b: Reader) -> None:
    b.app("s.observe(lambda change: print('now', change.new), 'value')\nst.text('the app')")
    b.kernel.send_state(b.value("s.model_id"), value=3)
    b.see("now 3")
    assert b.settle() == ["the app", "now 3\n"]


def test_what_a_handler_says_is_there_after_the_rerun_that_it_causes(b: Reader) -> None:
    b.app("""
st.session_state.setdefault("n", 0)
def more(_):
    st.session_state.n += 1
    print("more")
b.on_click(more)
st.text(f"n is {st.session_state.n}")
st.button("Again")
""")
    click(b)
    b.see("n is 1")
    assert b.settle() == ["more\n", "n is 1", "Again"]
    click(b)
    b.see("n is 2")
    assert b.settle() == ["more\n", "n is 2", "Again"]
    rerun(b, 1)
    assert b.settle() == ["n is 2", "Again"]


def test_a_handler_may_ask_for_a_rerun_and_may_stop(b: Reader) -> None:
    b.app("""
def again(_):
    hits.append(1)
    if len(hits) > 1: st.stop()
    st.rerun()
b.on_click(again)
st.text(f"{len(hits)} hits")
""")
    click(b)
    b.see("1 hits")
    assert b.settle() == ["1 hits"]
    click(b)
    assert b.settle() == ["1 hits"]
    assert b.value("len(hits)") == 2


def test_a_handler_is_called_at_once_by_code_of_an_ordinary_cell(b: Reader) -> None:
    b.app("b.on_click(lambda _: (hits.append(1), print('said')))")
    assert b.kernel.run("b.click(); print(len(hits))").text == "1\n"
    b.see("said")
    assert b.settle() == ["said\n"]


def test_a_handler_is_called_at_once_by_code_of_the_run(b: Reader) -> None:
    b.app("s.observe(lambda change: print('now', change.new), 'value')\ns.value = 5\nst.text('on')")
    assert b.page.texts() == ["now 5\n", "on"]


def test_an_edited_cells_handlers_are_the_new_codes(b: Reader) -> None:
    b.app("b.on_click(lambda _: hits.append('old'))")
    b.app("b.on_click(lambda _: hits.append('new'))")
    click(b)
    assert b.value("hits") == ["new"]


GUARDED = """
if "made" not in st.session_state:
    st.session_state.made = w.Button()
    st.session_state.made.on_click(heard)
st.button("Again")
"""


def test_a_handler_stays_with_a_widget_that_its_run_has_made(b: Reader) -> None:
    b.app("def heard(_): hits.append('old')\n" + GUARDED)
    rerun(b)
    b.kernel.run("from rerun_state import session_state")
    click(b, "session_state.made")
    assert b.value("hits") == ["old"]


def test_a_handler_that_an_edit_has_changed_is_the_new_one(b: Reader) -> None:
    b.app("def heard(_): hits.append('old')\n" + GUARDED)
    b.app("def heard(_): hits.append('new')\n" + GUARDED)
    b.kernel.run("from rerun_state import session_state")
    click(b, "session_state.made")
    assert b.value("hits") == ["new"]


def test_a_handler_without_a_name_ends_with_an_edit(b: Reader) -> None:
    code = GUARDED.replace("on_click(heard)", "on_click(lambda _: hits.append(1))")
    b.app(code)
    b.app(code + "st.text('edited')")
    b.kernel.run("from rerun_state import session_state")
    click(b, "session_state.made")
    assert b.value("hits") == []


def test_the_handlers_of_a_run_that_asked_for_another_are_gone(b: Reader) -> None:
    b.app("""
n = st.session_state.setdefault("n", 0)
b.on_click(lambda _: hits.append(n))
if n < 3:
    st.session_state.n += 1
    st.rerun()
""")
    click(b)
    assert b.value("hits") == [3]


def test_handlers_of_an_app_that_is_gone_are_gone(b: Reader) -> None:
    b.app("b.on_click(lambda _: hits.append(1))")
    b.kernel.run("1", cell_id="app")
    click(b)
    assert b.value("hits") == []


def test_a_handler_can_be_taken_out_again(b: Reader) -> None:
    b.app("""
def heard(_): hits.append(1)
b.on_click(heard)
b.on_click(heard, remove=True)
s.observe(heard, "value")
s.unobserve(heard, "value")
""")
    click(b)
    b.kernel.run("s.value = 9")
    assert b.value("hits") == []


def test_the_notebooks_own_handlers_are_left_alone(b: Reader) -> None:
    b.kernel.run("def own(_): hits.append('own')\nb.on_click(own)\ns.observe(own, 'value')")
    b.app("b.on_click(own)\ns.observe(own, 'value')\nst.button('Again')")
    rerun(b)
    click(b)
    assert b.value("hits") == ["own"]


def test_a_link_that_a_run_makes_works_at_once_and_once(b: Reader) -> None:
    b.app(
        "from traitlets import link\nt = w.IntSlider()\nlink((s, 'value'), (t, 'value'))\n"
        "st.button('Again')\ndisplay(t)\nst.session_state.t = t"
    )
    rerun(b)
    b.kernel.run("from rerun_state import session_state\ns.value = 8")
    assert b.value("session_state.t.value") == 8
    assert b.value("sum(len(v) for v in s._trait_notifiers['value'].values())") == 1


def test_what_has_traits_and_is_no_widget_is_heard_once_too(b: Reader) -> None:
    b.kernel.run("import traitlets\nclass M(traitlets.HasTraits): n = traitlets.Int()\nm = M()")
    b.app("st.button('Again')\nm.observe(lambda change: hits.append(change.new), 'n')")
    rerun(b)
    b.kernel.run("m.n = 3")
    assert b.value("hits") == [3]


def test_a_handler_may_await(b: Reader) -> None:
    b.app("""
import asyncio
async def heard(_):
    await asyncio.sleep(0.01)
    st.text("awaited")
b.on_click(heard)
""")
    click(b)
    b.see("awaited")


def test_what_a_handler_shows_after_its_app_has_rerun_is_on_the_page(b: Reader) -> None:
    b.kernel.run("import asyncio\nopened = asyncio.Event()")
    b.app("""
async def heard(_):
    await opened.wait()
    st.text("awaited")
b.on_click(heard)
st.button("Again")
st.session_state.n = st.session_state.get("n", 0) + 1
st.text(f"run {st.session_state.n}")
""")
    b.kernel.send_custom(b.value("b.model_id"), {"event": "click"})
    b.press("Again")
    b.see("run 2")
    b.kernel.run("opened.set()")
    b.see("awaited")
    assert "run 2" in b.settle()


@pytest.mark.subshell  # before, a kernel hears no message while a cell awaits
def test_a_handler_is_called_while_the_app_awaits(b: Reader) -> None:
    b.kernel.run("import asyncio\nopened = asyncio.Event()")
    b.start(
        "b.on_click(lambda _: (print('heard'), opened.set()))\nst.text('waits')\n"
        "await opened.wait()\nst.text('done')"
    )
    b.see("waits")
    id = next(c.id for c in b.kernel.open_comms() if c.state.get("_model_name") == "ButtonModel")
    b.kernel.send_custom(id, {"event": "click"})
    b.see("done")
    assert "heard\n" in b.settle()


def test_a_handler_of_a_fragment_is_replaced_by_its_rerun(b: Reader) -> None:
    b.app("""
b.on_click(lambda _: hits.append("app"))
@st.fragment
def part():
    st.button("Again")
    s.observe(lambda _: hits.append("part"), "value")
part()
""")
    rerun(b)
    click(b)
    b.kernel.send_state(b.value("s.model_id"), value=4)
    b.kernel.settle()
    assert b.value("hits") == ["app", "part"]


@pytest.mark.subshell
def test_a_handler_is_called_on_the_main_thread(b: Reader) -> None:
    subshell = b.kernel.create_subshell()
    b.kernel.run("hidden = w.Button()", subshell=subshell)
    b.app("import threading\nhidden.on_click(lambda _: print(threading.current_thread().name))")
    id = b.value("hidden.model_id")
    b.kernel.send_custom(id, {"event": "click"}, subshell=subshell)
    b.see("MainThread")


def test_unloading_takes_all_handlers_out(b: Reader) -> None:
    b.app("b.on_click(lambda _: hits.append(1))\ns.observe(lambda _: 1, 'value')")
    b.kernel.run("%unload_ext rerun_state")
    assert b.value("(len(b._click_handlers.callbacks), s._trait_notifiers['value'])") == (
        0,
        {"change": []},
    )
    b.kernel.run("%load_ext rerun_state")


def test_what_ipython_calls_for_each_cell_is_called_once(b: Reader) -> None:
    b.app(
        "st.button('Again')\n"
        "get_ipython().events.register('post_execute', lambda: hits.append('cell'))"
    )
    rerun(b)
    b.kernel.run("hits.clear()")
    assert b.value("hits") == ["cell"]


def test_a_run_may_take_out_what_ipython_was_to_call(b: Reader) -> None:
    b.app("""
def heard(): hits.append("cell")
events = get_ipython().events
events.register("post_execute", heard)
events.unregister("post_execute", heard)
st.button("Again")
""")
    rerun(b)
    assert b.settle() == ["Again"]
    assert b.value("hits") == []


def test_a_click_in_a_figure_of_the_notebook_is_heard_once(b: Reader) -> None:
    b.kernel.run("%matplotlib ipympl\nimport matplotlib.pyplot as plt\nfig = plt.figure()")
    b.app(
        "st.button('Again')\n"
        "fig.canvas.mpl_connect('key_press_event', lambda event: print('key', event.key));"
    )
    rerun(b)
    press = {"type": "key_press", "key": "kx", "guiEvent": {}}
    b.kernel.send_custom(b.value("fig.canvas.model_id"), press)
    b.see("key x")
    assert [text for text in b.settle() if "key" in text] == ["key x\n"]


def test_an_object_that_runs_link_with_their_widgets_holds_none_of_them(b: Reader) -> None:
    b.kernel.run("import traitlets\nclass M(traitlets.HasTraits): n = traitlets.Int()\nm = M()")
    b.app(
        "st.button('Again')\nmade = w.IntSlider()\nw.link((m, 'n'), (made, 'value'))\n"
        "display(made)\nst.session_state.made = made"
    )
    rerun(b, 6)
    b.kernel.run("m.n = 3\nfrom rerun_state import session_state\nimport gc; gc.collect()")
    assert b.value("session_state.made.value") == 3
    b.kernel.run("session_state.made.value = 5")
    assert b.value("m.n") == 5
    assert b.value("sum(len(v) for v in m._trait_notifiers['n'].values())") <= 2
