"""The parameters of an app's address, as programs see them."""

import pytest

from rerun_state.testing import AppTest


def texts(body: str, **params: str) -> list[str]:
    """What a program says of its address."""
    at = AppTest.from_string(f"import rerun_state as st\nq = st.query_params\n{body}")
    at.query_params.update(params)
    at.run()
    assert [error.message for error in at.exception] == []
    return list(at.text.values)


def test_items_and_attributes_are_the_same_parameters() -> None:
    body = "q.page = 2\nst.text(q['page'] + q.page)\ndel q.page\nst.text(len(q))"
    assert texts(body) == ["22", "0"]


def test_a_list_gives_a_key_several_values() -> None:
    body = "q['tag'] = ['a', 'b']\nst.text(q.get_all('tag'))\nst.text(q.to_dict())"
    assert texts(body) == ["['a', 'b']", "{'tag': 'b'}"]


def test_all_parameters_are_replaced_at_once() -> None:
    body = "q.from_dict({'b': 1})\nst.text(dict(q))\nq.clear()\nst.text(repr(q))"
    assert texts(body, a="0") == ["{'b': '1'}", "query_params({})"]


@pytest.mark.parametrize("gone", ["q.nothing", "del q.nothing"])
def test_an_attribute_that_is_no_parameter_is_an_error(gone: str) -> None:
    body = f"try:\n    {gone}\nexcept AttributeError as e:\n    st.text('nothing' in str(e))"
    assert texts(body) == ["True"]
