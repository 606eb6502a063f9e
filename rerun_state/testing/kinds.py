"""Which class shows a test which type of element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rerun_state.runtime.model.tree import Node
from rerun_state.testing import blocks, choices, display, entry, files, views, widgets
from rerun_state.testing.elements import Element, Widget, type_of

if TYPE_CHECKING:
    from rerun_state.testing.tree import Tree

BLOCKS: dict[str, type[blocks.Block]] = {
    "chat_message": files.ChatMessage,
    "column": blocks.Column,
    "expander": blocks.Expander,
    "grid": blocks.Grid,
    "popover": blocks.Popover,
    "status": blocks.Status,
    "tab": blocks.Tab,
}

ELEMENTS: dict[str, type[Element]] = {
    "audio_input": files.FileUploader,
    "button": widgets.Button,
    "button_group": choices.ButtonGroup,
    "camera_input": files.FileUploader,
    "caption": views.Prose,
    "chat_input": files.ChatInput,
    "checkbox": choices.Checkbox,
    "code": views.Code,
    "color_picker": entry.ColorPicker,
    "dataframe": display.Dataframe,
    "date_input": entry.DateInput,
    "date_time_input": entry.DateTimeInput,
    "divider": views.Divider,
    "download_button": widgets.Button,
    "error": views.Alert,
    "exception": views.Exception_,
    "feedback": choices.Feedback,
    "file_uploader": files.FileUploader,
    "header": views.Heading,
    "help_info": display.Help,
    "image": display.Image,
    "info": views.Alert,
    "json": views.Json,
    "latex": views.Prose,
    "link_button": files.LinkButton,
    "markdown": views.Prose,
    "menu_button": files.MenuButton,
    "metric": views.Metric,
    "multiselect": choices.Several,
    "number_input": choices.NumberInput,
    "page_link": views.PageLink,
    "pagination": choices.Pagination,
    "progress": views.Progress,
    "radio": choices.Choice,
    "select_slider": choices.SelectSlider,
    "selectbox": choices.Choice,
    "slider": choices.Slider,
    "space": views.Space,
    "subheader": views.Heading,
    "success": views.Alert,
    "table": display.Table,
    "text_area": entry.TextInput,
    "text_input": entry.TextInput,
    "time_input": entry.TimeInput,
    "title": views.Heading,
    "toast": views.Alert,
    "toggle": choices.Checkbox,
    "warning": views.Alert,
}


def view(node: Node, root: Tree) -> Element:
    """What a test sees of a node."""
    if node.children is not None:
        return BLOCKS.get(node.element.kind, blocks.Block)(node, root)
    made = ELEMENTS.get(type_of(node))
    if made is not None:
        return made(node, root)
    return Widget(node, root) if node.widget is not None else Element(node, root)
