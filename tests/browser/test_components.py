"""Streamlit's components in real pages: frames with files from the kernel, and mounted ones."""

import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

import rerun_state as st
from tests.browser import frames
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage

pytestmark = pytest.mark.browser

SETUP = """
%load_ext rerun_state
import json
import re
from pathlib import Path
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that has a folder for each front end."""
    home = tmp_path_factory.mktemp("components")
    for name in ("counter", "echo", "prison", "flood", "silent", "broken"):
        frames.write(home / name, getattr(frames, name.upper()))
    frames.write(home / "files", frames.FILES, frames.FILES_BESIDE)
    (home / "secret.txt").write_text("secret")
    (home / "empty").mkdir()
    return home


def cell(folder: Path, code: str, options: str = "") -> str:
    """An app in which `declare(name)` declares one of the front ends."""
    return f"""%%rerun {options}
import streamlit as st
import streamlit.components.v1 as components
def declare(name):
    return components.declare_component(name, path={str(folder)!r} + "/" + name)
{code}"""


def app(page: Page, at: int = 0) -> Locator:
    return page.locator(".rs:not(.rs .rs)").nth(at)


def frame(page: Page, at: int = 0) -> FrameLocator:
    return page.frame_locator("iframe.rs-component-frame").nth(at)


# -- frames ----------------------------------------------------------------------------------------

COUNTER = """
log = st.session_state.setdefault("log", [])
value = declare("counter")(
    label=st.text_input("Label", "first"), key="c", default=0,
    on_change=lambda: log.append(st.session_state.c),
)
st.text(f"value {value} log {log}")
"""


def operate_a_counter(page: Page) -> None:
    inside = frame(page)
    expect(inside.locator("#label")).to_contain_text(re.compile("first (light|dark)"))
    inside.get_by_role("button").click()
    expect(app(page)).to_contain_text("value 1 log [1]")  # or the second takes the first's place
    inside.get_by_role("button").click()
    expect(app(page)).to_contain_text("value 2 log [1, 2]")
    page.get_by_label("Label").fill("second")
    page.get_by_label("Label").press("Enter")
    expect(inside.locator("#label")).to_contain_text("second")
    expect(inside.get_by_role("button")).to_have_text("2")  # it is the same frame


def test_a_frame_sets_values_and_is_given_arguments(lab: OpenNotebook, folder: Path) -> None:
    operate_a_counter(lab([SETUP, cell(folder, COUNTER)]))


def test_a_frame_works_in_voila(voila: OpenNotebook, folder: Path) -> None:
    operate_a_counter(voila([SETUP, cell(folder, COUNTER)]))


def test_a_frame_works_in_notebook_7(notebook7: OpenNotebook, folder: Path) -> None:
    operate_a_counter(notebook7([SETUP, cell(folder, COUNTER)]))


def test_a_frame_works_in_vs_code(vscode: OpenNotebook, folder: Path) -> None:
    operate_a_counter(vscode([SETUP, cell(folder, COUNTER)]))


def test_a_frame_keeps_its_state_when_it_is_moved(lab: OpenNotebook, folder: Path) -> None:
    code = """
n = st.session_state.get("n", 0)
shown = ["a", "b"] if n % 2 == 0 else ["b", "a"]
for name in range(n): st.text(f"above {name}")
for name in shown: declare("counter")(label=name, key=name)
if st.button("Move"): st.session_state.n = n + 1; st.rerun()
"""
    page = lab([SETUP, cell(folder, code)])
    frame(page, 0).get_by_role("button").click()
    frame(page, 1).get_by_role("button").dblclick()
    app(page).get_by_role("button", name="Move").click()
    expect(app(page)).to_contain_text("above 0")
    expect(frame(page, 0).locator("#label")).to_contain_text("b")
    assert [frame(page, at).get_by_role("button").inner_text() for at in (0, 1)] == ["2", "1"]


def test_a_frame_stays_where_browsers_cannot_move_it(
    lab: OpenNotebook, context: BrowserContext, folder: Path
) -> None:
    context.add_init_script("delete Element.prototype.moveBefore")
    code = """
n = st.session_state.get("n", 0)
for key in ["other", "text", "frame"] if n % 2 else ["frame", "text", "other"]:
    if key == "frame": declare("counter")(label="l", key="c")
    else: st.text_input(key, key=key)
if st.button("Move"): st.session_state.n = n + 1; st.rerun()
"""
    page = lab([SETUP, cell(folder, code)])
    frame(page).get_by_role("button").dblclick()
    for first in ("other", "text"):
        app(page).get_by_role("button", name="Move").click()
        expect(app(page).get_by_role("textbox").first).to_have_accessible_name(first)
        expect(frame(page).get_by_role("button")).to_have_text("2")


