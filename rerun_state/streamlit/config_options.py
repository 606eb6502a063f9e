"""The options as Streamlit's own module `config` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rerun_state.commands.config import get_option, option_names


@dataclass(frozen=True)
class ConfigOption:
    """An option, and its value."""

    key: str
    value: Any

    @property
    def section(self) -> str:
        """What comes before the first dot."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """What comes after it."""
        return self.key.partition(".")[2]


def get_config_options(*_: object, **__: object) -> dict[str, ConfigOption]:
    """All options by their names; nothing has to be read again for that."""
    return {key: ConfigOption(key, get_option(key)) for key in option_names()}


def get_options_for_section(section: str) -> dict[str, Any]:
    """The values of a section's options, by their names within it."""
    found = get_config_options().values()
    return {option.name: option.value for option in found if option.section == section}
