"""Apps where no notebook's kernel is: in Solara, Shiny, marimo and whatever shows ipywidgets.

- `hosted`: one app as one ipywidget; `loop`: its host's event loop, or threads, as the engine's
  world
"""