def test_a_frame_that_loads_anew_is_given_its_arguments_again(
    lab: OpenNotebook, folder: Path
) -> None:
    page = lab([SETUP, cell(folder, 'st.text(declare("counter")(label="here", key="c"))')])
    expect(frame(page).locator("#label")).to_contain_text("here")
    page.evaluate(
        "() => { const el = document.querySelector('.rs-component-frame'); el.after(el) ;"
        "const home = el.parentNode; el.remove(); home.prepend(el) }"
    )
    expect(frame(page).locator("#label")).to_contain_text("here")
    frame(page).get_by_role("button").click()
    expect(app(page)).to_contain_text("1")


def values(page: Page, at: int = 0) -> dict[str, Any]:
    """What an app shows as `st.code(json.dumps(...))`."""
    text = app(page, at).locator("pre")
    expect(text).to_contain_text("{")
    found: dict[str, Any] = json.loads(text.inner_text())
    return found


SHOW = 'value = declare("{}")(key="x"); st.code(json.dumps(value), language=None)'


def test_a_frame_finds_its_files_in_every_way(lab: OpenNotebook, folder: Path) -> None:
    found = values(lab([SETUP, cell(folder, SHOW.format("files"))]))
    assert found == {
        "module": [1, 2, 21, "module.js"],
        "chunk": "https://component.invalid/static/chunk.js",
        "failed": "missing",
        "request": 1,
        "drawn": 7,
        "tag": 7,
        "fetched": {"x": 1},
        "statuses": [404, 404, 404],
        "colour": "rgb(1, 2, 3)",
        "ground": 'url("blob',
    }


def test_a_frame_cannot_reach_the_page(lab: OpenNotebook, folder: Path) -> None:
    page = lab([SETUP, cell(folder, SHOW.format("prison"))])
    assert values(page) == {
        "parent": "SecurityError",
        "top": "SecurityError",
        "cookie": "a=1",
        "storage": "2",
        "history": "kept",
        "query": "",
        "origin": "null",
    }
    frame(page).get_by_role("link").click()
    frame(page).get_by_role("button").click()
    expect(frame(page).get_by_role("link")).to_be_visible()  # neither has led the frame away


def test_a_trusted_frame_reaches_the_page(lab: OpenNotebook, folder: Path) -> None:
    found = values(lab([SETUP, cell(folder, SHOW.format("prison"), "--trust-components")]))
    assert found["parent"] == found["top"] != "SecurityError"
    assert found["origin"].startswith("http://127.0.0.1")
    assert "a=1" in found["cookie"]


def test_bytes_and_tables_come_back_as_they_were_sent(lab: OpenNotebook, folder: Path) -> None:
    code = """
import pandas as pd
frame = pd.DataFrame({"x": [1, 2], "y": ["a", None]}, index=["r", "s"])
echo = declare("echo")
raw, back = echo(raw=b"\\x00\\xff", key="raw"), echo(data=frame, key="data")
st.text(f"{raw} {back is not None and back.equals(frame)}")
"""
    page = lab([SETUP, cell(folder, code)])
    expect(app(page)).to_contain_text("b'\\x00\\xff' True")


def test_the_last_of_very_many_values_arrives(lab: OpenNotebook, folder: Path) -> None:
    code = """
st.session_state.runs = st.session_state.get("runs", 0) + 1
value = declare("flood")(key="x")
st.text(f"value {value}, {'few' if st.session_state.runs < 20 else 'many'} runs")
"""
    page = lab([SETUP, cell(folder, code)])
    expect(app(page)).to_contain_text("value 1000, few runs")


@pytest.mark.parametrize(
    ("name", "why"),
    [("empty", "has no index.html"), ("gone", "no folder"), ("broken", "out of order")],
)
def test_a_component_that_cannot_be_shown_says_why(
    lab: OpenNotebook, folder: Path, name: str, why: str
) -> None:
    page = lab([SETUP, cell(folder, f'declare("{name}")(key="x")')])
    expect(app(page).get_by_role("alert")).to_contain_text(why)


def test_a_component_that_never_becomes_ready_says_so(lab: OpenNotebook, folder: Path) -> None:
    page = lab([SETUP, cell(folder, 'declare("silent")(key="x")')])
    alert = app(page).get_by_role("alert")
    expect(alert).to_contain_text("silent cannot be shown: It has not become ready")


