"""What shows, plays, arranges and reports, looked at and operated in JupyterLab and in Voila."""

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import OpenNotebook

pytestmark = pytest.mark.browser

APP = """%%rerun
import base64, time
import ipywidgets
import numpy as np
import pandas as pd
import rerun_state as st

left, middle, right = st.columns(3)
with left:
    frame = pd.DataFrame({"n": range(1000), "seventh": [n * 7 % 1000 for n in range(1000)]})
    chosen = st.dataframe(frame, key="frame", height=250, hide_index=True, on_select="rerun")
    st.text(f"rows: {chosen.selection.rows}")
    st.table({"name": ["Ada", "Alan"], "born": [1815, 1912]})
    with st.container(height=100, key="box"):
        for n in range(30):
            st.text(f"Line {n}")
with middle:
    st.image([np.zeros((8, 8, 3), np.uint8), "<svg xmlns='http://www.w3.org/2000/svg'/>"], width=40)
    st.audio(np.sin(np.arange(8000) / 9), sample_rate=8000)
    st.video(base64.b64decode(FILM), format="video/webm", width=160)
    st.iframe("<p>A page in the page</p>", height=60)
    st.pdf(b"%PDF-1.4 %%EOF", height=60)
    st.html("<b>Bold</b><img src='x:' onerror='hacked = 1'><script>hacked = 2</script>")
    link = "<a href='javascript:hacked=3' onclick='hacked=4'>Anchor</a>"
    st.markdown(link, unsafe_allow_html=True)
    st.markdown("<i>Tags</i> are text, $x^2$ is a formula, :red[this] is red")
    st.container(height=200).code("As high as the box", height="stretch")
    st.slider("Near", 0, 1000, (500, 501))
    grown = st.data_editor({"fruit": ["apple"]}, num_rows="dynamic")
    st.text(f"fruits: {len(grown['fruit'])}")
    with st.container(horizontal=True, vertical_alignment="center", gap="large"):
        st.markdown("Low")
        st.container(border=True, key="high").markdown("High")
    inner = st.columns(1, gap="large")[0]
    inner.text("Above")
    inner.text("Below")
with right:
    with st.expander("Details"):
        st.text("Deep inside")
    one, two = st.tabs(["One", "Two"])
    one.text("First tab")
    two.text("Second tab")
    with st.popover("More"):
        st.text("Popped over")
    stock = st.session_state.setdefault("stock", ipywidgets.Text(description="Stock"))
    st.write(stock)
    st.button("Again")
    st.text(f"stock: {stock.value}")
    if st.button("Work"):
        bar = st.progress(0, "Begun")
        with st.status("Working") as status:
            time.sleep(0.4)
            bar.progress(50, "Half")
            st.toast("Half way")
            time.sleep(1.5)
            bar.progress(100, "All")
            status.update(label="Worked", state="complete")
    if st.button("Talk"):
        def tell():
            for word in ["one", "two", "three"]:
                yield word + " "
                time.sleep(0.3)
        with st.chat_message("assistant"):
            st.text(f"told: {st.write_stream(tell)}")
"""

RECORD_A_FILM = """async () => {
    const canvas = document.createElement('canvas');
    const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: 'video/webm'});
    const parts = [];
    recorder.ondataavailable = ({data}) => parts.push(data);
    recorder.start();
    for (let at = 0; at < 10; at++) {
        canvas.getContext('2d').fillRect(at * 9, 0, 9, 99);
        await new Promise(done => setTimeout(done, 40));
    }
    await new Promise(done => { recorder.onstop = done; recorder.stop(); });
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
}"""
KEEP_STATES = """() => {
    const text = (name) => document.querySelector(`.rs ${name}, body > ${name}`)?.textContent ?? '';
    window.states = [];
    new MutationObserver(() => {
        const bar = document.querySelector('.rs [role=progressbar]')?.ariaValueNow ?? '';
        const state = document.querySelector('.rs [data-state]')?.dataset.state ?? '';
        const toast = !!document.querySelector('.rs-toast');
        const now = [bar, state, toast, text('.rs-message').trim()].join(' ');
        if (states.at(-1) !== now) states.push(now);
    }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
}"""
CHANGE_THEME = """ground => {
    document.querySelector('.rs').parentElement.style.background = ground;
    document.body.dataset.theme = ground;
}"""
LOADED = "name => [...document.querySelectorAll(name)].every(el => el.complete && el.naturalWidth)"


