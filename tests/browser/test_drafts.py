"""What the reader did last counts, even if nothing was drawn since: scripts, autofill, quick hands.

Each test does two things within one task of the browser.
"""

import pytest
from playwright.sync_api import expect

import rerun_state as st
from tests.browser.stage import Stage

TYPE = """(el, [text, then]) => {
    const proto = el.tagName === "TEXTAREA" ? HTMLTextAreaElement : HTMLInputElement;
    el.focus();
    Object.getOwnPropertyDescriptor(proto.prototype, "value").set.call(el, text);
    el.dispatchEvent(new InputEvent("input", { bubbles: true }));
    if (then === "blur") el.blur();
    else el.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: then === "Ctrl",
        bubbles: true, cancelable: true }));
}"""
TWICE = "el => { el.click(); el.click(); }"


def inputs() -> None:
    st.text(f"text: {st.text_input('Text')}")
    st.text(f"area: {st.text_area('Area')}")
    st.text(f"number: {st.number_input('Number', value=1)}")
    st.text(f"choice: {st.selectbox('Choice', ['apple', 'pear', 'plum'])}")
    st.text(f"more: {st.multiselect('More', ['apple', 'pear', 'plum'])}")
    st.text(f"slider: {st.slider('Slider', 0, 10)}")
    st.text(f"pills: {st.pills('Pills', ['a', 'b', 'c'], selection_mode='multi')}")
    st.text(f"page: {st.pagination(9)}")
    st.text(f"chat: {st.chat_input('Say')}")


@pytest.mark.parametrize("then", ["Enter", "blur"])
@pytest.mark.parametrize(
    ("label", "text", "shown"),
    [
        ("Text", "Ada", "text: Ada"),
        ("Area", "two", "area: two"),
        ("Number", "42", "number: 42"),
    ],
)
def test_a_text_is_taken_as_it_was_typed_last(
    stage: Stage, label: str, text: str, shown: str, then: str
) -> None:
    stage.show(inputs)
    how = "Ctrl" if label == "Area" and then == "Enter" else then
    field = stage.page.get_by_label(label, exact=True)
    field.evaluate(TYPE, ["7", how])
    field.evaluate(TYPE, [text, how])
    expect(stage.page.get_by_text(shown, exact=True)).to_be_visible()
    expect(field).to_have_value(text)


@pytest.mark.parametrize(
    ("label", "text", "shown"),
    [
        ("Choice", "plum", "choice: plum"),
        ("More", "pear", "more: ['pear']"),
        ("Say", "Hi", "chat: Hi"),
    ],
)
def test_enter_takes_what_was_typed_just_before_it(
    stage: Stage, label: str, text: str, shown: str
) -> None:
    stage.show(inputs)
    field = stage.page.get_by_label(label, exact=True)
    field.evaluate(TYPE, [text, "Enter"])
    expect(stage.page.get_by_text(shown, exact=True)).to_be_visible()


@pytest.mark.parametrize(("name", "shown"), [("Increase", "number: 3"), ("Next page", "page: 3")])
def test_two_presses_at_once_are_two_steps(stage: Stage, name: str, shown: str) -> None:
    stage.show(inputs)
    stage.page.get_by_role("button", name=name).evaluate(TWICE)
    expect(stage.page.get_by_text(shown, exact=True)).to_be_visible()


def test_two_keys_at_once_are_two_steps_of_a_slider(stage: Stage) -> None:
    stage.show(inputs)
    stage.page.get_by_role("slider").evaluate(
        """el => { for (const _ of [1, 2]) el.dispatchEvent(
            new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true })); }"""
    )
    expect(stage.page.get_by_text("slider: 2", exact=True)).to_be_visible()


def test_two_pills_at_once_are_both_chosen(stage: Stage) -> None:
    stage.show(inputs)
    group = stage.page.get_by_role("group", name="Pills")
    group.evaluate("el => { for (const each of el.querySelectorAll('button')) each.click(); }")
    expect(stage.page.get_by_text("pills: ['a', 'b', 'c']")).to_be_visible()


def test_two_chips_removed_at_once_are_both_gone(stage: Stage) -> None:
    def program() -> None:
        st.text(f"tags: {st.multiselect('Tags', ['a', 'b', 'c'], ['a', 'b', 'c'])}")

    stage.show(program)
    expect(stage.page.locator(".rs-chip")).to_have_count(3)
    stage.page.evaluate(
        "() => { for (const each of document.querySelectorAll('.rs-chip button')) each.click(); }"
    )
    expect(stage.page.get_by_text("tags: []")).to_be_visible()


def test_two_boxes_ticked_at_once_in_a_table_are_both_ticked(stage: Stage) -> None:
    def program() -> None:
        made = st.data_editor({"on": [False, False, False]})
        st.text(f"on: {list(made['on'])}")

    stage.show(program)
    expect(stage.page.get_by_role("grid")).to_be_visible()
    stage.page.evaluate(
        "() => { for (const each of document.querySelectorAll('[role=gridcell] .rs-cell-box'))"
        " each.click(); }"
    )
    expect(stage.page.get_by_text("on: [True, True, True]")).to_be_visible()


def test_a_shortcut_presses_a_button_after_what_is_being_typed(stage: Stage) -> None:
    def program() -> None:
        name = st.text_input("Name")
        if st.button("Go", shortcut="Ctrl+k"):
            st.text(f"went with: {name}")

    stage.show(program)
    field = stage.page.get_by_label("Name")
    field.press_sequentially("Ada")
    field.press("Control+k")
    expect(stage.page.get_by_text("went with: Ada")).to_be_visible()
    expect(field).to_be_focused()
