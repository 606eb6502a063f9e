"""Markup, addresses and style sheets from elsewhere, on a bare page of the browser."""

import re
from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Locator, expect

import rerun_state as st
from tests.browser.stage import Stage

RUNS = [
    "<img src=x onerror='window.P=1'>",
    "<svg onload='window.P=1'><rect/></svg>",
    "<svg><animate onbegin='window.P=1' attributeName=x dur=1s></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=window.P=1></svg>#x'/></svg>",
    "<svg><style><img src=x onerror='window.P=1'></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 "
    "onerror=window.P=1&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=window.P=1>",
    "<noscript><p title='</noscript><img src=x onerror=window.P=1>'></noscript>",
    "<iframe srcdoc='<script>try { parent.P=1 } catch {}</script>'></iframe>",
    "<iframe src='javascript:parent.P=1'></iframe>",
    "<object data='javascript:parent.P=1'></object><embed src='javascript:parent.P=1'>",
    "<details open ontoggle='window.P=1'><summary>x</summary></details>",
    "<input autofocus onfocus='window.P=1'>",
    "<script>window.P=1</script><p>x</p>",
    "<template><img src=x onerror='window.P=1'></template>",
    "<template shadowrootmode=open><img src=x onerror='window.P=1'></template>",
    "<p style='animation-name:x' onanimationstart='window.P=1'>x</p>",
    "<xss contenteditable onbeforeinput='window.P=1'>x</xss>",
    "<meta http-equiv=refresh content='0;url=javascript:window.P=1'>",
]


@pytest.mark.parametrize("markup", RUNS)
def test_markup_runs_nothing(stage: Stage, markup: str) -> None:
    def program() -> None:
        st.html(f"{markup}<i>after</i>")
        st.markdown(f"{markup}<i>after</i>", unsafe_allow_html=True)

    stage.show(program)
    expect(stage.page.locator(".rs-k-html, .rs-k-markdown")).to_have_count(2)
    stage.page.wait_for_timeout(100)
    assert stage.page.evaluate("window.P") is None


LEADS = [
    "<a href='javascript:window.P=1'>go</a>",
    "<a href='java&#9;script:window.P=1'>go</a>",
    "<a href='&#1;javascript:window.P=1'>go</a>",
    "<a href=' javascript:window.P=1' target=_self>go</a>",
    "<svg width=50 height=50><a xlink:href='javascript:window.P=1'><text y=20>go</text></a></svg>",
    "<math href='javascript:window.P=1'><mtext>go</mtext></math>",
    "<a href='data:text/html,<script>opener.P=1</script>'>go</a>",
    "<a href='#x' ping='https://evil.test'>go</a>",
    "<button form=f formaction='javascript:window.P=1'>go</button>",
]


@pytest.mark.parametrize("markup", LEADS)
def test_a_click_on_markup_leads_nowhere_else(stage: Stage, markup: str) -> None:
    stage.show(lambda: st.html(markup))
    box = stage.page.locator(".rs-html")
    box.get_by_text("go", exact=True).click()
    assert stage.page.evaluate("window.P") is None
    assert not any(word in box.inner_html() for word in ("script:", "ping", "formaction", "data:"))


def test_a_link_leads_to_a_tab_of_its_own(stage: Stage) -> None:
    stage.show(lambda: st.html("<a href='/elsewhere' target=_top>go</a>"))
    link = stage.page.get_by_text("go", exact=True)
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_link_that_downloads_holds_its_file(stage: Stage) -> None:
    link = "<a href='data:text/csv,a' download='a.csv'>get</a>"
    stage.show(lambda: st.markdown(link, unsafe_allow_html=True))
    with stage.page.expect_download() as download:
        stage.page.get_by_text("get").click()
    assert download.value.suggested_filename == "a.csv"


