"""The states of visitors on a Redis server, for any number of servers that share the visitors.

Whichever server has the visitor's page has the visitor: the one before cannot write any more.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from itertools import count

from rerun_state.keeping.redis_server import RedisServer
from rerun_state.keeping.server_key import is_key, make_key
from rerun_state.keeping.store import HeldError, StoreError

_TAKE = """
local text = redis.call('get', KEYS[1])
if text then
    redis.call('expire', KEYS[1], ARGV[2])
    redis.call('set', KEYS[2], ARGV[1], 'EX', ARGV[2])
end
return text
"""
_WRITE_IF_OURS = """
local by = redis.call('get', KEYS[1])
if by then
    local who, when = string.match(by, '^(%x+):?(%d*)$')
    if who ~= ARGV[1] then return 0 end
    if (tonumber(when) or 0) > tonumber(ARGV[4]) then return 1 end
end
redis.call('set', KEYS[1], ARGV[1] .. ':' .. ARGV[4], 'EX', ARGV[3])
redis.call('set', KEYS[2], ARGV[2], 'EX', ARGV[3])
return 1
"""
"""What a server that hung does late, of what was given up and written anew since, is left out."""


class RedisShelf:
    """The keys of one app."""

    def __init__(self, url: str, name: str, lasts: float) -> None:
        """`lasts` are the seconds after which Redis itself lets go of a state."""
        self._key = f"rerun_state:{name}:visitors"
        self._server = RedisServer(url, self._key)
        self._lasts = max(1, int(lasts))
        self._mine = secrets.token_hex(16)
        self._numbers = count(1)
        self.place = self._server.place
        """The server and what its keys begin with, without the password."""

    def open(self) -> str:
        """The key of all servers; the first one makes it."""
        made = make_key()
        if self._server.ask("set", f"{self._key}:server", made, nx=True):
            return made
        key: str | None = self._server.ask("get", f"{self._key}:server")
        if key is None or not is_key(key):
            raise StoreError(
                f"The servers' key in {self._server.address} ({self._key}:server) is damaged. "
                "Delete it, and visitors begin anew; or give --persist another name."
            )
        return key

    def take(self, name: str) -> str | None:
        """Read a text, which waits as long again; of names that nobody has, nothing is noted."""
        found: str | None = self._server.ask(
            "eval", _TAKE, 2, *self._keys(name), self._holder(), self._lasts
        )
        return found

    def write(self, name: str, text: str) -> None:
        """Replace a text, if no other server has taken the visitor over."""
        key, by = self._keys(name)
        args = (self._mine, text, self._lasts, next(self._numbers))
        if not self._server.ask("eval", _WRITE_IF_OURS, 2, by, key, *args):
            raise HeldError("another server")

    def set_aside(self, name: str) -> str:
        """Give a text another key, with the moment in it."""
        aside = f"{self._keys(name)[0]}:aside:{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        self._server.ask("rename", self._keys(name)[0], aside)
        return aside

    def sweep(self) -> None:
        """Nothing: the server does that by itself."""

    def close(self) -> None:
        """Cut the connections."""
        self._server.close()

    def _holder(self) -> str:
        """This server, and how far it has come."""
        return f"{self._mine}:{next(self._numbers)}"

    def _keys(self, name: str) -> tuple[str, str]:
        return f"{self._key}:{name}", f"{self._key}:{name}:by"
