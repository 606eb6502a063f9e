"""`st.column_config` offers names only."""

from rerun_state import column_config


def test_it_lists_the_kinds_of_columns_alone() -> None:
    assert {"Column", "NumberColumn", "ProgressColumn", "ButtonColumn"} <= set(dir(column_config))
    assert all(callable(getattr(column_config, name)) for name in dir(column_config))
