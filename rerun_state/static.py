"""The tables that the front end's build leaves for Python: icon outlines, emoji names.

They are compressed JSON in `rerun_state/static/`, read when first needed, so that pages without
icons do not pay for them.
"""

from __future__ import annotations

import gzip
import json
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