def test_a_link_to_an_anchor_of_the_markup_finds_it(stage: Stage) -> None:
    below = "<div style='height: 5000px'></div><p id='below'>below</p>"
    stage.show(lambda: st.html(f"<a href='#below'>go</a>{below}"))
    stage.page.get_by_text("go", exact=True).click()
    expect(stage.page.get_by_text("below", exact=True)).to_be_in_viewport()


def test_names_of_the_page_are_not_taken(stage: Stage) -> None:
    markup = "<img id=jupyter-config-data name=body><a id=P name=P></a><form name=forms></form>end"
    stage.show(lambda: st.html(markup))
    expect(stage.page.get_by_text("end")).to_be_visible()
    taken = (
        "() => [document.getElementById('jupyter-config-data'), window.P, document.body.tagName]"
    )
    assert stage.page.evaluate(taken) == [None, None, "BODY"]


HIDES = [
    "#stranger { display: none }",
    "} #stranger { display: none }",
    "* { } @media all { #stranger { display: none } }",
    "@layer x { #stranger { display: none } }",
    ".own { #stranger:has(~ &) { display: none } }",
    ".own { :is(&, #stranger) { display: none } }",
    ":root ~ #stranger, body > #stranger { display: none }",
    ":scope + #stranger { display: none }",
    "@import url('data:text/css,%23stranger{display:none}');",
    "@property --ground { syntax: '<color>'; inherits: false; initial-value: red }",
    "@keyframes theirs { to { opacity: 0 } }",
    "@font-face { font-family: Theirs; src: url(data:font/woff2,x) }",
    "@scope (html) { #stranger { display: none } }",
]

STRANGER = """() => {
    document.head.insertAdjacentHTML('beforeend', `<style>
        #stranger { animation: theirs 1ms forwards; background: var(--ground, rgb(1, 2, 3)) }
    </style>`);
    document.body.insertAdjacentHTML('beforeend', '<p id=stranger>stranger</p>');
}"""


@pytest.mark.parametrize("sheet", HIDES)
def test_a_style_sheet_stays_in_its_app(stage: Stage, sheet: str) -> None:
    stage.page.evaluate(STRANGER)
    styled = f"<style>{sheet}\n.own {{ color: rgb(4, 5, 6) }}</style><p class=own>own</p>"
    stage.show(lambda: st.html(styled))
    if not sheet.startswith("}"):
        expect(stage.page.locator(".own")).to_have_css("color", "rgb(4, 5, 6)")
    stranger = stage.page.locator("#stranger")
    expect(stranger).to_be_visible()
    expect(stranger).to_have_css("opacity", "1")
    expect(stranger).to_have_css("background-color", "rgb(1, 2, 3)")
    assert stage.page.evaluate("![...document.fonts].some(({family}) => family === 'Theirs')")


STYLES = """/* the <p> and the text */ .rs-k-text, #mine, :root { font-size: 33px }
@keyframes grow { to { opacity: .5 } } #mine { animation: grow 1ms forwards }"""


def test_a_style_sheet_styles_all_of_its_app_and_no_other(stage: Stage) -> None:
    stage.show(lambda: st.text("other"))

    def program() -> None:
        st.html(f"<style>{STYLES}</style>")
        st.text("own")
        st.html("<p id=mine>mine</p>")

    stage.show(program)
    expect(stage.page.get_by_text("own", exact=True)).to_have_css("font-size", "33px")
    expect(stage.page.get_by_text("mine", exact=True)).to_have_css("font-size", "33px")
    expect(stage.page.get_by_text("mine", exact=True)).to_have_css("opacity", "0.5")
    expect(stage.page.get_by_text("other")).not_to_have_css("font-size", "33px")


