"""A Redis server, reached by its URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from rerun_state.keeping.store import StoreError


class RedisServer:
    """The connection to one, which is made when something is asked, and as often as needed."""

    def __init__(self, url: str, key: str) -> None:
        """`key` is what the keys of whoever asks begin with, which messages name."""
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
        self.address = f"{parts.scheme}://{parts.hostname or parts.path}"
        """Where it is, without the password."""
        self.place = f"{self.address} ({key})"

    def ask(self, command: str, *args: Any, **options: Any) -> Any:
        """Have it do something; StoreError if that is not done."""
        try:
            return getattr(self._client, command)(*args, **options)
        except self._failures as error:
            raise StoreError(
                f"The Redis server of {self.place} does not do what is asked ({error}). "
                "Is it running, and is the URL right?"
            ) from error

    def close(self) -> None:
        """Cut the connections."""
        self._client.close()
