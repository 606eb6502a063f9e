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
        ("multiselect('M', ['a', 'b'], ['a'], KEY)", "", "[]", ""),
        ("multiselect('M', [*'abc'], max_selections=1, KEY)", ["b", "c"], "['b']", "b"),
        ("select_slider('S', [*'abc'], ('a', 'b'), KEY)", ["c", "b"], "('b', 'c')", ["b", "c"]),
        ("selectbox('S', ['a', 'b'], KEY)", ["a", "b"], "'b'", ["a", "b"]),
        ("selectbox('S', ['a', 'b'], KEY)", "z", "'a'", None),
    ],
)
def test_an_address_is_put_right_where_the_widget_holds_something_else(
    call: str, texts: str | list[str], value: str, told: str | list[str] | None
) -> None:
    assert bound(call, texts) == (value, told)
