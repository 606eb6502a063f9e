"""Where an installed package keeps the files of its components."""

import sys
from pathlib import Path

import pytest

from rerun_state.components.v2 import component
from rerun_state.components.v2.manifests import asset_folder
from rerun_state.errors import (
    StreamlitComponentRegistryError,
)
from tests.components.v2.conftest import MANIFEST


def test_a_component_is_found_by_its_project_and_name(package: Path) -> None:
    assert asset_folder("my-stars.stars") == package
    assert asset_folder("my_stars.stars") == package
    assert asset_folder("my-stars.moons") is None
    assert asset_folder("nowhere.stars") is None
    assert asset_folder("stars") is None


def test_a_package_that_lists_no_files_is_found_by_its_name(package: Path) -> None:
    (package.parent.parent / "my_stars-1.0.dist-info/RECORD").unlink()
    assert asset_folder("my-stars.stars") == package


def test_a_declaration_that_leads_nowhere_is_told(package: Path) -> None:
    manifest = package.parent / "pyproject.toml"
    manifest.write_text(MANIFEST.replace('"build"', '"../.."'))
    with pytest.raises(StreamlitComponentRegistryError, match="no such folder"):
        component("my-stars.stars", js="x.js")


def test_a_project_that_is_not_python_is_no_component() -> None:
    assert asset_folder("..") is None
    assert asset_folder("a-b c.d") is None
    assert "a_b" not in sys.modules
