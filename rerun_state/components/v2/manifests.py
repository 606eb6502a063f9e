"""Where an installed package keeps the files of its components.

A wheel says it in a `pyproject.toml` inside of the package, which holds no more than the project's
name and a table for each component:

    [[tool.streamlit.component.components]]
    name = "stars"
    asset_dir = "frontend/build"

A component is then called "<project>.<name>", and its folder is found when it is declared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rerun_state.errors import StreamlitComponentRegistryError


def asset_folder(name: str) -> Path | None:
    """The folder of the files of a packaged component; None if no package declares that name.

    Raises StreamlitComponentRegistryError for a declaration that leads nowhere.
    """
    project, dot, component = name.rpartition(".")
    if not dot or not project:
        return None
    for manifest in _manifests(project):
        for declared in _declared(manifest, project):
            if declared.get("name") == component:
                return _folder(manifest, declared, name)
    return None


def _manifests(project: str) -> Iterator[Path]:
    """The files that may declare the components of a project."""
    yield from _listed(project)
    # An editable install lists no files.
    package = re.sub(r"[-.]+", "_", project)
    spec = find_spec(package) if package.isidentifier() else None
    for folder in (spec and spec.submodule_search_locations) or ():
        yield from (Path(folder, "pyproject.toml"), Path(folder).parent / "pyproject.toml")


def _listed(project: str) -> Iterator[Path]:
    """Those among the files that are installed with it."""
    from importlib.metadata import PackageNotFoundError, files  # slow, and few apps need it

    try:
        listed = files(project) or ()
    except PackageNotFoundError:
        return
    for file in listed:
        if file.name == "pyproject.toml":
            yield Path(str(file.locate()))


def _declared(manifest: Path, project: str) -> list[dict[str, Any]]:
    """The components that a file declares, if it is the project's."""
    import tomllib  # as slow

    try:
        content = tomllib.loads(manifest.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # there is none, or it is no TOML
        return []
    streamlit = content.get("tool", {}).get("streamlit", {})
    declared = streamlit.get("component", {}).get("components", [])
    if _plain(content.get("project", {}).get("name", "")) != _plain(project):
        return []
    return [each for each in declared if isinstance(each, dict)]


def _folder(manifest: Path, declared: dict[str, Any], name: str) -> Path:
    asset_dir = declared.get("asset_dir")
    home = manifest.parent.resolve()
    folder = (home / str(asset_dir)).resolve()
    if not isinstance(asset_dir, str) or not folder.is_relative_to(home) or not folder.is_dir():
        raise StreamlitComponentRegistryError(
            f"The component {name!r} says that its files are in {asset_dir!r}, but its package "
            "has no such folder. Install the package again."
        )
    return folder


def _plain(project: Any) -> str:
    return re.sub(r"[-_.]+", "-", str(project)).lower()
