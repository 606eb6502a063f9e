"""The harness itself, on ipywidgets' own widgets: what it cannot see, no test can."""

from collections import Counter
from importlib.metadata import version

import pytest

from tests.kernel.live import LiveKernel

BUTTON = """
import ipywidgets, threading
clicks = []
button = ipywidgets.Button()
label = ipywidgets.Label("none")
def click(_):
    clicks.append(threading.current_thread().name)
    label.value = f"{len(clicks)} clicks"
button.on_click(click)
"""


def comm_of(kernel: LiveKernel, widget: str) -> str:
    return str(kernel.value(f"{widget}.model_id"))


def test_a_cell_gives_back_what_it_printed_and_its_value(kernel: LiveKernel) -> None:
    reply = kernel.run("print('one'); 1 + 1")
    assert (reply.text, reply.value, reply.error) == ("one\n", "2", None)


def test_a_cell_that_fails_names_its_exception(kernel: LiveKernel) -> None:
    assert kernel.run("1 / 0").error == "ZeroDivisionError"


def test_the_kernel_is_the_interpreter_of_the_tests(kernel: LiveKernel) -> None:
    assert kernel.value("__import__('ipykernel').__version__") == version("ipykernel")


def test_a_cell_knows_its_id(kernel: LiveKernel) -> None:
    parent = "get_ipython().get_parent()['metadata']['cellId']"
    assert kernel.run(parent, cell_id="cell-7").value == "'cell-7'"


def test_a_click_changes_the_label(kernel: LiveKernel) -> None:
    kernel.run(BUTTON)
    with kernel.recording() as seen:
        kernel.send_custom(comm_of(kernel, "button"), {"event": "click"})
    assert kernel.comms[comm_of(kernel, "label")].state["value"] == "1 clicks"
    assert Counter(m.type for m in seen if m.type == "comm_msg") == {"comm_msg": 1}


def test_a_trait_set_by_the_front_end_arrives(kernel: LiveKernel) -> None:
    kernel.run("import ipywidgets; slider = ipywidgets.IntSlider()")
    kernel.send_state(comm_of(kernel, "slider"), value=7)
    assert kernel.value("slider.value") == 7


def test_a_closed_widget_leaves_no_comm(kernel: LiveKernel) -> None:
    kernel.run("import ipywidgets; label = ipywidgets.Label()")
    kernel.run("label.close()")
    assert comm_of_class(kernel, "LabelModel") == []


def comm_of_class(kernel: LiveKernel, name: str) -> list[str]:
    return [comm.id for comm in kernel.open_comms() if comm.state["_model_name"] == name]


@pytest.mark.subshell
def test_a_subshell_handles_a_message_while_a_cell_runs(kernel: LiveKernel) -> None:
    subshell = kernel.create_subshell()
    kernel.run(BUTTON, subshell=subshell)
    button = comm_of(kernel, "button")
    request = kernel.start("import time\nwhile not clicks: time.sleep(0.01)")
    kernel.send_custom(button, {"event": "click"}, subshell=subshell)
    assert kernel.finish(request).error is None
    assert kernel.value("clicks")[0].startswith("subshell-")


def test_an_interrupt_ends_the_cell_and_not_the_kernel(kernel: LiveKernel) -> None:
    busy = "import time\nprint('started', flush=True)\nfor _ in range(2000): time.sleep(0.01)"
    request = kernel.start(busy)
    kernel.wait_for(lambda message: message.type == "stream")
    kernel.interrupt()
    assert kernel.finish(request).error == "KeyboardInterrupt"
    assert kernel.value("1") == 1
