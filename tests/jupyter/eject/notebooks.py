"""Notebooks that are to become scripts, without a kernel."""

from IPython.core.inputtransformer2 import TransformerManager

from rerun_state.jupyter.eject.plain import Shows
from rerun_state.jupyter.eject.script import Ejected, Source, make_script


def eject(*cells: str, apps: list[str], export: str = "", magic: bool = False) -> str:
    """The script of some apps, the first of which exports a name, beside ordinary cells."""
    ejected = [
        Ejected(
            f"app {number}",
            [Source(f"app {number}", "import rerun_state as st\n" + text, _shows(magic))],
            [export] if export and number == 1 else [],
            [],
        )
        for number, text in enumerate(apps, 1)
    ]
    ordinary = [Source(f"In [{number}]", text) for number, text in enumerate(cells, 1)]
    return make_script(TransformerManager(), "app.py", ejected, ordinary)


def _shows(magic: bool) -> Shows:
    return "all" if magic else "last"
