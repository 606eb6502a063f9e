"""What a type checker says of the public functions; mypy runs over this file with the rest."""

import datetime
from typing import TYPE_CHECKING, assert_type

import rerun_state as st
from rerun_state.vocabulary import Container

if TYPE_CHECKING:
    st.buton("b")  # type: ignore[attr-defined]  # a name that there is not is an error
    assert_type(st.button("b"), bool)
    assert_type(st.checkbox("c"), bool)
    assert_type(st.text_input("t"), str)
    assert_type(st.text_input("t", None), str | None)
    assert_type(st.text_area("t"), str)
    assert_type(st.selectbox("s", ["a", "b"]), str)
    assert_type(st.selectbox("s", [1, 2], index=None), int | None)
    assert_type(st.radio("r", [1, 2]), int)
    assert_type(st.multiselect("m", [1, 2]), list[int])
    whole = st.number_input("n", value=1)
    assert_type(whole, int)
    assert_type(st.number_input("n", value=1.5), float)
    assert_type(st.number_input("n"), float)
    assert_type(st.slider("s", 0, 10), int)
    assert_type(st.slider("s", 0.0, 1.0), float)
    assert_type(st.slider("s", 0, 10, (2, 4)), tuple[int, int])
    assert_type(st.date_input("d", datetime.date(2020, 1, 1)), datetime.date)
    assert_type(st.time_input("t"), datetime.time)
    assert_type(st.time_input("t", None), datetime.time | None)
    assert_type(st.color_picker("c"), str)
    assert_type(st.columns(2), list[Container])
    assert_type(st.container(), Container)
    assert_type(st.empty(), Container)
    assert_type(st.text("t"), Container)
    assert_type(st.sidebar.button("b"), bool)
    with st.form("f") as form:
        assert_type(form, Container)

    @st.cache_data(ttl="1h")
    def cached(n: int, *, name: str = "") -> list[str]:
        return [name] * n

    @st.fragment
    def part(n: int) -> str:
        return str(n)

    assert_type(cached(1, name="x"), list[str])
    assert_type(part(1), str)
