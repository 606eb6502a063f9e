"""What a page looks like, where a rule makes it so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

import rerun_state as st
from rerun_state.page.inside import Inputs
from rerun_state.page.renderer import PageRenderer
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.execution.script import Script
from tests.browser.stage import Stage
from tests.page.comms import comm_log

PATIENCE = """() => {
    const wait = setTimeout;
    const patient = (time) => (time === 1000 ? 60_000 : time);
    globalThis.setTimeout = (act, time, ...more) => wait(act, patient(time), ...more);
}"""
"""Has a page wait for code as long as a busy machine needs to hand it over."""

COLOURS = ["rs-blue", "rs-green", "rs-orange", "rs-red", "rs-violet", "rs-yellow"]


@pytest.fixture
def standard(context: BrowserContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A stage that keeps to the standards, as all hosts do and an empty page does not."""
    page = context.new_page()
    page.set_content("<!doctype html>")
    with comm_log(monkeypatch) as (log, comms):
        stage = Stage(page, page.main_frame, log, comms)
        yield stage
        stage.close()
    assert not stage.problems


def test_lines_below_headings_take_the_colours_in_the_order_of_the_page(stage: Stage) -> None:
    def program() -> None:
        left, right = st.columns(2)
        right.header("Fifth", divider=True)
        left.header("First", divider=True)
        if st.session_state.get("more"):
            left.subheader("Second", divider=True)
        left.subheader("Asked for", divider="gray")
        left.subheader("Third", divider=True)
        left.subheader("Fourth", divider=True)
        st.sidebar.header("Of its own", divider=True)
        for name in "Sixth", "Seventh":
            st.header(name, divider=True)

    app = stage.show(program)
    lines = stage.page.locator(".rs-sections hr")
    expect(lines).to_have_class(["rs-blue", "rs-gray", *COLOURS[1:]])
    app.session.state["more"] = True
    stage.rerun(app)
    expect(lines).to_have_class(["rs-blue", "rs-green", "rs-gray", *COLOURS[2:], "rs-blue"])
    expect(stage.page.locator(".rs-side hr")).to_have_class("rs-blue")


def test_the_items_of_a_list_bear_their_numbers(stage: Stage) -> None:
    stage.show(lambda: st.json({"list": ["a", ["b"]]}))
    leaves = stage.page.locator(".rs-json .rs-leaf")
    expect(leaves).to_have_text(['0: "a"', '0: "b"', "]", "]", "}"])


def test_formulas_are_set_with_fonts_of_their_own(standard: Stage) -> None:
    def program() -> None:
        st.latex(r"\begin{aligned} x &= 1 \\ y &= 2 \end{aligned}")
        st.checkbox("Is $x^2$ positive?")
        st.latex(r"\unknown")

    standard.show(program)
    expect(standard.page.locator(".katex-display .mtable .col-align-r")).to_be_visible()
    expect(standard.page.locator("label .katex-html")).to_have_text("x2")
    expect(standard.page.get_by_title("Undefined control sequence")).to_contain_text("unknown")
    assert standard.page.evaluate(
        "document.fonts.load('12px KaTeX_Main').then((all) => all.length)"
    )


def test_a_formula_is_never_seen_before_its_fonts_are_here(standard: Stage) -> None:
    standard.page.evaluate(PATIENCE)
    standard.page.evaluate("""() => {
        globalThis.seen = 0;
        const look = () => seen += document.querySelectorAll(".rs-math > math").length;
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    }""")
    app = standard.show(lambda: [st.latex(r"\sum_i x_i"), st.write("Below $x$")])
    expect(standard.page.locator(".katex-html")).to_have_count(2)
    assert standard.page.evaluate("[seen, document.fonts.check('1em KaTeX_Size2')]") == [0, True]
    standard.rerun(app)
    assert standard.page.evaluate("seen") == 0


def test_nothing_moves_while_a_page_is_drawn_for_the_first_time(standard: Stage) -> None:
    def program() -> None:
        for name in "abc":
            st.slider(name, 0, 9)
        st.table({"Table": [1, 2]})
        st.latex(r"\sum_i x_i")
        st.metric("Metric", 3)
        st.date_input("Day")
        st.file_uploader("File")
        st.grid(2).text("cell")
        st.text("end")

    standard.page.evaluate(PATIENCE)
    standard.page.evaluate("""() => {
        globalThis.shifts = [];
        const watch = new PerformanceObserver((list) => shifts.push(...list.getEntries()));
        watch.observe({ type: "layout-shift", buffered: true });
    }""")
    standard.show(program)
    expect(standard.page.get_by_text("end")).to_be_visible()
    expect(standard.page.locator(".katex-html")).to_be_visible()
    standard.page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )
    assert standard.page.evaluate("shifts.map(({ value }) => value)") == []


