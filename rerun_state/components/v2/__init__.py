"""`st.components.v2`: HTML, CSS and JavaScript of one's own as part of the page.

- `mount`: declared once, called to mount it; `state`: its states and triggers; `data`: its data
- `assets`: its parts, as text or as files; `manifests`: where packages keep those
"""

from __future__ import annotations

from rerun_state.components.v2.mount import ComponentRenderer as ComponentRenderer
from rerun_state.components.v2.mount import component as component
from rerun_state.components.v2.state import ComponentResult as ComponentResult
