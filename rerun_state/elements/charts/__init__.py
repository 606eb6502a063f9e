"""Charts: the simple ones of Streamlit, and those of other libraries.

- `simple`: lines, areas, bars, points; `longform`: tables with one row for each point;
  `reduction`: fewer points that look the same; `detail`: all of them, for readers who zoom
- `vega`: Vega-Lite and Altair; `plots`: Plotly, ECharts, Graphviz, Mermaid, Matplotlib
- `maps`: points on a map, and pydeck
"""
