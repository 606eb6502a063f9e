"""A Redis server that cannot be reached, and how that is said."""

import sys

import pytest

from rerun_state.keeping.redis_server import RedisServer
from rerun_state.keeping.store import StoreError


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    server = RedisServer("redis://user:geheim@127.0.0.1:1/0#name", "the key")
    with pytest.raises(StoreError, match="Is it running") as raised:
        server.ask("get", "a")
    assert "127.0.0.1 (the key)" in str(raised.value)
    assert "geheim" not in str(raised.value)


def test_a_url_that_is_none_is_refused() -> None:
    with pytest.raises(StoreError, match="no URL of a Redis server"):
        RedisServer("redis://localhost/0?retry_on_timeout=perhaps&db=x", "the key")


def test_without_the_client_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(StoreError, match="pip install redis"):
        RedisServer("redis://localhost", "the key")
