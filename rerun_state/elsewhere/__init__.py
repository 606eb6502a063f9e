"""Apps where no notebook's kernel is: in Solara, Shiny, marimo and whatever shows ipywidgets."""
