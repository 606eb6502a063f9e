"""Dates and times of day.

Seconds are dropped where the step is of whole minutes, as the field cannot show them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, overload

from rerun_state.elements.base.frame import frame
from rerun_state.elements.base.parameters import (
    Args,
    Bind,
    Empty,
    Key,
    Kwargs,
    LabelVisibility,
    OnChange,
    Persist,
    WidthWithoutContent,
    emptied,
    has_state,
    one_of,
    truth,
)
from rerun_state.elements.inputs.date_codecs import DateCodec, DateTimeCodec, TimeCodec
from rerun_state.elements.inputs.date_values import (
    check_format,
    check_within,
    clock_of,
    day_bounds,
    days_of,
    days_within,
    is_range,
    iso_minute,
    moment_bounds,
    moment_of,
    shown_time,
    step_of,
)
from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.grammar.judgements import claiming
from rerun_state.runtime.grammar.widgets import field
from rerun_state.runtime.grammar.wiring import Wiring

Day = date | datetime | str
Moment = datetime | date | time | str
Clock = time | datetime | str
Step = int | timedelta
ClockFormat = Literal["12h", "24h", "localized"]


@overload
def date_input(  # type: ignore[overload-overlap]  # a str is a sequence too, but is a date here
    self: Block,
    label: str,
    value: Sequence[Day],
    min_value: Day | None = None,
    max_value: Day | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> tuple[date, ...]: ...


@overload
def date_input(
    self: Block,
    label: str,
    value: Day | Empty = "today",
    min_value: Day | None = None,
    max_value: Day | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> date | Empty: ...
def date_input(
    self: Block,
    label: str,
    value: Any = "today",
    min_value: Day | None = None,
    max_value: Day | None = None,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> Any:
    """Show a field for a date, or for a range of dates; return what it holds.

    A range returns a tuple: of one date while only its beginning is chosen. Without a `value`, one
    in `session_state` counts.

    Raises StreamlitValueBelowMinError, StreamlitValueAboveMaxError or StreamlitInvalidMinMaxError
    for a value or for bounds that exclude each other. A value put into `session_state` that lies
    outside of bounds given here is replaced by the default.

        first, last = st.date_input("Stay", ("2025-07-01", "2025-07-14"))
    """
    props = frame("date_input", label, help, disabled, label_visibility, width, content=False)
    with claiming("date_input", key, format):
        check_format(format, "date_input")
        start = value
        if value == "today" and has_state(key):  # the state says whether this is a range
            start = current().state[str(key)]
        range = is_range(start)
        days = days_of(start, range)
        bounded = min_value is not None or max_value is not None
        first, last = day_bounds(days, min_value, max_value)
        days = days_within(days, first, last, floating=start == "today")
    asked = None if min_value is None else first, None if max_value is None else last
    default = days if range else days[0] if days else None
    props.update(
        min=first.isoformat(),
        max=last.isoformat(),
        format=format,
        range=range,
        required=truth(required, "required"),
        clearable=not days,
    )
    return field(
        self,
        "date_input",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(
            *(label, None if value == "today" else default, *asked, help),
            *(format, required, width),
        ),
        bounds=(format,),
        default=default,
        codec=DateCodec(default, first, last, range, bounded),
    ).value


def time_input(
    self: Block,
    label: str,
    value: Clock | Empty = "now",
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    step: Step = timedelta(seconds=900),
    format: ClockFormat = "24h",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> time | Empty:
    """Show a field for a time of day; return the time.

    Raises StreamlitValueOutOfRangeError for a `step` of less than a second or more than 23 hours.

        alarm = st.time_input("Wake me at", "07:30")
    """
    props = frame("time_input", label, help, disabled, label_visibility, width, content=False)
    clock = clock_of(value)
    with claiming("time_input", key, step):
        seconds = step_of(step, "time_input", 1)
    with claiming("time_input", key, seconds):
        one_of(format, ("12h", "24h", "localized"), "format", "time_input")
    given = shown_time(clock, seconds % 60 != 0)
    default = None if emptied(key) else given
    props.update(
        step=seconds, format=format, required=truth(required, "required"), clearable=value is None
    )
    chosen: time | Empty = field(
        self,
        "time_input",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(label, "now" if value == "now" else given, help, seconds, required, width),
        bounds=(seconds,),
        default=default,
        codec=TimeCodec(default, seconds % 60 != 0),
    ).value
    return chosen


def datetime_input(
    self: Block,
    label: str,
    value: Moment | Empty = "now",
    min_value: Moment | None = None,
    max_value: Moment | None = None,
    *,
    key: Key | None = None,
    help: str | None = None,
    on_change: OnChange | None = "rerun",
    args: Args | None = None,
    kwargs: Kwargs | None = None,
    format: str = "YYYY/MM/DD",
    step: Step = timedelta(seconds=900),
    disabled: bool = False,
    required: bool = False,
    label_visibility: LabelVisibility = "visible",
    width: WidthWithoutContent = "stretch",
    bind: Bind | None = None,
    persist_state: Persist | None = None,
) -> datetime | Empty:
    """Show a field for a date with a time; return them as a datetime without seconds and time zone.

    A date alone is meant at midnight, but as `max_value` with all of its day; a time alone today,
    or as a bound on the day of the value.

    Raises the errors of `date_input`, and StreamlitValueOutOfRangeError for a `step` of less than a
    minute or more than 23 hours.

        start = st.datetime_input("Begins", "2025-07-01 09:00", step=1800)
    """
    props = frame("datetime_input", label, help, disabled, label_visibility, width, content=False)
    given = moment_of(value, "value")
    bounded = min_value is not None or max_value is not None
    first, last = moment_bounds(given, min_value, max_value)
    asked = None if min_value is None else first, None if max_value is None else last
    if given is not None:
        check_within(given, given, first, last, "datetime_input")
    with claiming("datetime_input", key, format, step):
        check_format(format, "datetime_input")
        seconds = step_of(step, "datetime_input", 60)
    default = None if emptied(key) else given
    props.update(
        min=iso_minute(first),
        max=iso_minute(last),
        format=format,
        step=seconds,
        required=truth(required, "required"),
        clearable=value is None,
    )
    chosen: datetime | Empty = field(
        self,
        "datetime_input",
        props,
        Wiring(key, on_change, args, kwargs, bind, persist_state),
        identity=(
            *(label, "now" if value == "now" else given, *asked, help),
            *(format, seconds, required, width),
        ),
        bounds=(format, seconds),
        default=default,
        codec=DateTimeCodec(default, first, last, bounded),
    ).value
    return chosen
