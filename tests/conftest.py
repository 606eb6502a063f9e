"""What holds for every test: folder markers, the order, and no silent skips where all must run."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from rerun_state.page.kinds import seen
from rerun_state.page.wire import encode, encode_value
from rerun_state.runtime.model.tree import Element, Node
from rerun_state.testing import AppTest
from tests import contract

TESTS = Path(__file__).resolve().parent
MARKED_FOLDERS = ("kernel", "browser")
SLOW = ("benchmarks", "notebooks", "test_packaging.py", "test_tools.py")
"""Folders and files whose tests start kernels, builds or linters of their own."""

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("brief", settings.get_profile("patient"), max_examples=25)
USUAL = 3
"""Seconds that an app under test may take where nothing is said: here they are a minute."""


def pytest_configure(config: pytest.Config) -> None:
    """Try fewer examples of what is tested by chance where the fast tests are run by themselves."""
    settings.load_profile("brief" if runs_fast_alone(config) else "patient")


def runs_fast_alone(config: pytest.Config) -> bool:
    return bool(config.option.markexpr == "fast")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Import nothing for the fast tests from where none of them is."""
    if collection_path.parent != TESTS or not runs_fast_alone(config):
        return None
    return collection_path.name in (*MARKED_FOLDERS, *SLOW) or None


@cache
def folder(path: Path) -> str:
    """The folder of tests/ that a test stands in, or its file there."""
    return path.relative_to(TESTS).parts[0]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests of tests/kernel and tests/browser; others are fast, if not said otherwise."""
    first = folder(item.path)
    if first in MARKED_FOLDERS:
        item.add_marker(first)
    elif first not in SLOW and item.get_closest_marker("long") is None:
        item.add_marker("fast")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: from then on Playwright's event loop runs in this thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_collection():  # type: ignore[no-untyped-def]
    """Let no collection of garbage look through what all tests have in common."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):  # type: ignore[no-untyped-def]
    """Let a skipped kernel or browser test fail in CI: there it would pass unseen for ever."""
    report = yield
    marked = any(item.get_closest_marker(name) for name in MARKED_FOLDERS)
    if os.environ.get("CI") == "true" and marked and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, but in CI it must run: {report.longrepr}"
    return report


@pytest.fixture(autouse=True, scope="session")
def patience() -> Iterator[None]:
    """An app may take long where its test does not say how long: it may import a library first."""
    make = AppTest.__init__

    def made(at: AppTest, *given: Any, default_timeout: float, **more: Any) -> None:
        make(
            at, *given, default_timeout=60 if default_timeout == USUAL else default_timeout, **more
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AppTest, "__init__", made)
        yield


@pytest.fixture
def no_widgets_left() -> Iterator[None]:
    """Close the ipywidgets that a test has made: no other test has to know of them."""
    import ipywidgets

    yield
    ipywidgets.Widget.close_all()


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no thread start, as in Pyodide."""

    def start(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)


@pytest.fixture(autouse=True)
def kept_contract(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[str]]:
    """Every element that a test shows is what the contract for the wire says, and so is its value.

    Elements are judged when the test is over, so that no run takes longer for it; values as a run
    of an AppTest leaves them. The engine's own tests show toys, of kinds that no page has. A test
    clears the list of wrong values where a page would show an error.
    """
    shown: list[Element] = []
    values: list[str] = []
    answer = AppTest.answer

    def judged(at: AppTest, *arguments: Any, **more: Any) -> AppTest:
        answer(at, *arguments, **more)
        values.extend(
            wrong for node in at._cell.tree.root.walk() for wrong in _wrong_value(at, node)
        )
        return at

    def noted(write: Callable[..., Any]) -> Callable[..., Any]:
        def written(node: Node, *arguments: Any, **more: Any) -> Any:
            made = write(node, *arguments, **more)
            shown.append((node if made is None else made).element)
            return made

        return written

    if folder(request.path) != "runtime":
        for name in ("append", "overwrite", "alter"):
            monkeypatch.setattr(Node, name, noted(getattr(Node, name)))
        monkeypatch.setattr(AppTest, "answer", judged)
    yield values
    assert list(dict.fromkeys(values)) == []
    assert list(dict.fromkeys(wrong for element in shown for wrong in _wrong(element))) == []


def _wrong(element: Element) -> list[str]:
    if seen(element.kind).model is not None:
        return []  # it travels as a reference to the user's ipywidget
    try:
        return contract.of_element(element.kind, encode(element.kind, element.props))
    except Exception as error:
        return [f"{element.kind} cannot travel: {error!r}"]


def _wrong_value(at: AppTest, node: Node) -> list[str]:
    widget, kind = node.widget, node.element.kind
    if widget is None or seen(kind).model is not None:
        return []
    try:
        return contract.of_value(kind, encode_value(widget, at.session.state.value(widget)))
    except Exception as error:
        return [f"the value of {kind} cannot travel: {error!r}"]
