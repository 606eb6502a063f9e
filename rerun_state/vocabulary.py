"""The vocabulary: every element as a method of what users hold, and as a function of the package.

Two tables of contents, not code. Each line binds a plain function, whose first parameter is the
block, so that editors and Shift-Tab show its true signature.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from typing import TYPE_CHECKING, Literal, NoReturn, Self

from rerun_state import commands
from rerun_state.elements import write as write_
from rerun_state.elements.charts import maps, plots, simple, vega
from rerun_state.elements.data import editor, metrics, tables
from rerun_state.elements.inputs import (
    buttons,
    chat,
    choice,
    color,
    dates,
    downloads,
    entry,
    files,
    links,
    number,
    ratings,
    toggles,
)
from rerun_state.elements.inputs import keyed as keyed_
from rerun_state.elements.inputs import multiselect as multiselect_
from rerun_state.elements.inputs import pills as pills_
from rerun_state.elements.inputs import select_slider as select_slider_
from rerun_state.elements.inputs import slider as slider_
from rerun_state.elements.inputs import widget as widget_
from rerun_state.elements.layout import app, containers, panels
from rerun_state.elements.layout import cell as cell_
from rerun_state.elements.media import images, players
from rerun_state.elements.status import messages as status_
from rerun_state.elements.status import progress as progress_
from rerun_state.elements.status import task as task_
from rerun_state.elements.text import docs, markup
from rerun_state.elements.text import prose as text_
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.grammar.block import Block
from rerun_state.runtime.model.tree import EVENT


class Container(Block):
    """A place of the page; call elements on it, or use it by `with`.

    It takes attributes, by which packages put functions of their own in the place of elements.
    """

    # text
    title = text_.title
    header = text_.header
    subheader = text_.subheader
    markdown = text_.markdown
    caption = text_.caption
    text = text_.text
    code = text_.code
    divider = text_.divider
    write = write_.write
    write_stream = write_.write_stream
    latex = markup.latex
    json = markup.json
    html = markup.html
    iframe = markup.iframe
    badge = markup.badge
    help = docs.help
    echo = docs.echo

    # data
    metric = metrics.metric
    table = tables.table
    dataframe = tables.dataframe
    data_editor = editor.data_editor

    # charts
    line_chart = simple.line_chart
    area_chart = simple.area_chart
    bar_chart = simple.bar_chart
    scatter_chart = simple.scatter_chart
    altair_chart = vega.altair_chart
    vega_lite_chart = vega.vega_lite_chart
    plotly_chart = plots.plotly_chart
    echarts_chart = plots.echarts_chart
    pyplot = plots.pyplot
    map = maps.map
    pydeck_chart = maps.pydeck_chart
    graphviz_chart = plots.graphviz_chart
    mermaid_chart = plots.mermaid_chart

    # media
    image = images.image
    logo = images.logo
    audio = players.audio
    video = players.video
    pdf = players.pdf

    # input
    button = buttons.button
    form_submit_button = buttons.form_submit_button
    checkbox = toggles.checkbox
    toggle = toggles.toggle
    radio = choice.radio
    selectbox = choice.selectbox
    multiselect = multiselect_.multiselect
    pills = pills_.pills
    segmented_control = pills_.segmented_control
    select_slider = select_slider_.select_slider
    feedback = ratings.feedback
    pagination = ratings.pagination
    number_input = number.number_input
    slider = slider_.slider
    text_input = entry.text_input
    text_area = entry.text_area
    color_picker = color.color_picker
    date_input = dates.date_input
    time_input = dates.time_input
    datetime_input = dates.datetime_input
    file_uploader = files.file_uploader
    camera_input = files.camera_input
    audio_input = files.audio_input
    chat_input = chat.chat_input
    download_button = downloads.download_button
    link_button = links.link_button
    menu_button = links.menu_button
    widget = widget_.widget
    keyed = keyed_.keyed

    # layout
    chat_message = chat.chat_message
    container = containers.container
    columns = containers.columns
    empty = containers.empty
    form = containers.form
    tabs = panels.tabs
    expander = panels.expander
    popover = panels.popover
    grid = containers.grid
    space = containers.space
    page_link = app.page_link
    cell = cell_.cell

    # status
    success = status_.success
    info = status_.info
    warning = status_.warning
    error = status_.error
    exception = status_.exception
    status = status_.status
    progress = progress_.progress
    spinner = progress_.spinner
    skeleton = progress_.skeleton
    task = task_.task
    toast = status_.toast
    balloons = status_.balloons
    snow = status_.snow

    # The classes of the places which can do more than others.

    @property
    def _panel(self) -> type[Panel]:
        return Panel

    @property
    def _status(self) -> type[Status]:
        return Status

    @property
    def _grid(self) -> type[Grid]:
        return Grid

    @property
    def _skeleton(self) -> Callable[..., Skeleton]:
        """The element as packages know it, from before it was public."""
        return self.skeleton

    @property
    def _skeletons(self) -> type[Skeleton]:
        return Skeleton

    if not TYPE_CHECKING:  # which would take any name for one that exists

        def __getattr__(self, name: str) -> Callable[..., NoReturn]:
            """What is no element is one that cannot be called, as under Streamlit."""
            if name.startswith("_"):
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

            def missing(*_: object, **__: object) -> NoReturn:
                raise StreamlitAPIException(commands.removed.explain_no_command(name))

            return missing

    def _get_delta_path_str(self) -> str:
        """A name of the place, by which packages keep files as Streamlit's own elements do."""
        return self._section


