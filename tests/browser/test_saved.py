"""What a browser shows of an app whose kernel is gone, or that was saved with its widgets."""

import pytest
from playwright.sync_api import Page, expect

from rerun_state.page.libraries import read_chunk
from tests.browser.conftest import IS_READY, NUMBERS, OpenNotebook
from tests.browser.servers import Server
from tests.browser.test_life import CLOSE, CURRENT, KERNEL, LOAD, OPEN, address, app, command, count

SHOWN = """%%rerun
import rerun_state as st
clicks = st.session_state.setdefault("clicks", 0)
if st.button("Count"):
    clicks = st.session_state.clicks = clicks + 1
st.text(f"{clicks} clicks")
st.metric("Speed", 3)
st.line_chart({"x": [1, 3, 2]})
st.dataframe({"a": [1, 2, 3]})
"""
SAVE = f"""async () => {{
    const {{ commands }} = jupyterapp;
    const setting = "@jupyter-widgets/jupyterlab-manager:saveWidgetState";
    const turn = async (on) => {{
        if (commands.isToggled(setting) !== on) await commands.execute(setting);
        while (commands.isToggled(setting) !== on) await new Promise((go) => setTimeout(go, 50));
    }};
    await turn(true);
    await {CURRENT}.context.save();
    await turn(false);
}}"""
FORGET_LARGE = f"""async () => {{
    const {{ context }} = {CURRENT};
    const widgets = structuredClone(context.model.getMetadata("widgets"));
    const {{ state }} = widgets["application/vnd.jupyter.widget-state+json"];
    for (const model of Object.values(state)) delete model.state.large;
    context.model.setMetadata("widgets", widgets);
    await context.save();
}}"""
SHUT_DOWN = f"() => {CURRENT}.sessionContext.shutdown()"


def is_drawn(page: Page) -> None:
    expect(app(page).get_by_text("Speed")).to_be_visible()
    expect(app(page).locator("canvas, svg.marks").first).to_be_visible()
    expect(app(page).get_by_role("grid")).to_be_visible()


@pytest.fixture
def saved(lab: OpenNotebook) -> Page:
    """The page of a notebook that was saved with its widgets, and whose kernel was shut down."""
    page = lab([LOAD, SHOWN])
    is_drawn(page)
    page.evaluate(SAVE)
    page.evaluate(SHUT_DOWN)
    return page


def open_again(page: Page) -> None:
    page.goto(address(page))
    expect(app(page).get_by_text("as it was saved")).to_be_visible()
    page.wait_for_function(IS_READY)


def is_in_use(page: Page) -> None:
    """The app under the cell is drawn whole, and answers."""
    command(page, "notebook:run-all-cells")
    is_drawn(page)
    expect(app(page).get_by_role("status")).to_have_count(0)
    count(page)


def test_a_notebook_that_is_opened_again_shows_what_was_saved(saved: Page) -> None:
    open_again(saved)
    is_drawn(saved)
    expect(app(saved).locator("[inert] button")).to_have_text("Count")
    is_in_use(saved)


LARGE = f"""() => {{
    const widgets = {CURRENT}.context.model.getMetadata("widgets");
    const {{ state }} = widgets["application/vnd.jupyter.widget-state+json"];
    return Object.assign({{}}, ...Object.values(state).map((model) => model.state.large ?? {{}}));
}}"""


def test_the_code_that_draws_an_app_is_saved_compressed(lab: OpenNotebook) -> None:
    page = lab([LOAD, SHOWN])
    is_drawn(page)
    large: dict[str, str] = {}
    for _ in range(20):
        page.evaluate(SAVE)
        large = page.evaluate(LARGE)
        if all(code.startswith("gzip,") for code in large.values()):
            break
        page.wait_for_timeout(500)
    assert large.keys() == {"charts", "data", "grid", "vega"}
    assert all(len(large[name]) < 0.6 * len(read_chunk(name)) for name in large)
    page.evaluate(SHUT_DOWN)
    open_again(page)
    is_drawn(page)


