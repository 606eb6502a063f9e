"""What a callback writes into containers of the page before, or before a fragment's rerun."""

from collections.abc import Callable
from typing import Any

import pytest

import rerun_state as st
from rerun_state.testing import AppTest, run_fragment
from tests.runtime.apps import App


def after_click(made: str, written: str) -> AppTest:
    script = f"import rerun_state as st\n{made}\nst.button('B', on_click=lambda: {written})"
    return AppTest.from_string(script).run().button[0].click().run()


def test_it_is_shown_in_the_container_of_the_new_run_for_that_run() -> None:
    at = after_click("box = st.expander('E')\nbox.text('own')", "box.text('late')")
    assert at.expander[0].text.values == ["own", "late"]
    assert at.run().expander[0].text.values == ["own"]


def test_what_the_program_puts_in_its_place_writes_over_it() -> None:
    made = "n = st.session_state.n = st.session_state.get('n', 0) + 1\n"
    at = after_click(
        made + "box = st.container()\nfor i in range(n): box.text(str(i))", "box.text('late')"
    )
    assert at.text.values == ["0", "1"]


def test_it_keeps_its_place_where_the_program_puts_less_there() -> None:
    made = "n = st.session_state.n = st.session_state.get('n', 3) - 1\n"
    at = after_click(
        made + "box = st.container()\nfor i in range(n): box.text(str(i))",
        "[box.text(f'late {i}') for i in range(2)]",
    )
    assert at.text.values == ["0", "late 0", "late 1"]


def test_what_it_wrote_before_moves_nothing() -> None:
    made = "n = st.session_state.n = st.session_state.get('n', 0) + 1\n"
    at = after_click(
        made + "box = st.container()\nfor i in range(n): box.text(str(i))",
        "[box.text(f'late {i}') for i in range(2)]",
    )
    assert at.text.values == ["0", "1", "late 1"]
    assert at.button[0].click().run().text.values == ["0", "1", "2", "late 1"]


def test_it_is_lost_where_no_container_stands_any_more() -> None:
    made = "if not st.session_state.get('gone'): box = st.container()\nelse: st.text('instead')\n"
    at = after_click(made, "(st.session_state.update(gone=True), box.text('late'))")
    assert at.text.values == ["instead"]


def with_the_old_box(program: str) -> list[str]:
    """What the second run shows of a program that has kept the container of the first as `old`."""
    script = "import rerun_state as st\nold = st.session_state.get('box')\n" + program
    return AppTest.from_string(script).run().run().text.values


def test_a_program_that_kept_a_container_adds_to_the_one_in_its_place() -> None:
    program = "box = st.session_state.box = st.container()\nbox.text('own')\n"
    assert with_the_old_box(program + "if old: old.text('more')") == ["own", "more"]


KEPT = "if not old: old = st.session_state.box = {}\n"


def test_a_program_that_kept_a_container_writes_nowhere_where_something_else_stands() -> None:
    program = "if old: st.text('instead'); old.text('lost')\n"
    program += "else: st.session_state.box = st.container()"
    assert with_the_old_box(program) == ["instead"]


@pytest.mark.parametrize(
    "made", ["st.container()", "st.columns(2)[1]", "st.sidebar.container()", "st.expander('E')"]
)
def test_a_container_that_was_kept_comes_back_where_nothing_stands(made: str) -> None:
    program = "st.text('above')\n" + KEPT.format(made) + "old.text('a')\nold.text('b')"
    assert with_the_old_box(program) == ["above", "a", "b"]


def test_a_place_for_one_that_was_kept_comes_back_as_such() -> None:
    program = KEPT.format("st.empty()") + "old.text('a')\nold.text('b')"
    assert with_the_old_box(program) == ["b"]


def test_what_a_program_puts_in_the_place_of_a_container_that_came_back_takes_it() -> None:
    program = KEPT.format("st.container()") + "old.text('a')\nst.text('own')"
    assert with_the_old_box(program) == ["own"]


