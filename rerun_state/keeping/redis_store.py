"""Kept states on a Redis server, for kernels on many machines.

A name is held by a key that expires unless it is renewed. A kernel that was killed has not let go
of it; on the machine where it ran that is seen at once, elsewhere after some seconds.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import uuid
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from rerun_state.keeping.store import HeldError, StoreError, described, signature

EXPIRES = 10
"""Seconds for which a name is held without being renewed."""
SCHEMES = frozenset({"redis", "rediss", "unix"})

_WRITE_IF_HELD = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('set', KEYS[2], ARGV[2])
return 1
"""
_TAKE_OVER = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
"""
_LET_GO = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end
return 0
"""


class RedisStore:
    """The keys of one name."""

    def __init__(self, url: str, name: str) -> None:
        try:
            import redis
        except ImportError:
            raise StoreError(
                "States are kept on a Redis server with its client: pip install redis."
            ) from None
        self._failures = redis.RedisError
        address = url.partition("#")[0]
        try:
            self._client: Any = redis.Redis.from_url(
                address, decode_responses=True, socket_timeout=5, socket_connect_timeout=5
            )
        except ValueError as error:
            raise StoreError(f"That is no URL of a Redis server: {error}.") from None
        parts = urlsplit(address)
        self._key = f"rerun_state:{name}"
        self._place = f"{parts.scheme}://{parts.hostname or parts.path} ({self._key})"
        self._mine = json.dumps({**json.loads(signature()), "token": uuid.uuid4().hex})

    @property
    def place(self) -> str:
        """The server and the key, without the password."""
        return self._place

    def hold(self) -> None:
        """Take the key that holds the name."""
        held = self._key + ":held"
        if self._ask("set", held, self._mine, nx=True, ex=EXPIRES):
            return
        holder = self._ask("get", held) or ""
        if not _is_gone(holder) or not self._ask(
            "eval", _TAKE_OVER, 1, held, holder, self._mine, EXPIRES
        ):
            raise HeldError(described(holder))

    def renew(self) -> None:
        """Hold the name for some seconds more; anew if it has expired meanwhile."""
        held = self._key + ":held"
        if not self._ask("eval", _TAKE_OVER, 1, held, self._mine, self._mine, EXPIRES):
            self.hold()

    def read(self) -> str | None:
        """The text under the key."""
        text: str | None = self._ask("get", self._key)
        return text

    def write(self, text: str) -> None:
        """Replace the text, if this kernel still holds the name."""
        keys = (self._key + ":held", self._key)
        if not self._ask("eval", _WRITE_IF_HELD, 2, *keys, self._mine, text):
            self.hold()
            self._ask("eval", _WRITE_IF_HELD, 2, *keys, self._mine, text)

    def set_aside(self) -> str:
        """Give the text another key, with the moment in it."""
        aside = f"{self._key}:aside:{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        self._ask("rename", self._key, aside)
        return aside

    def let_go(self) -> None:
        """Leave the name to others."""
        self._ask("eval", _LET_GO, 1, self._key + ":held", self._mine)
        self._client.close()

    def _ask(self, command: str, *args: Any, **options: Any) -> Any:
        try:
            return getattr(self._client, command)(*args, **options)
        except self._failures as error:
            raise StoreError(
                f"The Redis server of {self._place} does not do what is asked ({error}). Is it "
                "running, and is the URL right?"
            ) from error


def _is_gone(holder: str) -> bool:
    """Has the process that held a name ended? Of one on another machine nobody can tell."""
    if sys.platform == "win32":  # where nobody can be asked without being ended
        return False
    try:
        who = json.loads(holder)
        if who["host"] != socket.gethostname():
            return False
        os.kill(int(who["process"]), 0)
    except ProcessLookupError:
        return True
    except (ValueError, KeyError, TypeError, OSError):
        return False
    return False
