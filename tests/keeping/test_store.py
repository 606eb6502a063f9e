"""What every store does, in a folder and on a Redis server."""

import os
import subprocess
import sys

import pytest

from rerun_state.keeping.store import HeldError, described, signature
from tests.keeping.conftest import Open


def test_what_was_written_last_is_read(open_store: Open) -> None:
    store = open_store("a")
    store.hold()
    assert store.read() is None
    store.write("one ü")
    store.write("two ü")
    assert store.read() == "two ü"


def test_each_name_has_its_own(open_store: Open) -> None:
    for name in ("a/b", "a b", "ä" * 200):
        store = open_store(name)
        store.hold()
        store.write(name)
    assert open_store("a/b").read() == "a/b"
    assert open_store("ä" * 200).read() == "ä" * 200


def test_a_name_that_is_held_is_refused_until_it_is_let_go(open_store: Open) -> None:
    store, other = open_store("a"), open_store("a")
    store.hold()
    with pytest.raises(HeldError):
        other.hold()
    store.renew()
    store.let_go()
    other.hold()


def test_what_is_set_aside_is_out_of_the_way_and_not_lost(open_store: Open) -> None:
    store = open_store("a")
    store.hold()
    store.write("old")
    assert store.set_aside()
    assert store.read() is None
    store.write("new")
    assert store.read() == "new"


def test_the_place_is_named_for_messages(open_store: Open) -> None:
    assert "a" in open_store("a").place


def test_a_signature_names_the_process() -> None:
    assert described(signature()).startswith(f"process {os.getpid()} on ")
    assert described("nonsense") == "another process"


HOLD = """
import sys
from pathlib import Path
from rerun_state.keeping.folder import FolderStore
from rerun_state.keeping.redis_store import RedisStore
url, name = sys.argv[1:]
store = RedisStore(url, name) if "://" in url else FolderStore(name, Path(url))
store.hold()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_process_that_was_killed_holds_nothing(
    request: pytest.FixtureRequest, open_store: Open
) -> None:
    store = open_store("a")
    key = store.place
    where = str(request.getfixturevalue("tmp_path") / "kept")
    if "://" in key:
        where = request.getfixturevalue("redis_url")
    name = f"{request.getfixturevalue('tmp_path').name} a"
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, where, name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(HeldError, match=f"process {process.pid}"):
        store.hold()
    process.kill()
    process.communicate()
    store.hold()
