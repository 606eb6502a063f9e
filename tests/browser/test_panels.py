"""Places that open and close, by the reader and by the program."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.stage import Stage


def panel(kind: str) -> None:
    """A place with a value, what that is, and two buttons that set it."""
    state = st.session_state

    def set_to(value: object) -> None:
        state["place"] = value

    st.text(f"calls: {state.get('calls', 0)}")
    st.button("Open it", on_click=set_to, args=["Two" if kind == "tabs" else True])
    st.button("Close it", on_click=set_to, args=["One" if kind == "tabs" else False])

    def called() -> None:
        state["calls"] = state.get("calls", 0) + 1

    if kind == "tabs":
        place = st.tabs(["One", "Two"], key="place", on_change=called)[1]
    else:
        place = getattr(st, kind)("Place", key="place", on_change=called)
    place.text("inside")
    st.text(f"open: {place.open}")


@pytest.fixture(params=["expander", "popover", "tabs"])
def place(request: pytest.FixtureRequest, stage: Stage) -> Stage:
    stage.show(lambda: panel(request.param))
    return stage


def inside(stage: Stage) -> Locator:
    return stage.page.get_by_text("inside")


def press(stage: Stage, name: str) -> None:
    stage.page.get_by_role("button", name=name).dispatch_event("click")


def opener(stage: Stage) -> Locator:
    named = stage.page.locator("summary, .rs-btn, [role=tab]")
    return named.filter(has_text="Place").or_(stage.page.get_by_role("tab", name="Two"))


def test_a_place_follows_its_state(place: Stage) -> None:
    for _ in range(2):
        press(place, "Open it")
        expect(inside(place)).to_be_visible()
        press(place, "Close it")
        expect(inside(place)).to_be_hidden()
    expect(place.page.get_by_text("calls: 0")).to_be_attached()


def test_a_place_tells_the_app_that_the_reader_has_opened_it(place: Stage) -> None:
    opener(place).click()
    expect(place.page.get_by_text("open: True")).to_be_attached()
    expect(inside(place)).to_be_visible()
    expect(place.page.get_by_text("calls: 1")).to_be_attached()


def test_what_the_reader_has_opened_the_program_can_close(place: Stage) -> None:
    opener(place).click()
    expect(place.page.get_by_text("open: True")).to_be_attached()
    press(place, "Close it")
    expect(inside(place)).to_be_hidden()


@pytest.mark.parametrize("kind", ["expander", "popover", "tabs"])
def test_a_place_that_the_program_always_closes_does_not_stay_open(stage: Stage, kind: str) -> None:
    def program() -> None:
        if st.session_state.get("place"):
            st.session_state.place = "One" if kind == "tabs" else False
        panel(kind)

    stage.show(program)
    for _ in range(2):
        opener(stage).click()
        expect(inside(stage)).to_be_hidden()


def test_a_status_closes_when_the_program_says_so(stage: Stage) -> None:
    def program() -> None:
        with st.status("Work", expanded=not st.session_state.get("done")):
            st.text("inside")
        st.checkbox("Done", key="done")

    stage.show(program)
    expect(inside(stage)).to_be_visible()
    stage.page.get_by_label("Done").check()
    expect(inside(stage)).to_be_hidden()


def tabbed(names: Callable[[], list[str]]) -> Callable[[], None]:
    def program() -> None:
        for place, name in zip(st.tabs(names()), names(), strict=True):
            place.text(f"this is {name}")

    return program


def chosen(stage: Stage) -> Locator:
    return stage.page.locator("[role=tab][aria-selected=true]")


def test_a_tab_stays_in_front_when_others_come_and_go(stage: Stage) -> None:
    names = ["A", "B", "C"]
    app = stage.show(tabbed(lambda: list(names)))
    stage.page.get_by_role("tab", name="B").click()
    for names[:] in (["X", "A", "B", "C"], ["B", "C"], ["C", "B", "A"]):
        stage.rerun(app)
        expect(chosen(stage)).to_have_text("B")
        expect(stage.page.get_by_text("this is B")).to_be_visible()


def test_when_the_tab_in_front_is_gone_the_first_one_is_in_front(stage: Stage) -> None:
    names = ["A", "B", "C"]
    app = stage.show(tabbed(lambda: list(names)))
    stage.page.get_by_role("tab", name="C").click()
    for names[:] in (["A", "B"], ["A", "B", "C"]):
        stage.rerun(app)
        expect(chosen(stage)).to_have_text("A")


def test_a_tab_stays_in_front_when_an_element_appears_above(stage: Stage) -> None:
    texts = list[str]()

    def program() -> None:
        for text in texts:
            st.text(text)
        tabbed(lambda: ["A", "B"])()

    app = stage.show(program)
    stage.page.get_by_role("tab", name="B").click()
    texts.append("above")
    stage.rerun(app)
    expect(stage.page.get_by_text("above")).to_be_visible()
    expect(chosen(stage)).to_have_text("B")


def test_tabs_with_a_value_show_what_the_state_says_in_another_list(stage: Stage) -> None:
    names = ["A", "B"]

    def program() -> None:
        for place in st.tabs(list(names), key="front", on_change="rerun"):
            place.text("x")
        st.text(f"front: {st.session_state.front}")

    app = stage.show(program)
    stage.page.get_by_role("tab", name="B").click()
    expect(stage.page.get_by_text("front: B")).to_be_visible()
    names[:] = ["X", "A", "B"]
    stage.rerun(app)
    expect(chosen(stage)).to_have_text("X")
    stage.page.get_by_role("tab", name="B").click()
    expect(stage.page.get_by_text("front: B")).to_be_visible()
    expect(chosen(stage)).to_have_text("B")


def stay_open() -> None:
    """Open a dialog that only the app closes, when that is asked for."""

    @st.dialog("Stay", dismissible=False)
    def stay() -> None:
        st.text("inside")

    if st.button("Ask"):
        stay()


def test_a_dialog_that_may_not_be_dismissed_stays_open(stage: Stage) -> None:
    stage.show(stay_open)
    stage.page.get_by_role("button", name="Ask").click()
    for _ in range(3):
        expect(inside(stage)).to_be_visible()
        stage.page.keyboard.press("Escape")
    expect(inside(stage)).to_be_visible()


def test_a_dialog_whose_app_has_no_kernel_any_more_locks_nobody_in(stage: Stage) -> None:
    stage.show(stay_open)
    stage.page.get_by_role("button", name="Ask").click()
    expect(inside(stage)).to_be_visible()
    stage.page.evaluate("() => models.forEach((model) => model.trigger('comm_live_update'))")
    stage.page.get_by_role("button", name="Close").click()
    expect(inside(stage)).to_be_hidden()
    stage.page.get_by_text("lost its kernel").click()


def test_a_dialog_tells_the_app_that_it_was_dismissed(stage: Stage) -> None:
    gone = list[str]()

    @st.dialog("Ask", on_dismiss=lambda: gone.append("gone"))
    def ask() -> None:
        st.text_input("Name", key="name")

    def program() -> None:
        if st.button("Ask"):
            ask()
        st.text(f"dismissed: {len(gone)}")

    stage.show(program)
    stage.page.get_by_role("button", name="Ask").click()
    expect(stage.page.get_by_label("Name")).to_be_focused()  # it is there before its window is
    stage.page.keyboard.press("Escape")
    expect(stage.page.get_by_text("dismissed: 1")).to_be_visible()


def test_escape_closes_a_dialog_from_a_field_whose_text_is_taken(stage: Stage) -> None:
    @st.dialog("Your name")
    def ask() -> None:
        st.text(f"Hello {st.text_input('Name', key='name')}")

    def program() -> None:
        if st.button("Ask"):
            ask()

    stage.show(program)
    dialog = stage.page.get_by_role("dialog")
    field = stage.page.get_by_role("textbox", name="Name")
    stage.page.get_by_role("button", name="Ask").click()
    expect(field).to_be_focused()  # it is there before its window is
    field.press_sequentially("Ada")
    field.press("Enter")
    expect(dialog.get_by_text("Hello Ada")).to_be_visible()
    field.press("!")
    field.press("Backspace")  # what is typed is what was taken: there is nothing to take back
    field.press("Escape")
    expect(dialog).to_be_hidden()
