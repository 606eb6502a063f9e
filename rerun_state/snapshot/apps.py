"""`rerun_state.apps`: the kernel's apps by name, for whoever wants to read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.current import current_session, named_sessions
from rerun_state.snapshot.forms import Form, snapshot


class App:
    """One app of the kernel."""

    __slots__ = ("_cell",)

    def __init__(self, cell: Cell) -> None:
        self._cell = cell

    @property
    def name(self) -> str:
        """The name that `--name` gave it, else the id of its cell."""
        return self._cell.short_name

    def snapshot(self, form: Form = "text") -> str:
        """The page as its last run left it: as "text" to read, as "html", or as "json".

        Raises StreamlitValueError for another form.
        """
        return snapshot(self._cell.tree, self._cell.session, form)

    def __repr__(self) -> str:
        return f"<app {self.name!r}>"


class Apps(Mapping[str, App]):
    """The apps of the kernel: by `--name`, else by the id of the cell.

    Raises KeyError, with the names that there are, for another name.

        print(rerun_state.apps["sales"].snapshot())
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> App:
        for cell in _cells():
            if cell.goes_by(name):
                return App(cell)
        known = ", ".join(map(repr, self)) or "none yet"
        raise KeyError(f"There is no app {name!r}. The apps of this kernel: {known}.")

    def __iter__(self) -> Iterator[str]:
        return iter([cell.short_name for cell in _cells()])

    def __len__(self) -> int:
        return len(_cells())

    def __repr__(self) -> str:
        return f"<apps {', '.join(map(repr, self)) or 'none'}>"


apps = Apps()


def _cells() -> list[Cell]:
    sessions = [current_session(), *named_sessions().values()]
    return [cell for session in dict.fromkeys(sessions) for cell in session.cells.values()]