class Panel(Container):
    """A tab, an expander or a popover."""

    _handle = Container

    open: bool | None
    """Whether it is open, where the app is told (`on_change`); None elsewhere."""


class Status(Container):
    """A status container: the steps of something, and how it stands."""

    _handle = Container

    update = status_.update

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        if status_.state_of(self) == "running":
            self.update(state="complete" if error[0] is None else "error")


class Grid(Container):
    """A grid: what is put into it fills one cell after the other."""

    _handle = Container

    def cell(  # type: ignore[override]  # Streamlit calls the parts of a grid so
        self, *, column_span: int | Literal["all"] = 1, row_span: int = 1
    ) -> Container:
        """Open a cell that spans several columns ("all" for the whole row) or rows; return it."""
        return containers.grid_cell(self, Container, column_span, row_span)


class Skeleton(Container):
    """The place of something that is to come; by `with` it shows while the block lasts."""

    _handle = Container

    def __enter__(self) -> Self:
        progress_.await_content(self)
        return self

    def __exit__(self, *_: object) -> None:
        progress_.give_up(self)


_main = Container()
_event = Container(section=EVENT)

title = _main.title
header = _main.header
subheader = _main.subheader
markdown = _main.markdown
caption = _main.caption
text = _main.text
code = _main.code
divider = _main.divider
write = _main.write
write_stream = _main.write_stream
latex = _main.latex
json = _main.json
html = _main.html
iframe = _main.iframe
badge = _main.badge
help = _main.help
echo = _main.echo
metric = _main.metric
table = _main.table
dataframe = _main.dataframe
data_editor = _main.data_editor
line_chart = _main.line_chart
area_chart = _main.area_chart
bar_chart = _main.bar_chart
scatter_chart = _main.scatter_chart
altair_chart = _main.altair_chart
vega_lite_chart = _main.vega_lite_chart
plotly_chart = _main.plotly_chart
echarts_chart = _main.echarts_chart
pyplot = _main.pyplot
map = _main.map
pydeck_chart = _main.pydeck_chart
graphviz_chart = _main.graphviz_chart
mermaid_chart = _main.mermaid_chart
image = _main.image
logo = _main.logo
audio = _main.audio
video = _main.video
pdf = _main.pdf
button = _main.button
form_submit_button = _main.form_submit_button
checkbox = _main.checkbox
toggle = _main.toggle
radio = _main.radio
selectbox = _main.selectbox
multiselect = _main.multiselect
pills = _main.pills
segmented_control = _main.segmented_control
select_slider = _main.select_slider
feedback = _main.feedback
pagination = _main.pagination
number_input = _main.number_input
slider = _main.slider
text_input = _main.text_input
text_area = _main.text_area
color_picker = _main.color_picker
date_input = _main.date_input
time_input = _main.time_input
datetime_input = _main.datetime_input
file_uploader = _main.file_uploader
camera_input = _main.camera_input
audio_input = _main.audio_input
chat_input = _main.chat_input
chat_message = _main.chat_message
download_button = _main.download_button
link_button = _main.link_button
menu_button = _main.menu_button
widget = _main.widget
keyed = _main.keyed
container = _main.container
columns = _main.columns
empty = _main.empty
form = _main.form
tabs = _main.tabs
expander = _main.expander
popover = _main.popover
grid = _main.grid
space = _main.space
page_link = _main.page_link
cell = _main.cell
success = _main.success
info = _main.info
warning = _main.warning
error = _main.error
exception = _main.exception
status = _main.status
progress = _main.progress
spinner = _main.spinner
skeleton = _main.skeleton
task = _main.task
toast = _event.toast
balloons = _main.balloons
snow = _main.snow

if not TYPE_CHECKING:  # a type checker knows lists of plain texts only, and names without `_`
    __all__ = [name for name, each in globals().items() if isinstance(each, MethodType)]
