"""A notebook before visitors: what they share, what each has, and what none of them gets."""

import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import websocket

from tests.kernel.serving import Guest, Served, fetch_cookie, get, serving, write_notebook

CELLS = [
    "secret = 'the key to everything'\nruns = globals().get('runs', 0) + 1\nprint('printed once')",
    "import rerun_state as st\n"
    "st.session_state['seen'] = ['first']\n"
    "calls = []\n"
    "def whose(key):\n"
    "    return f'task of {st.session_state.get(key)}'\n"
    "@st.cache_data\n"
    "def load(n):\n"
    "    calls.append(n)\n"
    "    return n * 100",
    """%%rerun
n = st.slider("N", 0, 9, key="n")
runs = "overwritten"
st.text(f"n is {n}")
st.text(f"loaded {load(n)} in {len(calls)} calls")
st.text(f"greets {st.query_params.get('who')} in {st.context.locale}")
st.text_input("Name", key="name")
if st.button("Fail"): {}["password is hunter2"]
if st.button("Warn"):
    import sys, warnings
    warnings.warn("the way of the author")
    print("logged by the app", file=sys.stderr)
    print("warned")
if st.button("Die"): __import__("os")._exit(3)
if st.button("Grow"): st.session_state.seen.append("more")
st.text(f"seen {len(st.session_state.seen)}")
if "left" in st.session_state: st.text("left by another")
""",
    """%%rerun --name other
st.text(f"beside n = {st.session_state.n}, runs = {runs}, as {st.context.headers.get('X-Seen')}")
if st.button("Linger"):
    import threading, time
    done = threading.Event()
    def work():
        st.session_state.found = "by the thread"
        done.set()
    threading.Thread(target=work).start()
    done.wait(5)
st.text(f"found {st.session_state.get('found')}")
if st.checkbox("Task"): st.text(st.task(whose, "n").result)
""",
]
FIRST = "n is 0"


def another(served: Served) -> Guest:
    made = served.guest()
    made.see("n is")
    return made


def test_each_visitor_has_a_state_of_its_own(served: Served, guest: Guest) -> None:
    other = another(served)
    guest.change("N", [7])
    guest.see("n is 7")
    guest.see("beside n = 7")
    other.change("N", [3])
    other.see("n is 3")
    assert "n is 7" not in other.received
    assert "n is 3" not in guest.received
    other.leave()


def test_a_cache_is_shared_by_all_of_them(served: Served, guest: Guest) -> None:
    other = another(served)
    guest.change("N", [8])
    guest.see("loaded 800 in")
    before = guest.text().partition("loaded 800 in ")[2][0]
    other.change("N", [8])
    other.see(f"loaded 800 in {before}")
    other.leave()


def test_ordinary_cells_run_once_and_their_names_are_never_overwritten(
    served: Served, guest: Guest
) -> None:
    guest.see("runs = 1")
    another(served).leave()
    guest.change("N", [1])
    guest.see("beside n = 1, runs = 1")


def test_what_ordinary_cells_stored_is_copied_for_each(served: Served, guest: Guest) -> None:
    guest.change("Grow", True)
    guest.see("seen 2")
    other = another(served)
    assert "seen 1" in other.text()
    other.leave()


def test_the_address_and_the_language_are_known_from_the_first_run(served: Served) -> None:
    guest = served.guest(query="?who=Ada")
    guest.see("greets Ada in nb")
    assert "greets None" not in guest.received
    guest.leave()


def test_a_thread_of_an_app_belongs_to_its_visitor(served: Served, guest: Guest) -> None:
    guest.change("Linger", True)
    guest.see("found by the thread")
    other = another(served)
    other.see("found None")
    other.leave()


def test_the_same_task_of_two_visitors_is_one_for_each(served: Served, guest: Guest) -> None:
    other = another(served)
    for each, n in ((guest, 6), (other, 4)):
        each.change("N", [n])
        each.see(f"beside n = {n}")
        each.change("Task", True)
        each.see(f"task of {n}")
    assert "task of 4" not in guest.received
    assert "task of 6" not in other.received
    other.leave()


def test_a_page_that_is_loaded_again_finds_its_session(served: Served, guest: Guest) -> None:
    guest.change("N", [5])
    guest.see("n is 5")
    guest.leave()
    back = Guest(served.url, guest.cookie, guest.tab, again=True)
    back.see("n is 5")
    assert back.inputs[back.id_of("N")]["value"] == [5]
    assert back.controls[0]["anew"] is False
    back.leave()


