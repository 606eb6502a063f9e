"""The benchmark of serving, at a tiny size: what it says can be read, and it says what is so."""

import pytest
from playwright.sync_api import Browser

from tests.benchmarks.kernel_side import ORACLE
from tests.benchmarks.peers import peers
from tests.benchmarks.serving import compare


def test_a_page_is_measured_cold_and_returning_with_a_click_and_its_memory(
    browser: Browser,
) -> None:
    [ours] = [peer for peer in peers() if peer.name == "rerun-state"]
    found = compare(browser, [ours], rounds=1, visitors=1)["rerun-state"]
    assert set(found) == {
        *(f"{which}, {unit}" for which in ("cold", "returning") for unit in ("ms", "kB")),
        "a click, ms",
        "an idle visitor more, MB",
    }
    # A page that is there before the first run is told of it apart, and not compressed.
    assert 10 < found["returning, kB"] + 10 < found["cold, kB"] < 62
    assert found["a click, ms"] > 0


def test_who_is_not_installed_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ORACLE, raising=False)
    assert "Streamlit" not in [peer.name for peer in peers()]
