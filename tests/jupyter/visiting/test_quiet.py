"""What Voila's page hides of the ordinary cells."""

from typing import Any

import pytest

from rerun_state.jupyter.visiting import quiet


@pytest.fixture
def style(monkeypatch: pytest.MonkeyPatch) -> str:
    shown: list[Any] = []
    monkeypatch.setattr(quiet, "display", shown.append)
    quiet.hide_prints()
    (output,) = shown
    return str(output.data)


def test_prints_are_hidden_by_an_output_that_needs_no_front_end(style: str) -> None:
    assert style.startswith("<style")
    assert '[data-mime-type$="stdout"]' in style
    assert ".jp-OutputArea-child:has(.rs-quiet)" in style  # nor takes it room itself


def test_tracebacks_and_what_apps_show_stay(style: str) -> None:
    assert ":not(:has(.ansi-red-fg))" in style
    assert style.count(".rs *)") == 2
