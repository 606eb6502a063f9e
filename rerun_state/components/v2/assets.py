"""What a mounted component is made of: each part given as text, or as a file of its package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rerun_state.components.folders import Folder, offer
from rerun_state.components.v2.manifests import asset_folder
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

_SUFFIXES = {"js": (".js", ".mjs", ".cjs"), "css": (".css",), "html": (".html", ".htm")}


@dataclass(frozen=True)
class Definition:
    """A component as it was declared."""

    name: str
    html: str | None
    css: str | None
    js: str | None
    isolate_styles: bool
    folder: Folder | None

    def parts(self) -> dict[str, Any]:
        """The properties that say what the page has to mount, with its files as they are now."""
        shown: dict[str, Any] = {"name": self.name, "isolate": self.isolate_styles}
        if self.folder is not None:
            shown["folder"] = self.folder.id
        for part in ("html", "css", "js"):
            given = getattr(self, part)
            if self.folder is None or given is None or not looks_like_path(given, part):
                shown[part] = given
            else:
                name = _only(self.folder, given, part, self.name)
                shown[f"{part}_file"] = {"name": name, "digest": self.folder.digest(name)}
        return shown


def define(
    name: str, html: str | None, css: str | None, js: str | None, isolate_styles: bool
) -> Definition:
    """A component's definition, checked."""
    for part, given in (("html", html), ("css", css), ("js", js)):
        if given is not None and not isinstance(given, str):
            raise StreamlitInvalidParameterTypeError(
                f"{part} of the component {name!r} must be a str or None, not "
                f"{type(given).__name__}. Give a path as a str too."
            )
    folder = asset_folder(str(name))
    definition = Definition(
        str(name), html, css, js, bool(isolate_styles), None if folder is None else offer(folder)
    )
    if definition.folder is None:
        for part, given in (("css", css), ("js", js)):
            if given is not None and looks_like_path(given, part):
                raise StreamlitAPIException(
                    f"{part}={given!r} of the component {name!r} is a file, but no installed "
                    "package declares that component with an asset_dir in its pyproject.toml. "
                    "Give the text itself, or declare it."
                )
    definition.parts()  # says what is missing where the component is declared
    return definition


def looks_like_path(given: str, part: str) -> bool:
    """Is this the name of a file, or a glob for one, rather than its content?"""
    text = given.strip()
    if not text or re.search(r"[\s;{}()<>=]", text):
        return False
    return text.endswith(_SUFFIXES[part])


def _only(folder: Folder, pattern: str, part: str, component: str) -> str:
    """The one file that a glob means."""
    if pattern.startswith(("/", "\\", "~")) or ":" in pattern or ".." in pattern.split("/"):
        raise StreamlitAPIException(
            f"{part}={pattern!r} of the component {component!r} leads out of its asset_dir. "
            "Give a path below it."
        )
    found = folder.matching(pattern)
    if len(found) == 1:
        return found[0]
    several = f"these files: {', '.join(found)}" if found else "no file"
    raise StreamlitAPIException(
        f"{part}={pattern!r} of the component {component!r} means {several}. "
        "It must match exactly one in the asset_dir."
    )
