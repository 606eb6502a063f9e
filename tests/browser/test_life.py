"""What becomes of an app while its notebook goes on living, as its reader sees it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NUMBERS, OpenNotebook
from tests.browser.servers import Server

LOAD = "%load_ext rerun_state"
HEAD = "%%rerun\nimport time\nimport rerun_state as st\n"

COUNTER = f"""{HEAD}
st.session_state.setdefault("clicks", 0)
if st.button("Count"):
    st.session_state.clicks += 1
st.text(f"{{st.session_state.clicks}} clicks")
"""

HUNDRED_MS = f"""{HEAD}
n = st.number_input("Number", value=0)
runs = st.session_state.setdefault("runs", [])
st.text(f"after {{len(runs)}} complete runs")
for i in range(10):
    time.sleep(0.01)
    st.text(f"line {{i}} of {{n}}")
runs.append(n)
"""

# Works until the test lets it end.
LONG = f"""{HEAD}
from pathlib import Path
times = st.session_state.setdefault("times", 0)
if st.button("Work"):
    for i in range(1000):
        st.text(f"step {{i}}")
        time.sleep(0.1)
        if Path("enough").exists():
            break
    st.session_state.times = times = times + 1
st.text(f"worked {{times}} times")
"""

# Fifty changes; tell how many values were shown while they came.
STORM = """async (button) => {
    const page = button.closest(".rs"), seen = new Set();
    const look = () => seen.add(page.innerText.match(/line 0 of (\\d+)/)?.[1]);
    const observer = new MutationObserver(look);
    observer.observe(page, { subtree: true, childList: true, characterData: true });
    for (let i = 0; i < 50; i++) {
        button.click();
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    observer.disconnect();
    return seen.size;
}"""

# What a reader can do to it the kernel does not hear of.
EXPLORED = f"""{HEAD}
st.title("Once")
with st.expander("More"):
    st.text("inside")
_, two = st.tabs(["One", "Two"])
two.text("second")
st.dataframe({{"a": list(range(500)), "b": [n % 7 for n in range(500)]}}, height=200)
with st.container(height=100):
    for n in range(50):
        st.text(f"line {{n}}")
st.text_area("Area")
"""
SCROLL = """root => {
    root.querySelector(".rs-grid-box").scrollTop = 700;
    root.querySelector("[data-scroll]").scrollTop = 333;
}"""
EXPLORING = """root => [
    root.querySelector("details").open,
    root.querySelector("[role=tab][aria-selected=true]").innerText,
    root.querySelector("[aria-sort=ascending]")?.innerText,
    root.querySelector(".rs-grid-box").scrollTop,
    root.querySelector("[data-scroll]").scrollTop,
    root.querySelector("textarea").value,
]"""

CURRENT = "jupyterapp.shell.currentWidget"
CLOSE_VIEWS = """() => [...jupyterapp.shell.widgets("main")]
    .filter((widget) => !widget.context)
    .forEach((view) => view.close())"""
KERNEL = f"{CURRENT}?.sessionContext?.session?.kernel"
OPEN = """async (path) => {
    const open = { path, factory: "Notebook" };
    const { context, sessionContext } = await jupyterapp.commands.execute("docmanager:open", open);
    await context.ready;
    await sessionContext.ready;
}"""
CLOSE = """async (path) => {
    for (const widget of [...jupyterapp.shell.widgets("main")]) {
        if (widget.context && widget.context.path !== path) continue;
        if (widget.context) widget.context.model.dirty = false;
        await widget.sessionContext?.shutdown();
        widget.close();
    }
}"""
EXECUTE = "name => jupyterapp.commands.execute(name)"
# As if the server had dropped the message that opens a slider.
LOSE = f"""() => {{
    const kernel = {KERNEL}, take = kernel._handleCommOpen;
    kernel._handleCommOpen = async function (message) {{
        if (message.content.data.state.kind !== "slider") return take.call(this, message);
        globalThis.lost = true;
    }};
}}"""
APPS = f"""async () => {{
    const module = "__import__('rerun_state.runtime.loop.current', fromlist=['current'])";
    const user_expressions = {{ n: `len(${{module}}.kernel_session().cells)` }};
    const future = {KERNEL}.requestExecute({{ code: "", silent: true, user_expressions }});
    return (await future.done).content.user_expressions.n.data["text/plain"];
}}"""


@pytest.fixture(scope="module")
def workbench(shared_lab: OpenNotebook) -> Page:
    """One JupyterLab for all tests: to open another notebook in it is quicker than a new one."""
    return shared_lab([])


@pytest.fixture
def lab(workbench: Page, lab_server: Server) -> Iterator[OpenNotebook]:
    files = []

    def open_notebook(cells: list[str]) -> Page:
        files.append(lab_server.write(f"life-{next(NUMBERS)}", cells))
        workbench.evaluate(OPEN, files[-1])
        command(workbench, "notebook:run-all-cells")
        return workbench

    yield open_notebook
    for file in files:
        workbench.evaluate(CLOSE, file)


@pytest.fixture(scope="module")
def counter_file(workbench: Page, lab_server: Server) -> str:
    """A notebook with a counter that has been executed, counts, and is saved."""
    file = lab_server.write(f"life-{next(NUMBERS)}", [LOAD, COUNTER])
    workbench.evaluate(OPEN, file)
    command(workbench, "notebook:run-all-cells")
    count(workbench)
    command(workbench, "docmanager:save")
    return file


@pytest.fixture
def counter(workbench: Page, counter_file: str) -> Page:
    """The page with that notebook, for tests that leave it as it was."""
    workbench.evaluate(OPEN, counter_file)
    return workbench


@pytest.fixture
def enough(lab_server: Server) -> Callable[[], None]:
    """Let the work of LONG come to its end."""
    file = lab_server.notebooks / "enough"
    file.unlink(missing_ok=True)
    return file.touch


@pytest.fixture(params=["lab", "shared_voila"])
def open_notebook(request: pytest.FixtureRequest) -> OpenNotebook:
    chosen: OpenNotebook = request.getfixturevalue(request.param)
    return chosen


def app(page: Page) -> Locator:
    return page.locator(".rs:visible")


def shown(page: Page, text: str) -> Locator:
    return app(page).get_by_text(text, exact=True)


def press(page: Page, name: str) -> None:
    app(page).get_by_role("button", name=name, exact=True).click()


def clicks(page: Page) -> int:
    """What the counter shows."""
    return int((app(page).first.get_by_text(" clicks").text_content() or "").split()[0])


def count(page: Page) -> None:
    """Press, and wait for the answer: the app is live, and has not forgotten."""
    after = clicks(page) + 1
    press(page, "Count")
    expect(shown(page, f"{after} clicks")).to_be_visible()


def command(page: Page, name: str, cell: int | None = None) -> None:
    """Execute a command of JupyterLab's menus, on a cell."""
    if cell is not None:
        page.evaluate(f"cell => {{ {CURRENT}.content.activeCellIndex = cell; }}", cell)
    page.evaluate(EXECUTE, name)


def explored(view: Locator) -> list[object]:
    """What a reader has made of that page, once it is scrolled."""
    view.page.wait_for_timeout(300)
    found: list[object] = view.evaluate(EXPLORING)
    return found


def rewrite(page: Page, cell: int, source: str) -> None:
    """Put another text into a cell and execute it."""
    edit = f"([cell, text]) => {CURRENT}.content.widgets[cell].model.sharedModel.setSource(text)"
    page.evaluate(edit, [cell, source])
    command(page, "notebook:run-cell", cell)


def address(page: Page) -> str:
    """Where the notebook stands alone; the workspace that is open is saved a little later."""
    path = page.evaluate(f"() => {CURRENT}.context.path")
    root, _, _ = page.url.partition("/lab")
    return f"{root}/lab/workspaces/workspace-{next(NUMBERS)}/tree/{path}"


def wait_for_status(page: Page, status: str) -> None:
    page.wait_for_function(f"status => {KERNEL}?.status === status", arg=status)


def apps(page: Page) -> int:
    """How many apps the kernel has."""
    return int(page.evaluate(APPS))


# -- latest wins -----------------------------------------------------------------------------------


def test_a_storm_of_changes_is_followed_and_ends_at_its_last_value(
    open_notebook: OpenNotebook,
) -> None:
    """The first of several storms in which others let the browser and the kernel keep up."""
    page = open_notebook([LOAD, HUNDRED_MS])
    expect(shown(page, "line 9 of 0")).to_be_visible()
    before = 0
    for last in range(50, 300, 50):
        followed = app(page).get_by_label("Increase").evaluate(STORM)
        expect(shown(page, f"line 9 of {last}")).to_be_visible()
        complete = int(app(page).get_by_text("complete runs").inner_text().split()[1])
        if followed > 1 and complete - before <= 10:
            return
        before = complete
    pytest.fail(f"{complete} runs, {followed} values seen")


def test_the_interrupt_button_stops_a_rerun(lab: OpenNotebook, enough: Callable[[], None]) -> None:
    page = lab([LOAD, LONG])
    press(page, "Work")
    expect(shown(page, "step 2")).to_be_visible()
    wait_for_status(page, "busy")
    page.locator("[data-jp-item-name=interrupt]:visible").click()
    expect(app(page).get_by_text("KeyboardInterrupt").first).to_be_visible()
    wait_for_status(page, "idle")
    enough()
    press(page, "Work")
    expect(shown(page, "worked 1 times")).to_be_visible()
    expect(app(page).get_by_text("KeyboardInterrupt")).to_have_count(0)
    wait_for_status(page, "idle")


# -- the cell --------------------------------------------------------------------------------------


def test_executing_a_cell_during_a_run_makes_a_fresh_page_after_it(
    lab: OpenNotebook, enough: Callable[[], None]
) -> None:
    page = lab([LOAD, LONG])
    press(page, "Work")
    expect(shown(page, "step 2")).to_be_visible()
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
    enough()
    expect(shown(page, "worked 1 times")).to_be_visible()
    expect(app(page)).to_have_count(1)
    expect(app(page).get_by_text("step")).to_have_count(0)


def test_a_deleted_cell_is_gone_with_its_app(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER, "1"])
    count(page)
    command(page, "notebook:delete-cell", 1)
    expect(app(page)).to_have_count(0)
    page.wait_for_timeout(1000)  # it might come back
    command(page, "notebook:run-cell", 1)
    assert apps(page) == 0


