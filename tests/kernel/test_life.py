"""What becomes of an app when its cell, its notebook or its kernel goes on living."""

import time
from pathlib import Path

import pytest

from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader

APP = "n = st.slider('N', 0, 9)\nst.text(f'value {n}')"


def test_executing_a_cell_again_changes_on_the_page_what_is_other(reader: Reader) -> None:
    reader.app("n = st.slider('N', 0, 9, key='n')\nst.text(f'value {n}')")
    reader.change("N", [4])
    reader.see("value 4")
    first = reader.page
    (slider, text) = first.keys()
    reader.app("n = st.slider('N', 0, 9, key='n')\nst.text(f'now {n}')\nst.text('new')")
    assert reader.page.texts() == ["N", "now 4", "new"]
    assert reader.pages() == [first]
    assert first.keys()[:2] == [slider, text]
    reader.change("N", [5])
    reader.see("now 5")


def test_what_happens_once_happens_when_its_cell_is_executed_again(reader: Reader) -> None:
    reader.app("st.balloons()")
    before = reader.page.rows()[0]["shot"]
    reader.app("st.balloons()")
    assert reader.page.rows()[0]["shot"] != before


def test_what_a_reader_does_while_the_cell_is_executed_again_is_heard(reader: Reader) -> None:
    reader.app(APP)
    request = reader.start(f"import time; time.sleep(0.5)\n{APP}")
    reader.change("N", [4])
    reader.kernel.finish(request)
    reader.see("value 4")


def test_a_cell_that_is_given_another_name_has_another_page(reader: Reader) -> None:
    reader.app(APP)
    first = reader.page
    reader.kernel.run(f"%%rerun --name other\nimport rerun_state as st\n{APP}", cell_id="app")
    assert len(reader.pages()) == 1
    assert reader.page is not first


def test_a_name_that_moves_to_another_cell_has_another_page_there(reader: Reader) -> None:
    named = f"%%rerun --name one\nimport rerun_state as st\n{APP}"
    reader.kernel.run(named, cell_id="a")
    first = reader.page
    reader.kernel.run(named, cell_id="b")
    assert len(reader.pages()) == 1
    assert reader.page is not first


def test_executing_a_cell_again_ends_a_run_that_awaits(reader: Reader) -> None:
    reader.kernel.run("ended = []")
    reader.app("""
import asyncio
if st.slider("N", 0, 9):
    st.text("waiting")
    try:
        await asyncio.sleep(3600)
    finally:
        ended.append("early")
""")
    reader.change("N", [1])
    reader.see("waiting")
    reader.app("st.text('new')")
    assert reader.page.texts() == ["new"]
    reader.kernel.until("ended == ['early']")


def test_executing_a_cell_during_a_run_waits_for_its_end(reader: Reader) -> None:
    reader.app("if st.slider('N', 0, 9):\n    st.text('busy')\n    time.sleep(0.6)")
    reader.change("N", [1])
    reader.see("busy")
    assert reader.app("st.text('new')").error is None
    assert reader.page.texts() == ["new"]


def test_a_cell_that_becomes_an_ordinary_one_loses_its_app(reader: Reader) -> None:
    reader.app(APP, cell_id="a")
    reader.kernel.run("6 * 7", cell_id="a")
    assert reader.pages() == []


def test_a_cell_that_fails_to_compile_loses_its_old_app(reader: Reader) -> None:
    reader.app(APP, cell_id="a")
    assert reader.app("st.text(", cell_id="a").error == "SyntaxError"
    reader.change("N", [4])
    reader.kernel.settle()
    assert reader.page.texts() == ["N", "value 0"]
    reader.kernel.run("1", cell_id="b")
    assert reader.pages() == []


def test_a_cell_that_failed_to_compile_goes_on_with_its_page_once_it_is_mended(
    reader: Reader,
) -> None:
    reader.app(APP)
    reader.change("N", [4])
    reader.see("value 4")
    first = reader.page
    reader.app("st.text(")
    reader.app(APP)
    assert reader.pages() == [first]
    assert first.texts() == ["N", "value 4"]


def test_a_deleted_cell_loses_its_app_with_the_next_execution(reader: Reader) -> None:
    reader.app(APP, cell_id="a")
    reader.app("st.text('b')", cell_id="b")
    reader.kernel.run("1", cell_id="c", deleted=["a"])
    assert [page.texts() for page in reader.pages()] == [["b"]]


