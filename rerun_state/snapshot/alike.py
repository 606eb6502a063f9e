"""Pieces that every form of a snapshot shows alike, by the functions that made them."""

ALERTS = ("error", "info", "success", "warning")
BLANKS = ("skeleton", "space")
BUTTONS = ("button", "download_button", "form_submit_button", "menu_button")
CHARTS = ("echarts_chart", "map", "plotly_chart", "pydeck_chart", "vega_lite_chart")
LINKS = ("link_button", "page_link")
MEDIA = ("audio", "iframe", "pdf", "video")
TABLES = ("data_editor", "dataframe", "table")
TICKS = ("checkbox", "toggle")
