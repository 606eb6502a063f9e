"""What programs call that is no element.

- `column_config`: the configurations of tables' columns, by name
- `session_state`, `query_params`, `context`, `secrets`: what a program looks things up in
- `sessions`: the states of cells with `%%rerun --session`
- `flow`: stop, rerun, switch_page; `navigation`: which pages an app has
- `connections`: connections to data, opened once, and `snowflake`, one of them; `config`: what the
  apps are told
- `removed`: what to use in the place of names that Streamlit no longer has
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.commands import removed as removed
else:
    __getattr__ = opened_by(__name__, "removed")
