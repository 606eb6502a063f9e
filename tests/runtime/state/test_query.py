"""Query parameters as a mapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.state.query import QueryParams, encode

NAMES = some.text(min_size=1).filter(lambda name: not name.lower().startswith("embed"))
TEXTS = some.text(some.characters(exclude_categories=["Cs"]), min_size=1)


def test_values_become_text_and_the_last_of_several_is_the_item() -> None:
    query = QueryParams()
    query.update({"n": 5, "tags": ["a", "b"]})
    assert query["n"] == "5"
    assert (query["tags"], query.get_all("tags")) == ("b", ["a", "b"])


def test_their_text_shows_values_as_they_were_set() -> None:
    query = QueryParams()
    query.update({"n": 5, "tags": ["a"]})
    assert str(query) == "{'n': '5', 'tags': ['a']}"


def test_nothing_changes_if_one_parameter_is_refused() -> None:
    query = QueryParams()
    query["a"] = "1"
    with pytest.raises(StreamlitAPIException):
        query.from_dict({"b": "2", "c": {}})
    assert query.to_dict() == {"a": "1"}


def test_a_bound_parameter_belongs_to_its_widget() -> None:
    query = QueryParams()
    query.bound["w"] = "id"
    with pytest.raises(StreamlitAPIException, match="bound"):
        query["w"] = "x"
    with pytest.raises(StreamlitAPIException, match="bound"):
        query.update({"a": "1"}, w="x")
    query.mirror("w", "x")
    query.release(["id"])
    assert "w" not in query


@given(some.dictionaries(NAMES, some.lists(TEXTS, min_size=1, max_size=3), max_size=4))
def test_an_address_says_what_was_set(params: dict[str, list[str]]) -> None:
    query = QueryParams()
    query.parse(encode(params))
    assert {key: query.get_all(key) for key in query} == params


def test_what_a_test_gives_is_as_an_address_would_say_it() -> None:
    query = QueryParams()
    query.take({"embed": "true", "none": [], "n": 5, "one": ["x"]})
    assert query.to_dict() == {"n": "5", "one": "x"}
    assert query.given() == {"embed": "true", "n": "5", "one": "x"}


def test_a_parameter_with_no_values_is_an_empty_text() -> None:
    query = QueryParams()
    query["tags"] = []
    assert (query["tags"], query.get_all("tags")) == ("", [])
