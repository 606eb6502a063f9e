"""What a rerun is. Nothing here knows Jupyter, ipywidgets, or any element.

Six floors, each of which knows those before it:

- `model`: plain records: elements, nodes, the tree, forms, events
- `state`: values that outlive a run, and the query parameters
- `tasks`: work that outlives a run
- `execution`: one run, and what it needs of the world around
- `grammar`: what elements are written in
- `loop`: one app's loop, and the session of apps that share a state

Two things are known on two floors, each as far as the floor needs it: what a run knows as its `App`
(`run.app`) is a `Cell` of the loop, and the `Shared` of its apps is the loop's `Session`.
"""


def exists() -> bool:
    """Is there a runtime, so that `import streamlit` would show something? In a kernel, always.

    Scripts ask for it by `st.runtime.exists()` to find out whether `python script.py` started them.
    """
    return True
