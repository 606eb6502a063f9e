"""Names and icons of pages."""

from importlib import import_module
from pathlib import Path


def test_the_name_of_a_file_tells_the_icon_and_the_name_of_its_page() -> None:
    told = import_module("streamlit.source_util").page_icon_and_name
    assert told(Path("pages/1_🏠_My_home.py")) == ("🏠", "My_home")
    assert told(Path("x_y.py")) == ("", "x_y")
    assert told(Path("12.py")) == ("", "12")


def test_any_emoji_is_good_for_an_icon() -> None:
    emoji = import_module("streamlit.commands.page_config").get_random_emoji()
    assert import_module("streamlit.string_util").is_emoji(emoji)