def test_what_has_failed_runs_when_its_page_is_loaded_again(served: Served, guest: Guest) -> None:
    guest.change("N", [5])
    guest.see("loaded 500")
    guest.change("Fail", True)
    guest.see("This app has met an error")
    guest.leave()
    cut = Guest(served.url, guest.cookie, guest.tab, again=True)
    cut.see("This app has met an error")
    cut.leave()
    back = Guest(served.url, guest.cookie, guest.tab, again=True, loaded=True)
    back.until(lambda: "seen 1" in back.text() and "has met an error" not in back.text())
    assert "n is 5" in back.text()
    back.leave()


def test_a_copied_tab_gets_a_session_of_its_own(served: Served, guest: Guest) -> None:
    guest.change("N", [6])
    guest.see("n is 6")
    copy = Guest(served.url, guest.cookie, guest.tab)
    copy.see("n is 0")
    guest.change("N", [7])
    guest.see("n is 7")
    copy.leave()


def test_nobody_has_a_session_by_the_name_of_its_tab_alone(served: Served, guest: Guest) -> None:
    guest.change("N", [4])
    guest.see("n is 4")
    thief = Guest(served.url, None, guest.tab, again=True)
    thief.see("n is 0")
    assert thief.tab != guest.tab
    guest.change("N", [5])
    guest.see("n is 5")
    thief.leave()


def test_a_cookie_that_the_server_has_not_made_opens_nothing(served: Served) -> None:
    name, _, value = fetch_cookie(served.url).partition("=")
    for made_up in ("x.y", value[:-1], "", value.split(".")[0]):
        guest = Guest(served.url, f"{name}={made_up}")
        assert guest.closed() == 4401


def test_an_error_is_told_to_the_author_and_not_to_the_visitor(
    served: Served, guest: Guest
) -> None:
    guest.change("Fail", True)
    guest.see("This app has met an error")
    assert "hunter2" not in guest.received
    served.hear("hunter2")
    guest.change("N", [2])
    guest.see("n is 2")


def test_what_an_app_writes_for_its_author_is_in_the_servers_log(
    served: Served, guest: Guest
) -> None:
    guest.change("Warn", True)
    guest.see("warned")
    served.hear("UserWarning: the way of the author")
    served.hear("logged by the app")
    assert not any(text in guest.received for text in ("the way of", "UserWarning", "logged by"))


def test_no_code_and_no_variables_travel(served: Served, guest: Guest) -> None:
    guest.change("N", [3])
    guest.see("n is 3")
    for private in ("the key to everything", "load(n)", "session_state", "printed once", "%%rerun"):
        assert private not in guest.received
    assert "printed once" in served.hear("printed once")


def test_one_page_speaks_for_no_other(served: Served, guest: Guest) -> None:
    """What is no message of a page is refused, and the others are unharmed."""
    other = another(served)
    own = guest.id_of("N")
    attacks = [
        {"to": own},
        {"to": "", "content": {"event": "detach"}},
        {"to": "p1/../i1", "content": {}},
        {"to": own, "content": {}, "comm_id": "x"},
        {"msg_type": "execute_request", "content": {"code": "1/0"}},
        {"to": "i999", "content": {"event": "change", "value": [1]}},
        {"to": own, "content": {"event": "change", "value": "__import__('os')._exit(1)"}},
        {"to": "p1", "content": {"event": "context", "headers": {"X-Seen": "yes"}}},
        {"to": "p1", "content": {"event": "rows", "row": "x"}},
        {"hello": "again"},
        {"control": {"ended": True}},
        "[]",
        "not JSON",
        '{"to": "i1", "content": {"x": NaN}}',
        "[" * 100_000,
        b"",
        b"\xff\xff\xff\xff{}",
        b"\x00\x00\x00\x02{}",
    ]
    for attack in attacks:
        guest.send(attack)
    for _ in range(50):
        guest.send({"to": own, "content": {"event": "change", "value": "none"}})
        guest.send({"to": "p1", "content": {"event": "rows"}})
    guest.send({"to": own, "content": {"event": "change", "value": [2]}}, [b"x"] * 60)
    guest.see("n is 2")
    assert "as None" in guest.text()
    other.change("N", [9])
    other.see("n is 9")
    other.leave()
    for named in ("Refused a message", "Ignored a value", "Ignored a visitor's message"):
        served.hear(named)  # the log comes by a way of its own
        assert sum(named in line for line in served.said) == 1