FOR_STREAMLIT = """<style>
.stButton > button { border-color: rgb(1, 0, 0) }
.stTextInput > div > div > input { color: rgb(2, 0, 0) }
.stSelectbox > div > div { border-color: rgb(3, 0, 0) }
[data-testid="stMetricValue"] { color: rgb(4, 0, 0) }
.st-key-one .stButton button { color: rgb(5, 0, 0) }
.st-key-card [data-testid="stMarkdownContainer"] p { color: rgb(6, 0, 0) }
[data-testid="stForm"] { border-width: 0 }
button[kind="primary"] { color: rgb(7, 0, 0) }
[data-testid="stBaseButton-primaryFormSubmit"] { background-color: rgb(10, 0, 0) }
section[data-testid="stSidebar"] { background-color: rgb(8, 0, 0) }
.element-container:has(#mark) + .element-container button { color: rgb(9, 0, 0) }
</style>"""


def test_a_style_sheet_for_streamlit_styles_the_same_elements_here(stage: Stage) -> None:
    def program() -> None:
        st.markdown(FOR_STREAMLIT, unsafe_allow_html=True)
        st.button("one", key="one")
        st.text_input("name")
        st.selectbox("choice", ["a"])
        st.metric("number", 5)
        st.container(key="card").write("in the card")
        with st.form("form"):
            st.form_submit_button("send", type="primary")
        st.sidebar.button("aside")
        st.html("<i id='mark'></i>")
        st.button("marked")

    stage.show(program)
    page = stage.page

    def button(name: str) -> Locator:
        return page.get_by_role("button", name=name)

    expect(button("one")).to_have_css("border-color", "rgb(1, 0, 0)")
    expect(button("one")).to_have_css("color", "rgb(5, 0, 0)")
    expect(page.get_by_role("textbox", name="name")).to_have_css("color", "rgb(2, 0, 0)")
    expect(page.locator(".rs-select")).to_have_css("border-color", "rgb(3, 0, 0)")
    expect(page.locator(".rs-metric-value")).to_have_css("color", "rgb(4, 0, 0)")
    expect(page.get_by_text("in the card")).to_have_css("color", "rgb(6, 0, 0)")
    expect(page.get_by_role("form")).to_have_css("border-width", "0px")
    expect(button("send")).to_have_css("color", "rgb(7, 0, 0)")
    expect(button("send")).to_have_css("background-color", "rgb(10, 0, 0)")
    expect(page.locator("aside")).to_have_css("background-color", "rgb(8, 0, 0)")
    expect(button("marked")).to_have_css("color", "rgb(9, 0, 0)")


