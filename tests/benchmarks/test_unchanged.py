"""What the benchmark of unchanged tables shows can be shown."""

from pathlib import Path

import pytest

from rerun_state.testing import AppTest
from tests.benchmarks.unchanged import MAKES, SET_UP, SHOWN, TO_FILES, can_edit


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("shown", SHOWN)
def test_every_table_is_shown(make: str, shown: str, tmp_path: Path) -> None:
    for library in ("duckdb", "jinja2", "matplotlib", "polars", "pyarrow"):
        pytest.importorskip(library)
    if "editor" in shown and not can_edit(make):
        pytest.skip("no table that can be edited")
    set_up = SET_UP + TO_FILES.format(folder=str(tmp_path), rest=0)
    made = f"{set_up}\nn = np.arange(12)\ndata = {MAKES[make]}"
    at = AppTest.from_string(f"import rerun_state as st\n{made}\n{SHOWN[shown]}").run()
    assert not at.exception
    assert at.dataframe[0].value.shape[0] == 12
