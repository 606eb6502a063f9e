"""Several apps on one page of the browser, and what each leaves behind."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

import rerun_state as st
from rerun_state.page import library_model
from rerun_state.page.libraries import read_chunk
from rerun_state.static import static_text
from tests.browser.stage import Stage
from tests.page.browser import CHANNEL

# Of the front end alone, whose scripts are blobs: the tools of the test listen as well.
COUNT_LISTENERS = """() => {
    globalThis.listening = new Map();
    const name = (type, options) => `${type} ${Boolean(options?.capture ?? options)}`;
    for (const home of [window, document, MediaQueryList.prototype]) {
        const { addEventListener, removeEventListener } = home;
        home.addEventListener = function (type, listener, options) {
            if (new Error().stack.includes("blob:")) {
                if (!listening.has(listener)) listening.set(listener, new Set());
                listening.get(listener).add(name(type, options));
            }
            return addEventListener.call(this, type, listener, options);
        };
        home.removeEventListener = function (type, listener, options) {
            const names = listening.get(listener);
            if (names?.delete(name(type, options)) && !names.size) listening.delete(listener);
            return removeEventListener.call(this, type, listener, options);
        };
    }
    globalThis.ticking = new Set();
    const { setInterval, clearInterval } = window;
    window.setInterval = (...all) => {
        const id = setInterval(...all);
        ticking.add(id);
        return id;
    };
    window.clearInterval = (id) => {
        ticking.delete(id);
        clearInterval(id);
    };
}"""

FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def test_sliders_keep_placing_their_labels_when_one_has_left(stage: Stage) -> None:
    def program() -> None:
        if not st.checkbox("Away"):
            st.slider("First", 0, 10)
        st.slider("Second", 0, 10)

    app = stage.show(program)
    page = stage.page
    page.get_by_role("slider", name="First").press("ArrowRight")
    page.get_by_label("Away").dispatch_event("click")  # while the slider has the focus
    expect(page.get_by_role("slider", name="First")).to_be_hidden()
    bubble = page.get_by_role("slider", name="Second").locator(".rs-bubble")
    for _ in range(2):
        stage.rerun(app)
    before = bubble.evaluate("el => el.style.getPropertyValue('--rs-shift')")
    page.get_by_role("slider", name="Second").press("End")
    expect(bubble).to_have_text("10")
    page.wait_for_function(
        "([el, before]) => el.style.getPropertyValue('--rs-shift') !== before",
        arg=[bubble.element_handle(), before],
    )


def pressing(name: str) -> Callable[[], None]:
    def program() -> None:
        state = st.session_state

        def press() -> None:
            state["presses"] = state.get("presses", 0) + 1

        column = st.column_config.ButtonColumn("Do", key="do", on_click=press)
        st.dataframe({"do": [f"Press {name}"]}, column_config={"do": column})
        st.text(f"{name}: {state.get('presses', 0)}")

    return program


def test_a_button_in_a_table_presses_in_its_own_app(stage: Stage) -> None:
    for name in ("one", "two"):
        stage.show(pressing(name))
    for name in ("one", "two", "one"):
        stage.page.get_by_role("button", name=f"Press {name}").click()
    expect(stage.page.get_by_text("one: 2")).to_be_visible()
    expect(stage.page.get_by_text("two: 1")).to_be_visible()


def test_an_app_says_so_while_the_browser_is_offline(stage: Stage) -> None:
    stage.show(lambda: st.text("here"))
    note = stage.page.get_by_text("Your browser is offline")
    expect(note).to_have_count(0)
    stage.page.context.set_offline(True)
    expect(note).to_be_visible()
    stage.page.context.set_offline(False)
    expect(note).to_have_count(0)


def everything() -> None:
    """One of each kind that listens, measures or waits."""
    st.sidebar.text("aside")
    st.slider("Slider", 0, 10)
    st.text_input("Text", help="why")
    st.text_input("Live", live=True)
    st.selectbox("Choice", ["a", "b"])
    st.data_editor({"on": [True, False]})
    st.popover("Place", key="place", on_change="rerun").text("inside")
    st.button("Go", shortcut="Ctrl+k")
    st.line_chart({"x": [1, 3, 2]})
    st.iframe("<b>inside</b>")
    st.toast("Hello", duration="infinite")
    st.container(height=80, autoscroll=True).text("long")
    st.chat_input("Say")
    with st.empty():
        st.exception(ValueError("x"))


def test_nothing_listens_or_ticks_for_an_app_that_has_left(stage: Stage) -> None:
    stage.page.evaluate(COUNT_LISTENERS)
    app = stage.show(everything)
    page = stage.page
    expect(page.get_by_role("grid")).to_be_visible()
    expect(page.locator(".rs canvas, .rs svg.marks").first).to_be_visible()
    page.get_by_role("button", name="Place").click()
    expect(page.get_by_text("inside").first).to_be_visible()
    page.get_by_role("combobox", name="Choice").dispatch_event("click")
    stage.rerun(app)
    assert page.evaluate("() => listening.size") > 0
    stage.leave()
    app.session.remove("app")  # until then another view may go on with what this one has left
    stage.answer()
    page.wait_for_function("() => listening.size === 0 && ticking.size === 0")
    assert page.locator(".rs").count() == 0


HEAR = """id => {
    globalThis.heard = [];
    const model = models.get(id);
    const send = model.send.bind(model);
    model.send = (content, ...more) => (heard.push(content.event), send(content, ...more));
}"""


def test_an_app_that_vs_code_takes_out_of_the_document_says_so_until_it_is_back(
    stage: Stage,
) -> None:
    page = stage.page
    page.evaluate("() => { document.body.dataset.vscodeThemeKind = 'vscode-dark' }")
    app = stage.show(lambda: st.text("shown"))
    expect(page.get_by_text("shown")).to_be_visible()
    page.evaluate(HEAR, app.renderer.model.model_id)
    page.evaluate("() => { el = document.querySelector('.rs').parentNode; el.remove() }")
    page.wait_for_function("() => heard.at(-1) === 'away'")  # nobody has unmounted it
    page.evaluate("() => document.body.append(el)")
    page.wait_for_function("() => heard.at(-1) === 'context'")


def test_an_app_that_leaves_while_it_draws_leaves_no_fault(stage: Stage) -> None:
    for _ in range(3):
        stage.show(everything)
        stage.leave()
    stage.page.wait_for_timeout(500)


@pytest.mark.parametrize("key", ["a", "c", "v", "x", "z"])
def test_what_edits_a_text_stays_in_its_field(stage: Stage, key: str) -> None:
    stage.show(lambda: st.text_input("Text"))
    stage.page.evaluate(
        "() => { globalThis.heard = [];"
        " addEventListener('keydown', (event) => heard.push(event.key)); }"
    )
    stage.page.get_by_label("Text").press(f"Control+{key}")
    stage.page.get_by_label("Text").press("Control+s")
    assert stage.page.evaluate("() => heard") == ["Control", "Control", "s"]


def test_two_versions_of_the_front_end_style_their_own_apps(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.show(lambda: st.metric("first", 1))
    CHANNEL.close()
    newer = static_text("rerun_state.js").replace("--rs-radius: .5rem", "--rs-radius: 9rem")
    texts = {"rerun_state.js": newer, "stub.js": static_text("stub.js")}
    monkeypatch.setattr(library_model, "static_text", texts.__getitem__)
    stage.show(lambda: st.metric("second", 2))
    expect(stage.page.get_by_text("second")).to_be_visible()
    radius = "each => each.map((el) => getComputedStyle(el).getPropertyValue('--rs-radius'))"
    assert stage.page.locator(".rs").evaluate_all(radius) == [".5rem", "9rem"]
    stage.leave()
    stage.show(lambda: st.text("third"))
    count = "() => document.querySelectorAll('style[data-rerun-state^=core]').length"
    assert stage.page.evaluate(count) == 2


def test_thousands_of_inputs_are_no_models_with_code_of_their_own(stage: Stage) -> None:
    def program() -> None:
        st.text(sum(st.checkbox(f"Box {number}") for number in range(3000)))

    stage.show(program)
    page = stage.page
    expect(page.locator(".rs-k-checkbox")).to_have_count(3000)
    page.get_by_label("Box 2999").dispatch_event("click")
    expect(page.locator(".rs-k-text")).to_have_text("1")
    coded = "() => [...models.values()].filter(({ attributes }) => attributes._esm).length"
    assert page.evaluate("() => models.size") == 3002
    assert page.evaluate(coded) == 2  # the page, and the library


def test_a_click_chooses_what_the_reader_saw(stage: Stage) -> None:
    names = ["zero", "one", "two"]
    app = stage.show(lambda: st.text(f"chosen: {st.radio('Which', names, key='which')}"))
    names[:] = ["two", "new", "zero", "one"]
    app.cell.ask()
    app.drain()  # the page does not know of it yet
    stage.page.get_by_role("radio", name="one").click()
    expect(stage.page.get_by_text("chosen: one")).to_be_visible()
    expect(stage.page.get_by_role("radio", name="one")).to_be_checked()


def test_two_kernels_may_have_two_versions_of_a_chunk(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.show(lambda: st.metric("first", 1))
    expect(stage.page.locator(".rs-metric")).to_be_visible()
    CHANNEL.close()
    newer = read_chunk("data").replace("rs-metric", "rs-new")
    monkeypatch.setattr(library_model, "read_chunk", {"data": newer}.__getitem__)
    stage.show(lambda: st.metric("second", 2))
    expect(stage.page.locator(".rs-new")).to_contain_text("second")


MANIFEST = """
[project]
name = "my-signs"

