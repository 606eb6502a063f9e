"""What the front end's build leaves in `rerun_state/static/`: code, and tables for Python.

All of it is read when it is first needed. Icon outlines and emoji names are compressed JSON: pages
without icons do not pay for them. Where `RERUN_STATE_DEV` is set, for those who work on the front
end, texts are read anew each time: a build shows after a reload of the page.
"""

from __future__ import annotations

import gzip
import json
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parent / "static"


def read_table(name: str) -> dict[str, Any]:
    """Read `static/{name}.json.gz`; raise FileNotFoundError if the front end was not built."""
    path = STATIC / f"{name}.json.gz"
    if not path.exists():
        raise FileNotFoundError(
            f"rerun_state/static/{path.name} is missing: the front end has not been built. "
            "Run `pip install -e .` in the source tree, or `npm run build` in "
            "rerun_state/frontend."
        )
    table: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return table


def developing() -> bool:
    """Tell whether the front end may be built anew while this process lives."""
    return bool(os.environ.get("RERUN_STATE_DEV"))


def static_text(name: str) -> str:
    """A file of the front end; FileNotFoundError says how to build it."""
    return _read(name) if developing() else _kept(name)


def static_table(name: str) -> Any:
    """What a JSON file of the front end holds; not to be changed."""
    return _parsed(static_text(name))


@cache
def _kept(name: str) -> str:
    return _read(name)


@lru_cache(maxsize=16)
def _parsed(text: str) -> Any:
    return json.loads(text)


def _read(name: str) -> str:
    path = STATIC / name
    if not path.exists():
        raise FileNotFoundError(
            f"The front end has not been built: {path.name} is missing. Install the package with "
            "pip, or run `npm ci && npm run build` in rerun_state/frontend."
        )
    return path.read_text(encoding="utf-8")
