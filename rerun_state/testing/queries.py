"""What a test can ask for, of the whole page or of one place: a list for each type of element.

A table of contents, not code. The properties are written out so that editors complete `at.button`
and know what it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rerun_state.testing.lists import BlockList, ElementList, WidgetList

if TYPE_CHECKING:
    from rerun_state.testing.data import Dataframe, Metric, Table
    from rerun_state.testing.element import Element
    from rerun_state.testing.inputs.buttons import Button, LinkButton, MenuButton
    from rerun_state.testing.inputs.choices import (
        ButtonGroup,
        Checkbox,
        Choice,
        Feedback,
        NumberInput,
        Pagination,
        SelectSlider,
        Several,
        Slider,
    )
    from rerun_state.testing.inputs.entry import (
        ColorPicker,
        DateInput,
        DateTimeInput,
        TextInput,
        TimeInput,
    )
    from rerun_state.testing.inputs.files import ChatInput, FileUploader
    from rerun_state.testing.layout import (
        Block,
        ChatMessage,
        Column,
        Expander,
        Grid,
        PageLink,
        Popover,
        Space,
        Status,
        Tab,
    )
    from rerun_state.testing.media import Image
    from rerun_state.testing.status import Alert, Exception_, Progress
    from rerun_state.testing.text import Code, Divider, Heading, Help, Json, Prose


class Queries:
    """Lists of elements by their type, in page order."""

    def get(self, element_type: str) -> list[Any]:
        """All elements of a type, in page order."""
        raise NotImplementedError

    @property
    def audio_input(self) -> WidgetList[FileUploader]:
        return WidgetList(self.get("audio_input"))

    @property
    def button(self) -> WidgetList[Button]:
        return WidgetList(self.get("button"))

    @property
    def button_group(self) -> WidgetList[ButtonGroup]:
        return WidgetList(self.get("button_group"))

    @property
    def camera_input(self) -> WidgetList[FileUploader]:
        return WidgetList(self.get("camera_input"))

    @property
    def caption(self) -> ElementList[Prose]:
        return ElementList(self.get("caption"))

    @property
    def chat_input(self) -> WidgetList[ChatInput]:
        return WidgetList(self.get("chat_input"))

    @property
    def chat_message(self) -> BlockList[ChatMessage]:
        return BlockList(self.get("chat_message"))

    @property
    def checkbox(self) -> WidgetList[Checkbox]:
        return WidgetList(self.get("checkbox"))

    @property
    def code(self) -> ElementList[Code]:
        return ElementList(self.get("code"))

    @property
    def color_picker(self) -> WidgetList[ColorPicker]:
        return WidgetList(self.get("color_picker"))

    @property
    def columns(self) -> BlockList[Column]:
        return BlockList(self.get("columns"))

    @property
    def container(self) -> BlockList[Block]:
        return BlockList(self.get("container"))

    @property
    def data_editor(self) -> WidgetList[Dataframe]:
        return WidgetList(self.get("data_editor"))

    @property
    def dataframe(self) -> WidgetList[Dataframe]:
        return WidgetList(self.get("dataframe"))

    @property
    def date_input(self) -> WidgetList[DateInput]:
        return WidgetList(self.get("date_input"))

    @property
    def datetime_input(self) -> WidgetList[DateTimeInput]:
        return WidgetList(self.get("datetime_input"))

    @property
    def dialog(self) -> BlockList[Block]:
        return BlockList(self.get("dialog"))

    @property
    def divider(self) -> ElementList[Divider]:
        return ElementList(self.get("divider"))

    @property
    def download_button(self) -> WidgetList[Button]:
        return WidgetList(self.get("download_button"))

    @property
    def error(self) -> ElementList[Alert]:
        return ElementList(self.get("error"))

    @property
    def exception(self) -> ElementList[Exception_]:
        return ElementList(self.get("exception"))

    @property
    def expander(self) -> BlockList[Expander]:
        return BlockList(self.get("expander"))

    @property
    def feedback(self) -> WidgetList[Feedback]:
        return WidgetList(self.get("feedback"))

    @property
    def file_uploader(self) -> WidgetList[FileUploader]:
        return WidgetList(self.get("file_uploader"))

    @property
    def form(self) -> BlockList[Block]:
        return BlockList(self.get("form"))

    @property
    def form_submit_button(self) -> WidgetList[Button]:
        return WidgetList(self.get("form_submit_button"))

    @property
    def grid(self) -> BlockList[Grid]:
        return BlockList(self.get("grid"))

    @property
    def header(self) -> ElementList[Heading]:
        return ElementList(self.get("header"))

    @property
    def help(self) -> ElementList[Help]:
        return ElementList(self.get("help"))

    @property
    def html(self) -> ElementList[Element]:
        return ElementList(self.get("html"))

    @property
    def image(self) -> ElementList[Image]:
        return ElementList(self.get("image"))

    @property
    def info(self) -> ElementList[Alert]:
        return ElementList(self.get("info"))

    @property
    def json(self) -> ElementList[Json]:
        return ElementList(self.get("json"))

    @property
    def latex(self) -> ElementList[Prose]:
        return ElementList(self.get("latex"))

    @property
    def link_button(self) -> ElementList[LinkButton]:
        return ElementList(self.get("link_button"))

    @property
    def markdown(self) -> ElementList[Prose]:
        return ElementList(self.get("markdown"))

    @property
    def menu_button(self) -> WidgetList[MenuButton]:
        return WidgetList(self.get("menu_button"))

    @property
    def metric(self) -> ElementList[Metric]:
        return ElementList(self.get("metric"))

    @property
    def multiselect(self) -> WidgetList[Several]:
        return WidgetList(self.get("multiselect"))

    @property
    def number_input(self) -> WidgetList[NumberInput]:
        return WidgetList(self.get("number_input"))

    @property
    def page_link(self) -> ElementList[PageLink]:
        return ElementList(self.get("page_link"))

    @property
    def pagination(self) -> WidgetList[Pagination]:
        return WidgetList(self.get("pagination"))

    @property
    def pills(self) -> WidgetList[ButtonGroup]:
        return WidgetList(self.get("pills"))

    @property
    def popover(self) -> BlockList[Popover]:
        return BlockList(self.get("popover"))

    @property
    def progress(self) -> ElementList[Progress]:
        return ElementList(self.get("progress"))

    @property
    def radio(self) -> WidgetList[Choice]:
        return WidgetList(self.get("radio"))

    @property
    def segmented_control(self) -> WidgetList[ButtonGroup]:
        return WidgetList(self.get("segmented_control"))

    @property
    def select_slider(self) -> WidgetList[SelectSlider]:
        return WidgetList(self.get("select_slider"))

    @property
    def selectbox(self) -> WidgetList[Choice]:
        return WidgetList(self.get("selectbox"))

    @property
    def slider(self) -> WidgetList[Slider]:
        return WidgetList(self.get("slider"))

    @property
    def space(self) -> ElementList[Space]:
        return ElementList(self.get("space"))

    @property
    def status(self) -> BlockList[Status]:
        return BlockList(self.get("status"))

    @property
    def subheader(self) -> ElementList[Heading]:
        return ElementList(self.get("subheader"))

    @property
    def success(self) -> ElementList[Alert]:
        return ElementList(self.get("success"))

    @property
    def table(self) -> ElementList[Table]:
        return ElementList(self.get("table"))

    @property
    def tabs(self) -> BlockList[Tab]:
        return BlockList(self.get("tabs"))

    @property
    def text(self) -> ElementList[Element]:
        return ElementList(self.get("text"))

    @property
    def text_area(self) -> WidgetList[TextInput]:
        return WidgetList(self.get("text_area"))

    @property
    def text_input(self) -> WidgetList[TextInput]:
        return WidgetList(self.get("text_input"))

    @property
    def time_input(self) -> WidgetList[TimeInput]:
        return WidgetList(self.get("time_input"))

    @property
    def title(self) -> ElementList[Heading]:
        return ElementList(self.get("title"))

    @property
    def toast(self) -> ElementList[Alert]:
        return ElementList(self.get("toast"))

    @property
    def toggle(self) -> WidgetList[Checkbox]:
        return WidgetList(self.get("toggle"))

    @property
    def warning(self) -> ElementList[Alert]:
        return ElementList(self.get("warning"))