def test_others_cannot_speak_for_the_page_or_the_component(lab: OpenNotebook, folder: Path) -> None:
    code = 'st.text(declare("counter")(label="mine", key="c", default="none"))'
    page = lab([SETUP, cell(folder, code)])
    expect(frame(page).locator("#label")).to_contain_text("mine")
    page.evaluate(
        """() => {
            const inside = document.querySelector('.rs-component-frame').contentWindow;
            inside.postMessage({type: 'streamlit:render', args: {label: 'forged'}, theme: {}}, '*');
            const value = {isStreamlitMessage: true, type: 'streamlit:setComponentValue', value: 9};
            window.postMessage(value, '*');
        }"""
    )
    frame(page).get_by_role("button").click()
    expect(app(page)).to_contain_text("1")
    expect(frame(page).locator("#label")).to_contain_text("mine")


# -- mounted components ----------------------------------------------------------------------------

MOUNTED = '''
log = st.session_state.setdefault("log", [])
mount = st.components.v2.component(
    "knob",
    html="<button id='state'>state</button><button id='trigger'>trigger</button><output></output>",
    css="output { color: var(--st-primary-color) }  button { font-size: 20px }",
    js="""
let calls = 0;
export default function ({ data, parentElement, setStateValue, setTriggerValue, name, key }) {
  const find = id => parentElement.querySelector(id);
  const kind = parentElement.constructor.name;
  find("output").textContent = [data.label, ++calls, name, kind].join(" ");
  find("#state").onclick = () => setStateValue("count", (data.count ?? 0) + 1);
  find("#trigger").onclick = () => { setStateValue("last", "go"); setTriggerValue("go", [1]); };
  return () => { document.title = "cleaned " + key; };
}
""",
    isolate_styles=ISOLATE,
)
if st.checkbox("Shown", True):
    count = st.session_state.get("k", {}).get("count", 0)
    if st.button("Reset"):
        st.session_state.k["count"] = count = 0
    result = mount(
        key="k", data={"label": st.text_input("Label", "first"), "count": count},
        on_count_change=lambda: log.append(("count", st.session_state.k.count)),
        on_go_change=lambda: log.append(("go", st.session_state.k["go"])),
    )
    st.text(f"{result} {log}")
'''


def operate_a_knob(page: Page) -> None:
    shown = app(page)
    expect(shown.locator("output")).to_have_text("first 1 knob ShadowRoot")
    shown.get_by_role("button", name="state").click()
    expect(shown).to_contain_text("{'count': 1, 'go': None} [('count', 1)]")
    shown.get_by_role("button", name="trigger").click()
    expect(shown).to_contain_text("{'count': 1, 'go': [1], 'last': 'go'}")
    expect(shown).to_contain_text("('go', [1])")
    page.get_by_label("Label").fill("second")
    page.get_by_label("Label").press("Enter")
    expect(shown.locator("output")).to_contain_text("second")
    expect(shown).to_contain_text("'go': None")  # its run is over
    shown.get_by_role("button", name="Reset").click()
    expect(shown).to_contain_text("'count': 0")
    shown.get_by_role("button", name="state").click()
    expect(shown).to_contain_text("{'count': 1, 'go': None, 'last': 'go'}")


def test_a_mounted_component_sets_states_and_triggers(lab: OpenNotebook, folder: Path) -> None:
    page = lab([SETUP, cell(folder, MOUNTED.replace("ISOLATE", "True"))])
    operate_a_knob(page)
    sizes = "el => getComputedStyle(el).fontSize"
    assert app(page).get_by_role("button", name="state").evaluate(sizes) == "20px"
    assert app(page).get_by_role("button", name="Reset").evaluate(sizes) != "20px"
    app(page).get_by_text("Shown").click()
    expect(app(page).locator("output")).to_have_count(0)
    page.wait_for_function("() => document.title.startsWith('cleaned st-bidi-component-')")


def test_a_mounted_component_works_in_voila(voila: OpenNotebook, folder: Path) -> None:
    operate_a_knob(voila([SETUP, cell(folder, MOUNTED.replace("ISOLATE", "True"))]))


def test_a_mounted_component_works_in_vs_code(vscode: OpenNotebook, folder: Path) -> None:
    operate_a_knob(vscode([SETUP, cell(folder, MOUNTED.replace("ISOLATE", "True"))]))


