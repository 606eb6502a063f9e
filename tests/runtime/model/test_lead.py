"""What led to a run, and how often the same app was on the way."""

from rerun_state.runtime.model.lead import Lead


def test_a_way_counts_the_runs_of_each_app() -> None:
    assert Lead().through("A").through("B").through("A").rounds == {"A": 2, "B": 1}


def test_a_newer_event_begins_anew_whichever_is_joined_to_which() -> None:
    old, new = Lead(1).through("A").through("A"), Lead(2).through("B")
    assert old.joined(new) == new.joined(old) == new


def test_of_two_ways_from_one_event_the_longer_count_holds() -> None:
    start = Lead(1).through("A")
    assert start.through("A").joined(start.through("B")).rounds == {"A": 2, "B": 1}


def test_after_a_rest_who_was_on_the_way_counts_once() -> None:
    way = Lead(5).through("A").through("A")
    assert way.after(4) is way
    assert way.after(6).rounds == {"A": 1}
