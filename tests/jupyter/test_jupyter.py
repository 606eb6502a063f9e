"""`%load_ext rerun_state` where there is no kernel."""

from typing import Any

import pytest
from IPython.core.error import UsageError


def test_a_terminal_is_told_in_a_sentence_what_it_has(shell: Any) -> None:
    with pytest.raises(UsageError, match=r"^Apps need a Jupyter kernel.*AppTest runs them\.$"):
        shell.run_line_magic("load_ext", "rerun_state")
    assert "rerun" not in shell.magics_manager.magics["cell"]


def test_a_terminal_is_told_again_and_can_unload(shell: Any) -> None:
    for _ in range(2):
        with pytest.raises(UsageError):
            shell.run_line_magic("load_ext", "rerun_state")
    shell.run_line_magic("unload_ext", "rerun_state")