def test_a_component_may_stand_in_the_page_itself(lab: OpenNotebook, folder: Path) -> None:
    page = lab([SETUP, cell(folder, MOUNTED.replace("ISOLATE", "False"))])
    expect(app(page).locator("output")).to_contain_text("HTMLDivElement")


DATA = '''
import pandas as pd
mount = st.components.v2.component("reader", js="""
export default ({ data, setStateValue }) => {
  if (data instanceof Uint8Array) setStateValue("got", "bytes " + data.length);
  else setStateValue("got", [data.table.numRows, data.table.get(1).x, data.n, data.nan].join());
}""")
frame = pd.DataFrame({"x": ["a", "b"]})
st.text(mount(key="1", data=b"abc", on_got_change=None).got)
st.text(mount(key="2", data={"table": frame, "n": 5, "nan": float("nan")}, on_got_change=None).got)
'''


def test_a_mounted_component_is_given_bytes_and_tables(lab: OpenNotebook, folder: Path) -> None:
    page = lab([SETUP, cell(folder, DATA)])
    expect(app(page)).to_contain_text("bytes 3")
    expect(app(page)).to_contain_text("2,b,5,NaN")


def test_a_mounted_component_that_fails_says_so(lab: OpenNotebook, folder: Path) -> None:
    code = """
st.components.v2.component("a", js="export default () => { throw new Error('no way') }")()
st.components.v2.component("b", js="export const x = 1")()
st.text("end")
"""
    page = lab([SETUP, cell(folder, code)])
    alerts = app(page).get_by_role("alert")
    expect(alerts.first).to_contain_text("The component a cannot be shown: Error: no way")
    expect(alerts.last).to_contain_text("no default export")
    expect(app(page)).to_contain_text("end")


def test_a_mounted_component_knows_the_page_s_colours(lab: OpenNotebook, folder: Path) -> None:
    code = '''
st.components.v2.component("c", html="<p>x</p>", js="""
export default ({ parentElement, setStateValue }) => {
  const style = getComputedStyle(parentElement.querySelector("p"));
  setStateValue("seen", ["--st-primary-color", "--st-background-color", "--st-base-radius"].map(
    name => style.getPropertyValue(name)));
}""")(key="k", on_seen_change=None)
if seen := st.session_state.k.get("seen"): st.code(json.dumps({"seen": seen}), language=None)
'''
    primary, ground, radius = values(lab([SETUP, cell(folder, code)]))["seen"]
    assert primary.startswith("#")
    assert ground == "#ffffff"
    assert radius


LATE = """
const at = (name) => new URL(name, import.meta.url).href;
function ask(tag, name) {
  const asks = Object.assign(document.createElement(tag), { src: at("../beside/" + name) });
  return new Promise((resolve) => {
    asks.onload = () => resolve(`${name} ${globalThis.drawn ?? asks.naturalWidth}`);
    asks.onerror = () => resolve(`${name} is missing`);
    (tag === "script" ? document.head : parent).append(asks);
  });
}
let parent;
export default async ({ parentElement }) => {
  parent = parentElement;
  const found = await Promise.all([ask("script", "a.js"), ask("script", "none.js")]);
  const told = document.createElement("p");
  told.textContent = found.concat(await ask("img", "dot.gif")).join(", ");
  parent.append(told);
};
"""


def test_a_mounted_component_finds_a_file_whose_address_it_computes(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dot = b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=")
    build = make_package(tmp_path, {"main/index.js": LATE.encode(), "beside/dot.gif": dot})
    (build / "beside" / "a.js").write_text("globalThis.drawn = 'runs'")
    monkeypatch.syspath_prepend(tmp_path)
    stage.show(lambda: st.components.v2.component("late-one.late", js="main/index.js")())
    expect(stage.page.get_by_text("a.js runs, none.js is missing, dot.gif runs")).to_be_visible()


def make_package(home: Path, files: dict[str, bytes]) -> Path:
    """An installed package `late_one` with a component, made of these files; their folder."""
    manifest = "\n[[tool.streamlit.component.components]]\nname = 'late'\nasset_dir = 'build'\n"
    build = home / "late_one" / "build"
    for name, content in files.items():
        (build / name).parent.mkdir(parents=True, exist_ok=True)
        (build / name).write_bytes(content)
    (home / "late_one" / "__init__.py").touch()
    (home / "late_one" / "pyproject.toml").write_text(f"[project]\nname = 'late-one'\n{manifest}")
    about = home / "late_one-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: late-one\nVersion: 1.0\n")
    (about / "RECORD").write_text("late_one/pyproject.toml,,\nlate_one/__init__.py,,\n")
    return build
