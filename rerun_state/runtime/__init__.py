"""What a rerun is. Nothing here knows Jupyter, ipywidgets, or any element.

The engine, from the bottom up:

- `state`: values which outlive a run; `Widget`, `Codec`, `SessionState`
- `tree`: what a run shows; `Element`, `Node`, and the `Renderer` that makes it visible
- `events`: what the reader did, and the queue of it; `form` holds some of it back
- `names`: what `__main__` is to a program's code, at once and in what is called later
- `run`: one execution, and what is true only while it lasts
- `block`: the grammar that elements are written in; `tape` records it for caches
- `fragment`: a function with reruns of its own; `outside` is where it writes beside its place
- `late`: what a callback writes, into the page before or before a fragment reruns
- `callbacks`: their calls, and the reruns that they ask for
- `cell`: a program, its tree, and the loop that runs it; `wait` is that loop at an `await`
- `session`: one per kernel; its state, its cells, and which of them depends on what
- `host`: what all of it needs of the world around: a kernel, or a test

What an app has beside its runs:

- `source`: scripts as programs; `alias` lets them import `streamlit`
- `pages`, `router`: several pages, and the way between them
- `query`, `address`, `binding`: the address, as a mapping and as the values of widgets
- `browser`, `hearing`: what a page tells of itself; `options`, `secrets`: what the app is told
- `failure`, `durations`: exceptions as the page shows them; lengths of time as people write them
"""
