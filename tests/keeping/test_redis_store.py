"""What is special about a Redis server; what it shares with a folder is in `test_store`."""

import shutil
from itertools import count

import pytest

from rerun_state.keeping.redis_store import RedisStore, place_of
from rerun_state.keeping.store import StoreError


def test_the_place_is_named_without_the_password() -> None:
    store = RedisStore("redis://user:geheim@127.0.0.1:1/0#name", "a")
    assert store.place == "redis://127.0.0.1 (rerun_state:a)"


def test_a_url_tells_the_server_and_its_fragment_the_name() -> None:
    url = "redis://localhost/0"
    assert place_of(f"{url}#sales", "own") == (f"{url}#sales", "sales")
    assert place_of(url, "own") == (url, "own")
    assert [place_of(name, "own") for name in ("sales", "")] == [(None, "sales"), (None, "own")]
    with pytest.raises(StoreError, match="not at s3://"):
        place_of("s3://bucket", "own")


@pytest.mark.skipif(not shutil.which("redis-server"), reason="there is no Redis server")
def test_what_is_done_late_does_not_replace_what_was_written_since(redis_url: str) -> None:
    store = RedisStore(redis_url, "late")
    store.hold()
    numbers, store._numbers = store._numbers, count(9)
    store.write("newest")
    store._numbers = numbers  # as of a message that lay in a server which hung
    store.write("late")
    assert store.read() == "newest"
    store.let_go()
    after = RedisStore(redis_url, "late")  # whose numbers begin anew
    after.hold()
    after.write("after")
    assert after.read() == "after"
    after.let_go()