def test_labels_of_sliders_are_whole_after_a_moment_without_a_size(stage: Stage) -> None:
    stage.show(lambda: st.slider("Slider", 0, 100, 25))
    label = stage.page.locator(".rs-bubble")
    expect(label).to_have_text("25")
    stage.page.evaluate("""() => new Promise((done) => requestAnimationFrame(() => {
        const { style } = document.querySelector(".rs-slider");
        style.width = "300px";  // labels are placed in the next frame, within which it is hidden
        requestAnimationFrame(() => (style.display = "none"));
        const sized = new ResizeObserver(() => {
            sized.disconnect();
            requestAnimationFrame(() => done((style.display = "")));
        });
        sized.observe(document.querySelector(".rs-slider"));
    }))""")
    assert label.evaluate("el => parseFloat(el.style.maxWidth)") > 100


def test_forced_colours_leave_nothing_unseen(stage: Stage) -> None:
    def program() -> None:
        st.slider("Slider", 0, 9)
        st.toggle("Toggle")
        st.pills("Pills", ["a", "b"], default="a")
        st.progress(50)

    stage.page.emulate_media(forced_colors="active")
    stage.show(program)
    stage.page.evaluate("document.body.style.color = 'Highlight'")
    highlight = stage.page.evaluate("getComputedStyle(document.body).color")
    for told in (".rs-thumb", "[aria-pressed=true]", ".rs-bar > div"):
        expect(stage.page.locator(told)).to_have_css("background-color", highlight)
    expect(stage.page.get_by_role("switch")).to_have_css("appearance", "auto")
    stage.page.get_by_role("button", name="a").focus()
    stage.page.keyboard.press("Tab")
    expect(stage.page.get_by_role("button", name="b")).to_have_css("outline-style", "solid")


def test_times_and_sliders_run_as_digits_do_where_letters_run_to_the_left(stage: Stage) -> None:
    stage.page.evaluate("document.documentElement.dir = 'rtl'")
    stage.show(lambda: [st.time_input("Time", "08:45"), st.slider("N", 0, 9)])
    ends = stage.page.locator(".rs-ends > *")
    expect(ends).to_have_text(["0", "9"])
    least, most = ends.evaluate_all("all => all.map((end) => end.getBoundingClientRect().x)")
    assert least < most
    hour, minute = (
        stage.page.get_by_role("spinbutton", name=f"{name}, Time").bounding_box()
        for name in ("hour", "minute")
    )
    assert hour is not None
    assert minute is not None
    assert hour["x"] < minute["x"]


def test_an_input_stands_as_its_layout_and_its_classes_have_it(stage: Stage) -> None:
    app = stage.show(lambda: [st.slider("N", 0, 9, key="n"), st.button("Go", width=50)])
    inputs = Inputs(app.renderer.inside, {})
    inputs["n"].add_class("mine").layout.width = "200px"
    stage.answer()
    row = stage.page.locator(".rs-k-slider.mine")
    expect(row).to_have_css("width", "200px")
    inputs["n"].layout.margin = "0 0 0 30px"
    stage.rerun(app)
    expect(row).to_have_css("margin-left", "30px")
    inputs["n"].layout = {"display": "none"}
    stage.answer()
    expect(row).to_be_hidden()
    expect(stage.page.locator(".rs-k-button")).to_have_css("width", "50px")


def test_a_height_in_pixels_is_that_of_a_whole_text_area(stage: Stage) -> None:
    stage.show(
        lambda: [
            st.text_area("Notes", height=200),
            st.text_area("Bare", height=120, label_visibility="collapsed"),
        ]
    )
    areas = stage.page.locator(".rs-k-text_area")
    expect(areas).to_have_count(2)
    assert areas.evaluate_all("all => all.map((area) => area.offsetHeight)") == [200, 120]


