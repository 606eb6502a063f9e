"""Charts: the simple ones of Streamlit, and those of other libraries.

- `simple`: lines, areas, bars, points, and `guides`: what stands along which channel of them;
  `given`: the columns of their data, where these lie; `longform`: a row for each point;
  `reduction`: fewer points that look the same, by where they stand on the `axes` and in `runs` of
  them; `bars`: fewer bars; `detail`: all points, for readers who zoom; `recollection`: the points
  of the last run
- `vega`: Vega-Lite and Altair; `evaluation`: their transforms, evaluated here, where `agreement`
  knows that the result is Vega's own; `plots`: Plotly, ECharts, Graphviz, Mermaid, Matplotlib
- `maps`: points on a map, and pydeck
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.elements.charts import bars as bars
    from rerun_state.elements.charts import detail as detail
    from rerun_state.elements.charts import evaluation as evaluation
    from rerun_state.elements.charts import guides as guides
    from rerun_state.elements.charts import longform as longform
    from rerun_state.elements.charts import recollection as recollection
    from rerun_state.elements.charts import reduction as reduction
else:
    __getattr__ = opened_by(
        __name__, "bars", "detail", "evaluation", "guides", "longform", "recollection", "reduction"
    )