def test_a_cell_that_an_undo_brings_back_has_its_app(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER, "1"])
    count(page)
    command(page, "notebook:delete-cell", 1)
    command(page, "notebook:undo-cell-action")
    count(page)
    command(page, "notebook:run-cell", 2)
    count(page)


def test_a_cell_takes_its_app_along(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER, "1", "2"])
    count(page)
    command(page, "notebook:move-cell-down", 1)
    count(page)
    command(page, "notebook:cut-cell", 2)
    command(page, "notebook:paste-cell-below", 0)
    count(page)
    command(page, "notebook:run-cell", 3)
    count(page)
    assert clicks(page) == 4
    assert apps(page) == 1


def test_a_copied_cell_becomes_an_app_of_its_own(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER])
    command(page, "notebook:copy-cell", 1)
    command(page, "notebook:paste-cell-below", 1)
    command(page, "notebook:run-cell", 2)
    app(page).last.get_by_role("button", name="Count", exact=True).click()
    expect(shown(page, "1 clicks")).to_have_count(2)  # of one session
    assert apps(page) == 2


# -- the views -------------------------------------------------------------------------------------


def test_a_slider_whose_opening_was_lost_on_the_way_is_shown_and_heard(lab: OpenNotebook) -> None:
    page = lab([LOAD, f"{HEAD}if st.toggle('Show'):\n    st.text(st.slider('Slider', 0, 9) + 40)"])
    switch = app(page).get_by_role("switch")
    expect(switch).to_be_visible()
    page.evaluate(LOSE)
    switch.click()
    app(page).get_by_role("slider").press("ArrowRight")
    expect(shown(page, "41")).to_be_visible()
    assert page.evaluate("lost")