[[tool.streamlit.component.components]]
name = "sign"
asset_dir = "build"
"""


@pytest.fixture
def sign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the module of an installed component imports."""
    build = tmp_path / "my_signs" / "build"
    about = tmp_path / "my_signs-1.0.dist-info"
    build.mkdir(parents=True)
    about.mkdir()
    (build.parent / "__init__.py").touch()
    (build.parent / "pyproject.toml").write_text(MANIFEST)
    (build / "main.js").write_text(
        "import text from './text.js'; let calls = 0;\n"
        "export default ({ parentElement }) => { parentElement.textContent = text + ++calls; };"
    )
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: my-signs\nVersion: 1.0\n")
    (about / "RECORD").write_text("my_signs/pyproject.toml,,\nmy_signs/__init__.py,,\n")
    monkeypatch.syspath_prepend(tmp_path)
    return build / "text.js"


def test_an_app_has_the_files_of_a_component_as_they_were_when_it_began(
    stage: Stage, sign: Path
) -> None:
    def program() -> None:
        mount = st.components.v2.component("my-signs.sign", js="main.js")
        mount(key="one")
        mount(key="other")

    # Within an app there is one module for both, and none of another app's.
    shown = list[str]()
    for text in ("first", "another"):
        sign.write_text(f"export default '{text} ';")
        stage.show(program)
        shown += [f"{text} 1", f"{text} 2"]
        expect(stage.page.locator(".rs-component")).to_have_text(shown)


