"""Choices over the wire, where every run defines the classes of its options anew.

A browser names options by their places, and what it has chosen was offered by the run before. So
none of this can be seen through AppTest, which names them by their labels.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import pytest

import rerun_state as st
from rerun_state.runtime.grammar.block import Block, put
from tests.page.browser import Make, Page

Offer = Callable[[], tuple[list[Any], Callable[[Any], Any]]]


def enums() -> tuple[list[Any], Callable[[Any], Any]]:
    class Kind(Enum):
        X = 1
        Y = 2

    return list(Kind), {Kind.X: "Ex", Kind.Y: "Why"}.get


def strict_enums() -> tuple[list[Any], Callable[[Any], Any]]:
    options = enums()[0]
    names = dict(zip(options, ("Ex", "Why"), strict=True))
    return options, lambda kind: names[kind]


def records() -> tuple[list[Any], Callable[[Any], Any]]:
    @dataclass(frozen=True)
    class Kind:
        name: str

    options = [Kind("X"), Kind("Y")]
    return options, {options[0]: "Ex", options[1]: "Why"}.get


def objects() -> tuple[list[Any], Callable[[Any], Any]]:
    class Kind:
        def __init__(self, name: str) -> None:
            self.name = name

    options = [Kind("X"), Kind("Y")]
    return options, {options[0]: "Ex", options[1]: "Why"}.__getitem__


def suspicious_objects() -> tuple[list[Any], Callable[[Any], Any]]:
    options, labels = objects()
    return [*options, "Ex"], lambda kind: labels(kind) if kind in options else "Another"


OFFERS = [enums, strict_enums, records, objects, suspicious_objects]
ONE: list[tuple[Callable[..., Any], Any]] = [
    (st.radio, 1),
    (st.selectbox, 1),
    (st.select_slider, [1]),
    (st.pills, [1]),
    (st.segmented_control, [1]),
]


class Seen:
    """A program of one choice, which keeps what the choice returns and what it was offered."""

    def __init__(self, element: Callable[..., Any], offer: Offer, **given: Any) -> None:
        self.element, self.offer, self.given = element, offer, given
        self.options: list[Any] = []
        self.value: Any = None
        self.calls: list[Any] = []

    def __call__(self) -> None:
        self.options, labels = self.offer()
        self.value = self.element("C", self.options, format_func=labels, **self.given)
        st.checkbox("again")

    @property
    def name(self) -> Any:
        """What was chosen, by name."""
        several = isinstance(self.value, (list, tuple))
        return [part.name for part in self.value] if several else self.value.name


def wire(made: Page, label: str = "C") -> Any:
    """What the browser shows there."""
    return made.model(label).value


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize(("element", "sent"), ONE)
@pytest.mark.parametrize("key", ["k", None])
def test_a_choice_stays_though_the_class_of_its_options_is_made_anew(
    page: Make, element: Callable[..., Any], sent: Any, offer: Offer, key: str | None
) -> None:
    made = page(program := Seen(element, offer, key=key))
    made.change("C", sent)
    assert (program.name, wire(made)) == ("Y", sent)
    for ticked in (True, False):
        made.change("again", ticked)
        assert (program.name, wire(made)) == ("Y", sent)


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize(
    ("element", "given"),
    [(st.multiselect, {}), (st.pills, {"selection_mode": "multi"})],
)
def test_several_choices_stay_though_their_class_is_made_anew(
    page: Make, element: Callable[..., Any], given: dict[str, Any], offer: Offer
) -> None:
    made = page(program := Seen(element, offer, key="k", **given))
    made.change("C", [1, 0])
    made.change("again", True)
    assert (program.name, wire(made)) == (["Y", "X"], [1, 0])


@pytest.mark.parametrize("offer", [enums, strict_enums, records, objects])
def test_both_ends_of_a_range_stay_though_their_class_is_made_anew(
    page: Make, offer: Offer
) -> None:
    def slider(label: str, options: list[Any], **given: Any) -> Any:
        return st.select_slider(label, options, value=options[:2], **given)

    made = page(program := Seen(slider, offer))
    made.change("C", [1, 1])
    made.change("again", True)
    assert (program.name, wire(made)) == (["Y", "Y"], [1, 1])


@pytest.mark.parametrize("element", [st.radio, st.selectbox, st.select_slider])
@pytest.mark.parametrize("offer", OFFERS)
def test_what_stands_first_is_shown_as_chosen(
    page: Make, element: Callable[..., Any], offer: Offer
) -> None:
    made = page(program := Seen(element, offer))
    first = [0] if element is st.select_slider else 0
    assert (program.name, wire(made)) == ("X", first)
    made.change("again", True)
    assert (program.name, wire(made)) == ("X", first)


@pytest.mark.parametrize("offer", [enums, records, objects])
def test_a_choice_that_only_its_label_knows_is_an_option_of_this_run(
    page: Make, offer: Offer
) -> None:
    made = page(program := Seen(st.radio, offer, key="k"))
    made.change("C", 1)
    assert type(program.value) is type(program.options[1])


@pytest.mark.parametrize("offer", OFFERS)
def test_a_choice_of_a_new_class_calls_back_once(page: Make, offer: Offer) -> None:
    calls = list[str]()
    made = page(Seen(st.selectbox, offer, key="k", on_change=lambda: calls.append("called")))
    made.change("again", True)
    assert calls == []
    made.change("C", 1)
    made.change("again", False)
    assert calls == ["called"]


@pytest.mark.parametrize("offer", OFFERS)
def test_a_choice_waits_in_its_form_through_other_runs(page: Make, offer: Offer) -> None:
    values = list[Any]()

    def program() -> None:
        st.checkbox("again")
        with st.form("f"):
            options, labels = offer()
            values.append(st.radio("C", options, format_func=labels))
            st.form_submit_button("Send")

    made = page(program)
    made.change("C", 1)
    for ticked in (True, False):
        made.change("again", ticked)
        assert (values[-1].name, wire(made)) == ("X", 1)
    made.change("Send", True)
    assert (values[-1].name, wire(made)) == ("Y", 1)


@pytest.mark.parametrize("offer", OFFERS)
def test_a_choice_that_persists_is_found_again_after_runs_without_it(
    page: Make, offer: Offer
) -> None:
    values = list[Any]()

    def program() -> None:
        if not st.checkbox("Hide"):
            options, labels = offer()
            values.append(st.radio("C", options, 0, labels, "k", persist_state="session"))
        st.checkbox("again")

    made = page(program)
    made.change("C", 1)
    made.change("Hide", True)
    made.change("again", True)
    made.change("Hide", False)
    assert (values[-1].name, wire(made)) == ("Y", 1)


def test_an_old_member_of_an_enum_may_be_given_where_an_option_belongs(page: Make) -> None:
    values = list[Any]()

    def program() -> None:
        options, labels = enums()
        old = st.session_state.setdefault("old", options[1])
        values[:] = [
            st.multiselect("M", options, default=[old], format_func=labels),
            st.pills("P", options, default=old, format_func=labels),
            st.select_slider("S", options, value=old, format_func=labels),
        ]
        st.checkbox("again")

    page(program).change("again", True)
    assert [values[0][0].name, *(value.name for value in values[1:])] == ["Y", "Y", "Y"]


def test_state_of_an_old_member_is_that_of_its_namesake(page: Make) -> None:
    values = list[Any]()

    def program() -> None:
        options, labels = enums()
        old = st.session_state.setdefault("old", options[1])
        st.session_state.r = old
        values[:] = [st.radio("R", options, format_func=labels, key="r"), options]
        st.checkbox("again")

    made = page(program)
    made.change("again", True)
    assert (values[0] is values[1][1], wire(made, "R")) == (True, 1)


@pytest.mark.parametrize("offer", [enums, records, objects])
def test_a_menu_says_which_option_of_this_run_was_chosen(page: Make, offer: Offer) -> None:
    values = list[Any]()

    def program() -> None:
        options, labels = offer()
        chosen = st.menu_button("Menu", options, format_func=labels)
        values.append(None if chosen is None else (chosen is options[1]))

    made = page(program)
    made.change("Menu", 1)
    assert values[-1] is True


def test_labels_may_change_places_while_the_options_stay(page: Make) -> None:
    values = list[Any]()

    def program() -> None:
        turned = st.checkbox("Turn")
        labels = {"a": "B", "b": "A"} if turned else {"a": "A", "b": "B"}
        values.append(st.radio("R", ["a", "b"], format_func=labels.get, key="r"))

    made = page(program)
    made.change("R", 1)
    made.change("Turn", True)
    assert (values[-1], wire(made, "R")) == ("b", 1)


def test_a_new_option_beside_options_of_a_new_class_stays(page: Make) -> None:
    values = list[Any]()

    def program() -> None:
        options, labels = enums()
        values.append(st.selectbox("S", options, format_func=labels, accept_new_options=True))
        st.checkbox("again")

    made = page(program)
    made.change("S", "mine")
    made.change("again", True)
    assert (values[-1], wire(made, "S")) == ("mine", "mine")
    made.change("S", 1)
    made.change("again", False)
    assert (values[-1].name, wire(made, "S")) == ("Y", 1)


def test_a_slider_of_the_same_numbers_keeps_its_scale(page: Make) -> None:
    made = page(lambda: st.slider("S", 0, 9) and None)
    first = made.cell.owned[next(iter(made.cell.owned))].codec
    made.run()
    assert made.cell.owned[next(iter(made.cell.owned))].codec is first


@pytest.mark.parametrize(("one", "other"), [((0, 9), (0.0, 9.0)), ((0.0, 1.0), (-0.0, 1.0))])
def test_sliders_of_equal_numbers_have_scales_of_their_own(
    page: Make, one: tuple[float, float], other: tuple[float, float]
) -> None:
    values = list[str]()

    def program() -> None:
        values.extend(repr(st.slider("S", *bounds, key=repr(bounds))) for bounds in (one, other))

    page(program)
    assert values == [repr(one[0]), repr(other[0])]


def test_an_address_is_silent_on_a_default_of_a_class_that_is_made_anew(page: Make) -> None:
    def program() -> None:
        options, _ = objects()
        st.radio("R", options, format_func=lambda o: o.name, key="r", bind="query-params")

    made = page(program)
    made.change("R", 1)
    assert made.session.query.encoded() == "r=Y"
    made.change("R", 0)
    made.run()
    assert made.session.query.encoded() == ""


def test_an_unchanged_display_with_nan_in_it_sends_nothing(page: Make) -> None:
    def program() -> None:
        data = {"application/x-own": {"n": [float("nan")]}, "text/plain": "n"}
        put(Block(), "mime", data=data, metadata={})

    made = page(program)
    made.run()
    assert made.sent == []
