"""Those who come through a server; most notebooks never see any.

- `visitors`: each with a session of the apps that are offered
- `visit_keeper`: what of a visit is kept beyond it
- `slow_runs`: which long runs of others visitors are told of
- `quiet`: what ordinary cells print, hidden on Voila's page
- `app_address`: where a Jupyter server shows the apps of a file
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.jupyter.visiting import app_address as app_address
    from rerun_state.jupyter.visiting import quiet as quiet
    from rerun_state.jupyter.visiting import visitors as visitors
else:
    __getattr__ = opened_by(__name__, "app_address", "quiet", "visitors")