def test_an_app_has_a_width_in_a_row_that_asks_for_it_and_gives_way_to_others(
    stage: Stage,
) -> None:
    stage.show(lambda: st.columns(2)[0].text("here"))
    expect(stage.page.get_by_text("here")).to_be_visible()
    widths = stage.frame.evaluate("""() => {
        const root = document.querySelector(".rs");
        const [row, other] = [document.createElement("div"), document.createElement("div")];
        row.style = "display: flex; width: 800px";
        root.parentElement.replaceWith(row);
        row.append(root.parentElement ?? root, other);
        const width = (taken) => {
            other.style = `flex: none; width: ${taken}px`;
            return root.getBoundingClientRect().width;
        };
        return [width(0), width(500)];
    }""")
    assert 500 < widths[0] < 650
    assert 250 < widths[1] <= 300


def test_scrolling_a_page_of_thousands_of_texts_lays_nothing_out(stage: Stage) -> None:
    def program() -> None:
        for number in range(3000):
            st.text(f"line {number}")

    stage.show(program)
    page = stage.page
    page.evaluate(FRAMES)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")

    def layouts() -> int:
        found = tools.send("Performance.getMetrics")["metrics"]
        return int(next(each["value"] for each in found if each["name"] == "LayoutCount"))

    before = layouts()
    for part in range(1, 11):
        page.evaluate("part => scrollTo(0, document.body.scrollHeight * part / 10)", part)
        page.evaluate(FRAMES)
    expect(page.get_by_text("line 2999")).to_be_in_viewport()
    assert layouts() == before
