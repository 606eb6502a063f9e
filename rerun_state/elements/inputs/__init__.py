"""Inputs: elements with a value, each a function and the codec that judges what a browser sends.

- `buttons` (with `shortcut`), `downloads`, `links`: what is pressed
- `toggles`, `choice`, `multiselect`, `pills`, `select_slider`, `ratings`: what is chosen
- `number`, `slider` (with `measures`), `entry`, `color`, `dates` (with `date_values`,
  `date_codecs`): what is typed or set
- `files` (with `uploads`), `chat`: what is handed over
- `widget`, `keyed` (with `bond`): anybody's ipywidget, by its traits or its events
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.elements.inputs import measures as measures
else:
    __getattr__ = opened_by(__name__, "measures")