def test_on_a_visitors_page_a_style_sheet_is_about_all_of_it(stage: Stage) -> None:
    stage.page.evaluate("() => document.body.append(document.createElement('main'))")
    stage.page.evaluate("() => { document.querySelector('main').id = 'rs-visit' }")
    sheet = ".stApp { background-color: rgb(1, 2, 3) } .over { position: fixed }"
    stage.show(lambda: st.html(f"<style>{sheet}</style><p class=over>over</p>"))
    expect(stage.page.get_by_text("over")).to_have_css("position", "fixed")
    expect(stage.page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")


def test_what_is_fixed_is_fixed_in_the_app(stage: Stage) -> None:
    stage.show(lambda: st.html("<p style='position: fixed; inset: 0'>over</p>"))
    expect(stage.page.get_by_text("over")).to_have_css("position", "absolute")


def test_scripts_that_the_author_asked_for_run_and_find_their_elements(stage: Stage) -> None:
    script = "<script>document.getElementById('place').innerHTML = '<b>ran</b>'</script>"
    attack = "<a data-commandlinker-command='notebook:run-cell' data-own='1' class='jp-Cell'>a</a>"
    markup = f"<div id='place'></div>{attack}{script}"
    stage.show(lambda: st.html(markup, unsafe_allow_javascript=True))
    expect(stage.page.locator(".rs-html b")).to_have_text("ran")
    link = stage.page.locator(".rs-html a").evaluate("el => [...el.getAttributeNames()].sort()")
    assert set(link) <= {"class", "data-own"}
    assert "jp-Cell" not in stage.page.locator(".rs-html").inner_html()


CODE = "java\tscript:window.P=1"


def plotly() -> None:
    figure = go.Figure(go.Scatter(x=[1], y=[1]), {"title": f"<a href='{CODE}'>go</a>"})
    st.plotly_chart(figure)


def linked() -> None:
    st.link_button("go", CODE)
    st.page_link("https://a.test", label="away")
    st.image("<svg xmlns='http://www.w3.org/2000/svg'/>", link="https://a.test")
    st.dataframe(
        {"link": [CODE, "https://a.test"], "picture": [CODE, "data:text/html,x"]},
        column_config={
            "link": st.column_config.LinkColumn(),
            "picture": st.column_config.ImageColumn(),
        },
    )
    st.logo("https://a.test/a.png", link="https://a.test")


@pytest.mark.parametrize("program", [plotly, linked])
def test_no_element_carries_an_address_that_runs_code(
    stage: Stage, program: Callable[[], None]
) -> None:
    stage.show(program)
    expect(stage.page.locator(".rs").get_by_text("go").first).to_be_visible()
    addresses = stage.page.locator(".rs :is(a, img, iframe)").evaluate_all(
        "all => all.map(el => el.href?.baseVal ?? el.href ?? el.src)"
    )
    assert not [each for each in addresses if "script" in str(each)]


TEXT = """
# Title

:red[red] :blue-badge[badge] :small[small] **bold** $x^2$ :material/home: :tada: `code`[^1]

- [x] done

```python
print("x")
```

$$
\\frac{a}{b}
$$

| a | b |
|---|--:|
| 1 | [link](https://a.test) ![picture](https://a.test/a.png) |

[^1]: A note.
"""


def test_markdown_is_the_same_where_html_is_allowed_in_it(stage: Stage) -> None:
    def program() -> None:
        st.markdown(TEXT)
        st.markdown(TEXT, unsafe_allow_html=True)

    stage.show(program)
    texts = stage.page.locator(".rs-prose > .rs-md")
    expect(texts).to_have_count(2)
    expect(texts.nth(1)).to_contain_text("A note")
    plain, unsafe = (
        re.sub('user-content-|(?<=:) |;(?=")', "", each.inner_html()) for each in texts.all()
    )
    assert unsafe.splitlines() == plain.splitlines()


def test_the_controls_of_a_chart_stand_in_it(stage: Stage) -> None:
    bind = {"input": "range", "element": "body"}
    spec = {
        "params": [{"name": "p", "value": 1, "bind": bind}],
        "mark": "point",
        "encoding": {"x": {"field": "a", "type": "quantitative"}},
    }
    stage.show(lambda: st.vega_lite_chart({"a": [1]}, spec))
    expect(stage.page.locator(".rs input[type=range]")).to_have_count(1)
    assert stage.page.locator("body > .vega-bind").count() == 0


@pytest.mark.parametrize("show", [st.table, st.dataframe])
def test_the_style_of_a_cell_keeps_to_its_table(stage: Stage, show: Callable[..., object]) -> None:
    style = "color: rgb(7, 8, 9); position: fixed; inset: 0"
    table = pd.DataFrame({"a": ["styled"]}).style.map(lambda _: style)
    stage.show(lambda: show(table))
    cell = stage.page.locator("td, .rs-grid-cell").filter(has_text="styled")
    expect(cell).to_have_css("color", "rgb(7, 8, 9)")
    expect(cell).not_to_have_css("position", "fixed")


def test_apps_of_two_kernels_on_one_page_keep_their_styles_apart(stage: Stage) -> None:
    for colour in ("red", "blue"):
        stage.show(partial(st.html, f"<style>p {{ color: {colour} }}</style><p>x</p>"))
    scopes = stage.page.locator(".rs").evaluate_all("all => all.map(el => el.dataset.scope)")
    assert len(set(scopes)) == 2
    assert all(len(scope) > 5 for scope in scopes)  # counted numbers would meet
    expect(stage.page.locator(".rs-html p").first).to_have_css("color", "rgb(255, 0, 0)")
    expect(stage.page.locator(".rs-html p").last).to_have_css("color", "rgb(0, 0, 255)")
