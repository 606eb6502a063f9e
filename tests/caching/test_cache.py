"""How long values are kept, and by whom."""

import asyncio
import gc
import threading
import time
from collections.abc import Callable
from typing import Any, Literal

import pytest

from rerun_state.caching.cache import DATA
from rerun_state.caching.decorators import cache_data, cache_resource
from rerun_state.caching.disk import Disk
from rerun_state.testing import AppTest
from tests.caching.programs import Clock, define


def test_other_limits_start_afresh(log: list[Any]) -> None:
    body = "def f(): log.append('f')"
    define(f"@cache_data(ttl=10)\n{body}", log=log)()
    define(f"@cache_data(ttl=20)\n{body}", log=log)()
    assert len(log) == 2


def test_a_ttl_ends_a_result(clock: Clock, log: list[Any]) -> None:
    @cache_data(ttl="1m")
    def f() -> None:
        log.append(clock.now)

    for clock.now in (0, 59, 61):
        f()
    assert log == [0, 61]


def test_on_release_is_told_of_what_expired_made_room_or_was_cleared(log: list[Any]) -> None:
    f = cache_resource(max_entries=1, on_release=log.append)(lambda x: x)
    f(1), f(2)
    assert log == [1]
    f.clear()
    assert log == [1, 2]


def test_on_release_is_not_told_of_what_validate_turned_down(log: list[Any]) -> None:
    f = cache_resource(validate=lambda x: False, on_release=log.append)(lambda x: x)
    f(1), f(1)
    assert log == []


def test_the_function_that_releases_is_that_of_the_last_definition(log: list[Any]) -> None:
    source = "@cache_resource(on_release=lambda x: log.append((n, x)))\ndef f(): return 1"
    define(source, log=log, n="first")()
    again = define(source, log=log, n="second")
    again()
    again.clear()
    assert log == [("second", 1)]


def test_a_stale_result_is_returned_while_the_next_is_computed(clock: Clock) -> None:
    computed = threading.Event()

    @cache_data(ttl=10, refresh_mode="background")
    def now() -> float:
        computed.set()
        return clock.now

    assert now() == 0
    computed.clear()
    clock.now = 15
    assert now() == 0
    assert computed.wait(10)
    wait_until(lambda: now() == 15)


def test_a_result_older_than_two_ttls_is_not_returned(clock: Clock) -> None:
    now = cache_data(ttl=10, refresh_mode="background")(lambda: clock.now)
    now()
    clock.now = 21
    assert now() == 21


