"""What holds for every test: folder markers, the order, and no silent skips where all must run."""

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
MARKED_FOLDERS = ("kernel", "browser")
SLOW = ("notebooks", "test_packaging.py", "test_tools.py")
"""Folders and files whose tests start kernels, builds or linters of their own."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests of tests/kernel and tests/browser; those that wait for nothing are fast."""
    first = item.path.relative_to(TESTS).parts[0]
    if first in MARKED_FOLDERS:
        item.add_marker(first)
    elif first not in SLOW:
        item.add_marker("fast")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the browser tests last: from then on Playwright's event loop runs in this thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):  # type: ignore[no-untyped-def]
    """Let a skipped kernel or browser test fail in CI: there it would pass unseen for ever."""
    report = yield
    marked = any(item.get_closest_marker(name) for name in MARKED_FOLDERS)
    if os.environ.get("CI") == "true" and marked and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, but in CI it must run: {report.longrepr}"
    return report
