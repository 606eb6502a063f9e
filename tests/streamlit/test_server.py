"""What packages ask of a server, and there is without one."""

import asyncio
from base64 import b64encode
from pathlib import Path

import pytest

from rerun_state.errors import StreamlitAPIException
from rerun_state.streamlit.lookup import find_module
from rerun_state.streamlit.server import (
    gather_metrics,
    get_instance,
    show_deprecation_warning,
)
from rerun_state.testing import AppTest

PROGRAM = """
import streamlit as st
from streamlit import runtime
from streamlit.runtime.metrics_util import gather_metrics
from streamlit.runtime.runtime import Runtime
assert runtime.exists() and runtime.get_instance() is Runtime.instance()
files = runtime.get_instance().media_file_mgr
st.text(files.add(b"abc", "application/pdf", st._main._get_delta_path_str()))
st.text(gather_metrics("name", len)("four"))
"""


def test_packages_find_it_where_streamlit_has_it() -> None:
    shown = AppTest.from_string(PROGRAM).run()
    assert not shown.exception
    assert [text.value for text in shown.text] == ["data:application/pdf;base64,YWJj", "4"]


def test_a_file_has_an_address_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\xff")
    address = get_instance().media_file_mgr.add(str(tmp_path / "a.txt"), "text/plain", "main")
    assert address == "data:text/plain;base64," + b64encode(b"\x00\xff").decode()


def test_the_loop_is_the_one_that_runs() -> None:
    async def ask() -> bool:
        loop: object = get_instance()._get_async_objs().eventloop
        return loop is asyncio.get_running_loop()

    assert asyncio.run(ask())


def test_functions_that_are_counted_in_streamlit_stay_as_they_are() -> None:
    assert gather_metrics("x", len) is len
    assert gather_metrics("x")(len) is len


def test_there_is_nothing_else_of_a_server() -> None:
    server = find_module("streamlit.web.server")
    assert server is not None
    with pytest.raises(StreamlitAPIException, match="Streamlit's own server"):
        server.Server()


def test_packages_may_say_that_something_is_old(caplog: pytest.LogCaptureFixture) -> None:
    show_deprecation_warning("100% old", show_in_browser=False)
    assert "100% old" in caplog.text


OLD = """
import streamlit as st
from streamlit.deprecation_util import show_deprecation_warning
if st.checkbox("Hide"):
    st.set_option("client.showErrorDetails", "none")
show_deprecation_warning("old")
show_deprecation_warning("of no interest", show_in_browser=False)
"""


def test_the_author_sees_on_the_page_that_something_is_old() -> None:
    at = AppTest.from_string(OLD).run()
    assert [warning.value for warning in at.warning] == ["old"]
    assert not at.checkbox[0].check().run().warning


def test_what_is_old_may_be_told_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        show_deprecation_warning("older than most", show_once=True)
    assert caplog.text.count("older than most") == 1
