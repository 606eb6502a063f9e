"""What is said of a name that does not exist."""

import pytest

from rerun_state.commands.removed import explain_missing


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("experimental_memo", "was removed, use st.cache_data instead"),
        ("buton", "Did you mean st.button?"),
        ("xyzzy", "no attribute 'xyzzy'"),
    ],
)
def test_a_name_that_is_gone_or_misspelt_is_told_what_to_use(name: str, cure: str) -> None:
    assert cure in explain_missing("streamlit", name, ["button", "slider", "_button"])


def test_nothing_is_told_of_private_names() -> None:
    assert "Did you mean" not in explain_missing("streamlit", "_buton", ["_button"])
