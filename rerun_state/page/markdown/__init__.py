"""Markdown to HTML, once per change, so that the browser needs no parser.

- `rendering`: what `st.markdown` and labels understand; `directives`: colours, badges, icons, emoji
- `bounds`: how much a parser may read in vain
- `math`: formulas as MathML; `highlight`: code in colours
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.page.markdown import bounds as bounds
    from rerun_state.page.markdown import directives as directives
    from rerun_state.page.markdown import math as math
else:
    __getattr__ = opened_by(__name__, "bounds", "directives", "math")