def test_a_message_that_is_too_long_ends_its_connection_alone(served: Served, guest: Guest) -> None:
    other = another(served)
    guest.change("N", [1])
    guest.see("n is 1")
    try:
        guest.send({"to": guest.id_of("N"), "content": {"x": "x" * 4 * 2**20}})
        assert guest.closed() == 1009
    except OSError:  # it was cut while it was being sent
        guest.leave()
    other.change("N", [2])
    other.see("n is 2")
    other.leave()
    back = Guest(served.url, guest.cookie, guest.tab, again=True)
    back.see("n is 1")
    back.leave()


def test_a_flood_of_one_visitor_does_not_keep_another_waiting(served: Served, guest: Guest) -> None:
    other = another(served)
    content = {"event": "change", "value": True, "seq": "a"}
    flood = {"to": guest.id_of("Grow"), "content": content}
    for _ in range(2000):
        guest.send(flood)
    waits = []
    for n in range(1, 6):
        began = time.monotonic()
        other.change("N", [n])
        other.see(f"n is {n}")
        waits.append(time.monotonic() - began)
    assert min(waits) < 1
    other.leave()


def test_only_these_routes_answer(served: Served) -> None:
    assert get(served.url)[0] == get(served.url, "health")[0] == 200
    for path in (
        *("files/app.ipynb", "api/kernels", "tree/app.ipynb", "../app.ipynb/.."),
        *("static/stub.js", "static/../command.py", "static/%2e%2e/errors.py"),
        *("static/rerun_state.0000000000000000.js", "static/passwd.0000000000000000.js"),
    ):
        status, headers, body = get(served.url, path)
        assert (path, status, body) == (path, 404, b"404 Not Found.\n")
        assert "Server" not in headers


def test_what_may_be_an_address_of_the_app_is_answered_by_the_page_alone(served: Served) -> None:
    page = get(served.url)[2]
    for path in ("api", "metrics", "login", "tree", "app.ipynb", "static/", "%2e%2e"):
        assert (path, get(served.url, path)[2]) == (path, page)


def test_another_site_cannot_connect_or_point_its_name_here(served: Served) -> None:
    assert get(served.url, Host="evil.example")[0] == 403
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        served.guest(origin="http://evil.example")


def has_ended(guest: Guest) -> bool:
    return {"ended": True} in guest.controls


def has_begun_twice(guest: Guest) -> bool:
    return sum(control.get("anew") is True for control in guest.controls) == 2


# A kernel's end is last here: it takes the other tests' sessions with it.
def test_visitors_of_a_kernel_that_ends_are_told_and_get_another(
    served: Served, guest: Guest
) -> None:
    other = another(served)
    other.change("N", [7])
    other.see("n is 7")
    guest.change("Die", True)
    for each in (guest, other):
        each.until(partial(has_ended, each))
        each.greet()
        each.until(partial(has_begun_twice, each))
        each.see("n is 0")
    guest.change("N", [1])
    guest.see("n is 1")
    other.leave()


def test_a_cell_that_fails_is_named_and_tried_again_when_the_file_is_saved(
    tmp_path: Path,
) -> None:
    file = write_notebook(tmp_path / "app.ipynb", ["x = 1", "x / 0", "%%rerun\nprint(x)"])
    with serving(file) as served:
        assert "Cell 2 of app.ipynb failed: ZeroDivisionError" in served.hear("Cell 2")
        guest = served.guest()
        guest.until(lambda: {"problem": "unprepared"} in guest.controls)
        assert "ZeroDivision" not in guest.received
        write_notebook(file, ["x = 1", "x / 1", "%%rerun\nprint(f'x is {x}')"])
        served.hear("A kernel is ready")
        guest.greet()
        guest.see("x is 1")
        guest.leave()


