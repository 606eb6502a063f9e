"""What a run makes ends with it, unless somebody holds it."""

from typing import Any

import pytest

from tests.kernel.reader import Reader

COUNT = "len(__import__('ipywidgets').widgets.widget._instances)"


def after_runs(reader: Reader, count: int = 4) -> int:
    """Rerun the app, and count the widgets that live then."""
    for _ in range(count):
        reader.press("Again")
        reader.kernel.settle(quiet=0.2)
    found: int = reader.value(COUNT)
    return found


def start(reader: Reader, code: str) -> int:
    """Start an app with a button that reruns it, and count the widgets of two runs."""
    reader.app("import ipywidgets as w\nst.button('Again')\n" + code)
    return after_runs(reader, 1)


@pytest.mark.parametrize(
    "code",
    [
        "w.IntSlider()",
        "st.session_state.setdefault('play', w.Play())",
        "display(w.HBox([w.Text(), w.Tab([w.Text()])]))",
        "from ipywidgets import interact\n@interact(x=3)\ndef f(x): print(x)",
        "from tqdm.notebook import tqdm\nfor i in tqdm(range(3)): pass",
        "out = w.Output()\ndisplay(out)\nwith out: display(w.Text())",
        "a = w.Text()\na.observe(lambda _: a, 'value')\ndisplay(a)",
        "play = st.session_state.setdefault('play', w.Play())\ns = w.IntSlider()\n"
        "w.jslink((play, 'value'), (s, 'value'))\ndisplay(s)",
        "display(w.Text())\nst.stop()",
        "display(w.Text())\n1 / 0",
        "@st.fragment\ndef part(): display(w.Text())\npart()",
        "from threading import Thread\nt = Thread(target=w.Text)\nt.start()\nt.join()",
    ],
)
def test_many_runs_leave_as_many_widgets_as_one(reader: Reader, code: str) -> None:
    assert start(reader, code) == after_runs(reader)


def test_a_run_that_asks_for_another_leaves_nothing(reader: Reader) -> None:
    code = """
display(w.Text())
if st.session_state.setdefault("n", 0) % 3 < 2:
    st.session_state.n += 1
    st.rerun()
if st.button("On"): st.session_state.n += 1
"""
    before = start(reader, code)
    for _ in range(3):
        reader.press("On")
        reader.kernel.settle(quiet=0.2)
    assert reader.value(COUNT) == before


def test_a_run_that_asks_for_many_others_holds_none_of_those_before(reader: Reader) -> None:
    reader.app("""
import gc, ipywidgets as w
display(w.Text())
st.session_state.n = st.session_state.get("n", 0) + 1
if st.session_state.n < 50:
    st.rerun()
st.text(sum(type(each).__name__ == "Owned" for each in gc.get_objects()))
""")
    (count,) = reader.page.texts()[1:]
    assert int(count) < 5


HOLDERS = {
    "a name of the notebook": "kept.append(w.Text())",
    "an attribute of a module": "import this_holds\nthis_holds.kept = w.Text()",
    "the state": "st.session_state.setdefault('held', {'deep': [w.Text()]})",
    "a box in the state": "st.session_state.setdefault('held', w.VBox([w.Text()]))",
    "a cache": "@st.cache_resource\ndef held(): return w.Text()\nheld()",
    "a callback": "t = w.Text()\nst.button('Read', on_click=lambda t: t.value, args=[t])",
    "a child of the notebook's": "box.children = [w.Text()]",
}


@pytest.mark.parametrize("code", HOLDERS.values(), ids=HOLDERS)
def test_a_widget_lives_as_long_as_something_holds_it(reader: Reader, code: str) -> None:
    reader.kernel.run("""
import sys, types, weakref, ipywidgets
sys.modules["this_holds"] = types.ModuleType("this_holds")
kept, box = [], ipywidgets.VBox()
def texts():
    found = ipywidgets.widgets.widget._instances.values()
    return [each for each in found if type(each) is ipywidgets.Text]
""")
    start(reader, code)
    reader.app("import ipywidgets\nst.button('Again')", cell_id="other")
    after_runs(reader, 2)
    assert reader.value("all(t.comm and t.comm._msg_callback.__self__ is t for t in texts())")
    assert reader.value("len(texts())") >= 1
    reader.kernel.run("del t" if "del t" in code else "pass")


def test_a_held_widget_hears_the_reader_after_others_have_gone(reader: Reader) -> None:
    start(reader, "held = st.session_state.setdefault('held', w.IntSlider())\ndisplay(held)")
    after_runs(reader)
    held = reader.value("__import__('rerun_state').session_state.held.model_id")
    reader.kernel.send_state(held, value=7)
    reader.kernel.settle()
    assert reader.value("__import__('rerun_state').session_state.held.value") == 7