@pytest.mark.parametrize("named", ["Notes", "Message"])
def test_a_field_is_as_high_as_its_text_where_no_style_makes_it_so(
    stage: Stage, named: str
) -> None:
    stage.frame.evaluate("() => { CSS.supports = () => false; }")  # as in Safari before 26.2
    stage.page.add_style_tag(content="textarea { field-sizing: fixed !important }")
    stage.show(lambda: (st.text_area("Notes", height="content"), st.chat_input("Message")))
    field = stage.page.get_by_role("textbox", name=named)
    heights = "el => [el.clientHeight, el.scrollHeight]"
    empty, _ = field.evaluate(heights)
    field.fill("a line\n" * 8)
    shown, needed = field.evaluate(heights)
    assert shown == needed > empty
    field.fill("")
    assert field.evaluate(heights)[0] == empty


def test_the_cells_of_a_grid_with_borders_are_as_wide_as_its_columns(stage: Stage) -> None:
    def program() -> None:
        cells = st.grid(2, border=True)
        cells.text("as wide as its letters")
        cells.markdown("as wide as there is room")

    stage.show(program)
    cells = stage.page.locator(".rs-cells > .rs-row")
    expect(cells).to_have_count(2)
    first, second = cells.evaluate_all("all => all.map((cell) => cell.offsetWidth)")
    assert first == second > 200


def test_what_has_the_focus_is_told_by_a_ring_of_ours(stage: Stage) -> None:
    def program() -> None:
        st.tabs(["First", "Second"])
        st.multiselect("Tags", ["red", "green"], ["red"])
        st.json({"a": [1]})

    stage.show(program)
    expect(stage.page.locator(".rs-json summary")).to_have_count(2)
    for told in (".rs-tab", ".rs-chip button", ".rs-json summary"):
        one = stage.page.locator(told).first
        one.focus()
        stage.page.keyboard.press("Shift")  # rings are for those at the keyboard
        assert "inset" in one.evaluate("el => getComputedStyle(el).boxShadow")
        expect(one).to_have_css("outline-color", "rgba(0, 0, 0, 0)")


def test_a_month_in_the_calendar_takes_the_room_of_its_own_name(stage: Stage) -> None:
    stage.show(lambda: st.date_input("Day", "2026-05-17"))
    stage.page.get_by_role("button", name="Choose date").click()
    month = stage.page.get_by_role("combobox", name="Month")
    wide = month.evaluate("el => el.offsetWidth")
    month.select_option(label="September")
    assert month.evaluate("el => el.offsetWidth") > wide


def test_a_short_conversation_fills_its_page_and_no_more(standard: Stage) -> None:
    page = standard.page
    page.evaluate("""() => {
        Object.assign(document.body.style, { margin: 0, background: "#111" });
        document.body.innerHTML = "<main id=rs-visit></main>";
    }""")

    def program() -> None:
        st.sidebar.text("beside")
        st.toast("above what one types", duration="infinite")
        st.chat_input("Say something")

    standard.show(program)
    page.evaluate("document.getElementById('rs-visit').append(document.body.lastElementChild)")
    expect(page.get_by_text("beside")).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_in_viewport(ratio=1)
    over = page.evaluate("document.documentElement.scrollHeight - innerHeight")
    assert over == 0
    expect(page.locator("html")).to_have_css("color-scheme", "dark")
    expect(page.locator(".rs-toasts:has(.rs-toast)")).to_have_css("top", "56px")