def test_what_was_not_saved_is_said_and_comes_when_the_cell_is_executed(
    saved: Page, lab_server: Server
) -> None:
    page = saved
    page.evaluate(FORGET_LARGE)
    open_again(page)
    expect(app(page).get_by_text("cannot be drawn. It was not saved")).to_have_count(3)
    other = lab_server.write(f"other-{next(NUMBERS)}", [LOAD, SHOWN])
    page.evaluate(OPEN, other)
    is_in_use(page)
    page.evaluate(CLOSE, other)
    is_in_use(page)


def test_tables_that_are_edited_or_selected_from_are_saved_with_their_rows(
    lab: OpenNotebook,
) -> None:
    cell = """%%rerun
import rerun_state as st
st.dataframe({"a": ["chosen", "other"]}, on_select="rerun", key="s")
st.data_editor({"b": range(20_000), "c": "edited"}, key="e")
"""
    page = lab([LOAD, cell])
    for text in "chosen", "edited":
        expect(app(page).get_by_text(text, exact=True).first).to_be_visible()
    page.evaluate(SAVE)
    page.evaluate(SHUT_DOWN)
    page.goto(address(page))
    expect(app(page).get_by_text("as it was saved")).to_be_visible()
    for text in "chosen", "edited":
        expect(app(page).get_by_text(text, exact=True).first).to_be_visible()


def test_an_app_says_at_once_that_its_kernel_was_shut_down(lab: OpenNotebook) -> None:
    page = lab([LOAD, SHOWN])
    count(page)
    page.evaluate(SHUT_DOWN)
    expect(app(page).get_by_text("lost its kernel")).to_be_visible()
    expect(app(page).locator("[inert] button")).to_have_text("Count")


def test_an_app_says_at_once_that_its_kernel_has_died(lab: OpenNotebook) -> None:
    page = lab([LOAD, SHOWN])
    count(page)
    page.evaluate(f"() => {{ {KERNEL}.requestExecute({{ code: 'import os; os._exit(1)' }}) }}")
    expect(app(page).get_by_text("lost its kernel")).to_be_visible()
    expect(app(page).locator("[inert] button")).to_have_text("Count")
    page.get_by_role("button", name="Ok", exact=True).click()
    page.wait_for_function(IS_READY)
    is_in_use(page)


def test_a_password_is_shown_and_heard_and_never_saved(lab: OpenNotebook) -> None:
    cell = "%%rerun\nimport rerun_state as st\n"
    cell += "word = st.text_input('Word', 'hunter2', type='password')\nst.text(len(word))"
    page = lab([LOAD, cell])
    field = app(page).get_by_label("Word", exact=True)
    expect(field).to_have_value("hunter2")
    field.fill("correct horse")
    field.press("Enter")
    expect(app(page).get_by_text("13", exact=True)).to_be_visible()
    page.evaluate(SAVE)
    saved = page.evaluate(f"() => JSON.stringify({CURRENT}.context.model.getMetadata('widgets'))")
    assert "text_input" in saved
    assert "correct horse" not in saved
    page.goto(address(page))
    expect(app(page).get_by_label("Word", exact=True)).to_have_value("correct horse")


def test_an_app_whose_cell_was_merged_into_another_waits(lab: OpenNotebook) -> None:
    cell = "%%rerun\nimport rerun_state as st\nst.text(st.session_state.get('x'))\nruns.append(1)"
    page = lab([LOAD + "\nruns = []", "1", cell, "print('runs', len(runs))"])
    expect(app(page).get_by_text("None")).to_be_visible()
    page.evaluate(f"() => {{ {CURRENT}.content.activeCellIndex = 2; }}")
    command(page, "notebook:merge-cell-above")
    expect(app(page)).to_have_count(0)
    page.wait_for_timeout(1500)  # longer than a page waits to be moved
    change = "__import__('rerun_state').session_state.x = 1"
    page.evaluate(f"code => {KERNEL}.requestExecute({{ code }}).done", change)
    page.wait_for_timeout(500)
    command(page, "notebook:run-cell", 2)
    expect(page.get_by_text("runs 1", exact=True)).to_be_visible()
