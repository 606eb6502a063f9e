"""A visitor's page in a real browser, from a server of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.kernel.serving import Served, serving, write_notebook

CELLS = [
    "import pandas as pd\n"
    "import rerun_state as st\n"
    "table = pd.DataFrame({'a': range(1000), 'b': [n * n for n in range(1000)]})",
    """%%rerun
st.set_page_config(page_title="Sales", page_icon="🎈")
st.sidebar.title("Aside")
n = st.slider("N", 0, 9, key="n")
st.text(f"n is {n}")
st.text_input("Name", key="name")
st.text_input("Word", "open sesame", type="password", key="word")
st.text(f"word of {len(st.session_state.word)}")
if st.button("Die"): __import__("os")._exit(3)
st.query_params["n"] = str(n)
""",
    """%%rerun --name long
import time
work = st.button("Work")
for i in range(9999 if work else 0):
    time.sleep(0.01)
    st.text(f"step {i}")
st.text("all done")
""",
    """%%rerun --name data
st.dataframe(table)
st.line_chart(table.head(20))
st.download_button("Take it", "a,b\\n1,2\\n", "it.csv")
file = st.file_uploader("Give it")
if file is not None: st.text(f"{file.name} has {len(file.getvalue())} bytes")
st.components.v1.html("<p>framed</p>")
st.image(b"GIF89a\\1\\0\\1\\0\\0\\0\\0;")
""",
    """%%rerun --name pages
def overview():
    st.text(f"overview with {st.query_params.to_dict()}")
    if st.button("Look closer"): st.switch_page(pages[1], query_params={"from": "overview"})
def analysis():
    st.text(f"analysis with {st.query_params.to_dict()}")
