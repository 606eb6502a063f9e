"""Query parameters as a mapping."""

from typing import Any

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


def told(query: QueryParams) -> list[str]:
    """A list that grows with all that the page is told."""
    log = list[str]()
    query.on_write = lambda: log.append(query.encoded())
    return log


def test_what_embeds_the_page_is_no_parameter_and_stays() -> None:
    query = QueryParams()
    query.parse("?embed=true&Embed_Options=dark&a=1")
    assert (list(query), len(query), query.get_all("embed")) == (["a"], 1, [])
    with pytest.raises(KeyError):
        query["embed"]
    with pytest.raises(KeyError):
        del query["embed"]
    with pytest.raises(StreamlitAPIException, match="reserved"):
        query["EMBED"] = "false"
    query.clear()
    assert query.encoded() == "embed=true&Embed_Options=dark"


def test_an_address_that_is_followed_replaces_all_but_what_embeds_the_page() -> None:
    query = QueryParams()
    query.parse("?embed=true&a=1")
    log = told(query)
    query.follow("?b=2&b=3")
    assert (query.encoded(), log) == ("embed=true&b=2&b=3", [])


def test_the_page_is_told_of_each_parameter_that_is_set_or_deleted() -> None:
    query = QueryParams()
    log = told(query)
    query["a"] = 1
    query.update(b=2)
    del query["a"]
    query.clear()
    assert log == ["a=1", "a=1&b=2", "b=2", ""]
    with pytest.raises(KeyError, match="no key 'a'"):
        del query["a"]


def test_the_page_is_told_of_a_bound_parameter_when_it_changes() -> None:
    query = QueryParams()
    log = told(query)
    query.mirror("w", "x")
    query.mirror("w", "x")
    query.mirror("w", None)
    query.mirror("w", None)
    assert log == ["w=x", ""]


def test_what_a_page_has_taken_out_itself_it_is_not_told() -> None:
    query = QueryParams()
    query.parse("a=1")
    log = told(query)
    query.drop("a")
    query.drop("a")
    assert (query.encoded(), log) == ("", [])


def test_a_run_asks_for_what_the_address_said_when_it_began() -> None:
    query = QueryParams()
    query.parse("a=1&a=2")
    query.begin()
    query["a"] = "3"
    assert (query.asked("a"), query.asked("b")) == (["1", "2"], [])


@pytest.mark.parametrize(
    ("change", "given"), [("clear", []), ("__delitem__", ["w"]), ("update", [{"w": "1"}])]
)
def test_a_bound_parameter_is_changed_by_its_widget_alone(change: str, given: list[Any]) -> None:
    query = QueryParams()
    query.mirror("w", "x")
    query.bound["w"] = "id"
    with pytest.raises(StreamlitAPIException, match="bound"):
        getattr(query, change)(*given)
    assert query["w"] == "x"


def test_only_the_parameters_of_widgets_that_are_gone_leave_the_address() -> None:
    query = QueryParams()
    for key in ("a", "b"):
        query.mirror(key, "x")
        query.bound[key] = key
    query.release(["a"])
    assert (query.encoded(), query.bound) == ("b=x", {"b": "b"})


def test_keys_that_come_several_times_keep_all_their_values() -> None:
    assert encode([("a", "1"), ("b", ""), ("a", ["2", "3"])]) == "a=1&a=2&a=3&b="
