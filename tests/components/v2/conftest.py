"""An installed package that has a component."""

from pathlib import Path

import pytest

MANIFEST = """
[project]
name = "my-stars"

[[tool.streamlit.component.components]]
name = "stars"
asset_dir = "build"
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package with a component; the folder of its files."""
    home = tmp_path / "my_stars"
    build = home / "build"
    build.mkdir(parents=True)
    (home / "__init__.py").touch()
    (home / "pyproject.toml").write_text(MANIFEST)
    (build / "index-a1.js").write_text("export default () => {}")
    (build / "index.css").write_text("p { color: red }")
    about = tmp_path / "my_stars-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: my-stars\nVersion: 1.0\n")
    (about / "RECORD").write_text("my_stars/pyproject.toml,,\nmy_stars/__init__.py,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    return build
