"""The parts of mounted components: texts, and files of installed packages."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rerun_state.components.files import answer
from rerun_state.components.v2 import component
from rerun_state.components.v2.manifests import asset_folder
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitComponentRegistryError,
    StreamlitInvalidParameterTypeError,
)
from tests.components.apps import App

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


def test_a_component_is_found_by_its_project_and_name(package: Path) -> None:
    assert asset_folder("my-stars.stars") == package
    assert asset_folder("my_stars.stars") == package
    assert asset_folder("my-stars.moons") is None
    assert asset_folder("nowhere.stars") is None
    assert asset_folder("stars") is None


def test_a_package_that_lists_no_files_is_found_by_its_name(package: Path) -> None:
    (package.parent.parent / "my_stars-1.0.dist-info/RECORD").unlink()
    assert asset_folder("my-stars.stars") == package


def test_files_are_named_by_a_pattern_and_known_by_content(
    app: Callable[[Callable[[], Any]], App], package: Path
) -> None:
    mount = component("my-stars.stars", js="index-*.js", css="index.css", html="<p>x</p>")
    props = app(mount).shown.props
    assert props["js_file"]["name"] == "index-a1.js"
    assert props["css_file"]["name"] == "index.css"
    assert props["html"] == "<p>x</p>"
    files = answer({"folder": props["folder"], "name": None})["files"]
    assert files["index-a1.js"] == props["js_file"]["digest"]


def test_a_pattern_means_one_file(package: Path) -> None:
    with pytest.raises(StreamlitAPIException, match="means no file"):
        component("my-stars.stars", js="main-*.js")
    (package / "index-b2.js").touch()
    with pytest.raises(StreamlitAPIException, match=r"index-a1\.js, index-b2\.js"):
        component("my-stars.stars", js="index-*.js")


@pytest.mark.parametrize("path", ["/etc/x.js", "../x.js", "a/../../x.js", "C:/x.js"])
def test_a_path_does_not_lead_out_of_the_folder(package: Path, path: str) -> None:
    (package.parent / "x.js").write_text("secret")
    with pytest.raises(StreamlitAPIException, match=r"leads out|means no file"):
        component("my-stars.stars", js=path)


@pytest.mark.parametrize("part", ["js", "css"])
def test_a_file_needs_a_package_that_declares_it(part: str) -> None:
    parts: Any = {part: f"index.{part}"}
    with pytest.raises(StreamlitAPIException, match="no installed package"):
        component("stars", **parts)


def test_a_text_is_no_path() -> None:
    component("stars", js="export default () => load('x.js')", css="a{b:url(x.css)}", html="a.html")


def test_a_declaration_that_leads_nowhere_is_told(package: Path) -> None:
    manifest = package.parent / "pyproject.toml"
    manifest.write_text(MANIFEST.replace('"build"', '"../.."'))
    with pytest.raises(StreamlitComponentRegistryError, match="no such folder"):
        component("my-stars.stars", js="x.js")


def test_a_part_is_a_text() -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="must be a str"):
        component("stars", js=Path("x.js"))  # type: ignore[arg-type]


def test_a_project_that_is_not_python_is_no_component() -> None:
    assert asset_folder("..") is None
    assert asset_folder("a-b c.d") is None
    assert "a_b" not in sys.modules