def test_what_an_ordinary_cell_displays_lives_until_the_cell_is_executed_again(
    reader: Reader,
) -> None:
    start(
        reader, "if not kept: kept.append(w.Text())" if False else "st.session_state.t = w.Text()"
    )
    look = "from rerun_state import session_state\ndisplay(session_state.t)"
    reader.kernel.run(look, cell_id="look")
    shown = reader.value("session_state.t.model_id")
    after_runs(reader)
    assert reader.kernel.comms[shown].is_open
    reader.kernel.run("1", cell_id="look")
    after_runs(reader, 2)
    assert not reader.kernel.comms[shown].is_open


def test_what_an_app_made_goes_with_it(reader: Reader) -> None:
    before = reader.value(COUNT)
    start(reader, "display(w.VBox([w.Text(), w.Text()]))")
    reader.kernel.run("1", cell_id="app")
    reader.app("st.button('Again')", cell_id="other")
    after_runs(reader, 2)
    reader.kernel.run("1", cell_id="other")
    assert reader.value(COUNT) - before <= 1  # the library


def test_a_link_between_widgets_that_live_lives(reader: Reader) -> None:
    code = """
a, b = (st.session_state.setdefault(k, w.IntSlider()) for k in "ab")
if "link" not in st.session_state:
    w.jslink((a, "value"), (b, "value"))
    st.session_state.link = True
"""
    start(reader, code)
    after_runs(reader)
    reader.kernel.run("""
from ipywidgets.widgets.widget import _instances
from rerun_state import session_state as state
links = [each for each in _instances.values() if hasattr(each, "source")]
""")
    assert reader.value("[x.target[0] is state.b for x in links if x.source[0] is state.a]") == [
        True
    ]


# -- figures ---------------------------------------------------------------------------------------


@pytest.fixture
def plots(reader: Reader) -> Any:
    reader.kernel.run("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.close('all')")
    yield reader
    reader.kernel.run("%matplotlib inline\nplt.close('all')")


OPEN = "sorted(plt.get_fignums())"


def test_interactive_figures_of_past_runs_are_closed(plots: Reader) -> None:
    plots.kernel.run("%matplotlib agg\nmine = plt.figure(100)")
    start(plots, "plt.figure(clear=True).add_subplot()\nst.text(str(len(plt.get_fignums())))")
    after_runs(plots)
    assert plots.page.texts()[-1] == "3"
    assert 100 in plots.value(OPEN)


def test_a_figure_in_the_state_stays_open(plots: Reader) -> None:
    plots.kernel.run("%matplotlib agg")
    start(plots, "if 'fig' not in st.session_state: st.session_state.fig = plt.figure(7)\n")
    after_runs(plots)
    assert plots.value(OPEN) == [7]


def test_a_figure_of_ipympl_that_nobody_shows_is_shown_by_its_own_run(plots: Reader) -> None:
    plots.kernel.run("%matplotlib ipympl\nfig_of_cell = plt.figure()")
    reply = plots.app("st.button('Again')\nfig, ax = plt.subplots()\nax.plot([1, 2])\nNone")
    assert not any("Canvas" in str(each.content) for each in reply.outputs)
    for _ in range(2):
        assert plots.settle() == ["Again", "widget"]
        plots.press("Again")
        plots.settle()
        later = plots.kernel.run("6 * 7")
        assert later.value == "42"
        assert not any("Canvas" in str(each.content) for each in later.outputs)


@pytest.mark.parametrize("backend", ["agg", "inline"])
def test_a_rerun_leaves_the_figures_of_others_open(plots: Reader, backend: str) -> None:
    plots.kernel.run(f"%matplotlib {backend}\n%config InlineBackend.close_figures = False")
    plots.kernel.run("mine = plt.figure(100)")
    plots.kernel.run("%config InlineBackend.close_figures = True")
    code = """
plt.figure()
if st.session_state.setdefault("n", 0) < 3:
    st.session_state.n += 1
    st.rerun()
"""
    start(plots, code)
    after_runs(plots)
    assert 100 in plots.value(OPEN)
    assert plots.value("mine.number in plt.get_fignums()")


def test_a_run_shows_the_figures_that_it_opened_and_no_others(plots: Reader) -> None:
    plots.kernel.run("%config InlineBackend.close_figures = False\nmine = plt.figure(100)")
    plots.kernel.run("%config InlineBackend.close_figures = True")
    start(plots, "plt.plot([1, 2])")
    assert [row["kind"] for row in plots.page.rows()] == ["button", "output"]
    assert plots.value(OPEN) == [100]
