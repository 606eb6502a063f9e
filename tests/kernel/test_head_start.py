"""Sessions that begin with the request for their page, in a real kernel."""

import json
import re
import time
from pathlib import Path
from typing import Any

from tests.kernel.serving import PATIENCE, Guest, Served, get, serving

APP = """import streamlit as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
n = st.slider("N", 0, 9, key="n")
st.text(f"n is {n} in run {st.session_state.runs}")
st.text(f"who is {st.query_params.get('who')}")
st.image(b"GIF89a\\1\\0\\1\\0\\0\\0\\0;")
"""
ASKS = """import streamlit as st
try:
    st.text(f"zone is {st.context.locale}")
except Exception:
    st.text("zone was caught")
"""
SHOWN = {"Sec-Fetch-Dest": "document"}


def ask(served: Served, query: str = "") -> tuple[str, Any]:
    """The secret that a browser gets, and what comes with the page."""
    status, headers, body = get(served.url, query, **SHOWN)
    assert status == 200
    found = re.search(rb'id="rs-begun">(.*?)</script>', body)
    return headers["Set-Cookie"].partition(";")[0], found and json.loads(found[1])


def test_a_page_comes_with_its_app_which_goes_on_where_it_was(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(APP)
    with serving(file) as served:
        served.hear("A kernel is ready")
        end = time.monotonic() + PATIENCE
        cookie, begun = ask(served, "?who=Ada")
        while "n is 0" not in str(begun):  # the machine may have much to do
            assert time.monotonic() < end
            time.sleep(0.5)
            cookie, begun = ask(served, "?who=Ada")
        assert "n is 0 in run 1" in str(begun)
        assert "who is Ada" in str(begun)
        guest = Guest(served.url, cookie, begun["tab"], query="?who=Ada")
        guest.until(lambda: guest.controls)
        assert guest.controls == [{"tab": begun["tab"], "anew": False}]
        [slider] = [id for each in begun["said"] for id, _ in each[0].get("fresh", ())]
        guest.send({"to": slider, "content": {"event": "change", "value": [4], "seq": "a:1"}})
        guest.until(lambda: "n is 4 in run 2" in guest.received)
        assert "who is" not in guest.received  # but what has changed
        guest.leave()


def test_nobody_has_what_has_begun_by_its_name_alone(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(APP)
    with serving(file) as served:
        served.hear("A kernel is ready")
        _, begun = ask(served)
        thief = Guest(served.url, tab=begun["tab"])
        thief.see("n is 0 in run 1")
        assert thief.controls[0]["anew"] is True
        assert thief.tab != begun["tab"]
        thief.leave()


def test_an_app_that_asks_what_the_page_alone_knows_begins_with_that(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(ASKS)
    with serving(file) as served:
        served.hear("A kernel is ready")
        cookie, begun = ask(served)
        guest = Guest(served.url, cookie, begun["tab"] if begun else "")
        guest.see("zone is nb")
        assert "zone was" not in guest.received
        assert "zone is None" not in guest.received
        assert ask(served)[1] is None  # by now it is known
        guest.leave()
