"""What `.streamlit/config.toml` says: of the home directory, and above it of the app's folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PLACE = Path(".streamlit", "config.toml")
_LOG = logging.getLogger("rerun_state")


def read_settings(folder: Path) -> dict[str, Any]:
    """The settings by their dotted names; a file that cannot be read is logged and left out."""
    settings: dict[str, Any] = {}
    for each in (Path.home(), folder):
        path = each / PLACE
        if path.is_file():
            settings.update(_read(path))
    return settings


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # slow to import, and few apps have such a file

    try:
        return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        _LOG.warning("The settings in %s cannot be read: %s", path, error)
        return {}


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", value
