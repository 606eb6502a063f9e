import pytest

from rerun_state.caching import shelf
from rerun_state.caching.shelf import Shelf


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(shelf, "clock", clock)
    return clock


def test_the_entry_unused_for_longest_makes_room() -> None:
    gone: list[str] = []
    kept: Shelf[str] = Shelf(max_entries=2, release=gone.append)
    kept.put("a", "A")
    kept.put("b", "B")
    kept.get("a")
    kept.put("c", "C")
    assert (gone, kept.get("a"), kept.get("b")) == (["B"], "A", None)


def test_writing_over_an_entry_takes_no_room() -> None:
    kept: Shelf[str] = Shelf(max_entries=2)
    for key in "aba":
        kept.put(key, key)
    assert (kept.get("a"), kept.get("b")) == ("a", "b")


def test_an_entry_expires(clock: Clock) -> None:
    kept: Shelf[str] = Shelf(ttl=10)
    kept.put("a", "A")
    clock.now = 9.9
    assert kept.get("a") == "A"
    clock.now = 10
    assert kept.get("a") is None


def test_reading_does_not_prolong_an_entry(clock: Clock) -> None:
    kept: Shelf[str] = Shelf(ttl=10)
    kept.put("a", "A")
    clock.now = 6
    kept.get("a")
    clock.now = 12
    assert kept.get("a") is None


def test_what_expired_is_released_when_the_shelf_is_next_written(clock: Clock) -> None:
    gone: list[str] = []
    kept: Shelf[str] = Shelf(ttl=10, release=gone.append)
    kept.put("a", "A")
    clock.now = 11
    assert gone == []
    kept.put("b", "B")
    assert gone == ["A"]


def test_a_size_is_kept_by_dropping_what_was_unused_for_longest() -> None:
    kept: Shelf[str] = Shelf(max_size=4, weigh=len)
    kept.put("a", "12")
    kept.put("b", "12")
    kept.put("c", "123")
    assert [kept.get(key) for key in "abc"] == [None, None, "123"]


def test_an_entry_too_large_stays_alone(caplog: pytest.LogCaptureFixture) -> None:
    kept: Shelf[str] = Shelf(max_size=2, weigh=len)
    kept.put("a", "1")
    kept.put("b", "123")
    assert [kept.get(key) for key in "ab"] == [None, "123"]
    assert "larger than max_size" in caplog.text
    kept.put("c", "12")
    assert [kept.get(key) for key in "bc"] == [None, "12"]


def test_clearing_releases_each_entry_once() -> None:
    gone: list[str] = []
    kept: Shelf[str] = Shelf(release=gone.append)
    kept.put("a", "A")
    kept.put("b", "B")
    kept.clear("a")
    kept.clear("a")
    kept.clear()
    assert gone == ["A", "B"]


def test_clearing_releases_the_longest_unused_first() -> None:
    gone: list[str] = []
    kept: Shelf[str] = Shelf(release=gone.append)
    kept.put("a", "A")
    kept.put("b", "B")
    kept.get("a")
    kept.clear()
    assert gone == ["B", "A"]


def test_a_discarded_entry_is_not_released() -> None:
    gone: list[str] = []
    kept: Shelf[str] = Shelf(release=gone.append)
    kept.put("a", "A")
    kept.discard("a")
    kept.clear()
    assert gone == []


def test_a_value_computed_before_a_clear_is_not_kept_after_it() -> None:
    kept: Shelf[str] = Shelf()
    before = kept.cleared
    kept.clear()
    kept.put("a", "old", unless_cleared=before)
    assert kept.get("a") is None


def test_a_release_that_fails_is_reported_and_the_rest_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    gone: list[int] = []
    kept: Shelf[int] = Shelf(release=lambda n: gone.append(1 // n))
    kept.put("a", 0)
    kept.put("b", 1)
    kept.clear()
    assert gone == [1]
    assert "on_release failed" in caplog.text


def test_no_room_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="value too large"):
        Shelf[str](max_entries=0).put("a", "A")


def test_limits_beyond_all_numbers_are_none() -> None:
    kept: Shelf[str] = Shelf(max_entries=10**400, ttl=10**400)
    kept.put("a", "A")
    assert kept.get("a") == "A"


def test_a_time_before_all_numbers_is_over() -> None:
    kept: Shelf[str] = Shelf(ttl=-(10**400))
    kept.put("a", "A")
    assert kept.get("a") is None


def test_a_shelf_may_be_filled_to_the_brim(caplog: pytest.LogCaptureFixture) -> None:
    kept: Shelf[str] = Shelf(max_size=4, weigh=len)
    kept.put("a", "12")
    kept.put("b", "12")
    assert [kept.get(key) for key in "ab"] == ["12", "12"]
    kept.put("c", "1234")
    assert kept.get("c") == "1234"
    assert caplog.text == ""
