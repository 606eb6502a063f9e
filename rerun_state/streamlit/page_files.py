"""What packages ask about the names and icons of pages."""

from __future__ import annotations

import random
from pathlib import Path

from rerun_state.runtime.execution.app_page import name_of_file
from rerun_state.streamlit.emojis import ALL_EMOJIS


def page_icon_and_name(script_path: Path) -> tuple[str, str]:
    """The icon and the name in a file's name: `1_🎈_Two_words.py` gives `🎈` and `Two_words`."""
    name, icon = name_of_file(script_path)
    return icon, name


def get_random_emoji() -> str:
    """One of the emoji that icons may be."""
    chosen: str = random.choice(sorted(ALL_EMOJIS))
    return chosen
