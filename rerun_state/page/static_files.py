"""Files of the folder `static/` beside an app, which `enableStaticServing` puts on the web.

No server is asked: where markup says `app/static/cat.png`, the file itself travels, as an address
that holds it. A link to one, which browsers would not follow, offers it as a download.
"""

from __future__ import annotations

import mimetypes
import re
from base64 import b64encode
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from rerun_state.errors import StreamlitAPIException
from rerun_state.patterns import pattern

LIMIT = 20_000_000
"""Bytes of a file that can travel within markup."""

_NAME = r"(?P<address>(?:\.?/)?app/static/(?P<name>[^\s\"'<>()?#]+)[^\s\"'<>()]*)"
_ADDRESS = pattern(_NAME)
_PLACES = pattern(
    r"(?P<before>\b(?:src|href|poster|data)\s*=\s*[\"']?|\burl\(\s*[\"']?)" + _NAME, re.IGNORECASE
)
_LINK = pattern(r"<a\b(?=[^>]*\bhref\s*=\s*[\"']?(?:\.?/)?app/static/)", re.IGNORECASE)
_MARKUP = {"html": "body", "iframe": "srcdoc"}
_SIGN = "app/static/"


class StaticFiles:
    """The static files of one app."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, kind: str, wire: dict[str, Any]) -> dict[str, Any]:
        """The properties of an element, as they travel, with the files that they name.

        Raises StreamlitAPIException for a file that is too large for that.
        """
        return {name: self._value(value, name, kind) for name, value in wire.items()}

    def _value(self, value: Any, name: str, kind: str) -> Any:
        if isinstance(value, dict):
            return {key: self._value(part, key, kind) for key, part in value.items()}
        if isinstance(value, list):
            return [self._value(part, name, kind) for part in value]
        if not isinstance(value, str) or _SIGN not in value:
            return value
        if name == "src":
            found = _ADDRESS.fullmatch(value)
            return value if found is None else self._held(found)
        return self._markup(value) if name in ("html", _MARKUP.get(kind)) else value

    def _markup(self, html: str) -> str:
        html = _LINK.sub("<a download", html)
        return _PLACES.sub(lambda found: found["before"] + self._held(found), html)

    def _held(self, found: re.Match[str]) -> str:
        """An address that holds the file which is meant; as it was, if there is none."""
        address = found["address"]
        file = (self._folder / unquote(found["name"])).resolve()
        if not file.is_relative_to(self._folder.resolve()) or not file.is_file():
            return address
        if file.stat().st_size > LIMIT:
            raise StreamlitAPIException(
                f"{address} has {file.stat().st_size:,} bytes, more than the {LIMIT:,} that can be "
                "shown without a server. Show it by an element, such as st.video or st.image."
            )
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{b64encode(file.read_bytes()).decode()}"
