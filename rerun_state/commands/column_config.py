"""`st.column_config`: how the columns of a table are shown and edited; names only."""

from rerun_state.elements.data.columns.column_config import CheckboxColumn as CheckboxColumn
from rerun_state.elements.data.columns.column_config import Column as Column
from rerun_state.elements.data.columns.column_config import DateColumn as DateColumn
from rerun_state.elements.data.columns.column_config import DatetimeColumn as DatetimeColumn
from rerun_state.elements.data.columns.column_config import LinkColumn as LinkColumn
from rerun_state.elements.data.columns.column_config import ListColumn as ListColumn
from rerun_state.elements.data.columns.column_config import MarkdownColumn as MarkdownColumn
from rerun_state.elements.data.columns.column_config import MultiselectColumn as MultiselectColumn
from rerun_state.elements.data.columns.column_config import NumberColumn as NumberColumn
from rerun_state.elements.data.columns.column_config import SelectboxColumn as SelectboxColumn
from rerun_state.elements.data.columns.column_config import TextColumn as TextColumn
from rerun_state.elements.data.columns.column_config import TimeColumn as TimeColumn
from rerun_state.elements.data.columns.column_views import AreaChartColumn as AreaChartColumn
from rerun_state.elements.data.columns.column_views import AudioColumn as AudioColumn
from rerun_state.elements.data.columns.column_views import BarChartColumn as BarChartColumn
from rerun_state.elements.data.columns.column_views import ButtonColumn as ButtonColumn
from rerun_state.elements.data.columns.column_views import ImageColumn as ImageColumn
from rerun_state.elements.data.columns.column_views import JsonColumn as JsonColumn
from rerun_state.elements.data.columns.column_views import LineChartColumn as LineChartColumn
from rerun_state.elements.data.columns.column_views import ProgressColumn as ProgressColumn
from rerun_state.elements.data.columns.column_views import VideoColumn as VideoColumn
from rerun_state.reference.weaving import weave as _weave


def __dir__() -> list[str]:
    return sorted(name for name in globals() if name[0].isupper())


# As the package does with its own names: here only where a program has any of these.
for _name in __dir__():
    _weave(_name, globals()[_name], "column")