def test_two_views_of_an_output_show_the_same(counter: Page) -> None:
    before = clicks(counter)
    command(counter, "notebook:create-output-view", 1)
    expect(app(counter)).to_have_count(2)
    for more, view in enumerate([app(counter).first, app(counter).last], 1):
        view.get_by_role("button", name="Count", exact=True).click()
        expect(shown(counter, f"{before + more} clicks")).to_have_count(2)
    counter.evaluate(CLOSE, "")


def test_two_browser_pages_on_one_kernel_show_the_same(counter: Page) -> None:
    before = clicks(counter)
    other = counter.context.new_page()
    other.goto(address(counter))
    for more, pressed in enumerate([other, counter, other], 1):
        press(pressed, "Count")
        for each in (other, counter):
            expect(shown(each, f"{before + more} clicks")).to_be_visible()
    other.close()


def test_a_page_that_is_loaded_again_shows_the_app_as_it_is(counter: Page) -> None:
    count(counter)
    before = clicks(counter)
    counter.goto(address(counter))
    expect(shown(counter, f"{before} clicks")).to_be_visible()
    count(counter)


def test_a_notebook_that_is_closed_and_opened_again_shows_its_app(
    counter: Page, counter_file: str
) -> None:
    before = clicks(counter)
    command(counter, "application:close")
    expect(app(counter)).to_have_count(0)
    counter.evaluate(OPEN, counter_file)
    expect(shown(counter, f"{before} clicks")).to_be_visible()
    count(counter)


