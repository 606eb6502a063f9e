"""What `import streamlit` finds while an app runs: Streamlit's names, each of which is ours.

- `lookup`: what stands for `streamlit.x.y`; `names.txt` has the names of Streamlit's modules, and
  `pointers` what those stand for that exist here. All others say at the call that they do not.
- `addresses`, `call_keys`, `config_options`, `contexts`, `dataframes`, `demos`, `distribution`,
  `emojis`, `formats`, `page_files`, `server`, `session_infos`: the few things that exist for
  Streamlit's sake

Why a module of its own, and not the package itself: `streamlit.runtime` and `rerun_state.runtime`
are two things, and programs ask by `hasattr` and `dir` what there is.
"""

import sys as _sys
import typing as _typing
from types import ModuleType as _ModuleType
from typing import Any as _Any

import rerun_state as _ours
from rerun_state import vocabulary as _vocabulary
from rerun_state.commands.removed import explain_missing as _explain_missing
from rerun_state.streamlit.lookup import find_module as _find_module
from rerun_state.streamlit.server import gather_metrics as _gather_metrics  # noqa: F401

_MODULES = [name for name in ("components", "typing") if _find_module(f"streamlit.{name}")]

__version__ = _ours.__version__
__all__ = sorted({*_ours.__all__, *_MODULES})

_bottom = _ours.bottom
_main = _vocabulary._main
_event = _vocabulary._event
_config = _find_module("streamlit.config")


class _Package(_ModuleType):
    """This module, which keeps its commands where inner modules have their names.

    An import of `streamlit.navigation.page` sets `navigation` in here.
    """

    def __setattr__(self, name: str, value: _Any) -> None:
        if not (isinstance(value, _ModuleType) and name in _ours.__all__):
            super().__setattr__(name, value)


_sys.modules[__name__].__class__ = _Package

if not _typing.TYPE_CHECKING:  # which would take any name for one that exists

    def __getattr__(name: str) -> _Any:
        """Find what the package has, and Streamlit's own modules, which it loads by itself."""
        if name in _ours.__all__ or name in _ours._BESIDE:
            return getattr(_ours, name)
        if name.startswith("__") or (module := _find_module(f"streamlit.{name}")) is None:
            raise AttributeError(_explain_missing("streamlit", name, __all__))
        return module


def __dir__() -> list[str]:
    return [*__all__, "__doc__", "__file__", "__name__", "__path__", "__version__"]
