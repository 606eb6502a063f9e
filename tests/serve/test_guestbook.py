"""Who has which visit."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from rerun_state.serve.guestbook import Visits
from rerun_state.serve.kept_states import open_states
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.visit import Visit
from tests.serve.parts import FakePool, Page

HERE = "127.0.0.1"


def with_visits(body: Callable[[Visits], None], most: int = 3, of_one: int = 9) -> None:
    async def main() -> None:
        visits = Visits(cast(Pool, FakePool()), most, of_one)
        body(visits)
        visits.close()
        assert len(visits) == 0

    asyncio.run(main())


def begin(visits: Visits, browser: str, tab: str = "", **more: Any) -> Visit:
    visit = visits.find(browser, tab, more.get("address", HERE), returns=False)
    assert visit is not None
    visit.attach(Page(), {}, {})
    return visit


def test_a_visit_belongs_to_a_browser_and_a_tab() -> None:
    def body(visits: Visits) -> None:
        one = begin(visits, "ada")
        assert visits.find("ada", one.tab, HERE, returns=True) is one
        assert visits.find("eve", one.tab, HERE, returns=True) is not one
        assert visits.find("ada", "", HERE, returns=True) is not one

    with_visits(body)


def test_a_tab_keeps_its_name_where_states_are_kept_and_a_copy_gets_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path))
    tab = "a-name_of_22_letters-x"

    async def main() -> None:
        states = open_states("", "own", 1)
        visits = Visits(cast(Pool, FakePool()), 9, kept=states)
        assert begin(visits, "ada", tab).tab == tab
        assert begin(visits, "eve", tab).tab == tab
        assert begin(visits, "ada", tab).tab not in (tab, "")
        assert begin(visits, "ada", "../server").tab != "../server"
        visits.close()
        await states.close()

    asyncio.run(main())


def test_a_copied_tab_gets_another_as_long_as_the_first_is_there() -> None:
    def body(visits: Visits) -> None:
        one = begin(visits, "ada")
        assert visits.find("ada", one.tab, HERE, returns=False) is not one

    with_visits(body)


def test_there_are_no_more_than_there_may_be() -> None:
    def body(visits: Visits) -> None:
        one, _ = begin(visits, "ada"), begin(visits, "eve")
        assert visits.find("bob", "", HERE, returns=False) is None
        assert visits.find("ada", one.tab, HERE, returns=True) is one
        one.close()
        assert visits.find("bob", "", HERE, returns=False) is not None

    with_visits(body, most=2)


def test_no_more_come_from_one_address_than_may() -> None:
    def body(visits: Visits) -> None:
        one = begin(visits, "ada", address="192.0.2.1")
        assert visits.find("eve", "", "192.0.2.1", returns=False) is None
        begin(visits, "bob", address="192.0.2.2")
        one.close()
        begin(visits, "eve", address="192.0.2.1")

    with_visits(body, of_one=1)


@pytest.mark.parametrize("limits", [{"most": 1}, {"of_one": 1}])
def test_who_is_here_goes_before_whose_page_has_not_come(limits: dict[str, int]) -> None:
    def body(visits: Visits) -> None:
        begun = visits.begin("eve", "192.0.2.1", {}, {}, is_new=True)
        assert begun is not None
        assert visits.begin("ada", "192.0.2.1", {}, {}, is_new=True) is None
        begin(visits, "ada", address="192.0.2.1")
        assert begun[1].document() is None
        assert visits.find("bob", "", "192.0.2.1", returns=False) is None

    with_visits(body, **limits)


def test_where_states_are_kept_a_known_browser_may_have_one_to_go_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path))

    async def main() -> None:
        states = open_states("", "own", 1)
        visits = Visits(cast(Pool, FakePool()), 9, kept=states)
        assert visits.begin("ada", HERE, {}, {}, is_new=False) is None
        begun = visits.begin("eve", HERE, {}, {}, is_new=True)
        assert begun is not None
        assert begun[0].lasts
        visits.close()
        await states.close()

    asyncio.run(main())


def test_what_comes_through_this_machine_is_not_from_one_address() -> None:
    def body(visits: Visits) -> None:
        for address in (HERE, "::1", ""):
            begin(visits, "ada", address=address)

    with_visits(body, of_one=1)
