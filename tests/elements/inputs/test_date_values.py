"""Dates, times and moments as parameters give them."""

from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from rerun_state.elements.inputs.date_codecs import DateTimeCodec
from rerun_state.elements.inputs.date_values import (
    check_format,
    moment_bounds,
    moment_of,
)
from rerun_state.errors import (
    StreamlitInvalidMinMaxError,
    StreamlitInvalidParameterTypeError,
    StreamlitValueError,
)


def test_a_timestamp_of_pandas_stays_one_until_the_page_has_shown_it() -> None:
    moment = moment_of(pd.Timestamp("2024-02-29 08:45:30", tz="UTC"), "value")
    assert repr(moment) == "Timestamp('2024-02-29 08:45:00')"
    codec = DateTimeCodec(moment, datetime(2024, 1, 1), datetime(2025, 1, 1), False)
    settled = codec.settle(moment)
    assert repr(settled) == repr(datetime(2024, 2, 29, 8, 45))


@pytest.mark.parametrize(
    ("format", "error"), [(5, StreamlitInvalidParameterTypeError), ("YYYY", StreamlitValueError)]
)
def test_what_is_no_format_of_dates_is_refused(format: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="format of date_input"):
        check_format(format, "date_input")


def test_the_first_moment_may_be_the_last_one() -> None:
    only = datetime(2021, 1, 1, 12)
    assert moment_bounds(None, only, only) == (only, only)


def test_a_first_moment_after_the_last_is_refused() -> None:
    with pytest.raises(StreamlitInvalidMinMaxError):
        moment_bounds(None, datetime(2021, 1, 1), datetime(2020, 1, 1))
