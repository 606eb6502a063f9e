"""Parameters of what is shown and of places to show it in that mean something of their own."""

TEXT = """
markdown.body, caption.body
    Markdown; any other object's text.

title.body, header.body, subheader.body
    Markdown of one line.

text.body
    What is shown as it is; any other object's text.

code.body
    The source; any other object's text.

code.language
    A name that Pygments knows, such as "python"; None, and others, for plain text.

code.line_numbers
    Whether lines are numbered, from 1.

code.wrap_lines
    Whether long lines go on in the next one; else they scroll.

code.height
    Pixels above zero, beyond which it scrolls; "content" or None for all lines, "stretch" for the
    room there is.

markdown.anchors
    Whether each heading has a link to itself.

markdown.width
    Pixels above zero, "stretch", "content", or "auto" for what suits the place.

latex.body
    LaTeX without dollar signs, or an expression of SymPy.

json.body
    JSON text, or anything made of dictionaries and lists.

json.expanded
    How many levels are open: all, none, or so many.

html.body
    HTML, a `pathlib.Path` to a file with HTML or CSS, or an object with `_repr_html_`.

html.unsafe_allow_javascript
    Whether scripts run, in the notebook's own page; give it only text that you trust.

iframe.src
    An address, a `pathlib.Path` to a file, or HTML itself.

iframe.height
    Pixels above zero; "content" for that of HTML and 400 pixels for an address, "stretch" for
    the room there is.

iframe.tab_index
    The place in the order of the tab key; None for the browser's own.

badge.color
    The colour of the ground.

help.obj
    Whatever is to be described; without it, this package.

echo.code_location
    Whether the code stands above or below what it shows.

write.args
    What to show: text as Markdown, everything else as suits its type.

write_stream.stream
    A generator (async too), a function that makes one, an iterable, or the stream of a language
    model's client (OpenAI, Anthropic, LangChain).

write_stream.cursor
    What follows the text while it grows; None for nothing.

metric.value
    The number, or a text, which is Markdown of one line; None is shown as a dash.

metric.delta
    How it has changed, as `value`; a minus sign points down, zero nowhere. None for no change
    shown.

metric.delta_color
    "normal" is green upwards and red downwards, "inverse" the other way round, "off" grey; or the
    name of a colour.

metric.delta_arrow
    Where the arrow points; "auto" by the sign, "off" for no arrow.

metric.delta_description
    A few words on what the change is compared to; None for none.

metric.chart_data
    Numbers to draw as a small chart; None for no chart.

metric.chart_type
    How they are drawn.

metric.format
    A printf pattern, or a name such as "percent", "compact" or "dollar"; None for as given.

table.data
    A DataFrame, a Styler, or anything that makes one; texts in it are Markdown.

table.border
    Whether all lines are drawn, none, or the "horizontal" ones.

table.hide_header
    Whether the headings are left out; None does so where they only number the columns.

dataframe.data
    A DataFrame, a Styler, an array, a dictionary, a database's cursor or relation, or whatever
    else makes a table.

dataframe.height, data_editor.height
    Pixels above zero; "auto" for up to ten rows, "content" for all, "stretch" for the room there
    is.

dataframe.placeholder, data_editor.placeholder
    What stands for missing values; None for the usual sign.

dataframe.selection_mode : str or iterable of str
    What can be selected: "single-row", "single-row-required", "multi-row", "single-column",
    "multi-column", "single-cell" or "multi-cell"; or several of these.

dataframe.selection_default
    What is selected at first, in the form of the result; None for nothing.

dataframe.lazy
    Whether only rows in sight are sent: never, from 1,000 rows on, or (None) from 10,000 on.

line_chart.color, area_chart.color, bar_chart.color, scatter_chart.color
    A colour, a list of one for each `y`, or the name of a column that tells the marks apart;
    None for the app's own colours.

area_chart.stack
    True puts areas on top of each other, False, None or "layered" one before the other;
    "normalize" shows shares, "center" streams around the middle.

bar_chart.stack
    True or None puts bars on top of each other, False side by side, "layered" one before the
    other, "normalize" shows shares, "center" spreads around the middle.

bar_chart.horizontal
    Whether bars lie; `x` still names what they stand for.

bar_chart.sort
    Whether bars are in the order of their names; or the column to sort by, downwards with a "-"
    before it. False keeps the order of the data.

scatter_chart.size
    The area of a point in square pixels, or the name of a column with it; None for the usual one.

altair_chart.altair_chart
    The chart.

altair_chart.width, vega_lite_chart.width
    Pixels above zero, "stretch" or "content"; None for what the chart says, or suits it.

altair_chart.selection_mode, vega_lite_chart.selection_mode
    The name of the selection parameter to report, or several; None for all.

vega_lite_chart.data
    A table, or the specification itself where `spec` is left out; None for data within `spec`.

vega_lite_chart.spec
    The specification in Vega-Lite; None where `data` is it.

plotly_chart.figure_or_data
    A figure, a dictionary of one, traces, or a figure of Matplotlib.

plotly_chart.selection_mode : str or iterable of str
    By what the reader can select: "points" (clicks), "box" or "lasso"; or several of these.

plotly_chart.config
    Plotly's own configuration; None for its defaults.

echarts_chart.spec
    The option object: a dictionary, JSON, or a chart of pyecharts.

echarts_chart.renderer
    How the browser draws it: in pixels or in vectors.

graphviz_chart.figure_or_dot
    Text in the DOT language, or an object of the graphviz package.

mermaid_chart.body
    The diagram, in Mermaid's language.

pyplot.fig
    The figure of Matplotlib.

pyplot.clear_figure
    Whether the figure is emptied afterwards.

pyplot.kwargs
    Parameters of the figure's `savefig`, such as `dpi`.

map.data
    A table with a column each for latitude and longitude, in degrees.

map.latitude
    The column with latitudes; None for one called lat or latitude.

map.longitude
    The column with longitudes; None for one called lon or longitude.

map.color
    A colour, or the name of a column with colours; None for the app's own.

map.size
    The radius in metres, or the name of a column with it; None for 100.

map.use_container_width, pydeck_chart.use_container_width
    An old name: False is `width=700`, True and None are `width`.

map.zoom
    From 0 (the world) to 19; None for all points in view.

pydeck_chart.pydeck_obj
    The deck; None for an empty map.

pydeck_chart.selection_mode
    Whether one object can be selected at a time, or several.

image.image
    A path, an address, bytes, an open file, SVG, a Pillow image, an array of height x width (x 1,
    3 or 4 channels), or a list of these.

image.caption
    Markdown below it; a list for several pictures. None for none.

image.alt : str, sequence of str or None
    What a screen reader says in its place; a list for several. None for nothing of its own.

image.clamp
    Whether numbers beyond 255 (ints) or 1.0 (floats) are cut off; they are refused otherwise.

image.channels
    The order of colours in an array.

image.output_format
    "JPEG" is smaller for photographs, "PNG" exact; "auto" chooses.

image.use_column_width
    Of no effect, with a warning: use `width`.

logo.size
    How high it is.

logo.icon_image
    What is shown while the sidebar is closed; None for `image`.

logo.link
    The address that a click opens, beginning with http:// or https://; None for none.

audio.data
    A path, an address, bytes, an open file, or an array of samples (channels x samples).

audio.sample_rate
    Samples per second of an array, in hertz; None for data that say so themselves.

audio.format, video.format
    The MIME type of bytes.

video.data
    A path, an address (of YouTube too), bytes or an open file.

video.subtitles
    WebVTT or SRT: text, a path or a file; a dictionary of several by their names. None for none.

video.muted
    Whether it plays without sound, as browsers want it of what plays by itself.

pdf.data
    A path, an address, bytes or an open file.

pdf.height : int or "stretch"
    Pixels above zero, or "stretch" for the room there is.

chat_message.name
    Who speaks: "user", "assistant", "human" and "ai" have pictures; others their first letter.

chat_message.avatar
    The picture: "user", "assistant", an emoji, an icon, an address, or an image (a path, the bytes
    of a file, a Pillow image or an array); None for that of `name`.

container.border
    Whether a frame is drawn; None for one where `height` is given in pixels.

container.height
    Pixels above zero, beyond which it scrolls; "content" or "stretch".

container.wrap, columns.wrap, grid.wrap
    Whether what does not fit stands in the next line.

container.autoscroll
    Whether its end stays in view while it grows; None is False.

container.horizontal_alignment
    Where the elements stand from left to right.

markdown.wrap, caption.wrap, title.wrap, header.wrap, subheader.wrap, text.wrap
    Whether what is too long goes on in the next line; False shows one line, cut off at its end.

container.key, grid.key
    A name, unique in a run, that is a class of its HTML element: `st-key-...`. None for none.

columns.spec
    How many, at least 1; or their weights, above zero: `[3, 1]` is three quarters and one.

columns.border, grid.border
    Whether a frame is drawn around each.

grid.columns
    How many, 1 to 24; "auto" for as many as fit.

grid.min_column_width
    For "auto": how wide columns are at least, in pixels.

grid.row_height
    The height of each row in pixels, or that of its content.

grid.gap : str, int, a pair of these or None
    The distance of cells, or a pair of those of rows and of columns: by name or in pixels.

grid.dense
    Whether later cells fill the holes that wide ones leave.

Grid.cell.column_span
    Over how many columns it reaches; "all" for the whole row.

Grid.cell.row_span
    Over how many rows it reaches.

form.key
    Its name, once per run; with an empty one it is a frame, and no form.

form.clear_on_submit
    Whether its widgets have their defaults again after each submission.

form.enter_to_submit
    Whether the Enter key in a text field presses the first submit button.

tabs.tabs
    The labels, Markdown of one line; at least one.

tabs.default
    The label of the tab that is in front at first; None for the first tab.

tabs.on_change, expander.on_change, popover.on_change
    "rerun" runs the app when the reader opens or closes it, a function is called before; then
    the state under `key` knows it. "ignore" does not run it.

expander.type, status.type
    "compact" leaves the border out.

space.size
    A size by name, pixels above zero, or "stretch" for all that is left.

page_link.page
    A page of `st.navigation`, the path of its script, or an address, which needs a `label`.

page_link.label
    Markdown of one line; None for the page's title.

page_link.icon
    An emoji or an icon; None for that of an `st.Page`, and for none where `page` is a path.

page_link.help
    Markdown of a tooltip; None for the page's own.

cell.name
    What `%%rerun --name` calls the other cell.

success.body, info.body, warning.body, error.body
    Markdown; any other object's text.

success.icon, info.icon, warning.icon, error.icon
    An emoji or an icon such as ":material/bolt:"; None for what the body begins with.

toast.body
    Markdown; not empty.

toast.duration
    Seconds above zero, or "short" (4), "long" (10), "infinite" (until it is closed).

exception.exception
    The exception; anything else is shown by its type and text.

progress.value : int or float
    How much is done: an int from 0 to 100, or a float from 0.0 to 1.0.

progress.text
    Markdown above the bar; None for none.

spinner.text
    Markdown beside the sign.

skeleton.height
    Pixels above zero, or "stretch" for the room there is; None for one line.

status.state
    How it stands; it is shown by a sign.

Status.update.label
    Markdown of one line; None keeps the label.

Status.update.expanded
    Whether it is open; None keeps it as the reader has it.

Status.update.state
    How it stands; None keeps the state.
"""
