"""One visit, between its page and its kernel."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, cast

import pytest

from rerun_state.serve import visit as module
from rerun_state.serve.first_answer import FirstAnswer
from rerun_state.serve.kept_states import open_states
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.served_file import Passing, Unservable
from rerun_state.serve.visit import UPLOADS, Visit
from tests.serve.parts import FakePool, Page, until

HELLO = {"query": "?a=1", "page": "more", "context": {"locale": "nb"}}
Body = Callable[[Visit, Any, FakePool], Awaitable[Any]]


def with_visit(body: Body, *, problem: Unservable | None = None) -> list[Visit]:
    """Do something with a visit that has begun; return those that are over by then."""
    over: list[Visit] = []

    async def main() -> None:
        pool = FakePool()
        pool.problem = problem
        made, page = Visit(cast(Pool, pool), over.append), Page()
        made.attach(page, {"headers": {}}, HELLO)
        await asyncio.sleep(0)
        await body(made, page, pool)
        await asyncio.sleep(0)

    asyncio.run(main())
    return over


def test_the_kernel_is_told_who_comes_and_the_page_who_it_is() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        told = {"request": {"headers": {}}, "uploads": UPLOADS, **HELLO}
        assert pool.kernel.told == [("open", told)]
        assert page.controls == [{"tab": visit.tab, "anew": True}]

    with_visit(body)


def test_what_the_kernel_says_to_the_author_is_not_for_the_page(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.hear({"report": "1/0"}, [])
        visit.hear({"anything": "else"}, [])
        visit.hear({"said": {"to": "p1"}}, [])
        assert page.told[1:] == [{"to": "p1"}]

    with_visit(body)
    assert "1/0" in caplog.text


def test_the_kernel_is_told_that_a_page_was_loaded_again() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.detach(page)
        visit.attach(Page(), {}, {"again": True, "loaded": True})
        assert pool.kernel.told[1:] == ["detach", "load"]

    assert with_visit(body) == []


def test_a_page_that_comes_back_is_told_everything_again() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.detach(page)
        visit.hear({"said": {"to": "p1"}}, [])
        back = Page()
        visit.attach(back, {}, {})
        assert pool.kernel.told[1:] == ["detach", "attach"]
        assert back.told == [{"control": {"tab": visit.tab, "anew": False}}]

    assert with_visit(body) == []


def begun_with(body: Body, *, over: list[Visit] | None = None) -> None:
    """Do something with a visit that has begun before there is a page."""

    async def main() -> None:
        pool, answer = FakePool(), FirstAnswer()
        made = Visit(cast(Pool, pool), (over if over is not None else []).append)
        made.begin(answer, {"headers": {}}, HELLO)
        await asyncio.sleep(0)
        made.hear({"said": {"to": "p1", "n": 1}}, [])
        assert answer.document() == '[[{"to":"p1","n":1}]]'
        made.hear({"said": {"to": "p1", "n": 2}}, [])
        await body(made, answer, pool)

    asyncio.run(main())


def test_a_page_goes_on_with_what_has_begun_with_the_request_for_it() -> None:
    async def body(visit: Visit, answer: FirstAnswer, pool: FakePool) -> None:
        page = Page()
        assert not visit.attached
        visit.attach(page, {}, HELLO)
        assert page.told == [{"control": {"tab": visit.tab, "anew": False}}, {"to": "p1", "n": 2}]
        assert [told[0] for told in pool.kernel.told] == ["open"]
        visit.lapse(answer)
        assert visit.attached

    begun_with(body)


def test_a_visit_whose_page_does_not_come_is_closed() -> None:
    over: list[Visit] = []

    async def body(visit: Visit, answer: FirstAnswer, pool: FakePool) -> None:
        visit.lapse(answer)
        assert over == [visit]
        assert pool.kernel.visits == {}

    begun_with(body, over=over)


def test_a_program_that_asks_what_the_page_alone_knows_waits_for_it() -> None:
    over: list[Visit] = []

    async def body(visit: Visit, answer: FirstAnswer, pool: FakePool) -> None:
        visit.hear({"asks": True}, [])
        assert (over, answer.document()) == ([visit], None)

    begun_with(body, over=over)


def test_a_program_that_asks_late_begins_anew_for_the_page_that_has_come() -> None:
    async def body(visit: Visit, answer: FirstAnswer, pool: FakePool) -> None:
        page = Page()
        visit.attach(page, {}, {**HELLO, "context": {"timezone": "Europe/Oslo"}})
        visit.hear({"asks": True}, [])
        await until(lambda: page.controls[-1] == {"tab": visit.tab, "anew": True})
        assert pool.kernel.told[-1][1]["context"] == {"timezone": "Europe/Oslo"}
        assert "unseen" not in pool.kernel.told[-1][1]
        assert len(pool.kernel.visits) == 1

    begun_with(body)


def test_a_page_that_may_have_missed_something_is_told_everything() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.catch_up()
        visit.detach(page)
        visit.catch_up()
        assert pool.kernel.told[1:] == ["attach", "detach"]

    with_visit(body)


def test_a_page_that_is_loaded_with_another_address_begins_anew() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.detach(page)
        back = Page()
        visit.attach(back, {}, {**HELLO, "query": "?a=2", "moved": True})
        await until(lambda: back.controls[-1:] == [{"tab": visit.tab, "anew": True}])
        assert pool.kernel.told[1:3] == ["detach", "close"]
        assert pool.kernel.told[3][1]["query"] == "?a=2"
        assert len(pool.kernel.visits) == 1

    assert with_visit(body) == []


def test_a_session_whose_page_does_not_come_back_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "KEPT", 0.0)

    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.detach(page)
        while "close" not in pool.kernel.told:
            await asyncio.sleep(0)

    assert len(with_visit(body)) == 1


def test_another_page_takes_it_over_and_the_first_can_do_no_more() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        other = Page()
        visit.attach(other, {}, {})
        assert page.is_cut
        visit.detach(page)
        assert visit.attached
        assert pool.kernel.told[1:] == ["attach"]

    with_visit(body)


def test_a_page_whose_kernel_ends_is_told_and_begins_again() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.end()
        assert page.controls[-1] == {"ended": True}
        await visit.say("i1", {}, [])  # was on its way
        visit.begin_again({"query": "?a=2"})
        visit.begin_again({"query": "?a=3"})
        await asyncio.sleep(0)
        assert [told[0] for told in pool.kernel.told] == ["open", "open"]
        assert pool.kernel.told[1][1]["query"] == "?a=2"
        assert page.controls[-1] == {"tab": visit.tab, "anew": True}

    with_visit(body)


def test_without_a_page_it_ends_with_its_kernel() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.detach(page)
        visit.end()

    assert len(with_visit(body)) == 1


def test_what_keeps_the_apps_from_beginning_is_not_for_visitors() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        assert page.controls == [{"problem": "unprepared"}]

    with_visit(body, problem=Unservable("Cell 2 failed: the secret is out"))


def test_who_waits_for_what_is_away_is_told_that_it_may_come_back() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        assert page.controls == [{"problem": "away"}]

    with_visit(body, problem=Passing("The gateway does not answer"))


def test_a_page_is_read_no_further_while_the_kernel_has_much_to_take_in() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        for _ in range(module.UNDERWAY - 1):
            await visit.say("i1", {}, [])
        waiting = asyncio.create_task(visit.say("i1", {}, []))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not waiting.done()
        visit.handled("m2")
        await waiting

    with_visit(body)


def test_a_long_run_is_told_and_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.0)

    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.show_status("busy")
        while {"status": "busy"} not in page.controls:
            await asyncio.sleep(0)
        visit.show_status("idle")
        assert page.controls[-1] == {"status": "idle"}

    with_visit(body)


def test_what_holds_up_all_and_a_run_of_ones_own_are_told_as_one() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.hear({"status": "busy"}, [])
        visit.show_status("busy")
        visit.show_status("idle")
        assert {"status": "idle"} not in page.controls
        visit.hear({"status": "idle"}, [])
        assert page.controls[-1] == {"status": "idle"}

    with_visit(body)


def test_a_page_that_comes_in_the_middle_of_a_long_run_is_told() -> None:
    async def body(visit: Visit, page: Page, pool: FakePool) -> None:
        visit.show_status("busy")
        later = Page()
        visit.attach(later, {}, {})
        assert later.controls[1:] == [{"status": "busy"}]

    with_visit(body)


def test_where_states_are_kept_the_kernel_is_told_what_was_and_says_what_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path))

    async def main() -> None:
        states, pool, page = open_states("", "own", 1), FakePool(), Page()
        for kept in ({}, {"": "one"}):
            state = states.of("ada", "t", is_new=not kept)
            visit = Visit(cast(Pool, pool), lambda visit: None, "t", state)
            visit.attach(page, {}, {})
            await until(lambda: pool.kernel.visits)
            assert pool.kernel.told[-1][1]["kept"] == kept
            assert page.controls[-1] == {"tab": "t", "anew": True, "kept": bool(kept)}
            visit.hear({"keep": {"": "one"}}, [])
            visit.close()
        await states.close()

    asyncio.run(main())


def test_before_the_end_a_kernel_is_asked_for_what_it_has_not_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RERUN_STATE_KEPT", str(tmp_path))

    async def main() -> None:
        states, pool = open_states("", "own", 1), FakePool()
        visit = Visit(cast(Pool, pool), lambda visit: None, "t", states.of("ada", "t", is_new=True))
        visit.attach(Page(), {}, {})
        await until(lambda: pool.kernel.visits)
        settling = asyncio.create_task(visit.settle())
        await until(lambda: "keep" in pool.kernel.told)
        assert not settling.done()
        visit.hear({"settled": True}, [])
        await settling
        visit.close()
        await states.close()

    asyncio.run(main())


def test_a_page_that_is_loaded_again_before_there_is_a_kernel_begins_once() -> None:
    async def main() -> None:
        ready, pool = asyncio.Event(), FakePool()
        at_once = pool.freest

        async def freest() -> Any:
            await ready.wait()
            return await at_once()

        pool.freest = freest  # type: ignore[method-assign]
        visit, again = Visit(cast(Pool, pool), lambda visit: None), Page()
        visit.attach(Page(), {}, HELLO)
        await asyncio.sleep(0)
        visit.attach(again, {}, {**HELLO, "query": "?a=2"})
        await asyncio.sleep(0)
        ready.set()
        await until(lambda: again.controls)
        assert [said["query"] for _, said in pool.kernel.told] == ["?a=2"]
        assert (len(pool.kernel.visits), visit._beginning) == (1, None)

    asyncio.run(main())
