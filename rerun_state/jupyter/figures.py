"""pyplot's figures, told apart by who opened them.

pyplot keeps one list for the whole kernel. Under the inline backend a run shows what it has opened
and closes it, as the end of a cell does; under ipympl's it shows what the end of a cell would. A
figure of a cell that is being executed meanwhile, or of another backend's, is none of its business.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary, WeakSet, ref

_makers: WeakKeyDictionary[Any, object] = WeakKeyDictionary()


class Figures:
    """The figures of one run."""

    def __init__(self, owner: object = None) -> None:
        self.owner: object = self if owner is None else owner
        self._before = WeakSet(_open_managers())
        self._aside: dict[int, Any] = {}
        self._covered: dict[int, Any] = {}  # of others, by the same numbers
        self._to_draw: list[Any] = []

    def set_aside(self) -> None:
        """Let pyplot know nothing of them until `take_back`: others execute meanwhile."""
        backend = _inline_backend()
        if backend is None:
            return
        figs, show = backend.Gcf.figs, backend.show
        self._aside = {num: each for num, each in figs.items() if self._is_mine(each)}
        if not self._aside:
            return
        for num, each in self._aside.items():
            _makers.setdefault(each, self.owner)
            del figs[num]
        self._uncover(figs)
        mine = {each.canvas.figure for each in self._aside.values()}
        self._to_draw = [figure for figure in show._to_draw if figure in mine]
        _let_draw(show, [figure for figure in show._to_draw if figure not in mine])

    def take_back(self) -> None:
        """Let pyplot know of them again."""
        if not self._aside:
            return
        backend = _inline_backend()
        figs, show = backend.Gcf.figs, backend.show
        self._covered = {num: figs.pop(num) for num in self._aside if num in figs}
        figs.update(self._aside)
        _let_draw(show, [*show._to_draw, *self._to_draw])
        self._aside, self._to_draw = {}, []

    def _uncover(self, figs: dict[int, Any]) -> None:
        figs.update(self._covered)
        self._covered = {}

    def show(self) -> None:
        """Display the figures and close them, as `%config InlineBackend.close_figures` says.

        Those of other backends stay open.
        """
        self.take_back()
        for manager in filter(self._is_mine, _open_managers()):
            _makers.setdefault(manager, self.owner)  # pyplot may have come with the run itself
        self._show_waiting()
        backend = _inline_backend()
        if backend is None:
            return
        if backend.InlineBackend.instance().close_figures:
            with self._alone(backend):
                backend.flush_figures()
            self._uncover(backend.Gcf.figs)
        else:
            backend.flush_figures()

    def show_own(self) -> None:
        """As `show`, if there is a figure that it has opened."""
        if self._aside or any(map(self._is_mine, _open_managers())):
            self.show()

    def drop(self) -> None:
        """Close the figures without drawing them: nobody will look at them."""
        self.take_back()
        self._take_waiting()
        backend = _inline_backend()
        if backend is not None and backend.InlineBackend.instance().close_figures:
            with self._alone(backend):
                backend.matplotlib.pyplot.close("all")
            self._uncover(backend.Gcf.figs)

    def _show_waiting(self) -> None:
        """Display the figures that ipympl would display at the end of the next cell."""
        if mine := self._take_waiting():
            ipympl = sys.modules["ipympl.backend_nbagg"]
            rest = ipympl._Backend_ipympl._to_show
            _let_show(ipympl._Backend_ipympl, mine)
            try:
                ipympl.flush_figures()
            finally:
                _let_show(ipympl._Backend_ipympl, rest)

    def _take_waiting(self) -> list[Any]:
        """The figures that wait for ipympl to display them, and do so no longer."""
        show = getattr(sys.modules.get("ipympl.backend_nbagg"), "_Backend_ipympl", None)
        if show is None:
            return []
        mine = {each.canvas.figure for each in _open_managers() if self._is_mine(each)}
        found = [figure for figure in show._to_show if figure in mine]
        _let_show(show, [figure for figure in show._to_show if figure not in mine])
        return found

    @contextmanager
    def _alone(self, backend: Any) -> Iterator[None]:
        """Let pyplot know of no other figures during the block."""
        figs = backend.Gcf.figs
        others = {num: each for num, each in list(figs.items()) if not self._is_mine(each)}
        if not others:
            yield
            _let_draw(backend.show, [])
            return
        theirs = {each.canvas.figure for each in others.values()}
        waiting = [figure for figure in backend.show._to_draw if figure in theirs]
        for num in others:
            del figs[num]
        try:
            yield
        finally:
            figs.update(others)
            _let_draw(backend.show, waiting)

    def _is_mine(self, manager: Any) -> bool:
        return manager not in self._before and _makers.get(manager, self.owner) is self.owner


def _let_draw(show: Any, figures: list[Any]) -> None:
    """Tell the inline backend which figures have changed since it has shown any."""
    show._draw_called, show._to_draw = bool(figures), figures


def _let_show(show: Any, figures: list[Any]) -> None:
    """Tell ipympl which figures the end of the cell is to display."""
    show._draw_called, show._to_show = bool(figures), figures


NOTEBOOK = object()
"""Who opens a figure that no run has opened."""


def note_maker(manager: Any, who: object) -> None:
    """Note who opens a figure that pyplot is about to register."""
    _makers[manager] = who


def loosened(has_ended: Callable[[object], bool]) -> Callable[[], None]:
    """Let go of open figures whose maker has ended; return what takes back those that live on.

    Only of those that are not the inline backend's, which closes its own. Collect the garbage in
    between.
    """
    figs = getattr(sys.modules.get("matplotlib._pylab_helpers"), "Gcf", None)
    figs = {} if figs is None or _inline_backend() is not None else figs.figs
    all_of_them = {num: ref(each) for num, each in figs.items()}
    let_go = [num for num, each in list(figs.items()) if has_ended(_makers.get(each))]
    for num in let_go:
        del figs[num]

    def take_back() -> None:
        if let_go:
            figs.clear()
            figs.update({num: each for num, weak in all_of_them.items() if (each := weak())})

    return take_back


def has_figures_of(has_ended: Callable[[object], bool]) -> bool:
    """Does pyplot hold figures whose maker has ended?"""
    return any(has_ended(_makers.get(each)) for each in _open_managers())


def _open_managers() -> list[Any]:
    helpers = sys.modules.get("matplotlib._pylab_helpers")
    return [] if helpers is None else list(helpers.Gcf.figs.values())


def _inline_backend() -> Any:
    """The inline backend, if figures are its own at present."""
    backend: Any = sys.modules.get("matplotlib_inline.backend_inline")
    matplotlib: Any = sys.modules.get("matplotlib")
    if backend is None or matplotlib is None or "matplotlib.pyplot" not in sys.modules:
        return None
    name = dict.get(matplotlib.rcParams, "backend")  # asking itself could choose a backend
    return backend if str(name).lower().endswith("inline") else None
