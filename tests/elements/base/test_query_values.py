"""Widgets that are bound to a query parameter: what an address may say, and how it is put right."""

from typing import Any

import pytest

from rerun_state.testing import AppTest


def bound(call: str, texts: str | list[str]) -> tuple[Any, Any]:
    """What a bound widget returns for an address, and what the address says then."""
    script = f"import datetime as dt\nimport rerun_state as st\nst.text(repr(st.{call}))"
    at = AppTest.from_string(script.replace("KEY", "key='w', bind='query-params'"))
    at.query_params["w"] = texts
    at.run()
    return at.text[0].value, at.query_params.get("w")


NEW = ("['z', 'a']", ["z", "a"])
THIRD_DAY = ("datetime.date(2020, 1, 3)", "2020-01-03")
MOMENT = ("datetime.datetime(2020, 1, 3, 4, 5)", "2020-01-03T04:05")
FIRST_DAY = ("datetime.date(2020, 1, 1)", None)


@pytest.mark.parametrize(
    ("call", "texts", "value", "told"),
    [
        ("text_input('T', max_chars=3, KEY)", "long", "'lon'", "lon"),
        ("number_input('N', 0, 10, 3, KEY)", "5.5", "5", "5"),
        ("number_input('N', 0, 10, 3, KEY)", "5.0", "5", "5.0"),
        ("time_input('T', dt.time(1), KEY)", "02:30:15", "datetime.time(2, 30)", "02:30"),
        (
            "date_input('D', dt.date(2020, 1, 1), KEY)",
            "2020/01/02",
            "datetime.date(2020, 1, 2)",
            "2020-01-02",
        ),
        ("time_input('T', dt.time(1), KEY)", "2:30", "datetime.time(2, 30)", "02:30"),
        ("color_picker('C', KEY)", "fff", "'#fff'", "#fff"),
        ("slider('S', 0, 9, (1, 5), KEY)", ["4", "2"], "(4, 2)", ["4", "2"]),
        ("multiselect('M', ['a', 'b'], ['a'], KEY)", "", "[]", ""),
        ("multiselect('M', [*'abc'], max_selections=1, KEY)", ["b", "c"], "['b']", "b"),
        ("select_slider('S', [*'abc'], ('a', 'b'), KEY)", ["c", "b"], "('b', 'c')", ["b", "c"]),
        ("selectbox('S', ['a', 'b'], KEY)", ["a", "b"], "'b'", ["a", "b"]),
        ("selectbox('S', ['a', 'b'], KEY)", "z", "'a'", None),
        ("checkbox('C', KEY)", "TRUE", "True", "TRUE"),
        ("checkbox('C', KEY)", "yes", "False", None),
        ("multiselect('M', ['a'], KEY)", "z", "[]", None),
        ("multiselect('M', ['a'], accept_new_options=True, KEY)", ["z", "a", "z"], *NEW),
        ("select_slider('S', ['a', 'b'], KEY)", "z", "'a'", None),
        ("number_input('N', 0.0, 9.0, KEY)", "1.5", "1.5", "1.5"),
        ("slider('S', 0.0, 9.0, KEY)", "2.0", "2.0", "2.0"),
        ("slider('S', dt.time(1), dt.time(9), KEY)", "02:30", "datetime.time(2, 30)", "02:30"),
        (
            "slider('S', dt.date(2020, 1, 1), dt.date(2020, 2, 1), KEY)",
            "2020-01-05",
            "datetime.date(2020, 1, 5)",
            "2020-01-05",
        ),
        ("slider('S', dt.date(2020, 1, 1), dt.date(2020, 2, 1), KEY)", "a day", *FIRST_DAY),
        ("number_input('N', value=None, KEY)", "2020-01-03", "None", None),
        ("number_input('N', 0, 10, 3, KEY)", ["2", "4"], "4", ["2", "4"]),
        ("pills('P', [*'abc'], KEY)", ["b", "a"], "'b'", "b"),
        ("pills('P', [*'abc'], KEY)", ["z", "a"], "'a'", "a"),
        ("multiselect('M', [*'abc'], KEY)", ["", "a"], "['a']", ["", "a"]),
        ("date_input('D', dt.date(2020, 1, 1), KEY)", ["2020-01-03", "2020-01-02"], *THIRD_DAY),
        ("date_input('D', dt.date(2020, 1, 1), KEY)", ["2020-01-03", "a day"], *FIRST_DAY),
        ("datetime_input('D', dt.datetime(2020, 1, 1), KEY)", ["2020-01-03T04:05", "x"], *MOMENT),
    ],
)
def test_an_address_is_put_right_where_the_widget_holds_something_else(
    call: str, texts: str | list[str], value: str, told: str | list[str] | None
) -> None:
    assert bound(call, texts) == (value, told)


@pytest.mark.parametrize("text", ["2020-01-02 03:04", "2020-01-02T03:04:05"])
def test_a_moment_in_an_address_has_a_t_and_no_seconds(text: str) -> None:
    value, told = bound("datetime_input('D', dt.datetime(2020, 1, 1), KEY)", text)
    assert (value, told) == ("datetime.datetime(2020, 1, 1, 0, 0)", None)


def test_a_password_is_not_put_into_an_address() -> None:
    call = "st.text_input('P', type='password', key='p', bind='query-params')"
    at = AppTest.from_string(f"import rerun_state as st\n{call}").run()
    assert "Leave bind out" in at.exception[0].message


def test_only_a_page_puts_what_the_reader_chose_into_the_address() -> None:
    at = AppTest.from_string(
        """
        import rerun_state as st

        if st.button("Set"):
            st.session_state.t = "code"
        st.text_input("T", key="t", bind="query-params")
        """
    ).run()
    assert at.text_input[0].set_value("reader").run().query_params == {}
    assert at.button[0].click().run().query_params == {"t": "code"}


CLEARED = [
    "st.pills('P', ['x', 'y'], default='y'",
    "st.segmented_control('S', ['x', 'y'], default='y'",
    "st.feedback('stars', default=1",
]


@pytest.mark.parametrize("call", CLEARED)
def test_an_empty_parameter_says_that_nothing_is_chosen(call: str) -> None:
    program = f"import rerun_state as st\nst.text({call}, key='k', bind='query-params'))"
    at = AppTest.from_string(program)
    at.query_params["k"] = ""
    assert at.run().text[0].value == "None"


@pytest.mark.parametrize("call", CLEARED)
def test_the_address_says_that_nothing_is_chosen_any_more(call: str) -> None:
    program = f"""
    import rerun_state as st
    {call}, key='k', bind='query-params')
    st.button('clear', on_click=lambda: st.session_state.update(k=None))
    """
    at = AppTest.from_string(program).run()
    assert at.button[0].click().run().query_params == {"k": ""}
