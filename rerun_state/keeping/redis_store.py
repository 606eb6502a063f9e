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
from itertools import count

from rerun_state.keeping.redis_server import RedisServer
from rerun_state.keeping.store import HeldError, StoreError, described, signature

EXPIRES = 10
"""Seconds for which a name is held without being renewed."""
SCHEMES = frozenset({"redis", "rediss", "unix"})

_WRITE_IF_HELD = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
local who, when = string.match(redis.call('get', KEYS[3]) or '', '^(%x+):(%d+)$')
if who == ARGV[3] and tonumber(when) > tonumber(ARGV[4]) then return 1 end
redis.call('set', KEYS[3], ARGV[3] .. ':' .. ARGV[4])
redis.call('set', KEYS[2], ARGV[2])
return 1
"""
"""What a server that hung does late, of what was given up and written anew since, is left out."""
_TAKE_OVER = """
if redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('set', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1
"""
_LET_GO = """
if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1], KEYS[2]) end
return 0
"""


def place_of(asked: str, own: str) -> tuple[str | None, str]:
    """The URL, if it is one that `--persist` asks for, and the name; `own` if it tells none.

    StoreError for a URL of what is no store.
    """
    scheme = asked.partition("://")[0]
    if scheme == asked:
        return None, asked or own
    if scheme not in SCHEMES:
        raise StoreError(
            f"States are kept in a folder or at redis://, not at {scheme}://. Give --persist a "
            "name, or the URL of a Redis server."
        )
    return asked, asked.partition("#")[2] or own


class RedisStore:
    """The keys of one name."""

    def __init__(self, url: str, name: str) -> None:
        self._key = f"rerun_state:{name}"
        self._server = RedisServer(url, self._key)
        self._token = uuid.uuid4().hex
        self._mine = json.dumps({**json.loads(signature()), "token": self._token})
        self._numbers = count(1)
        self._held = f"{self._key}:held"
        self.place = self._server.place
        """The server and the key, without the password."""

    def hold(self) -> None:
        """Take the key that holds the name."""
        if self._server.ask("set", self._held, self._mine, nx=True, ex=EXPIRES):
            return
        holder = self._server.ask("get", self._held) or ""
        if not _is_gone(holder) or not self._take_over(holder):
            raise HeldError(described(holder))

    def renew(self) -> None:
        """Hold the name for some seconds more; anew if it has expired meanwhile."""
        if not self._take_over(self._mine):
            self.hold()

    def _take_over(self, holder: str) -> bool:
        args = (holder, self._mine, EXPIRES)
        return bool(self._server.ask("eval", _TAKE_OVER, 1, self._held, *args))

    def read(self) -> str | None:
        """The text under the key."""
        text: str | None = self._server.ask("get", self._key)
        return text

    def write(self, text: str) -> None:
        """Replace the text, if this kernel still holds the name."""
        keys = (self._held, self._key, self._key + ":written")
        args = (self._mine, text, self._token, next(self._numbers))
        if not self._server.ask("eval", _WRITE_IF_HELD, 3, *keys, *args):
            self.hold()
            self._server.ask("eval", _WRITE_IF_HELD, 3, *keys, *args)

    def set_aside(self) -> str:
        """Give the text another key, with the moment in it."""
        aside = f"{self._key}:aside:{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        self._server.ask("rename", self._key, aside)
        return aside

    def let_go(self) -> None:
        """Leave the name to others."""
        self._server.ask("eval", _LET_GO, 2, self._held, self._key + ":written", self._mine)
        self._server.close()


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
