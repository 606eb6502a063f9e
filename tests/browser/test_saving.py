"""A long table as a file, which takes a while: how far it is, and what may come in between."""

import re

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Download, Locator, Page, expect

import rerun_state as st
from tests.browser.conftest import OpenNotebook
from tests.browser.stage import Stage
from tests.browser.test_life import CURRENT, KERNEL, LOAD

ROWS = 40_000
# The kernel answers some questions, and the others when the test lets it go.
HOLD = """(answered) => {
    const [answer, wait] = [globalThis.tell, new Promise((go) => { globalThis.go = go; })];
    globalThis.tell = async (...told) => {
        if (answered-- <= 0) await wait;
        return answer(...told);
    };
}"""


def button(page: Page) -> Locator:
    page.locator(".rs-grid").hover()
    return page.get_by_role("button", name="Download as CSV")


def lines(download: Download) -> list[str]:
    return download.path().read_text("utf-8-sig").splitlines()


def progress(page: Page) -> Locator:
    return page.get_by_role("progressbar", name="Writing the file.")


def rows(page: Page) -> Locator:
    return page.get_by_text(re.compile("of 40,000 rows"))


def test_a_file_says_how_far_it_is_and_has_all_rows_at_the_end(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(pd.DataFrame({"n": range(ROWS)}), hide_index=True))
    page = stage.page
    page.evaluate(HOLD, 2)
    with page.expect_download() as download:
        button(page).click()
        expect(page.get_by_role("status").get_by_text("Writing the file.")).to_be_visible()
        expect(rows(page)).to_have_text("12,000 of 40,000 rows")
        expect(progress(page)).to_have_attribute("value", "12000")
        page.evaluate("go()")
    assert lines(download.value) == ["n", *map(str, range(ROWS))]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d_export\.csv", download.value.suggested_filename)
    expect(progress(page)).to_have_count(0)


def test_a_file_that_nobody_wants_any_more_is_left_at_once(stage: Stage) -> None:
    stage.show(lambda: st.dataframe(pd.DataFrame({"n": range(ROWS)}), hide_index=True))
    page, come = stage.page, list[Download]()
    page.on("download", lambda download: come.append(download))
    page.evaluate(HOLD, 1)
    button(page).click()
    page.get_by_role("button", name="Cancel").click()
    expect(progress(page)).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.evaluate("go()")
    with page.expect_download():
        button(page).click()
    assert len(come) == 1


@pytest.mark.parametrize("held", [True, False])
def test_a_file_is_of_one_table_or_none(stage: Stage, held: bool) -> None:
    array = np.arange(ROWS)
    data = pd.DataFrame({"value": array}) if held else array
    stage.show(lambda: st.dataframe(data, hide_index=True))
    page, come = stage.page, list[Download]()
    page.on("download", lambda download: come.append(download))
    page.evaluate(HOLD, 2)
    button(page).click()
    expect(rows(page)).to_have_text("12,000 of 40,000 rows")
    if isinstance(data, pd.DataFrame):
        data.loc[:, "value"] = -1
        with page.expect_download() as download:
            page.evaluate("go()")
        assert lines(download.value)[1:] == list(map(str, range(ROWS)))
    else:
        array[:] = -1
        page.evaluate("go()")
        expect(page.get_by_role("alert")).to_have_text(
            "The file was not written. The table has changed while it was read."
        )
        assert come == []


MILLION = """%%rerun
import numpy as np, pandas as pd
import rerun_state as st
n = np.arange(1_000_000)
st.dataframe(pd.DataFrame({str(at): n + at for at in range(10)}), hide_index=True)
clicks = st.session_state.setdefault("clicks", 0)
if st.button("Count"):
    st.session_state.clicks = clicks = clicks + 1
st.text(f"{clicks} clicks")
"""


def test_a_table_and_its_app_answer_while_a_file_of_it_is_written(voila: OpenNotebook) -> None:
    page = voila([LOAD, MILLION])
    with page.expect_download() as download:
        button(page).click()
        expect(progress(page)).to_be_visible()
        page.get_by_role("button", name="Count").click()
        expect(page.get_by_text("1 clicks")).to_be_visible()
        grid = page.get_by_role("grid")
        grid.evaluate("el => { el.scrollTop = el.scrollHeight; }")
        expect(grid.locator("[aria-rowindex='1000001']")).to_contain_text("999999")
        expect(progress(page)).to_be_visible()
    assert lines(download.value)[-1] == ",".join(str(999_999 + at) for at in range(10))


@pytest.mark.parametrize("end", [f"{CURRENT}.sessionContext.shutdown()", "os._exit(1)"])
def test_a_file_whose_kernel_has_gone_is_not_written(lab: OpenNotebook, end: str) -> None:
    page = lab([LOAD, MILLION])
    button(page).click()
    expect(progress(page)).to_be_visible()
    dies = f"{KERNEL}.requestExecute({{ code: 'import os; os._exit(1)' }})"
    page.evaluate(f"() => {{ {dies if end.startswith('os') else end} }}")
    expect(page.get_by_role("alert")).to_have_text("The file was not written. There is no kernel.")
    expect(progress(page)).to_have_count(0)
