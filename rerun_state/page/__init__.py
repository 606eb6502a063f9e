"""The tree made visible: ipywidgets, and the messages that keep the browser in step.

- `channel`: what a page needs of the way to those who look at it; `models`: that of ipywidgets, the
  page and the inputs, one comm each; `library_model`: the front-end library; `lean`: what a model
  of ours is; `looks`: the layout that ordinary cells may give it; `visits`: the way to a visitor's
  page; `visit_widgets`: the ipywidgets on it that are not ours
- `renderer`: keeps a page in step with the tree of its cell, while a run goes on and at its end
- `rows`, `match`, `reconcile`: what the browser has, which row of it shows which element, and the
  patch that says what changed
- `opening`: rows and their models come and go; `closings`: when there are thousands, in portions
- `kinds`: the kinds of elements that are not seen in the usual way, and what is other about them
- `gate`, `places`: what a browser says is checked; options are found as the reader saw them;
  `complaints`: what is refused of it, named once
- `inside`: where widgets that are not ours stand on a page, in each other or alone; `adopt`: a new
  object takes the place of such a widget, with its model; `redrawing`: what plotly's figures need
- `windows`: the rows of long tables that readers ask for, and what they have seen of them;
  `details`: the points of charts of many, for who zooms into them; `reasons`: who asks for
  these, and why they have not come
- `viewers`: who looks at the page
- `wire`: properties as they travel; `markdown` renders text for them; `splices`: bytes that have
  changed in a few places
- `static_files`: what an app has in its folder `static/`, put where markup names it
- `binary`: bytes as text, behind a gateway
- `nulls`: None, where Python is in a browser itself
- `clock`: it shows a long run while it goes on
- `libraries`: the large parts of the front end, sent when they are first needed
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.page import models as models
else:
    __getattr__ = opened_by(__name__, "models")
