from datetime import timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rerun_state.errors import (
    StreamlitBadTimeStringError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)
from rerun_state.runtime.execution.durations import seconds, size

UNITS = ["W", "D", "days", "h", "hours", "min", "m", "s", "sec", "ms", "us", "ns"]
parts = st.tuples(st.integers(0, 999), st.sampled_from(["", " "]), st.sampled_from(UNITS))


@given(st.lists(parts, min_size=1, max_size=3), st.sampled_from(["", " "]))
def test_durations_are_read_as_pandas_reads_them(
    some: list[tuple[int, str, str]], gap: str
) -> None:
    text = gap.join(f"{n}{space}{unit}" for n, space, unit in some)
    assert seconds(text) == pytest.approx(pd.Timedelta(text).total_seconds(), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        "1.5 days",
        "1h23s",
        "1 day 02:30:00",
        "01:02:03.5",
        "PT90M",
        "P1DT2H",
        "-1h",
        "-1D 2h",
        "-1 day 02:00:00",
        "-01:02:03",
        "+1h 2m",
        "1:2:3",
        "-P1DT2H",
        "P1W",
        "PT1.5S",
        "106000 days",
        "5",
    ],
)
def test_other_forms_are_read_as_pandas_reads_them(text: str) -> None:
    assert seconds(text) == pytest.approx(pd.Timedelta(text).total_seconds(), abs=1e-6)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "nonsense",
            "1 fortnight",
            "h",
            "1:02",
            "1 day 02:30",
            "1:02:03.",
            "5.5",
            "-5.",
            "1M",
            "1Y",
            "1y",
            "P",
            "1h!",
            "1h -2h",
        ),
        *(
            "107000 days",
            "-150000 days",
            "9999999 days",
            "-9999999 days",
            "P9999999D",
            "1" * 5000 + ":00",
            "9" * 400,
        ),
    ],
)
def test_what_is_no_duration_is_an_error(text: str) -> None:
    with pytest.raises(StreamlitBadTimeStringError, match="cannot be read"):
        seconds(text)


def test_numbers_and_timedeltas_are_durations() -> None:
    assert (seconds(None), seconds(1.5), seconds(timedelta(minutes=2))) == (None, 1.5, 120.0)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, None),
        (10, 10),
        ("1KB", 1024),
        ("1.1kb", 1126),
        ("2 MiB", 2 << 20),
        ("3 b", 3),
        ("1gb", 1 << 30),
        (".5TiB", 1 << 39),
        (1, 1),
        ("9" * 400 + "TB", 2**62),
    ],
)
def test_sizes_count_in_powers_of_1024(given: int | str | None, expected: int | None) -> None:
    assert size(given) == expected


@pytest.mark.parametrize("bad", ["10", "", "x", 0, -1, "0MB", "1iB"])
def test_what_is_no_size_is_an_error(bad: int | str) -> None:
    with pytest.raises(StreamlitValueError, match="is no size"):
        size(bad)


@pytest.mark.parametrize("bad", [True, 1.5])
def test_a_size_is_an_integer_or_text(bad: int) -> None:
    with pytest.raises(StreamlitInvalidParameterTypeError):
        size(bad)
