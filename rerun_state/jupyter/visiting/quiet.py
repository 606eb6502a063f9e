"""What ordinary cells print is for the author: Voila's page hides it beside apps.

The page has it long before the front end of the apps has come, so the style sheet that hides it is
an output itself. A traceback stays, and what Outputs within apps show. A cell of which nothing is
left takes no room either.
"""

from __future__ import annotations

from IPython.display import HTML, display

_STYLE = """<style class="rs-quiet">
.jp-OutputArea-child:has(.rs-quiet),
#rendered_cells .jp-OutputArea-child:not(.jp-OutputArea-executeResult, .rs *)
  > .jp-RenderedText:is([data-mime-type="text/plain"], [data-mime-type$="stdout"]),
#rendered_cells .jp-OutputArea-child:not(.rs *)
  > .jp-RenderedText[data-mime-type$="stderr"]:not(:has(.ansi-red-fg)),
#rendered_cells .jp-Cell:has(.jp-RenderedText):not(:has(
  .jp-OutputArea-executeResult, .ansi-red-fg, .jp-OutputArea-output:not(
    [data-mime-type="text/plain"], [data-mime-type$="stdout"], [data-mime-type$="stderr"]
))) { display: none }
</style>"""


def hide_prints() -> None:
    """Have Voila's page hide what ordinary cells have printed, from its first moment."""
    display(HTML(_STYLE))
