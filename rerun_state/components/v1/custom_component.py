"""The class of components in frames, where packages look for it."""

from __future__ import annotations

from rerun_state.components.v1.components import CustomComponent as CustomComponent
from rerun_state.components.v1.components import (
    MarshallComponentException as MarshallComponentException,
)