def test_a_script_is_served_with_its_pages_and_arguments_by_several_kernels(
    tmp_path: Path,
) -> None:
    file = tmp_path / "app.py"
    file.write_text(
        "import os, sys, streamlit as st\n"
        "st.text(f'argument {sys.argv[1]}')\n"
        "st.text(f'kernel {os.getpid()}')\n"
    )
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "more.py").write_text("import streamlit as st\nst.text('more')\n")
    with serving(file, "--kernels", "2", "--base-url", "/apps/one", "--", "--fast") as served:
        assert served.url.endswith("/apps/one/")
        guests = [served.guest()]
        guests[0].see("argument --fast")
        while served.said.count("A kernel is ready.") < 2:
            time.sleep(0.02)
        guests.append(served.guest())
        guests[1].see("argument --fast")
        kernels = {each.text().partition("kernel ")[2].partition("'")[0] for each in guests}
        assert len(kernels) == 2
        guests[0].send({"to": "p1", "content": {"event": "page", "name": "more", "query": ""}})
        guests[0].see_page("more")
        guests[0].see("'body': 'more'")
        content = {"event": "address", "path": "", "query": "?a=1", "turn": 4}
        guests[0].send({"to": "p1", "content": content})
        guests[0].see_page("", turn=4)
        guests.append(served.guest(page="more"))
        guests[2].see_page("more")
        guests[2].see("'body': 'more'")
        assert "argument" not in guests[2].received
        guests.append(served.guest(page="nowhere"))
        guests[3].see("Page not found")
        guests[3].see_page("")
        for each in guests:
            each.leave()


def test_a_script_that_is_saved_runs_again_with_its_state(tmp_path: Path) -> None:
    (tmp_path / "part.py").write_text("word = 'old'")
    file = tmp_path / "app.py"
    text = "import streamlit as st, part\nn = st.slider('N', 0, 9)\nst.text(f'{part.word} {n}!')\n"
    file.write_text(text)
    with serving(file, "--watch") as served:
        guests = [served.guest(), served.guest()]
        for n, guest in enumerate(guests, 3):
            guest.see("old 0!")
            guest.change("N", [n])
            guest.see(f"old {n}!")
        (tmp_path / "part.py").write_text("word = 'new'")
        for n, guest in enumerate(guests, 3):
            guest.see(f"new {n}!")
        file.write_text(text + "1 / 0\n")
        guests[0].see("This app has met an error")
        assert "ZeroDivisionError" in served.hear("ZeroDivisionError")
        file.write_text(text.replace("!", "?"))
        for n, guest in enumerate(guests, 3):
            guest.see(f"new {n}?")
            guest.leave()


def test_a_notebook_that_is_saved_begins_anew_once_its_cells_are_executed(tmp_path: Path) -> None:
    app = "%%rerun\nprint(f'x is {x}')"
    file = write_notebook(tmp_path / "app.ipynb", ["x = 1", app])
    with serving(file, "--watch") as served:
        guest = served.guest()
        guest.see("x is 1")
        write_notebook(file, ["x = 1 / 0", app])
        served.hear("Visitors keep what was there before.")
        later = served.guest()
        later.see("x is 1")
        write_notebook(file, ["x = 2", app])
        for each in (guest, later):
            each.until(partial(has_ended, each))
            each.greet()
            each.see("x is 2")
            each.leave()


def test_a_visitors_files_have_a_limit_together_and_other_visitors_one_of_their_own(
    tmp_path: Path,
) -> None:
    file = tmp_path / "app.py"
    file.write_text("import streamlit as st\nfor n in 'ab': st.file_uploader(n)\n")
    with serving(file, "--max-uploads", "1") as served:
        one, two = served.guest(), served.guest()
        assert upload(one, "a", 600_000)["event"] == "ack"
        for _ in range(2):
            refused = upload(one, "b", 600_000)
            assert refused["reason"] == "all your files together may have 1 MB"
        assert upload(two, "b", 600_000)["event"] == "ack"
        served.hear("Refused a visitor's file")
        assert upload(one, "b", 400_000)["event"] == "ack"
        assert len([line for line in served.said if "Refused" in line]) == 1


def upload(guest: Guest, label: str, size: int) -> dict[str, Any]:
    """Send a file; return the answer."""
    id, told = guest.id_of(label), len(guest.answers)
    event = {"event": "upload", "id": "f", "offset": 0, "name": "f", "type": "", "size": size}
    guest.send({"to": id, "content": event}, [bytes(size)])
    guest.until(lambda: len(guest.answers) > told)
    return guest.answers[-1]


def test_a_kernel_of_visitors_loads_ahead_what_their_pages_need_and_nothing_of_a_notebooks(
    tmp_path: Path,
) -> None:
    file = tmp_path / "app.py"
    file.write_text(
        "import sys\nimport streamlit as st\n"
        "@st.fragment(run_every=0.1)\n"
        "def look():\n"
        "    names = 'markdown_it', 'rerun_state.page.models'\n"
        "    st.text(f'loaded {[name for name in names if name in sys.modules]}')\n"
        "look()\n"
    )
    with serving(file) as served:
        served.guest().see("loaded ['markdown_it']")