def test_a_failed_refresh_is_not_repeated_at_once(
    clock: Clock, log: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    @cache_data(ttl=100, refresh_mode="background")
    def f() -> int:
        log.append(clock.now)
        return 1 // (1 if clock.now == 0 else 0)

    for clock.now in (0, 110, 120, 175):
        f()
        wait_until(lambda: not refreshing())
    assert log == [0, 110, 175]
    assert "Refreshing" in caplog.text


def refreshing() -> bool:
    return any(thread.name == "rerun_state-refresh" for thread in threading.enumerate())


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_session_has_results_of_its_own() -> None:
    def app() -> None:
        import rerun_state as st
        from rerun_state.caching.decorators import cache_resource

        @cache_resource(scope="session")
        def box() -> list[int]:
            return []

        box().append(1)
        st.text(str(len(box())))

    one, two = AppTest.from_function(app).run().run(), AppTest.from_function(app).run()
    assert (one.text[0].value, two.text[0].value) == ("2", "1")


def test_what_clears_all_caches_while_it_is_computed_is_not_kept() -> None:
    made: list[int] = []

    @cache_data
    def f() -> None:
        made.append(1)
        cache_data.clear()

    f()
    f()
    assert len(made) == 2


@pytest.mark.parametrize("persist", [None, "disk"])
def test_what_an_async_function_computes_while_it_is_cleared_is_not_kept(
    persist: Literal["disk"] | None, log: list[Any]
) -> None:
    @cache_data(persist=persist)
    async def f() -> None:
        log.append(1)
        f.clear()

    asyncio.run(f())
    asyncio.run(f())
    assert len(log) == 2


def test_the_size_of_data_is_that_of_its_bytes(log: list[Any]) -> None:
    @cache_data(max_size=2000)
    def f(x: int) -> bytes:
        log.append(x)
        return bytes([x]) * 900

    f(1), f(2), f(2), f(3), f(1)
    assert log == [1, 2, 3, 1]


def test_a_result_may_leave_without_anyone_being_told(caplog: pytest.LogCaptureFixture) -> None:
    f = cache_resource(max_entries=1)(lambda x: x)
    f(1), f(2)
    f.clear()
    assert caplog.text == ""


def test_without_threads_a_stale_result_is_refreshed_at_once(
    clock: Clock, no_threads: None
) -> None:
    now = cache_data(ttl=10, refresh_mode="background")(lambda: clock.now)
    now()
    clock.now = 15
    assert now() == 0
    assert now() == 15


def test_what_is_cleared_while_it_is_read_from_disk_is_not_kept(
    log: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    f = cache_data(persist="disk")(lambda: log.append(1))
    f()
    DATA._shared.clear()  # as in a kernel that has just been started
    read = Disk.read

    def read_and_clear(disk: Disk, key: str) -> bytes | None:
        data = read(disk, key)
        f.clear()
        return data

    monkeypatch.setattr(Disk, "read", read_and_clear)
    f()
    f()
    assert len(log) == 2


def test_who_is_told_of_what_other_limits_have_released_may_clear_all() -> None:
    source = (
        "@cache_resource(ttl={}, on_release=lambda x: cache_resource.clear())\ndef f(): return 1"
    )
    define(source.format(10))()
    assert define(source.format(20))() == 1


def test_what_other_limits_replace_is_released(log: list[Any]) -> None:
    source = "@cache_resource(ttl={}, on_release=log.append)\ndef f(): return 1"
    define(source.format(10), log=log)()
    define(source.format(20), log=log)()
    assert log == [1]


def test_what_is_on_disk_is_read_once(monkeypatch: pytest.MonkeyPatch, log: list[Any]) -> None:
    f = cache_data(persist="disk")(lambda: 1)
    f()
    DATA._shared.clear()  # as in a kernel that has just been started
    read = Disk.read

    def noted(disk: Disk, key: str) -> bytes | None:
        log.append(key)
        return read(disk, key)

    monkeypatch.setattr(Disk, "read", noted)
    assert (f(), f(), len(log)) == (1, 1, 1)


def test_what_belongs_to_a_session_is_released_with_it(log: list[Any]) -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nlog = st.session_state.log\n"
        "@st.cache_resource(scope='session', on_release=log.append)\ndef f(): return 'gone'\nf()"
    )
    at.session_state["log"] = log
    at.run()
    assert log == []
    del at
    gc.collect()
    assert log == ["gone"]


def test_a_result_is_refreshed_when_its_ttl_is_over_and_not_before(
    clock: Clock, no_threads: None, log: list[Any]
) -> None:
    f = cache_data(ttl=10, refresh_mode="background")(lambda: log.append(clock.now))
    for clock.now in (0, 9, 10):
        f()
    assert log == [0, 10]


def test_a_refresh_that_went_well_may_be_followed_by_the_next_at_once(
    clock: Clock, no_threads: None
) -> None:
    f = cache_data(ttl=10, refresh_mode="background")(lambda: clock.now)
    given = []
    for clock.now in (0, 15, 30, 45):
        given.append(f())
    assert given == [0, 0, 15, 30]


def test_a_result_is_refreshed_by_one_thread_at_a_time(clock: Clock, log: list[Any]) -> None:
    begun, gate = threading.Event(), threading.Event()

    @cache_data(ttl=100, refresh_mode="background")
    def f() -> None:
        log.append(clock.now)
        if clock.now:
            begun.set()
            gate.wait(10)

    f()
    clock.now = 110
    f()
    assert begun.wait(10)
    f()
    gate.set()
    wait_until(lambda: not refreshing())
    assert log == [0, 110]


def test_an_awaitable_that_a_refresh_returns_is_not_kept(
    clock: Clock, no_threads: None, caplog: pytest.LogCaptureFixture
) -> None:
    async def late() -> int:
        return 2

    f = cache_resource(ttl=10, refresh_mode="background")(lambda: late() if clock.now else 1)
    for clock.now in (0, 15, 16):
        assert f() == 1
    assert "only once" in caplog.text
