"""`%rerun app.py --watch`: the app runs again when a file that it was made of is saved.

Followed are the script, its pages, its secrets, and the modules that it has imported from its own
folder or from others of the user's. After one of these was saved all of them are imported anew, as
under `streamlit run`. A run that failed is repeated for any Python file beside them: what it could
not import is not known.

A thread waits for the system to tell of changes, in the folders that these files are in, and ends
with the last app of these files: visitors, who have one each, share it.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import cache_from_source
from pathlib import Path
from time import time_ns
from types import ModuleType

from IPython.core.error import UsageError

from rerun_state.runtime.execution.alias import forget_modules
from rerun_state.runtime.execution.app import App
from rerun_state.runtime.execution.home import installed

_OURS = Path(__file__).resolve().parents[2]
_SECRETS = Path(".streamlit") / "secrets.toml"


class Saves:
    """Notices when the files of a program are saved, and lets its apps run again."""

    def __init__(self, main: Path) -> None:
        """UsageError without the library that tells of changes."""
        try:  # not in the thread: runs change where imports look meanwhile
            from watchfiles import watch
        except ModuleNotFoundError:
            raise UsageError(
                "--watch needs the package watchfiles, which is not installed: "
                "pip install 'rerun-state[watch]'"
            ) from None
        self._watch = watch
        self._main = main
        self._apps: dict[App, frozenset[Path]] = {}  # with the scripts that each has executed
        self._imported: set[str] = set()  # what its runs have imported first
        self._files: dict[Path, int | None] = {}  # with the times of their last look
        self._folders: frozenset[Path] = frozenset()
        self._end = threading.Event()
        self._is_edited = False

    @contextmanager
    def around(self, app: App, scripts: Iterable[Path]) -> Iterator[bool]:
        """Run the app in the block, within the alias; yields whether its modules are new.

        `scripts` are the files that it executes itself; they may be known after the block only.
        """
        if not self._apps:  # nobody has looked in the meantime
            self._note({file for file, time in self._files.items() if _is_newer(file, time)})
        self._apps.setdefault(app, frozenset())
        app.on_close = partial(self._leave, app)
        is_edited, self._is_edited = self._is_edited, False
        if is_edited:
            forget_modules(self._modules())
        before, began = set(sys.modules), time_ns()
        try:
            yield is_edited
        finally:
            self._imported |= sys.modules.keys() - before
            if app in self._apps:  # it was not closed meanwhile
                self._apps[app] = frozenset(scripts)
                files = {self._main, *self._modules().values()}.union(*self._apps.values())
                self._follow(files, began)

    def _leave(self, app: App) -> None:
        """An app is closed; after the last one nothing is followed any more."""
        self._apps.pop(app, None)
        if not self._apps:
            self._folders = frozenset()
            self._end.set()

    def _modules(self) -> dict[str, Path]:
        """The loaded modules that are the app's own, with their files."""
        loaded = ((name, _file_of(module)) for name, module in list(sys.modules.items()))
        return {name: file for name, file in loaded if file is not None and self._owns(name, file)}

    def _owns(self, name: str, file: Path) -> bool:
        folder = self._main.parent
        if file.is_relative_to(folder):
            parts = file.relative_to(folder).parts
            return not any(part.startswith(".") or part == "site-packages" for part in parts)
        return name in self._imported and not any(map(file.is_relative_to, [_OURS, *installed()]))

    def _follow(self, files: set[Path], began: int) -> None:
        """Follow these files, of a run that began then and may have missed what was saved since."""
        times = {file: _time_of(file) for file in files - self._files.keys()}
        new = {file: None if time and time >= began else time for file, time in times.items()}
        self._files = {file: self._files.get(file, new.get(file)) for file in files}
        beside = {self._main.parent / "pages", self._main.parent / _SECRETS.parent}
        folders = frozenset({file.parent for file in files} | {f for f in beside if f.is_dir()})
        if folders == self._folders:
            return
        self._folders = folders
        self._end.set()
        self._end = threading.Event()
        threading.Thread(
            target=self._wait, args=[folders, self._end], name="rerun --watch", daemon=True
        ).start()

    def _wait(self, folders: frozenset[Path], end: threading.Event) -> None:
        changes = self._watch(
            *folders,
            stop_event=end,
            recursive=False,
            step=100,
            rust_timeout=1000,
            yield_on_timeout=True,  # what was saved before it listened is seen as well
            raise_interrupt=False,
        )
        for found in changes:
            if end.is_set():
                return
            saved = {file for file, time in list(self._files.items()) if _is_newer(file, time)}
            others = {Path(path) for _, path in found} - self._files.keys()
            self._tell(saved | {file for file in others if self._concerns(file)})

    def _concerns(self, file: Path) -> bool:
        """Does a file matter that no app was made of so far?"""
        is_script = file.suffix == ".py" and file.exists()
        is_page = is_script and file.parent == self._main.parent / "pages"
        has_failed = any(app.error is not None for app in list(self._apps))
        return is_page or (is_script and has_failed) or file.match(str(_SECRETS))

    def _tell(self, saved: set[Path]) -> None:
        """Ask the apps for a run, the first of which finds the modules new."""
        if not saved:
            return
        self._note(saved)
        cause = f"{', '.join(sorted(file.name for file in saved))} was saved"
        for app in list(self._apps):
            app.ask(cause=cause)

    def _note(self, saved: set[Path]) -> None:
        for file in saved:
            if file.suffix == ".py":
                # Python itself trusts it for a change within the same second.
                Path(cache_from_source(str(file))).unlink(missing_ok=True)
                self._is_edited = True
            if file in self._files:
                self._files[file] = _time_of(file)


def _file_of(module: object) -> Path | None:
    file = getattr(module, "__file__", None) if isinstance(module, ModuleType) else None
    return Path(file) if isinstance(file, str) and file.endswith(".py") else None


def _is_newer(file: Path, time: int | None) -> bool:
    """Was it saved since? Not: is it gone, as it is for a moment while an editor replaces it."""
    now = _time_of(file)
    return now is not None and now != time


def _time_of(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None
