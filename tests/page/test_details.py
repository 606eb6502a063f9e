"""Charts of many points on a page: what who zooms in is told, when, and how much. Counted."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

import rerun_state as st
from rerun_state.elements.charts.detail import Detail
from tests.contract import of_event, of_reply, unpacked
from tests.page.browser import Make, Page

ROWS = 30_000


def walk() -> pd.DataFrame:
    return pd.DataFrame({"y": np.random.default_rng(0).normal(size=ROWS).cumsum()})


def row_of(page: Page) -> int:
    (row,) = page.renderer._root.children[0].children
    return row.key


def ask(page: Page, number: int = 1, **wanted: Any) -> list[dict[str, Any]]:
    """What a view is told that looks at a range; both are what the contract says."""
    content = {"event": "points", "row": row_of(page), "view": "v", "ask": number}
    content |= {"x": [25_000, 25_999], **wanted}
    assert of_event("app", content) == []
    page.log.clear()
    page.tell_page(content)
    return told(page)


def told(page: Page) -> list[dict[str, Any]]:
    contents = [unpacked(each.data["content"], each.buffers) for each in page.log]
    assert [fault for content in contents for fault in of_reply("app", content)] == []
    return [content for content in contents if content["event"] == "points"]


def size_of(page: Page) -> int:
    return sum(len(str(each.data)) + sum(map(len, each.buffers)) for each in page.log)


def props(page: Page) -> Any:
    (row,) = page.renderer._root.children[0].children
    return row.wire


def test_a_chart_of_many_points_sends_as_few_as_before(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()))
    made.log[:] = [each for each in made.log if each.ops]  # the code that draws it apart
    assert size_of(made) < 125_000
    assert "detail" not in props(made)


def test_the_names_of_lines_travel_once(page: Make) -> None:
    names = ["the temperature in Bergen, in degrees", "the temperature in Oslo, in degrees"]
    frame = pd.DataFrame({name: walk()["y"] for name in names})
    made = page(lambda: st.line_chart(frame))
    made.log[:] = [each for each in made.log if each.ops]
    assert size_of(made) < 220_000  # 13 bytes for each point


def test_a_chart_of_unchanged_data_sends_nothing(page: Make) -> None:
    data = walk()
    made = page(lambda: st.line_chart(data))
    assert made.run() == []
    data.loc[ROWS // 2, "y"] = 1e6
    assert [op[0] for op in made.run()] == ["set", "splice"]


@pytest.mark.parametrize("index", ["numbers", "moments"])
def test_rows_that_are_added_and_taken_away_are_what_travels_of_a_live_chart(
    page: Make, index: str
) -> None:
    walks = np.random.default_rng(0).normal(size=(110_000, 2)).cumsum(0)
    frame = pd.DataFrame(walks, columns=["bergen", "oslo"])
    if index == "moments":
        frame.index = pd.date_range("2024-01-01", periods=len(frame), freq="s", tz="Europe/Oslo")
    held = [0, 100_000]
    made = page(lambda: st.line_chart(frame[slice(*held)]))
    for first, last in ((0, 100_100), (0, 100_200), (500, 100_300), (5_000, 106_000)):
        held[:] = first, last
        made.run()
        assert size_of(made) < max(8 * (last - 100_000), 3_000)


def test_one_line_of_many_that_changes_is_what_travels(page: Make) -> None:
    frame = pd.DataFrame({name: walk()["y"][:1_000] for name in "abcdefgh"})
    made = page(lambda: st.line_chart(frame))
    frame["d"] = -frame["d"]
    made.run()
    assert size_of(made) < 10_000


def test_who_has_zoomed_hears_nothing_of_unchanged_data(page: Make) -> None:
    data = walk()
    made = page(lambda: st.line_chart(data))
    ask(made)
    made.run()
    assert told(made) == []


def test_a_range_is_answered_with_its_points_and_which_of_the_few_stay(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()))
    (answer,) = ask(made)
    assert (answer["view"], answer["ask"], answer["of"]) == ("v", 1, props(made)["finer"])
    assert 1_998 <= answer["rows"] <= 2_000  # half as many at each side, and the next
    few = few_of(made)
    assert [*answer["stays"]] == [*((few < 24_501) | (few > 26_498))]
    assert size_of(made) < 32_000


def few_of(page: Page) -> Any:
    """The places of the points that came with the chart."""
    told = props(page)
    source = told["datasets"]["source"]
    return np.frombuffer(told["data"], "<i4", source["rows"], source["columns"][0]["at"])


def unseen(page: Page) -> int:
    """A place of the range that is asked for at which none of them is."""
    few = few_of(page).tolist()
    return next(place for place in range(25_000, 26_000) if place not in few)


def test_no_range_of_however_many_points_takes_more_than_the_whole(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()))
    ask(made, x=[10, ROWS - 10])
    assert size_of(made) < 125_000


def test_a_view_that_has_the_points_is_told_that_they_are_the_same(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()))
    (first,) = ask(made)
    (again,) = ask(made, 2, have=first["mark"])
    assert (again["same"], again["ask"]) == (True, 2)
    assert "data" not in again


def test_the_same_data_in_another_run_send_one_short_word(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()))
    assert made.run() == []
    assert made.sent == []  # nobody has zoomed in
    ask(made)
    assert made.run() == []
    assert told(made) == [{"event": "points", "row": row_of(made), "stale": True}]
    assert size_of(made) < 200
    made.run()
    assert made.sent == []  # nor asked again


def test_a_change_that_the_whole_does_not_show_is_seen_by_who_asks_again(page: Make) -> None:
    frame: Any = walk()
    made = page(lambda: st.line_chart(frame))
    (first,) = ask(made)
    frame.loc[unseen(made), "y"] += 1e-9
    assert made.run() == []
    (second,) = ask(made, 2, have=first["mark"])
    assert second["mark"] != first["mark"]
    assert second["of"] == first["of"]


def test_data_that_changed_are_known_by_another_name(page: Make) -> None:
    held = [walk()]
    made = page(lambda: st.line_chart(held[0]))
    (first,) = ask(made)
    held[0] = -held[0]
    made.run()
    (second,) = ask(made, 2)
    assert first["of"] != second["of"] == props(made)["finer"]


def test_a_short_chart_has_no_more_to_tell(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()[:20_000]))
    assert "finer" not in props(made)
    assert ask(made) == []


def test_a_question_that_makes_no_sense_gets_no_answer(page: Make) -> None:
    made = page(lambda: st.line_chart(walk()))
    asked = {"event": "points", "row": row_of(made), "view": "v", "ask": 1, "x": [0, 9]}
    made.log.clear()
    for change in (
        *({"row": "x"}, {"row": True}, {"row": 10**9}, {"view": ""}, {"view": "v" * 65}),
        *({"ask": None}, {"x": None}, {"x": [2, 1]}, {"x": [0, "1"]}, {"y": [1, 1]}),
    ):
        made.tell_page(asked | change)
        assert made.sent == []
    made.tell_page(asked)
    assert made.sent != []


def test_a_table_of_another_shape_is_answered_by_what_has_become_of_it(page: Make) -> None:
    frame = walk()
    made = page(lambda: st.line_chart(frame, y="y"))
    frame.loc[ROWS] = [0.0]
    (answer,) = ask(made)
    assert answer["error"] == (
        "The data have changed: they have 30001 rows and 1 columns now. "
        "The next run of the app shows them."
    )


def test_a_view_whose_question_is_interrupted_is_told_so(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    made = page(lambda: st.line_chart(walk()))
    with monkeypatch.context() as patched:
        patched.setattr(Detail, "closer", interrupt)
        with pytest.raises(KeyboardInterrupt):
            ask(made)
    assert [answer["error"] for answer in told(made)] == ["The kernel was interrupted."]


def test_a_chart_that_has_gone_is_not_kept(page: Make) -> None:
    held = [walk()]
    made = page(lambda: st.line_chart(held[0]) if held else st.text("gone"))
    ask(made)
    held.clear()
    made.run()
    assert made.renderer._details._asked == {}


def test_a_view_is_told_to_ask_again_where_a_run_ends_while_points_are_read(
    page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [walk()]
    made = page(lambda: st.line_chart(held[0]))
    closer = Detail.closer

    def slow(self: Detail, seen: Any) -> Any:
        monkeypatch.setattr(Detail, "closer", closer)
        held[0] = -held[0]
        made.cell.ask()
        made.drain()
        return closer(self, seen)

    monkeypatch.setattr(Detail, "closer", slow)
    stale, answer = ask(made)
    assert stale == {"event": "points", "row": row_of(made), "stale": True}
    assert answer["of"] != props(made)["finer"]
