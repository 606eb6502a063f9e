"""The emoji that icons may be."""

from __future__ import annotations

from rerun_state.static import read_table

ALL_EMOJIS = set(read_table("emoji").values())
