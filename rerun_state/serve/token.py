"""The token that visitors have to show once, where a server asks for one."""

from __future__ import annotations

import hmac
import os
import secrets
from urllib.parse import parse_qsl, urlencode

from tornado.web import HTTPError

from rerun_state.serve.limits import Bucket

VARIABLE = "RERUN_STATE_TOKEN"
_RATE, _BURST = 0.2, 10.0
_ADDRESSES = 10_000


class Token:
    """A word that lets visitors in, and how often it may be guessed."""

    def __init__(self, word: str) -> None:
        self.word = word
        self._wrong: dict[str, Bucket] = {}  # of each address, the latest last

    def is_shown(self, said: str, address: str) -> bool:
        """Is it the word? HTTPError 429 for an address that has said too many wrong ones."""
        guesses = self._wrong.pop(address, None) or Bucket(_RATE, _BURST)
        if guesses.take(0) > 0:
            self._wrong[address] = guesses
            raise HTTPError(429, "too many wrong tokens")
        if hmac.compare_digest(said.encode(errors="surrogatepass"), self.word.encode()):
            return True
        guesses.take()
        while len(self._wrong) >= _ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        self._wrong[address] = guesses
        return False


def without_token(query: str) -> str:
    """What follows the path of an address, of which nobody is to see the token any longer."""
    pairs = parse_qsl(query, keep_blank_values=True)
    rest = urlencode([(name, value) for name, value in pairs if name != "token"])
    return f"?{rest}" if rest else ""


def find_token() -> tuple[Token, bool]:
    """The token of the environment, else one made up; and whether it is that.

    It is taken out of the environment, so that no app finds it there.
    """
    given = os.environ.pop(VARIABLE, "")
    return Token(given or secrets.token_urlsafe(24)), not given
