"""`data_editor`: what can be edited, and what is returned."""

from typing import Any

import pytest

from rerun_state.testing import AppTest


@pytest.mark.parametrize(
    "data",
    [
        [1, 2],
        (1, 2),
        {1, 2},
        [[1, 2], [3, 4]],
        [{"a": 1}, {"a": None}],
        {"a": [1, 2]},
        {"a": 1, "b": 2},
        {"a": {"x": 1}},
    ],
)
def test_the_form_of_the_data_is_kept(data: Any) -> None:
    script = (
        "import rerun_state as st\nst.session_state.got = st.data_editor(st.session_state.data)"
    )
    at = AppTest.from_string(script)
    at.session_state.data = data
    got = at.run().session_state.got
    assert got == data
    assert type(got) is type(data)


def test_a_test_may_give_an_editor_the_edits_that_a_reader_would_make() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st
        st.session_state.got = st.data_editor({"a": [1, 2]}, num_rows="dynamic", key="e")
        """
    )
    at.session_state.e = {"edited_rows": {0: {"a": 5}}}
    assert at.run().session_state.got == {"a": [5, 2]}
    at.session_state.e = {"added_rows": [{"a": 7}], "deleted_rows": [0]}
    assert at.run().session_state.got == {"a": [2, 7]}
    assert at.run().session_state.e == {"added_rows": [{"a": 7}], "deleted_rows": [0]}


def test_data_that_an_app_keeps_under_the_key_of_its_editor_stay_there() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st
        if "data" not in st.session_state:
            st.session_state.data = {"a": [1, 2]}
        st.data_editor(st.session_state.data, key="data")
        """
    )
    assert at.run().exception[0].message.startswith("session_state['data'] belongs to")
    assert (list(at.run().exception), at.session_state.data) == ([], {"a": [1, 2]})


def test_without_edits_a_copy_is_returned() -> None:
    at = AppTest.from_string("""
    import rerun_state as st, pandas as pd
    frame = pd.DataFrame({"a": [1]})
    got = st.data_editor(frame, key="e")
    st.text(got is frame)
    st.text(got.equals(frame))
    st.text(st.session_state.e)
    """).run()
    assert [text.value for text in at.text] == [
        "False",
        "True",
        "{'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}",
    ]


def test_code_cannot_set_the_edits() -> None:
    script = "import rerun_state as st\nst.session_state.e = {}\nst.data_editor([1], key='e')"
    at = AppTest.from_string(script)
    assert at.run().exception[0].proto.type.endswith("StreamlitValueAssignmentNotAllowedError")


def test_the_columns_of_an_editor_have_texts_as_names() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.data_editor([[1, 2]])").run()
    assert list(at.get("data_editor")[0].value.columns) == ["0", "1"]


def test_of_eight_times_as_many_columns_an_editor_takes_about_eight_times_as_long() -> None:
    def took(columns: int) -> float:
        at = AppTest.from_string(
            f"""
            import time, numpy as np, pandas as pd, rerun_state as st
            wide = pd.DataFrame(np.zeros((2, {columns})))
            began = time.process_time()
            st.data_editor(wide)
            st.session_state.took = time.process_time() - began
            """
        )
        return min(float(at.run(timeout=60).session_state.took) for _ in range(2))

    assert took(6_000) < 25 * took(750)