def test_a_page_that_is_loaded_again_during_a_run_shows_the_app_after_it(
    lab: OpenNotebook, enough: Callable[[], None]
) -> None:
    page = lab([LOAD, LONG])
    command(page, "docmanager:save")
    press(page, "Work")
    expect(shown(page, "step 2")).to_be_visible()
    page.goto(address(page))
    page.wait_for_function(f"() => window.jupyterapp && {KERNEL}")
    enough()  # JupyterLab waits for the kernel before it shows any widget
    expect(shown(page, "worked 1 times")).to_be_visible()
    press(page, "Work")
    expect(shown(page, "worked 2 times")).to_be_visible()


def test_a_restarted_kernel_runs_a_fresh_app(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER])
    count(page)
    page.evaluate("() => { jupyterapp.commands.execute('notebook:restart-run-all') }")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(shown(page, "0 clicks")).to_be_visible()
    expect(app(page)).to_have_count(1)
    count(page)


def test_an_app_whose_kernel_restarts_says_that_it_is_dead(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER])
    count(page)
    page.evaluate(f"() => {KERNEL}.restart()")
    expect(app(page).get_by_text("lost its kernel")).to_be_visible()
    expect(app(page).locator("[inert] button")).to_have_text("Count")
    wait_for_status(page, "idle")
    command(page, "notebook:run-all-cells")
    expect(app(page).get_by_text("lost its kernel")).to_have_count(0)
    count(page)


FORM = """%%rerun
import rerun_state as st
with st.form("form"):
    name = st.text_input("Name")
    sent = st.form_submit_button("Send")
runs = st.session_state.setdefault("sent", [])
if sent: runs.append(name)
st.text(f"sent {runs}")
"""
# Nobody hears of it at first, as of a network that was left behind while the computer slept.
SWALLOW = f"() => {{ const kernel = {KERNEL}; kernel._ws.send = () => undefined; }}"
CUT = f"""() => {{
    const kernel = {KERNEL}, settings = kernel.serverSettings, Real = settings.WebSocket;
    settings.WebSocket = class extends Real {{ constructor() {{ super("ws://127.0.0.1:9"); }} }};
    window.mend = () => {{ settings.WebSocket = Real; kernel.reconnect(); }};
    kernel.reconnect();
}}"""


def test_what_is_changed_around_a_cut_of_the_connection_reaches_the_app_once(
    lab: OpenNotebook,
) -> None:
    page = lab([LOAD, FORM])
    name, send = app(page).get_by_label("Name"), app(page).get_by_role("button", name="Send")
    name.fill("Ada")
    page.evaluate(SWALLOW)
    send.click()
    page.evaluate(CUT)
    note = app(page).get_by_text("The connection to the kernel is cut.")
    expect(note).to_be_visible()
    page.evaluate("() => mend()")
    expect(app(page).get_by_text("sent ['Ada']")).to_be_visible()
    expect(note).to_have_count(0)
    expect(name).to_have_value("Ada")
    name.fill("Eve")
    send.click()
    expect(app(page).get_by_text("sent ['Ada', 'Eve']")).to_be_visible()