pages = [st.Page(overview), st.Page(analysis)]
chosen = st.navigation(pages, position="top")
st.page_link(pages[1], label="Two", query_params={"b": "2"})
chosen.run()
""",
]


ASKS = """%%rerun
import os
import rerun_state as st
found = "a" if "RERUN_STATE_TOKEN" in os.environ else "no"
st.text(f"n is {st.query_params.n}, {found} token")
"""


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(write_notebook(tmp_path_factory.mktemp("served") / "app.ipynb", CELLS)) as served:
        yield served


def visit(served: Served, context: BrowserContext, query: str = "") -> Page:
    page = context.new_page()
    page.goto(served.url + query)
    expect(page.get_by_text("n is", exact=False)).to_be_visible()
    return page


def move(page: Page, value: int) -> None:
    page.get_by_role("slider", name="N").press("Home")
    for _ in range(value):
        page.get_by_role("slider", name="N").press("ArrowRight")
    expect(page.get_by_text(f"n is {value}")).to_be_visible()


def test_two_tabs_are_two_visitors_and_a_reload_goes_on(
    served: Served, context: BrowserContext
) -> None:
    one, two = visit(served, context), visit(served, context)
    move(one, 3)
    one.get_by_label("Name").fill("Ada")
    one.get_by_label("Name").press("Enter")
    expect(two.get_by_text("n is 0")).to_be_visible()
    one.reload()
    expect(one.get_by_text("n is 3")).to_be_visible()
    expect(one.get_by_label("Name")).to_have_value("Ada")
    expect(one.get_by_role("textbox", name="Word")).to_have_value("open sesame")


def test_the_page_has_the_title_and_the_address_of_the_app(
    served: Served, context: BrowserContext
) -> None:
    page = visit(served, context)
    expect(page).to_have_title("Sales")
    move(page, 2)
    expect(page).to_have_url(re.compile(r"\?n=2$"))
    expect(page.get_by_role("complementary", name="Sidebar")).to_contain_text("Aside")


def test_pages_have_addresses_which_back_and_forward_go_through(
    served: Served, context: BrowserContext
) -> None:
    page = visit(served, context, "analysis?a=1")
    expect(page.get_by_text("analysis with {'a': '1'")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_text("overview").click()
    expect(page).to_have_url(served.url)
    page.get_by_role("button", name="Look closer").click()
    expect(page).to_have_url(f"{served.url}analysis?from=overview")
    page.go_back()
    expect(page.get_by_text("overview with {}")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("analysis with {'a': '1'")).to_be_visible()
    page.go_forward()
    page.go_forward()
    expect(page.get_by_text("analysis with {'from': 'overview'}")).to_be_visible()
    page.reload()
    expect(page.get_by_text("analysis with {'from': 'overview'}")).to_be_visible()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Two").click(modifiers=["Control"])
    expect(opened.value).to_have_url(f"{served.url}analysis?b=2&n=0")


def test_another_address_in_the_same_tab_is_another_visit(
    served: Served, context: BrowserContext
) -> None:
    page = visit(served, context)
    move(page, 3)
    page.goto(f"{served.url}nowhere?a=1")
    expect(page.get_by_text("Page not found")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?a=1&n=0$"))
    expect(page.get_by_text("n is 0")).to_be_visible()


def test_tables_charts_files_and_frames_work(served: Served, context: BrowserContext) -> None:
    page = visit(served, context)
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("grid").hover()
    page.mouse.wheel(0, 40_000)
    expect(page.get_by_role("gridcell", name="998001")).to_be_visible()
    expect(page.get_by_role("img", name="Chart")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_text("framed")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_text("Take it").click()
    assert taken.value.path().read_text() == "a,b\n1,2\n"
    content = bytes(range(256)) * 20_000
    page.locator("input[type=file]").set_input_files(
        {"name": "it.bin", "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(page.get_by_text(f"it.bin has {len(content)} bytes")).to_be_visible()


def test_a_returning_visitor_fetches_the_page_alone(
    served: Served, context: BrowserContext
) -> None:
    visit(served, context)
    page = context.new_page()
    fetched: list[str] = []
    page.on("response", lambda answer: fetched.append(answer.url))
    sizes = page.context.new_cdp_session(page)
    sizes.send("Network.enable")
    moved: list[float] = []
    sizes.on("Network.loadingFinished", lambda told: moved.append(told["encodedDataLength"]))
    page.goto(served.url)
    expect(page.get_by_text("n is 0")).to_be_visible()
    assert [url for url in fetched if url.startswith("http") and "/static/" not in url] == [
        served.url
    ]
    assert sum(moved) < 10_000


def test_the_app_is_there_with_the_page_and_hears_what_was_done_before_it_was_connected(
    served: Served, browser: Browser
) -> None:
    is_up = False

    def pass_on(socket: WebSocketRoute) -> None:
        if is_up:
            socket.connect_to_server()
        else:
            socket.close()

    text = ""
    while "n is 0" not in text:  # where the machine has much to do it is not there in time
        context = browser.new_context()
        page = context.new_page()
        page.route_web_socket("**/socket", pass_on)
        answer = page.goto(served.url)
        assert answer is not None
        text = answer.text()
        if "n is 0" not in text:
            context.close()
    expect(page.get_by_text("n is 0")).to_be_visible()
    page.get_by_role("slider", name="N").press("End")
    is_up = True
    expect(page.get_by_text("n is 9")).to_be_visible()
    expect(page.get_by_text("started anew")).to_be_hidden()
    context.close()


def test_a_cut_connection_is_told_and_goes_on_where_it_was(
    served: Served, context: BrowserContext
) -> None:
    page = context.new_page()
    sockets: list[WebSocketRoute] = []

    def pass_on(socket: WebSocketRoute) -> None:
        sockets.append(socket)
        if is_up[0]:
            socket.connect_to_server()
        else:
            socket.close()

    is_up = [True]
    page.route_web_socket("**/socket", pass_on)
    page.goto(served.url)
    move(page, 4)
    is_up[0] = False
    sockets[-1].close()
    expect(page.get_by_text("The connection to the app is cut")).to_be_visible()
    expect(page.locator(".rs-k-slider")).to_have_attribute("inert", "")
    is_up[0] = True
    expect(page.get_by_text("The connection to the app is cut")).to_be_hidden()
    move(page, 5)


def test_what_is_lost_on_the_way_before_a_cut_is_told_once_more_after_it(
    served: Served, context: BrowserContext
) -> None:
    page = context.new_page()
    sockets: list[WebSocketRoute] = []
    is_lossy = [False]

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        sockets.append(socket)
        socket.on_message(lambda message: None if is_lossy[0] else server.send(message))

    page.route_web_socket("**/socket", pass_on)
    page.goto(served.url)
    move(page, 4)
    is_lossy[0] = True
    page.get_by_role("slider").press("ArrowRight")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuenow", "5")
    is_lossy[0] = False
    sockets[-1].close()
    expect(page.get_by_text("n is 5")).to_be_visible()
    move(page, 6)


# The kernel's end is last here: it takes the other tests' sessions with it.
def test_a_kernel_that_ends_is_replaced_before_the_visitors_eyes(
    served: Served, context: BrowserContext
) -> None:
    one, two = visit(served, context), visit(served, context)
    move(two, 6)
    one.get_by_role("button", name="Die").click()
    for page in (one, two):
        expect(page.get_by_text("The app has started anew")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("n is 0")).to_be_visible()
        move(page, 1)


def test_a_visitor_stops_a_long_run_and_who_comes_meanwhile_is_told_of_it(
    served: Served, context: BrowserContext
) -> None:
    page = visit(served, context)
    page.get_by_role("button", name="Work").click()
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_be_visible()
    late = context.new_page()
    late.goto(served.url)
    expect(late.get_by_text("The app is busy just now.")).to_be_visible()
    stop.click()
    expect(stop).to_be_hidden()
    expect(late.get_by_text("n is 0")).to_be_visible()
    expect(late.get_by_text("The app is busy just now.")).to_be_hidden()
    expect(page.get_by_text("step 3", exact=True)).to_be_visible()
    expect(page.get_by_text("all done")).to_be_hidden()
    move(page, 2)


def test_a_browser_that_is_too_old_is_told_which_are_not(
    served: Served, context: BrowserContext
) -> None:
    page = context.new_page()
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto(served.url)
    expect(page.get_by_role("alert")).to_contain_text("Chrome and Edge from 114 on")


def test_a_visitor_is_asked_for_the_token_and_comes_in_with_it(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RERUN_STATE_TOKEN", "open sesame")
    file = write_notebook(tmp_path / "app.ipynb", [ASKS])
    with serving(file, "--token") as server, browser.new_context() as context:
        page = context.new_page()
        page.goto(server.url + "?n=3")
        field = page.get_by_label("This page asks for a token")
        field.fill("please")
        page.get_by_role("button", name="Come in").click()
        expect(page.get_by_text("That is not the token.")).to_be_visible()
        field.fill("open sesame")
        field.press("Enter")
        expect(page.get_by_text("n is 3, no token")).to_be_visible()
        assert page.url == server.url + "?n=3"