def test_a_deleted_cell_that_is_shown_again_keeps_its_app(reader: Reader) -> None:
    reader.app(APP, cell_id="a")
    reader.kernel.send_custom(reader.page.comm, {"event": "context"})
    reader.kernel.run("1", cell_id="b", deleted=["a"])
    reader.change("N", [4])
    reader.see("value 4")
    reader.kernel.send_custom(reader.page.comm, {"event": "away"})
    reader.kernel.settle()
    reader.kernel.run("1", cell_id="b")
    assert reader.pages() == []


def test_a_cell_that_an_undo_brought_back_is_shown_by_run_all(reader: Reader) -> None:
    reader.app(APP, cell_id="a")
    reader.kernel.run("1", cell_id="0", deleted=["a"])
    assert reader.pages() == []
    source = f"%%rerun\nimport rerun_state as st\n{APP}"
    reader.kernel.run(source, cell_id="a", deleted=["a"])
    reader.kernel.run("1", cell_id="b", deleted=["a"])
    assert len(reader.pages()) == 1


def test_moving_a_cell_changes_nothing(reader: Reader) -> None:
    reader.app(APP, cell_id="a")
    reader.kernel.run("1", cell_id="b")
    reader.change("N", [4])
    reader.see("value 4")


def test_without_cell_ids_an_app_is_known_by_its_text(reader: Reader) -> None:
    reader.app(APP, cell_id=None)
    reader.app(APP, cell_id=None)
    assert len(reader.pages()) == 1
    reader.app(APP + "\nst.text('more')", cell_id=None)
    assert len(reader.pages()) == 2


def test_a_named_app_is_replaced_from_any_cell(reader: Reader) -> None:
    text = "%%rerun --name mine\nimport rerun_state as st\nst.text('{}')"
    reader.kernel.run(text.format("one"), cell_id="a")
    reader.kernel.run(text.format("two"), cell_id="b")
    assert [page.texts() for page in reader.pages()] == [["two"]]


def test_reset_empties_the_notebook_and_leaves_the_app_alive(reader: Reader) -> None:
    reader.kernel.run("import math\nfactor = 3")
    reader.app("n = st.slider('N', 0, 9)\nst.text(f'value {n}')")
    reader.kernel.run("%reset -f")
    reader.change("N", [4])
    reader.see("value 4")


def test_an_app_that_misses_a_name_after_reset_says_so(reader: Reader) -> None:
    reader.kernel.run("factor = 3")
    reader.app("n = st.slider('N', 0, 9)\nst.text(f'value {n * factor}')")
    reader.kernel.run("%reset -f")
    reader.change("N", [4])
    reader.see("NameError: name 'factor' is not defined")
    reader.kernel.run("factor = 2")
    reader.change("N", [5])
    reader.see("value 10")


