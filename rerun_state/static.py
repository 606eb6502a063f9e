"""What the front end's build leaves in `rerun_state/static/`: code, chunks, tables, the contract.

The one reader of that folder; all of it is read when it is first needed. The contract says of every
kind of element what travels; its source is `frontend/contract/`. Icon outlines and emoji names are
compressed JSON: pages without icons do not pay for them. Where `RERUN_STATE_DEV` is set, for those
who work on the front end, texts are read anew each time: a build shows after a reload of the page.
"""

from __future__ import annotations

import json
import os
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypedDict

from rerun_state.patterns import pattern

STATIC = Path(__file__).resolve().parent / "static"
_CHUNK = pattern(r"[a-z]+")


class Contract(TypedDict):
    """The part of the contract that the kernel acts by, each table by kind.

    `kinds`, `asked` and `answers` have the rest, as schemas: tests hold what is sent to them.
    """

    defaults: dict[str, dict[str, Any]]
    """What the front end takes a property for if it is not told."""
    chunks: dict[str, list[str]]
    """The chunk that draws a kind, and the libraries which that needs."""
    stays: dict[str, list[str]]
    """The properties that only the kernel reads."""
    asked: dict[str, dict[str, Any]]
    """What a front end may ask every model for; `answers` is what it hears."""
    answers: dict[str, dict[str, Any]]
    kinds: dict[str, dict[str, Any]]


@cache
def read_contract() -> Contract:
    """The contract for the wire; FileNotFoundError if the front end was not built.

    It is looked up once, every element is held to it; who takes up a newer front end clears that.
    """
    contract: Contract = static_table("contract.json")
    return contract


def read_chunk(name: str) -> str:
    """The code of a chunk; KeyError if there is none of that name, which a browser may ask for."""
    path = STATIC / "chunks" / f"{name}.js"
    if not _CHUNK.fullmatch(name) or not path.is_file():
        raise KeyError(f"no library {name!r}")
    return path.read_text("utf-8")


def read_table(name: str) -> dict[str, Any]:
    """A compressed table; FileNotFoundError if the front end was not built."""
    import gzip  # slow to import, and pages without icons do without it

    table: dict[str, Any] = json.loads(gzip.decompress(_built(f"{name}.json.gz").read_bytes()))
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
    return _built(name).read_text(encoding="utf-8")


def _built(name: str) -> Path:
    path = STATIC / name
    if not path.exists():
        raise FileNotFoundError(
            f"The front end has not been built: rerun_state/static/{name} is missing. Install the "
            "package with pip, or run `npm ci && npm run build` in rerun_state/frontend."
        )
    return path