ANY_WIDGET = """%%rerun
import rerun_state as st, ipywidgets
slider = ipywidgets.IntSlider(max=10)
display(slider)
st.text(f"value {slider.value}")
"""


def test_an_ipywidget_is_heard_again_after_a_cut_in_which_its_change_was_lost(
    lab: OpenNotebook,
) -> None:
    page = lab([LOAD, ANY_WIDGET])
    handle = app(page).get_by_role("slider")
    handle.press("ArrowRight")
    expect(app(page).get_by_text("value 1")).to_be_visible()
    page.evaluate(SWALLOW)
    handle.press("ArrowRight")
    page.evaluate(CUT)
    note = app(page).get_by_text("The connection to the kernel is cut.")
    expect(note).to_be_visible()
    page.evaluate("() => mend()")
    expect(note).to_have_count(0)
    expect(handle).to_have_attribute("aria-valuenow", "1.0")
    handle.press("End")
    expect(app(page).get_by_text("value 10")).to_be_visible()


CHAT = """%%rerun
import rerun_state as st
heard = st.session_state.setdefault("heard", [])
if said := st.chat_input("Say", key="say"): heard.append(said)
if st.button("Press"): heard.append("press")
st.text(f"heard {heard}")
"""


def test_each_press_around_a_cut_of_the_connection_counts_once_and_in_order(
    lab: OpenNotebook,
) -> None:
    page = lab([LOAD, CHAT])
    box, press = app(page).get_by_placeholder("Say"), app(page).get_by_role("button", name="Press")

    def say(text: str) -> None:
        box.fill(text)
        box.press("Enter")

    page.evaluate(SWALLOW)
    say("lost")
    press.click()
    page.evaluate(CUT)
    press.click()
    say("cut")
    expect(app(page).get_by_text("The connection to the kernel is cut.")).to_be_visible()
    press.click()
    page.evaluate("() => mend()")
    say("back")
    heard = "heard ['lost', 'press', 'press', 'cut', 'press', 'back']"
    expect(app(page).get_by_text(heard)).to_be_visible()
    say("after")
    expect(app(page).get_by_text(heard.replace("]", ", 'after']"))).to_be_visible()


PAGES = """%%rerun
import rerun_state as st
visits = st.session_state.setdefault("visits", [])
def one(): visits.append("one")
def two(): visits.append("two")
pages = [st.Page(one, default=True), st.Page(two)]
page = st.navigation(pages, position="hidden")
if st.button("Home"): st.switch_page(pages[0])
st.page_link(pages[1], label="Lead")
page.run()
st.text(f"visits {visits}")
"""


@pytest.mark.parametrize("before", ["", PAGES.replace("visits", "others")])
def test_a_link_that_was_followed_before_a_cut_was_noticed_leads_to_its_page_once(
    lab: OpenNotebook, before: str
) -> None:
    """Also in the second app of several pages, whose pages no address names."""
    page = lab([LOAD, before, PAGES])
    last = app(page).last

    def lose_connection() -> None:
        page.evaluate(CUT)
        note = app(page).get_by_text("The connection to the kernel is cut.")
        expect(note.first).to_be_visible()
        page.evaluate("() => mend()")
        expect(note).to_have_count(0)

    expect(last.get_by_text("visits ['one']")).to_be_visible()
    page.evaluate(SWALLOW)
    last.get_by_role("link", name="Lead").click()
    lose_connection()
    expect(last.get_by_text("visits ['one', 'two']")).to_be_visible()
    last.get_by_role("button", name="Home").click()
    home = last.get_by_text("visits ['one', 'two', 'one']")
    expect(home).to_be_visible()
    lose_connection()
    page.wait_for_timeout(1500)  # longer than a connection takes to count as back
    expect(home).to_be_visible()


