"""What counts as a change of a variable that an app watches."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from rerun_state.jupyter.variables import Watch, loaded_names, touch


def watching(names: list[str], variables: dict[str, Any]) -> Watch:
    watch = Watch()
    watch.add(names, variables)
    return watch


def changed(before: Any, after: Any) -> bool:
    watch = watching(["x"], {"x": before})
    return watch.changed({"x": after}) == ["x"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (1, 1),
        ("a" * 50, "".join(["a"] * 50)),
        (float("nan"), float("nan")),
        (np.arange(5), np.arange(5)),
        (np.float64(2), np.float64(2)),
        (np.array(["a", None], dtype=object), np.array(["".join("a"), None], dtype=object)),
        (pd.Series(["a", "b"]), pd.Series(["a", "b"])),
        (
            pd.DataFrame({"c": pd.Categorical(["a"])}),
            pd.DataFrame({"c": pd.Categorical(["a"])}),
        ),
        (pd.DataFrame({"a": [1, None]}), pd.DataFrame({"a": [1, None]})),
    ],
)
def test_equal_values_and_contents_are_no_change(before: Any, after: Any) -> None:
    assert not changed(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (1, 1.0),
        (1, True),
        ([1], [1]),
        (np.arange(5), np.arange(5.0)),
        (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
        (np.arange(100_000), np.arange(100_000)),
    ],
)
def test_other_values_other_types_and_other_objects_are(before: Any, after: Any) -> None:
    assert changed(before, after)


def test_a_table_that_was_changed_in_place_is_another() -> None:
    frame = pd.DataFrame({"a": [1, 2]})
    watch = watching(["frame"], {"frame": frame})
    frame.loc[0, "a"] = 5
    assert watch.changed({"frame": frame}) == ["frame"]
    assert watch.changed({"frame": frame}) == []


def test_what_grew_in_place_counts_once_it_is_touched() -> None:
    rows: list[int] = []
    watch = watching(["rows"], {"rows": rows})
    rows.append(1)
    assert watch.changed({"rows": rows}) == []
    touch("rows")
    assert watch.changed({"rows": rows}) == ["rows"]


def test_a_name_may_come_later() -> None:
    watch = watching(["x"], {})
    assert watch.changed({}) == []
    assert watch.changed({"x": None}) == ["x"]


def test_only_names_can_be_touched() -> None:
    with pytest.raises(ValueError, match="not 'a b'"):
        touch("a b")


def test_code_loads_what_its_functions_load() -> None:
    notebook: dict[str, Any] = {"df": 1, "scale": 2, "unused": 3, "x": 4, "_": 5}
    exec("def scaled(v): return v * scale", notebook)
    code = compile("x = 1\nprint(x, scaled(df), _, missing)", "<cell>", "exec")
    assert sorted(loaded_names(code, notebook)) == ["df", "scale", "scaled"]


def test_a_look_at_what_did_not_change_reads_no_large_table() -> None:
    frame = pd.DataFrame({"a": range(1_000_000)})
    watch = watching(["frame"], {"frame": frame})
    frame.iloc[0, 0] = 5
    assert watch.changed({"frame": frame}) == []


def test_a_table_that_is_changed_in_place_is_another() -> None:
    variables = {"x": pd.DataFrame({"a": [1, 2], "b": ["u", "v"]})}
    watch = watching(["x"], variables)
    variables["x"].loc[0, "b"] = "w"
    assert watch.changed(variables) == ["x"]
    variables["x"].index = [5, 6]
    assert watch.changed(variables) == ["x"]
    assert watch.changed(variables) == []
