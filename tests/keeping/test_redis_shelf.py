"""Several servers that share their visitors by a Redis server; the rest is in `test_shelves`."""

import shutil
from itertools import count

import pytest

from rerun_state.keeping.redis_server import RedisServer
from rerun_state.keeping.redis_shelf import RedisShelf
from rerun_state.keeping.shelves import make_shelf
from rerun_state.keeping.store import HeldError, StoreError

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="there is no Redis server")


def test_a_server_writes_no_more_of_a_visitor_whom_another_has_taken(redis_url: str) -> None:
    one, two = (make_shelf(f"{redis_url}#taken", "own", 1) for _ in range(2))
    assert one.open() == two.open()
    one.write("a", "one")
    assert two.take("a") == "one"
    with pytest.raises(HeldError):
        one.write("a", "late")
    two.write("a", "two")
    assert one.take("a") == "two"
    for each in (one, two):
        each.sweep()
        each.close()


def test_what_is_done_late_does_not_replace_what_was_written_since(redis_url: str) -> None:
    shelf = RedisShelf(f"{redis_url}#late", "late", 60)
    shelf.write("a", "first")
    numbers, shelf._numbers = shelf._numbers, count(9)
    shelf.write("a", "newest")
    shelf._numbers = numbers  # as of a message that lay in a server which hung
    shelf.write("a", "late")
    shelf._numbers = count(10)
    assert shelf.take("a") == "newest"
    shelf.write("a", "newer")
    assert shelf.take("a") == "newer"
    shelf.close()


def test_who_asks_for_names_at_random_leaves_nothing_there(redis_url: str) -> None:
    shelf, server = make_shelf(f"{redis_url}#random", "own", 1), RedisServer(redis_url, "a test")
    assert shelf.take("nobody") is None
    assert server.ask("keys", "rerun_state:random:*") == []
    for each in (shelf, server):
        each.close()


def test_a_damaged_key_is_named_with_the_cure(redis_url: str) -> None:
    server = RedisServer(redis_url, "a test")
    server.ask("set", "rerun_state:odd:visitors:server", "no key")
    server.close()
    shelf = make_shelf(f"{redis_url}#odd", "own", 1)
    with pytest.raises(StoreError, match=r"odd:visitors:server\) is damaged\. Delete it"):
        shelf.open()
    shelf.close()