def test_edited_modules_are_seen_with_autoreload(reader: Reader, tmp_path: Path) -> None:
    module = tmp_path / "edited_helper.py"
    module.write_text("def shown(): return 'old'\n")
    reader.kernel.run(f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n%load_ext autoreload")
    reader.kernel.run("%autoreload 2")
    reader.app("import edited_helper\nn = st.slider('N', 0, 9)\nst.text(edited_helper.shown())")
    time.sleep(1.1)  # file times have a second's grain on some systems
    module.write_text("def shown(): return 'new'  # edited\n")
    reader.change("N", [1])
    reader.see("new")
    reader.kernel.run("%autoreload 0")


def test_edited_modules_are_not_seen_without_autoreload(reader: Reader, tmp_path: Path) -> None:
    module = tmp_path / "edited_unseen.py"
    module.write_text("SHOWN = 'old'\n")
    reader.kernel.run(f"import sys; sys.path.insert(0, {str(tmp_path)!r})")
    app = "import edited_unseen\nn = st.slider('N', 0, 9)\nst.text(f'{edited_unseen.SHOWN} {n}')"
    reader.app(app)
    module.write_text("SHOWN = 'new and longer'\n")
    reader.change("N", [1])
    reader.see("old 1")
    reader.app(app)
    assert reader.page.texts()[1].startswith("old")
    reader.kernel.run("import edited_unseen, importlib; importlib.reload(edited_unseen)")
    reader.change("N", [2])
    reader.see("new and longer 2")


@pytest.mark.parametrize("now", [True, False], ids=["killed", "asked to end"])
@pytest.mark.parametrize("busy", ["time.sleep(3600)", "import asyncio; await asyncio.sleep(3600)"])
def test_a_kernel_restarted_during_a_run_starts_afresh(
    kernel: LiveKernel, busy: str, now: bool
) -> None:
    reader = Reader(kernel)
    kernel.run("%load_ext rerun_state")
    reader.app(f"if st.slider('N', 0, 9):\n    st.text('busy')\n    {busy}\nst.text('done')")
    reader.change("N", [1])
    reader.see("busy")
    kernel.restart(now=now)
    kernel.run("%load_ext rerun_state")
    assert reader.app(APP).error is None
    assert reader.page.texts() == ["N", "value 0"]
    reader.change("N", [4])
    reader.see("value 4")


def test_a_second_view_gets_the_page_as_it_is(reader: Reader) -> None:
    reader.app(APP)
    reader.change("N", [4])
    reader.see("value 4")
    reader.kernel.send_comm(reader.page.comm, {"method": "request_state"})
    update = reader.kernel.wait_for(lambda m: m.data.get("method") == "update")
    assert "value 4" in str(update.data["state"]["rows"])


def test_a_view_that_missed_patches_gets_the_whole_page(reader: Reader) -> None:
    reader.app(APP)
    reader.change("N", [4])
    reader.see("value 4")
    reader.kernel.send_custom(reader.page.comm, {"event": "resync"})
    sent = reader.kernel.wait_for(lambda m: m.data.get("content", {}).get("event") == "snapshot")
    assert "value 4" in str(sent.data["content"]["rows"])


def test_functions_of_the_notebook_see_its_newest_names(reader: Reader) -> None:
    reader.kernel.run("factor = 2\ndef scaled(n): return n * factor")
    reader.app("n = st.slider('N', 0, 9)\nst.text(f'value {scaled(n)}')")
    reader.kernel.run("factor = 10")
    reader.change("N", [4])
    reader.see("value 40")


def test_two_apps_share_the_state(reader: Reader) -> None:
    reader.app("n = st.slider('N', 0, 9, key='n')", cell_id="a")
    reader.app("st.text(f\"value {st.session_state.get('n')}\")", cell_id="b")
    reader.change("N", [4])
    reader.see("value 4")


def test_a_page_without_a_front_end_says_what_it_shows_as_text(reader: Reader) -> None:
    reply = reader.app("st.text('shown')")
    shown, kept = [m.content["data"] for m in reply.outputs if m.type == "display_data"]
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert "text/plain" in shown
    assert kept["text/plain"] == "shown\n"
    assert "<pre>shown</pre>" in kept["text/html"]


def test_an_app_is_shown_with_its_snapshot_where_cells_have_no_ids(reader: Reader) -> None:
    reply = reader.app("st.text('shown')", cell_id=None)
    shown, kept = (message.content["data"] for message in reply.outputs)
    assert shown.pop("application/vnd.jupyter.widget-view+json")
    assert shown == kept  # which takes its place, where there is no front end
    assert kept["text/plain"] == "shown\n"


def test_a_failed_app_is_kept_with_its_error(reader: Reader) -> None:
    reply = reader.app("st.text('before')\n1 / 0")
    kept = reply.outputs[1].content["data"]
    assert "before" in kept["text/plain"]
    assert "ZeroDivisionError" in kept["text/html"]


@pytest.mark.parametrize("line", ["--nonsense", "--hidden", "--export 3x", "--session"])
def test_an_app_stays_below_its_cell_when_what_should_replace_it_is_refused(
    reader: Reader, line: str
) -> None:
    reader.app("st.text(st.text_input('Word'))")
    page = reader.page
    reply = reader.kernel.run(f"%%rerun {line}\n1", cell_id="app")
    assert reply.error == "UsageError"
    shown = reply.outputs[0].content["data"]["application/vnd.jupyter.widget-view+json"]
    assert shown["model_id"] == page.comm
    reader.change("Word", "still here")
    assert reader.settle()[-1] == "still here"


def test_an_app_that_raises_a_usage_error_is_shown_once(reader: Reader) -> None:
    reader.app("st.text('old')")
    reply = reader.app("from IPython.core.error import UsageError\nraise UsageError('mine')")
    assert reply.error == "UsageError"
    assert [m.type for m in reply.outputs].count("display_data") == 2  # the app, its snapshot


def test_an_app_may_be_shown_without_its_code(reader: Reader) -> None:
    reader.kernel.run("%%rerun --hide-code\nimport rerun_state as st\nst.text('x')", cell_id="app")
    assert reader.page.root["p"] == {"hide_code": True}
