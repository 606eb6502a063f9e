"""The forms that a snapshot has."""

import json
from typing import Any

import pytest

from rerun_state.errors import StreamlitValueError
from tests.snapshot.programs import app


def test_json_has_the_function_the_properties_the_key_and_the_value() -> None:
    page = json.loads(app("st.slider('S', 0, 9, 4, key='s')").snapshot("json"))
    assert page[0]["type"] == "slider"
    assert (page[0]["key"], page[0]["value"], page[0]["props"]["max"]) == ("s", 4, 9)


def test_other_forms_are_refused() -> None:
    with pytest.raises(StreamlitValueError, match="'text', 'html' or 'json', not 'pdf'"):
        app("").snapshot("pdf")  # type: ignore[arg-type]


def test_what_can_be_no_form_at_all_is_refused_as_well() -> None:
    form: Any = []
    with pytest.raises(StreamlitValueError, match="'text', 'html' or 'json'"):
        app("").snapshot(form)