@pytest.fixture(scope="module")
def film(browser: Browser) -> str:
    """A short film as base64, from the one source of films at hand."""
    page = browser.new_page()
    film = page.evaluate(RECORD_A_FILM)
    page.close()
    assert base64.b64decode(film)
    return str(film)


@pytest.fixture(scope="module", params=["lab", "voila"])
def page(request: pytest.FixtureRequest, film: str) -> Page:
    open_notebook: OpenNotebook = request.getfixturevalue(f"shared_{request.param}")
    return open_notebook(["%load_ext rerun_state", f"FILM = {film!r}", APP])


@pytest.fixture
def states(page: Page) -> Callable[[], list[str]]:
    """What the page has shown since: progress, state, whether a toast, the message."""
    page.evaluate(KEEP_STATES)
    return lambda: list(page.evaluate("states"))


def text(page: Page, text: str) -> Locator:
    return page.locator(".rs").get_by_text(text, exact=True)


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f".st-key-frame .rs-grid-row[aria-rowindex='{row + 2}'] .rs-grid-cell").nth(
        column
    )


def test_a_table_scrolls_through_all_of_its_rows(page: Page) -> None:
    expect(cell(page, 0, 1)).to_have_text("0")
    rows = page.locator(".st-key-frame .rs-grid-row")
    assert rows.count() < 100
    page.locator(".st-key-frame .rs-grid-box").evaluate("box => { box.scrollTop = 1e6 }")
    expect(cell(page, 999, 0)).to_have_text("999")
    expect(cell(page, 0, 0)).to_be_hidden()
    page.locator(".st-key-frame .rs-grid-box").evaluate("box => { box.scrollTop = 0 }")
    expect(cell(page, 0, 0)).to_be_visible()


def test_a_table_with_room_for_all_of_its_columns_does_not_scroll_sideways(page: Page) -> None:
    for box in page.locator(".rs-grid-box").all():
        expect(box).to_be_visible()
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_a_table_is_sorted_by_its_headings(page: Page) -> None:
    heading = page.get_by_role("columnheader", name="seventh")
    heading.get_by_role("button", name="seventh", exact=True).click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(cell(page, 1, 0)).to_have_text("143")
    heading.get_by_role("button", name="seventh", exact=True).click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(cell(page, 0, 1)).to_have_text("999")


def test_a_selection_reaches_the_cell(page: Page) -> None:
    page.locator(".st-key-frame .rs-grid-row [role=checkbox]").first.click()
    expect(page.locator(".rs").get_by_text("rows: [", exact=False)).not_to_have_text("rows: []")


def test_a_small_table_shows_all(page: Page) -> None:
    table = page.locator("table").filter(has_text="Ada")
    expect(table.locator("tbody tr")).to_have_count(2)
    expect(table).to_contain_text("1912")


def test_a_box_of_a_height_scrolls(page: Page) -> None:
    text(page, "Line 29").scroll_into_view_if_needed()
    expect(text(page, "Line 29")).to_be_in_viewport()
    expect(text(page, "Line 0")).not_to_be_in_viewport()


def test_images_have_loaded(page: Page) -> None:
    expect(page.locator(".rs-image img")).to_have_count(2)
    page.wait_for_function(LOADED, arg=".rs-image img")


@pytest.mark.parametrize("kind", ["audio", "video"])
def test_sounds_and_films_have_loaded(page: Page, kind: str) -> None:
    page.wait_for_function(
        "kind => document.querySelector(`.rs ${kind}`)?.readyState > 0", arg=kind
    )
    assert page.locator(f".rs {kind}").evaluate("player => player.duration > 0 && !player.error")


def test_frames_have_loaded(page: Page) -> None:
    inner = page.frame_locator(".rs-frame")
    expect(inner.get_by_text("A page in the page")).to_be_visible()
    document = page.locator(".rs-pdf")
    assert document.evaluate("el => (el.src || el.data).startsWith('blob:')")


def test_code_stretches_to_the_height_of_its_box(page: Page) -> None:
    box = page.locator(".rs-code", has_text="As high as the box").bounding_box()
    assert box
    assert 150 < box["height"] < 200


