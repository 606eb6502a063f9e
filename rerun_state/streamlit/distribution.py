"""What `importlib.metadata` says of Streamlit in an app: that the version is the one of its API.

Packages ask by that which names `import streamlit` has.
"""

from __future__ import annotations

from importlib.metadata import Distribution
from pathlib import Path

import rerun_state


class _Ours(Distribution):
    def read_text(self, filename: str) -> str | None:
        """The few lines that there are of the one file that every distribution has."""
        if filename != "METADATA":
            return None
        return f"Metadata-Version: 2.1\nName: streamlit\nVersion: {rerun_state.__version__}\n"

    def locate_file(self, path: object) -> Path:
        """Where a file would be that Streamlit has; ours are listed nowhere."""
        return Path(__file__).with_name(str(path))


OURS = _Ours()
