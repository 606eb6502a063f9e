"""The large parts of the front end, which a page gets with the first element that needs them.

Most are bundles that the build of the front end leaves in `static/chunks/`. Those of Plotly,
deck.gl and anywidget come from the user's own packages, so that what they draw meets the version
that made it.

They travel as text: a gateway's websocket ends with the first binary frame.

Why the page need not ask: a kernel that handles messages on its main thread alone would answer
after the run which shows the element. A browser that comes later has missed them, and does ask.
"""

from __future__ import annotations

from base64 import b64encode
from importlib.util import find_spec
from pathlib import Path

from rerun_state import static

_PACKAGES = {
    "plotly": ("plotly", "package_data/plotly.min.js"),
    "anywidget": ("anywidget", "nbextension/index.js"),
    "pydeck": ("pydeck", "nbextension/static/index.js"),
}

_MARK = "gzip,"  # of compressed code, for the front end to know


def read_chunk(name: str) -> str:
    """The code of a library; KeyError if there is none of that name."""
    if name not in _PACKAGES:
        return static.read_chunk(name)
    path = _installed(*_PACKAGES[name])
    if path is None or not path.is_file():
        raise KeyError(f"no library {name!r}")
    return path.read_text("utf-8")


def packed(code: str) -> str:
    """A code as a notebook saves it: compressed, as a text; less than half as long."""
    import gzip  # slow to import, and nobody may save anything

    return _MARK + b64encode(gzip.compress(code.encode(), 6, mtime=0)).decode()


def _installed(package: str, file: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0], file)
