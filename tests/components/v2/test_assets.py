"""The parts of mounted components: texts, and files of installed packages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rerun_state.components.folders import answer
from rerun_state.components.v2 import component
from rerun_state.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
)
from tests.components.apps import App


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


def test_a_part_is_a_text() -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError, match="must be a str"):
        component("stars", js=Path("x.js"))  # type: ignore[arg-type]