def test_what_a_reader_has_made_of_a_page_outlives_an_edit_of_its_cell(lab: OpenNotebook) -> None:
    page = lab([LOAD, EXPLORED])
    app(page).get_by_text("More").click()
    app(page).get_by_role("tab", name="Two").click()
    app(page).get_by_role("columnheader", name="b").click()
    expect(app(page).locator("[aria-sort=ascending]")).to_have_text("b")
    app(page).evaluate(SCROLL)
    app(page).get_by_label("Area").press_sequentially("not sent")
    made = [True, "Two", "b", 700, 333, "not sent"]
    assert explored(app(page)) == made
    rewrite(page, 1, EXPLORED.replace("Once", "Twice"))
    expect(app(page).get_by_role("heading", name="Twice")).to_be_visible()
    assert explored(app(page)) == made
    rewrite(page, 1, f"{HEAD}st.title(")
    expect(page.get_by_text("was never closed")).to_be_visible()
    rewrite(page, 1, EXPLORED.replace("Once", "Thrice"))
    expect(app(page).get_by_role("heading", name="Thrice")).to_be_visible()
    assert explored(app(page)) == made


def test_each_of_two_views_goes_on_when_their_cell_is_executed_again(lab: OpenNotebook) -> None:
    page = lab([LOAD, EXPLORED])
    file = page.evaluate(f"() => {CURRENT}.context.path")
    app(page).get_by_text("More").click()
    command(page, "notebook:create-output-view", 1)
    beside = page.locator(".jp-LinkedOutputView .rs")
    beside.get_by_role("tab", name="Two").click()
    page.evaluate(OPEN, file)
    rewrite(page, 1, EXPLORED.replace("Once", "Twice"))
    expect(app(page).get_by_role("heading", name="Twice")).to_have_count(2)
    assert explored(beside)[:2] == [False, "Two"]
    page.evaluate(CLOSE_VIEWS)
    page.wait_for_timeout(1000)  # longer than a page waits for the next view
    rewrite(page, 1, EXPLORED)
    expect(app(page).get_by_role("heading", name="Once")).to_be_visible()
    assert explored(app(page))[:2] == [True, "One"]


def test_a_notebook_that_was_not_saved_since_shows_the_app_that_runs(lab: OpenNotebook) -> None:
    page = lab([LOAD, COUNTER])
    count(page)
    command(page, "docmanager:save")
    rewrite(page, 1, f"{COUNTER}\nst.title('New')")
    expect(app(page).get_by_role("heading", name="New")).to_be_visible()
    page.goto(address(page))
    expect(app(page).get_by_role("heading", name="New")).to_be_visible()
    count(page)


def test_a_message_that_is_not_sent_yet_outlives_its_page_and_its_kernel(lab: OpenNotebook) -> None:
    page = lab([LOAD, CHAT])
    box = app(page).get_by_placeholder("Say")
    box.fill("unsent")
    command(page, "notebook:run-cell", 1)
    expect(page.locator(".jp-InputPrompt").get_by_text("[3]:")).to_be_visible()
    expect(box).to_have_value("unsent")
    page.evaluate("() => { jupyterapp.commands.execute('notebook:restart-run-all') }")
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(app(page).get_by_text("lost its kernel")).to_have_count(0)
    expect(box).to_have_value("unsent")
    box.press("Enter")
    expect(app(page).get_by_text("heard ['unsent']")).to_be_visible()
    command(page, "notebook:run-cell", 1)
    expect(page.locator(".jp-InputPrompt").get_by_text("[3]:")).to_be_visible()
    expect(box).to_have_value("")


def test_what_a_long_run_shows_first_is_drawn_while_it_goes_on(
    shared_voila: OpenNotebook, enough: Callable[[], None]
) -> None:
    page = shared_voila([LOAD, LONG.replace('st.text(f"step', "st.metric('Work', f\"step")])
    press(page, "Work")
    expect(shown(page, "step 2")).to_be_visible()
    enough()


def test_an_app_covers_for_its_code_until_that_is_asked_for(lab: OpenNotebook) -> None:
    page = lab([LOAD, "%%rerun --hide-code\nimport rerun_state as st\nst.text('the app')"])
    expect(shown(page, "the app")).to_be_visible()
    code = page.locator(".jp-Cell-inputWrapper").last
    expect(code).to_be_hidden()
    app(page).hover()
    page.get_by_role("button", name="Show code").click()
    expect(code).to_be_visible()
    page.get_by_role("button", name="Hide code").click()
    expect(code).to_be_hidden()