def test_a_container_that_comes_back_stands_in_its_order() -> None:
    program = "if not old:\n    for text in '123': st.text(text)\n"
    program += "    old = st.session_state.box = st.container()\n"
    program += "old.text('a')\nst.text('x')\nst.text('y')"
    assert with_the_old_box(program) == ["x", "y", "a"]


def test_containers_come_back_within_each_other_in_their_order() -> None:
    program = "first = not old\n" + KEPT.format("st.container()")
    program += "if first: st.session_state.inner = old.container()\n"
    program += "old.text('below')\nst.session_state.inner.text('within')"
    assert with_the_old_box(program) == ["within", "below"]


def test_a_fragment_that_kept_a_container_of_its_last_run_has_it_back() -> None:
    boxes = list[Any]()

    @st.fragment
    def part() -> None:
        st.button("Go")
        if not boxes:
            boxes.append(st.container())
        boxes[0].text("mine")

    app = App(part).run()
    assert [app.press("Go").texts for _ in range(3)] == [["mine"]] * 3


def test_what_a_callback_wrote_stands_first_in_a_container_that_comes_back() -> None:
    script = "import rerun_state as st\nold = st.session_state.get('box')\n"
    script += "st.button('B', on_click=lambda: old.text('late'))\n" + KEPT.format("st.container()")
    at = AppTest.from_string(script + "old.text('own')").run()
    assert at.button[0].click().run().text.values == ["late", "own"]


def test_containers_in_containers_come_along() -> None:
    at = after_click("_, box = st.columns(2)", "box.container().text('deep')")
    assert at.columns[1].text.values == ["deep"]


# -- before a fragment's rerun ---------------------------------------------------------------------


@st.fragment
def part(callback: Callable[[], object]) -> None:
    st.button("Go", on_click=callback)
    st.button("Other")
    st.text("part")


def page(callback: Callable[[], object], *, above: str = "above") -> App:
    """A page with a fragment below a text, if there is one, and above another."""

    def program() -> None:
        if above:
            st.text(above)
        part(callback)
        st.text("below")

    return App(program).run().press("Go")


def fail() -> None:
    st.text("late")
    raise ValueError


def test_it_writes_over_the_top_of_the_page_until_the_fragment_reruns() -> None:
    app = page(lambda: st.text("late"))
    assert app.texts == ["late", "part", "below"]
    assert app.press("Go").texts == ["late", "part", "below"]
    assert app.press("Other").texts == ["part", "below"]
    assert app.run().texts == ["above", "part", "below"]


def test_each_fragment_takes_out_what_its_own_callbacks_have_written() -> None:
    @st.fragment
    def other() -> None:
        st.button("More", on_click=st.text, args=("more",))

    def program() -> None:
        st.text("above")
        part(lambda: st.text("late"))
        other()

    app = App(program).run().press("Go").press("Other")
    assert app.press("More").texts == ["more", "part"]
    assert app.press("Other").texts == ["more", "part"]
    assert app.press("More").texts == ["more", "part"]


def test_a_full_run_lets_go_of_what_callbacks_have_written() -> None:
    app = page(lambda: st.text("late")).run()
    assert [part.callback_writes for part in app.cell.fragments.values()] == [{}]


def test_it_is_added_where_the_page_ends() -> None:
    app = page(lambda: [st.sidebar.text("1"), st.sidebar.text("2")])
    assert app.press("Go").texts == ["above", "part", "below", "1", "2"]


def test_the_fragment_comes_back_where_it_writes_over_that() -> None:
    app = page(lambda: st.text("late"), above="")
    assert app.texts == app.press("Go").texts == ["part", "below"]
    assert [node.element.kind for node in app.nodes()].count("fragment") == 1


