"""The script that shows a Parquet file works."""

from pathlib import Path

import pytest

from tests.benchmarks import parquet


@pytest.mark.parametrize("library", parquet.OPENED)
def test_a_file_is_written_and_looked_at(library: str, tmp_path: Path) -> None:
    pytest.importorskip(library)
    pytest.importorskip("pyarrow")
    file = tmp_path / "rows.parquet"
    parquet.write(file, 2_000)
    assert {"first rows, ms", "sorted, ms", "grown at most, MB"} <= parquet.show(
        library, str(file)
    ).keys()
