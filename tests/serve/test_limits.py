"""How much one visitor may send."""

from rerun_state.serve.limits import Bucket, Seldom


def test_a_burst_passes_and_a_flood_waits() -> None:
    now = [0.0]
    bucket = Bucket(10, 5, lambda: now[0])
    assert [bucket.take() for _ in range(5)] == [0] * 5
    assert [round(bucket.take(), 3) for _ in range(3)] == [0.1, 0.2, 0.3]
    now[0] = 10.0
    assert bucket.take(5) == 0
    assert bucket.take() > 0


def test_who_goes_on_is_named_once_in_a_while_and_then_forgotten() -> None:
    now = [0.0]
    seldom = Seldom(60, lambda: now[0])
    assert [seldom.may(name) for name in "aab"] == [True, False, True]
    now[0] = 60.0
    assert seldom.may("c")
    assert seldom._last.keys() == {"c"}
