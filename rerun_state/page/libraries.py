"""The large parts of the front end, which the browser asks for when it first needs them.

Most are bundles that the build of the front end leaves in `static/chunks/`. Those of Plotly and
deck.gl come from the user's own packages, so that figures meet the version that made them.
"""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

from rerun_state.elements.tables import STATIC

CHUNKS = STATIC / "chunks"
_NAME = re.compile(r"[a-z]+")
_PACKAGES = {
    "plotly": ("plotly", "package_data/plotly.min.js"),
    "pydeck": ("pydeck", "nbextension/static/index.js"),
}


def read_chunk(name: str) -> bytes:
    """The code of a library; KeyError if there is none of that name."""
    path = _path(name)
    if path is None or not path.is_file():
        raise KeyError(f"no library {name!r}")
    return path.read_bytes()


def _path(name: str) -> Path | None:
    if not _NAME.fullmatch(name):
        return None
    if name not in _PACKAGES:
        return CHUNKS / f"{name}.js"
    package, file = _PACKAGES[name]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0], file)
