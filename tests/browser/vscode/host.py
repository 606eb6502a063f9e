"""A page which shows widgets as VS Code does; VS Code itself cannot be driven by a test.

VS Code shows ipywidgets by a bundle that its Jupyter extension takes from npm. The page uses the
same bundle, and loads anywidget from where its wheel has installed it, as the extension does.
"""

import shutil
import sys
from pathlib import Path

from rerun_state.frontend.hatch_build import npm

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
HOST = "host.html"


def build(folder: Path) -> None:
    """Put the page and all that it loads into a folder that is served as /static/."""
    if not PACKAGES.exists():
        npm("ci", "--no-audit", "--no-fund", cwd=HERE)
    npm("run", "build", "--", f"--outfile={folder / 'host.js'}", cwd=HERE)
    shutil.copy(HERE / HOST, folder)
    shutil.copy(PACKAGES / "requirejs/require.js", folder)
    anywidget = Path(sys.prefix, "share/jupyter/nbextensions/anywidget")
    shutil.copytree(anywidget, folder / "anywidget")