def test_an_error_is_shown_there_and_the_fragment_is_not() -> None:
    app = page(fail)
    assert (app.texts, app.errors) == (["late", "below"], ["ValueError"])
    app = page(fail, above="")
    assert (app.texts, app.errors) == (["late"], ["ValueError"])


def test_what_it_adds_to_a_container_goes_with_the_next_rerun() -> None:
    def program() -> None:
        box = st.container()
        part(lambda: box.text("late"))

    app = App(program).run().press("Go")
    assert app.press("Go").texts == ["late", "part"]
    assert app.press("Other").texts == ["part"]


def test_what_it_puts_on_a_new_page_goes_with_the_next_rerun_of_its_fragment() -> None:
    script = "import rerun_state as st\n@st.fragment\ndef part():\n"
    script += (
        "    st.button('Go', on_click=lambda: st.sidebar.text('late'))\n    st.text('part')\npart()"
    )
    at = AppTest.from_string(script).run().button[0].click().run()
    assert at.text.values == ["part", "late"]
    assert run_fragment(at, at.button[0]).text.values == ["part"]


def test_what_it_puts_at_the_top_of_the_section_of_its_fragment_stays() -> None:
    script = """
        import rerun_state as st
        @st.fragment
        def part(): st.button("Go", on_click=lambda: st.sidebar.text("side"))
        with st.sidebar: part()
    """
    at = AppTest.from_string(script).run().button[0].click().run()
    assert at.text.values == ["side"]
    assert run_fragment(at, at.button[0]).text.values == ["side"]


def test_its_widgets_belong_to_the_fragment() -> None:
    app = page(lambda: st.slider("Late", 0, 9, key="late")).change("Late", 5)
    assert "late" not in app.state


def test_a_dialog_stays_open_under_a_toast() -> None:
    def program() -> None:
        st.dialog("D")(part)(lambda: st.toast("late"))

    kinds = [node.element.kind for node in App(program).run().press("Go").nodes()]
    assert "dialog" in kinds
    assert "toast" in kinds


def test_a_container_in_the_place_of_one_that_was_kept_has_what_was_written_there() -> None:
    program = KEPT.format("st.container()") + "old.text('a')\nst.container().text('own')"
    assert with_the_old_box(program) == ["own", "a"]


def test_what_a_program_writes_into_a_kept_container_has_the_number_that_follows() -> None:
    program = "box = st.container()\nbox.text('1')\nif old: box.text('2')\n"
    program += "old = st.session_state.setdefault('first', box)\nold.text('mine')\nbox.text('3')"
    at = AppTest.from_string("import rerun_state as st\nold = None\n" + program).run()
    assert at.text.values == ["1", "mine", "3"]
    assert at.run().text.values == ["1", "3", "mine"]


def test_a_spinner_takes_no_number_in_a_kept_container() -> None:
    program = "box = st.container()\nbox.text('1')\nif old:\n    with old, st.spinner('w'): pass\n"
    program += "    old.text('mine')\n    box.text('2')\nst.session_state.box = box"
    assert with_the_old_box(program) == ["1", "2"]


def test_spinners_of_a_fragments_callbacks_leave_nothing_in_a_kept_container() -> None:
    def spin() -> None:
        with st.session_state.first, st.spinner("w"):
            pass

    def program() -> None:
        st.session_state.setdefault("first", st.container())
        st.fragment(lambda: st.button("Go", on_click=spin))()

    app = App(program).run().run()
    before = [node.element.kind for node in app.nodes()]
    assert [node.element.kind for node in app.press("Go").press("Go").nodes()] == before


def test_what_a_callback_writes_over_a_place_is_shown_where_the_program_makes_none() -> None:
    made = "if 'old' not in st.session_state: st.session_state.old = st.sidebar.empty()"
    at = after_click(made, "st.session_state.old.text('late')")
    assert at.sidebar.text.values == ["late"]
    assert after_click("old = st.empty()", "old.text('late')").text.values == []
