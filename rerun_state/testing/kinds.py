"""Which class shows a test which type of element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rerun_state.runtime.model.tree import Node
from rerun_state.testing import data, layout, media, status, text
from rerun_state.testing.element import Element, Widget, type_of
from rerun_state.testing.inputs import buttons, choices, entry, files

if TYPE_CHECKING:
    from rerun_state.testing.tree import Tree

BLOCKS: dict[str, type[layout.Block]] = {
    "chat_message": layout.ChatMessage,
    "column": layout.Column,
    "expander": layout.Expander,
    "grid": layout.Grid,
    "popover": layout.Popover,
    "status": layout.Status,
    "tab": layout.Tab,
}

ELEMENTS: dict[str, type[Element]] = {
    "audio_input": files.AudioInput,
    "button": buttons.Button,
    "button_group": choices.ButtonGroup,
    "camera_input": files.CameraInput,
    "caption": text.Prose,
    "chat_input": files.ChatInput,
    "cell": layout.Guest,
    "checkbox": choices.Checkbox,
    "code": text.Code,
    "color_picker": entry.ColorPicker,
    "dataframe": data.Dataframe,
    "date_input": entry.DateInput,
    "date_time_input": entry.DateTimeInput,
    "divider": text.Divider,
    "download_button": buttons.Button,
    "error": status.Alert,
    "exception": status.Exception_,
    "feedback": choices.Feedback,
    "file_uploader": files.FileUploader,
    "header": text.Heading,
    "help_info": text.Help,
    "image": media.Image,
    "info": status.Alert,
    "json": text.Json,
    "latex": text.Prose,
    "link_button": buttons.LinkButton,
    "markdown": text.Prose,
    "menu_button": buttons.MenuButton,
    "metric": data.Metric,
    "multiselect": choices.Several,
    "number_input": choices.NumberInput,
    "page_link": layout.PageLink,
    "pagination": choices.Pagination,
    "progress": status.Progress,
    "radio": choices.Choice,
    "select_slider": choices.SelectSlider,
    "selectbox": choices.Choice,
    "slider": choices.Slider,
    "space": layout.Space,
    "subheader": text.Heading,
    "success": status.Alert,
    "table": data.Table,
    "text_area": entry.TextInput,
    "text_input": entry.TextInput,
    "time_input": entry.TimeInput,
    "title": text.Heading,
    "toast": status.Alert,
    "toggle": choices.Checkbox,
    "warning": status.Alert,
}


def view(node: Node, root: Tree) -> Element:
    """What a test sees of a node."""
    if node.children is not None:
        return BLOCKS.get(node.element.kind, layout.Block)(node, root)
    made = ELEMENTS.get(type_of(node))
    if made is not None:
        return made(node, root)
    return Widget(node, root) if node.widget is not None else Element(node, root)
