"""What a test can ask for, of the whole page or of one place: a list for each type of element.

A table of contents, not code: editors complete `at.button` and know what it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from rerun_state.testing.lists import BlockList, ElementList, WidgetList

if TYPE_CHECKING:
    from rerun_state.testing.data import Dataframe, Metric, Table
    from rerun_state.testing.element import Element, Widget
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


L_co = TypeVar("L_co", covariant=True)


class _Listed(Generic[L_co]):
    """A property of a place: the list of all elements in it of the type that it is named as."""

    def __init__(self, made: Callable[[list[Any]], L_co]) -> None:
        self._made = made

    def __set_name__(self, owner: type, name: str) -> None:
        self._type = name

    @overload
    def __get__(self, place: None, owner: type) -> Self: ...
    @overload
    def __get__(self, place: Queries, owner: type) -> L_co: ...
    def __get__(self, place: Queries | None, owner: type) -> Self | L_co:
        return self if place is None else self._made(place.get(self._type))


class Queries:
    """Lists of elements by their type, in page order."""

    def get(self, element_type: str) -> list[Any]:
        """All elements of a type, in page order."""
        raise NotImplementedError

    audio_input: _Listed[WidgetList[FileUploader]] = _Listed(WidgetList)
    button: _Listed[WidgetList[Button]] = _Listed(WidgetList)
    button_group: _Listed[WidgetList[ButtonGroup]] = _Listed(WidgetList)
    camera_input: _Listed[WidgetList[FileUploader]] = _Listed(WidgetList)
    caption: _Listed[ElementList[Prose]] = _Listed(ElementList)
    chat_input: _Listed[WidgetList[ChatInput]] = _Listed(WidgetList)
    chat_message: _Listed[BlockList[ChatMessage]] = _Listed(BlockList)
    checkbox: _Listed[WidgetList[Checkbox]] = _Listed(WidgetList)
    code: _Listed[ElementList[Code]] = _Listed(ElementList)
    color_picker: _Listed[WidgetList[ColorPicker]] = _Listed(WidgetList)
    columns: _Listed[BlockList[Column]] = _Listed(BlockList)
    container: _Listed[BlockList[Block]] = _Listed(BlockList)
    data_editor: _Listed[WidgetList[Dataframe]] = _Listed(WidgetList)
    dataframe: _Listed[WidgetList[Dataframe]] = _Listed(WidgetList)
    date_input: _Listed[WidgetList[DateInput]] = _Listed(WidgetList)
    datetime_input: _Listed[WidgetList[DateTimeInput]] = _Listed(WidgetList)
    dialog: _Listed[BlockList[Block]] = _Listed(BlockList)
    divider: _Listed[ElementList[Divider]] = _Listed(ElementList)
    download_button: _Listed[WidgetList[Button]] = _Listed(WidgetList)
    error: _Listed[ElementList[Alert]] = _Listed(ElementList)
    exception: _Listed[ElementList[Exception_]] = _Listed(ElementList)
    expander: _Listed[BlockList[Expander]] = _Listed(BlockList)
    feedback: _Listed[WidgetList[Feedback]] = _Listed(WidgetList)
    file_uploader: _Listed[WidgetList[FileUploader]] = _Listed(WidgetList)
    form: _Listed[BlockList[Block]] = _Listed(BlockList)
    form_submit_button: _Listed[WidgetList[Button]] = _Listed(WidgetList)
    grid: _Listed[BlockList[Grid]] = _Listed(BlockList)
    header: _Listed[ElementList[Heading]] = _Listed(ElementList)
    help: _Listed[ElementList[Help]] = _Listed(ElementList)
    html: _Listed[ElementList[Element]] = _Listed(ElementList)
    image: _Listed[ElementList[Image]] = _Listed(ElementList)
    info: _Listed[ElementList[Alert]] = _Listed(ElementList)
    json: _Listed[ElementList[Json]] = _Listed(ElementList)
    latex: _Listed[ElementList[Prose]] = _Listed(ElementList)
    link_button: _Listed[ElementList[LinkButton]] = _Listed(ElementList)
    markdown: _Listed[ElementList[Prose]] = _Listed(ElementList)
    menu_button: _Listed[WidgetList[MenuButton]] = _Listed(WidgetList)
    metric: _Listed[ElementList[Metric]] = _Listed(ElementList)
    multiselect: _Listed[WidgetList[Several]] = _Listed(WidgetList)
    number_input: _Listed[WidgetList[NumberInput]] = _Listed(WidgetList)
    page_link: _Listed[ElementList[PageLink]] = _Listed(ElementList)
    pagination: _Listed[WidgetList[Pagination]] = _Listed(WidgetList)
    pills: _Listed[WidgetList[ButtonGroup]] = _Listed(WidgetList)
    popover: _Listed[BlockList[Popover]] = _Listed(BlockList)
    progress: _Listed[ElementList[Progress]] = _Listed(ElementList)
    radio: _Listed[WidgetList[Choice]] = _Listed(WidgetList)
    segmented_control: _Listed[WidgetList[ButtonGroup]] = _Listed(WidgetList)
    select_slider: _Listed[WidgetList[SelectSlider]] = _Listed(WidgetList)
    selectbox: _Listed[WidgetList[Choice]] = _Listed(WidgetList)
    slider: _Listed[WidgetList[Slider]] = _Listed(WidgetList)
    space: _Listed[ElementList[Space]] = _Listed(ElementList)
    status: _Listed[BlockList[Status]] = _Listed(BlockList)
    subheader: _Listed[ElementList[Heading]] = _Listed(ElementList)
    success: _Listed[ElementList[Alert]] = _Listed(ElementList)
    table: _Listed[ElementList[Table]] = _Listed(ElementList)
    tabs: _Listed[BlockList[Tab]] = _Listed(BlockList)
    text: _Listed[ElementList[Element]] = _Listed(ElementList)
    text_area: _Listed[WidgetList[TextInput]] = _Listed(WidgetList)
    text_input: _Listed[WidgetList[TextInput]] = _Listed(WidgetList)
    time_input: _Listed[WidgetList[TimeInput]] = _Listed(WidgetList)
    title: _Listed[ElementList[Heading]] = _Listed(ElementList)
    toast: _Listed[ElementList[Alert]] = _Listed(ElementList)
    toggle: _Listed[WidgetList[Checkbox]] = _Listed(WidgetList)
    warning: _Listed[ElementList[Alert]] = _Listed(ElementList)

    @property
    def widget(self) -> WidgetList[Widget]:
        return WidgetList(self.get("widget"))