def test_a_chat_below_another_app_leaves_no_page_empty(standard: Stage) -> None:
    page = standard.page
    page.evaluate("""() => {
        document.body.style.margin = 0;
        document.body.innerHTML = "<main id=rs-visit></main>";
    }""")
    for program in (lambda: st.text("above"), lambda: st.chat_input("Say something")):
        standard.show(program)
        page.evaluate("document.getElementById('rs-visit').append(document.body.lastElementChild)")
    expect(page.get_by_text("above")).to_be_visible()
    expect(page.get_by_role("textbox")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight - innerHeight") == 0


def test_a_long_word_makes_no_page_wider(standard: Stage) -> None:
    word = "Donaudampfschifffahrt" * 8

    def program() -> None:
        st.badge(word)
        st.button(word, icon=":material/home:")
        st.page_link("https://example.org", label=word)
        st.checkbox(word, help="Help")
        st.radio(word, [word], captions=[word])
        st.pills(word, [word])
        st.text_input(word, help="Help")
        st.slider(word, 0, 9)
        st.metric(word, word, word, help="Help")
        st.expander(word, icon=":material/home:")
        st.progress(0.5, word)

    standard.page.set_viewport_size({"width": 390, "height": 800})
    standard.show(program)
    expect(standard.page.get_by_role("progressbar")).to_be_visible()
    expect(standard.page.locator(".rs-tag")).to_be_visible()
    assert standard.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_tabs_beyond_the_edge_are_at_hand_by_a_click(stage: Stage) -> None:
    stage.page.set_viewport_size({"width": 390, "height": 800})
    stage.show(lambda: st.tabs([f"Tab number {n}" for n in range(9)]))
    tabs = stage.page.get_by_role("tab")
    for n in range(9):
        expect(tabs.nth(n)).to_be_in_viewport()
        tabs.nth(n).dispatch_event("click")
    assert stage.page.evaluate("scrollX") == 0


@pytest.mark.parametrize(("name", "own"), [("user", True), ("Human", True), ("ai", False)])
def test_what_a_person_says_stands_on_a_ground(stage: Stage, name: str, own: bool) -> None:
    stage.show(lambda: st.chat_message(name, avatar=":material/home:").write("Hello"))
    ground = "el => getComputedStyle(el).backgroundColor !== 'rgba(0, 0, 0, 0)'"
    assert stage.page.locator(".rs-message").evaluate(ground) == own


def test_a_number_is_drawn_smaller_before_it_is_cut_off(stage: Stage) -> None:
    def program() -> None:
        for column in st.columns(4):
            column.metric("Sales", "$210,667", border=True)
        st.metric("Content", "$210,667", width="content")

    stage.page.set_viewport_size({"width": 800, "height": 600})
    stage.show(program)
    numbers = stage.page.locator(".rs-metric-value")
    expect(numbers).to_have_count(5)
    cut = "all => all.map((number) => number.scrollWidth > number.clientWidth)"
    assert not any(numbers.evaluate_all(cut))
    expect(numbers.last).to_have_css("font-size", "34px")


def test_a_sidebar_that_comes_late_moves_nothing_aside(stage: Stage) -> None:
    frames = "await new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)));"

    def look() -> None:
        """Let the reader see the page as far as the run has come."""
        page = current().app.renderer
        assert isinstance(page, PageRenderer)
        page.flush()
        stage.answer()
        stage.frame.evaluate(
            f"""async (id) => {{
                globalThis.views = [await show(id)];
                globalThis.shifts = [];
                {frames}
                new PerformanceObserver((list) => shifts.push(...list.getEntries()))
                    .observe({{ type: "layout-shift" }});
            }}""",
            page.model.model_id,
        )
        expect(stage.page.get_by_text("first")).to_be_visible()

    text = "import rerun_state as st\nst.text('first')\nlook()\nst.sidebar.text('late')"
    stage.run(Script(text, "<script>", print, names={"look": look}))
    stage.answer()
    expect(stage.page.get_by_text("late")).to_be_visible()
    stage.page.evaluate(f"async () => {{ {frames} }}")
    assert stage.page.evaluate("shifts.map(({ value }) => value)") == []


def test_texts_are_set_alike_with_a_help_and_without(stage: Stage) -> None:
    helped = [True]

    def program() -> None:
        with st.container(key="box"):
            for alignment in ("left", "center"):
                text = "long " * 200 if alignment == "center" else "short"
                note = "What it is." if helped[0] else None
                st.text(text, help=note, width=300, text_alignment=alignment, wrap=False)

    app = stage.show(program)
    texts = stage.page.locator(".st-key-box .rs-k-text .rs-plain")
    looks = """els => els.map((el) => [
        getComputedStyle(el).textAlign, el.scrollWidth > el.clientWidth, el.clientHeight])"""
    expect(texts).to_have_count(2)
    line = texts.evaluate_all(looks)
    assert [align_and_cut[:2] for align_and_cut in line] == [["left", False], ["center", True]]

    helped[0] = False
    stage.rerun(app)
    rows = stage.page.locator(".st-key-box .rs-k-text.rs-plain")
    expect(rows).to_have_count(2)
    assert rows.evaluate_all("els => els.map((el) => el.childElementCount)") == [0, 0]
    assert rows.evaluate_all(looks) == line


def test_an_exception_that_is_a_warning_looks_like_one(stage: Stage) -> None:
    def program() -> None:
        st.exception(UserWarning("old"))
        st.warning("A warning")
        st.exception(ValueError("no"))

    stage.show(program)
    boxes = stage.page.locator(".rs-alert")
    expect(boxes).to_have_count(3)
    old, warning, no = boxes.evaluate_all(
        "all => all.map((box) => getComputedStyle(box).backgroundColor)"
    )
    assert old == warning != no
