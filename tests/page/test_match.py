"""Which rows go on to show which elements."""

from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rerun_state.page.match import identity, match, stationary
from rerun_state.runtime.model.tree import Element


@dataclass(eq=False)
class Row:
    """A row as far as `match` looks at it."""

    element: Element


def text(body: str) -> Element:
    return Element("text", {"body": body})


def slider(id: str, label: str = "") -> Element:
    return Element("slider", {"label": label}, id)


def rows_of(elements: list[Element]) -> list[Row]:
    return [Row(element) for element in elements]


def matched(before: list[Element], after: list[Element]) -> list[int | None]:
    """For each element after, the place of its row before."""
    rows = rows_of(before)
    return [None if row is None else rows.index(row) for row in match(rows, after)]


def texts(bodies: str) -> list[Element]:
    return [text(body) for body in bodies]


def test_the_same_page_matches_row_by_row() -> None:
    assert matched(texts("abc"), texts("abc")) == [0, 1, 2]


def test_an_inserted_text_is_the_only_new_row() -> None:
    assert matched(texts("abc"), texts("axbc")) == [0, None, 1, 2]


def test_a_removed_text_leaves_the_others_their_rows() -> None:
    assert matched(texts("abc"), texts("ac")) == [0, 2]


def test_a_changed_text_keeps_its_row() -> None:
    assert matched(texts("abc"), texts("axc")) == [0, 1, 2]


def test_a_widget_that_stands_there_twice_keeps_both_its_rows() -> None:
    widget = Element("widget", {"model_id": "abc"})
    before = [text("a"), widget, text("b"), widget]
    assert matched(before, [text("new"), *before]) == [None, 0, 1, 2, 3]
    assert matched(before, [text("a"), text("b"), widget]) == [0, 2, 1]


def test_every_text_may_change_at_once() -> None:
    assert matched(texts("abc"), texts("xyz")) == [0, 1, 2]


def test_an_insertion_is_found_after_many_changes() -> None:
    before = texts("abcdefghijklmnopqrst") + [text(str(i)) for i in range(50)]
    after = texts("ABCDEFGHIJKLMNOPQRST!") + [text(str(i)) for i in range(50)]
    assert matched(before, after)[-40:] == list(range(30, 70))


def test_elements_of_other_kinds_get_new_rows() -> None:
    assert matched(texts("a"), [Element("title", {"body": "a"})]) == [None]


def test_a_changed_element_of_a_kind_keeps_its_row_below_one_of_a_new_kind() -> None:
    before = [text("x"), Element("divider", {"color": "red"})]
    after = [Element("title", {}), text("y"), Element("divider", {"color": "blue"})]
    assert matched(before, after) == [None, 0, 1]
    assert matched(after, before) == [1, 2]


def test_an_element_with_an_identity_is_found_wherever_it_moved() -> None:
    before = [slider("a"), *texts("xyz"), slider("b")]
    assert matched(before, [slider("b", "new"), *texts("xyz"), slider("a")]) == [4, 1, 2, 3, 0]


def test_an_identity_is_of_its_kind() -> None:
    assert matched([slider("a")], [Element("text_input", {}, "a")]) == [None]


def test_an_ipywidget_is_known_by_its_model() -> None:
    one, two = (Element("widget", {"model_id": name}) for name in ("one", "two"))
    assert matched([one, two], [two, one]) == [1, 0]


def test_texts_stay_in_order_around_something_new_with_an_identity() -> None:
    assert matched(texts("ab"), [text("a"), slider("s"), text("b")]) == [0, None, 1]


def test_a_thousand_rows_are_compared_a_few_times_each() -> None:
    compared = 0

    class Counting(Element):
        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return super().__eq__(other)

        __hash__ = None  # type: ignore[assignment]

    def page(number: int) -> list[Element]:
        return [Counting("text", {"body": f"{number} {i}"}) for i in range(1000)]

    match(rows_of(page(1)), page(2))
    assert compared < 1000 * 20


ELEMENTS = st.lists(
    st.builds(text, st.sampled_from("abcd"))
    | st.builds(lambda body: Element("title", {"body": body}), st.sampled_from("ab"))
    | st.builds(slider, st.sampled_from("uvwxyz"), st.sampled_from("12")),
    max_size=12,
)


def unique(elements: list[Element]) -> list[Element]:
    """As on a page: no identity twice."""
    seen = set[Any]()
    kept = []
    for element in elements:
        if element.id is None or element.id not in seen:
            kept.append(element)
        seen.add(element.id)
    return kept


@given(ELEMENTS, ELEMENTS)
def test_every_matching_is_sound(one: list[Element], two: list[Element]) -> None:
    before, after = unique(one), unique(two)
    found = matched(before, after)
    used = [place for place in found if place is not None]
    assert len(found) == len(after)
    assert len(set(used)) == len(used)
    for element, place in zip(after, found, strict=True):
        if place is not None:
            assert (before[place].kind, before[place].id) == (element.kind, element.id)
    anonymous = [p for e, p in zip(after, found, strict=True) if e.id is None and p is not None]
    assert all(a < b for a, b in pairwise(anonymous))


@given(ELEMENTS, ELEMENTS)
def test_whatever_has_an_identity_is_found_again(one: list[Element], two: list[Element]) -> None:
    before, after = unique(one), unique(two)
    known = {element.id for element in before if element.id is not None}
    for element, place in zip(after, matched(before, after), strict=True):
        assert (place is not None) == (element.id in known) or element.id is None


PAGE = st.lists(st.integers(0, 99), max_size=12, unique=True).map(
    lambda ns: [text(str(n)) for n in ns]
)
NEW = text("new")


@given(PAGE, st.data())
def test_one_insertion_is_one_new_row(page: list[Element], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(page)))
    places: list[int | None] = [*range(len(page))]
    assert matched(page, [*page[:at], NEW, *page[at:]]) == [*places[:at], None, *places[at:]]


@given(PAGE.filter(bool), st.data())
def test_one_removal_leaves_all_others(page: list[Element], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(page) - 1))
    places = [place for place in range(len(page)) if place != at]
    assert matched(page, page[:at] + page[at + 1 :]) == places


@given(PAGE.filter(bool), st.data())
def test_one_change_stays_in_its_row(page: list[Element], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(page) - 1))
    assert matched(page, [*page[:at], NEW, *page[at + 1 :]]) == [*range(len(page))]


@given(st.permutations(range(8)))
def test_what_is_stationary_is_a_longest_sorted_part(order: list[int]) -> None:
    kept = [value for value in order if value in stationary(order)]
    assert kept == sorted(kept)
    best = [1] * len(order)
    for i, value in enumerate(order):
        best[i] = 1 + max((best[j] for j in range(i) if order[j] < value), default=0)
    assert len(kept) == max(best)


def test_sorted_rows_need_not_move() -> None:
    assert stationary([1, 2, 5]) == {1, 2, 5}
    assert stationary([]) == set()


def test_an_ipywidget_is_known_by_its_model_alive_or_saved() -> None:
    alive = Element("widget", {"widget": SimpleNamespace(model_id="m"), "model_id": "other"})
    saved = Element("widget", {"model_id": "m"})
    assert identity(alive) == identity(saved) == "m"
