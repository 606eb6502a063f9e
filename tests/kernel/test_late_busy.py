"""What a front end hears first: the answer, or that the kernel is busy with it."""

from collections.abc import Callable

from tests.kernel.live import LiveKernel, Message
from tests.kernel.reader import Reader

CLOCK = "st.button('Go')\nst.text(time.monotonic())"


def heard(kernel: LiveKernel, send: Callable[[], str]) -> list[str]:
    """What follows on a request, in order: changes of widgets, and what the kernel says of it."""
    with kernel.recording() as seen:
        request = send()
    return [_named(m) for m in seen if m.type == "comm_msg" or _is_status(m, request)]


def _named(message: Message) -> str:
    return str(message.content.get("execution_state", "update"))


def _is_status(message: Message, request: str) -> bool:
    return message.type == "status" and message.parent == request


def test_a_press_is_answered_before_the_kernel_says_that_it_is_busy(reader: Reader) -> None:
    reader.app(CLOCK)
    assert heard(reader.kernel, lambda: reader.press("Go")) == ["update", "busy", "idle"]


def test_a_run_that_takes_long_is_told_of_while_it_goes_on(reader: Reader) -> None:
    reader.app(f"if {CLOCK.replace(chr(10), ': time.sleep(0.4)' + chr(10))}")
    told = heard(reader.kernel, lambda: reader.press("Go"))
    assert (told[0], told[-1], told.count("busy")) == ("busy", "idle", 1)


def test_each_press_of_a_quick_series_has_its_busy_before_its_idle(reader: Reader) -> None:
    reader.app(CLOCK)
    with reader.kernel.recording() as seen:
        requests = [reader.press("Go") for _ in range(20)]
    told = [[_named(m) for m in seen if _is_status(m, request)] for request in requests]
    assert told == [["busy", "idle"]] * 20


def test_rows_that_a_page_asks_for_are_sent_first(reader: Reader) -> None:
    reader.app("import pandas as pd\nst.dataframe(pd.DataFrame({'n': range(20_000)}))")
    row = reader.page.root["c"][0]["c"][0]["k"]
    asked = {"event": "rows", "row": row, "view": "v", "ask": 1, "start": 9, "stop": 99}
    comm = reader.page.comm
    told = heard(reader.kernel, lambda: reader.kernel.send_custom(comm, asked))
    assert told == ["update", "busy", "idle"]


def test_cells_and_the_widgets_of_others_are_told_of_first(kernel: LiveKernel) -> None:
    kernel.run("%load_ext rerun_state\nimport ipywidgets\nother = ipywidgets.IntSlider()")
    widget = kernel.value("other.model_id")
    assert heard(kernel, lambda: kernel.start("other.value"))[0] == "busy"
    assert heard(kernel, lambda: kernel.send_state(widget, value=3))[0] == "busy"


def test_without_the_extension_the_kernel_says_it_as_ever(reader: Reader) -> None:
    own = "get_ipython().kernel._publish_status.__func__ is type(kernel)._publish_status"
    reader.kernel.run("kernel = get_ipython().kernel")
    reader.app(CLOCK)
    assert reader.value(own) is False
    reader.kernel.run("%unload_ext rerun_state")
    assert reader.value(own) is True