def test_what_stands_in_a_row_is_centred_where_the_row_says_so(page: Page) -> None:
    low, high = text(page, "Low").bounding_box(), page.locator(".st-key-high").bounding_box()
    assert low
    assert high
    assert abs(low["y"] + low["height"] / 2 - high["y"] - high["height"] / 2) < 2


def test_the_gap_between_columns_is_not_that_within_them(page: Page) -> None:
    above, below = text(page, "Above").bounding_box(), text(page, "Below").bounding_box()
    assert above
    assert below
    assert 0 < below["y"] - above["y"] - above["height"] < 32


def test_labels_of_near_thumbs_do_not_lie_over_each_other(page: Page) -> None:
    low, high = (
        page.locator(".rs-bubble", has_text=text).bounding_box() for text in ("500", "501")
    )
    assert low
    assert high
    assert low["x"] + low["width"] < high["x"]


def test_a_row_is_added_below_the_others(page: Page) -> None:
    page.get_by_role("button", name="Add a row").click()
    expect(text(page, "fruits: 2")).to_be_visible()


def test_html_is_cleaned_of_what_runs_code(page: Page) -> None:
    expect(page.locator(".rs b").get_by_text("Bold")).to_be_visible()
    text(page, "Anchor").click()
    assert page.evaluate("typeof hacked") == "undefined"
    assert page.locator(".rs :is(script, [onerror], [onclick], a[href^=javascript])").count() == 0


def test_markdown_shows_tags_formulas_and_colours(page: Page) -> None:
    line = page.locator(".rs p").filter(has_text="are text")
    expect(line).to_contain_text("<i>Tags</i>")
    expect(line.locator("math")).to_be_visible()
    expect(line.locator(".rs-red")).to_have_text("this")


def test_an_expander_opens_and_closes(page: Page) -> None:
    expect(text(page, "Deep inside")).to_be_hidden()
    text(page, "Details").click()
    expect(text(page, "Deep inside")).to_be_visible()
    text(page, "Details").click()
    expect(text(page, "Deep inside")).to_be_hidden()


def test_tabs_are_changed_by_mouse_and_keys(page: Page) -> None:
    page.get_by_role("tab", name="Two").click()
    expect(text(page, "Second tab")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(text(page, "First tab")).to_be_visible()
    expect(text(page, "Second tab")).to_be_hidden()


def test_a_popover_opens_until_escape(page: Page) -> None:
    page.get_by_role("button", name="More", exact=True).click()
    expect(text(page, "Popped over")).to_be_visible()
    page.keyboard.press("Escape")
    expect(text(page, "Popped over")).to_be_hidden()


def test_an_ipywidget_keeps_its_state_and_its_node(page: Page) -> None:
    field = page.get_by_label("Stock")
    field.evaluate("field => { field.mark = 'mine' }")
    field.fill("hello")
    field.press("Tab")
    page.get_by_role("button", name="Again").click()
    expect(text(page, "stock: hello")).to_be_visible()
    assert field.evaluate("field => [field.mark, field.value]") == ["mine", "hello"]


def test_progress_status_and_toast_follow_the_run(
    page: Page, states: Callable[[], list[str]]
) -> None:
    page.get_by_role("button", name="Work", exact=True).click()
    expect(text(page, "Worked")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Progress")).to_have_attribute(
        "aria-valuenow", "100"
    )
    seen = [state.split()[:3] for state in states()]
    assert ["0", "running", "false"] in seen
    assert ["50", "running", "true"] in seen
    assert seen[-1][:2] == ["100", "complete"]


def test_a_stream_is_written_word_by_word(page: Page, states: Callable[[], list[str]]) -> None:
    page.get_by_role("button", name="Talk", exact=True).click()
    expect(page.locator(".rs-message")).to_contain_text("told: one two three")
    written = {found[0] for state in states() if (found := re.search("one( two)?( three)?", state))}
    assert written == {"one", "one two", "one two three"}


def test_a_frame_takes_the_colours_of_another_theme(page: Page) -> None:
    words = page.frame_locator(".rs-frame").first.get_by_text("A page in the page")
    expect(words).to_have_css("color", "rgb(0, 0, 0)")
    page.evaluate(CHANGE_THEME, "#111")
    expect(words).to_have_css("color", "rgb(255, 255, 255)")
    page.evaluate(CHANGE_THEME, "")
    expect(words).to_have_css("color", "rgb(0, 0, 0)")
