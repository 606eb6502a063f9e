"""`AppTest`: an app in its own session, run and read by a test."""

from __future__ import annotations

import inspect
import logging
import sys
import textwrap
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, cast

from rerun_state.commands.session_state import SessionStateProxy
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.app_page import Page, discover
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.script import Script, read_script
from rerun_state.runtime.loop.cell import Cell
from rerun_state.runtime.loop.session import Session
from rerun_state.runtime.model.events import Batch, Event
from rerun_state.runtime.model.renderer import NullRenderer
from rerun_state.runtime.model.tree import MAIN, SECTIONS, SIDEBAR
from rerun_state.snapshot.forms import Form, snapshot
from rerun_state.testing.element import Element, Widget
from rerun_state.testing.events import events_of, with_held
from rerun_state.testing.layout import Block
from rerun_state.testing.queries import Queries
from rerun_state.testing.surroundings import arrange
from rerun_state.testing.thread import run_within
from rerun_state.testing.tree import Tree
from rerun_state.vocabulary import Container

_LOG = logging.getLogger("rerun_state")
_ARGS, _KWARGS = "__rerun_state_args__", "__rerun_state_kwargs__"


class AppTest(Queries):
    """An app under test; make one by `from_string`, `from_function` or `from_file`.

    `run()` executes it. Then its elements are lists (`at.button[0]`, `at.text_input(key="name")`),
    of the whole page, of `at.main`, `at.sidebar`, or of any place in it (`at.columns[1].text`).
    What a test does with them is sent by the next `run()`.

    `session_state` is the app's. `query_params`, `secrets`, `user` and `context` are dictionaries
    which the app sees as `st.query_params` and so on; `query_params` has the app's changes after a
    run.
    """

    def __init__(
        self,
        script: str,
        *,
        default_timeout: float = 3,
        args: Sequence[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        path: Path | None = None,
    ) -> None:
        self.default_timeout = default_timeout
        self.session = Session()
        self.session_state = SessionStateProxy(lambda: self.session.state)
        self.query_params: dict[str, Any] = {}
        self.secrets: dict[str, Any] = {}
        self.user: dict[str, Any] = {"email": "test@example.com"}
        self.context: dict[str, Any] = {}
        self._names = {_ARGS: tuple(args), _KWARGS: dict(kwargs or {})}
        self._path = path
        self._filename = str(path) if path else f"<app {id(self):x}>"
        self._text = script
        self._pages = Pages[Page](path.parent if path else None, path)
        self._pages.show = Container().write
        with suppress(StreamlitAPIException):  # which each run shows
            discover(self._pages)
        self._pinned: str | None = None
        self._refused: StreamlitAPIException | None = None
        self._cell = self._new_cell()
        self._tree = Tree(self._cell.tree.root, self)

    @classmethod
    def from_string(cls, script: str, *, default_timeout: float = 3) -> Self:
        """An app whose script is the text."""
        return cls(textwrap.dedent(script), default_timeout=default_timeout)

    @classmethod
    def from_file(cls, script_path: str | Path, *, default_timeout: float = 3) -> Self:
        """An app whose script is in a file; a relative path is seen from the file that calls this.

        For an app of several pages it is the main script, beside a folder `pages/` or with a call
        of `st.navigation`. Raises FileNotFoundError without such a file.
        """
        path = Path(script_path)
        caller = Path(inspect.stack()[1].filename).resolve().parent
        found = next((p for p in (caller / path, path) if p.is_file()), None)
        if found is None:
            raise FileNotFoundError(f"There is no script {str(script_path)!r} in {caller}.")
        text = read_script(found)
        return cls(text, default_timeout=default_timeout, path=found.resolve())

    @classmethod
    def from_function(
        cls,
        script: Callable[..., Any],
        *,
        default_timeout: float = 3,
        args: Sequence[Any] | None = None,
        kwargs: Mapping[str, Any] | None = None,
    ) -> Self:
        """An app whose script is the source of a function, called with `args` and `kwargs`.

        Only the function's own lines are taken, so import what it needs inside of it.
        """
        source = textwrap.dedent(inspect.getsource(script))
        call = f"\n{script.__name__}(*{_ARGS}, **{_KWARGS})\n"
        return cls(source + call, default_timeout=default_timeout, args=args or (), kwargs=kwargs)

    # -- running -----------------------------------------------------------------------------------

    def run(self, *, timeout: float | None = None, tasks: bool = True) -> Self:
        """Send what the test has set, run the app, and return it.

        Waits until what the app has submitted by `st.task` has come to its end, and runs it again
        for that as a page would; with `tasks=False` it returns as the first run leaves the page.

        Raises RuntimeError if all that takes longer than `timeout` seconds.
        """
        return self.answer(self._tree, timeout, tasks=tasks)

    def answer(
        self,
        tree: Tree,
        timeout: float | None = None,
        scope: Hashable = None,
        *,
        tasks: bool = True,
    ) -> Self:
        """Send what the test has set on a page, and run the app or only the fragment `scope`."""
        try:
            for element in tree:
                if isinstance(element, Widget) and element.changed:
                    element.refuse()
        except StreamlitAPIException as error:
            self._refused = error
            self._send([], timeout, None, tasks)
            self._refused = None
        else:
            self._send(events_of(tree, self._cell), timeout, scope, tasks)
        return self

    def switch_page(self, page_path: str) -> Self:
        """Let every `run()` from now on begin with that page, a script beside the main script.

        What the app itself switches to is shown until the next run, as in Streamlit's AppTest.

        Raises ValueError for a file that does not exist, or is no page of the app.
        """
        folder = self._pages.base()
        file = (folder / page_path).resolve()
        if not file.is_file():
            raise ValueError(f"There is no page {page_path!r} in {folder}.")
        found = [page for page in self._pages.registered.values() if page.file == file]
        if not found:
            known = ", ".join(repr(str(p.file or p.name)) for p in self._pages.registered.values())
            raise ValueError(
                f"{page_path!r} is no page of the app, which has {known or 'no pages'}."
            )
        named = [page for page in found if page.name == file.stem]
        self._pinned = (named or found)[0].name
        return self

    def _send(
        self, events: list[Event], timeout: float | None, scope: Hashable, tasks: bool
    ) -> None:
        parts = () if scope is None else (scope,)
        cell = self._cell
        if (waiting := cell.queue.take()) is not None:  # of ipywidgets that are shown elsewhere
            events = waiting.events + events
        batch = Batch(with_held(events, cell), app=not parts, fragments=parts, only=bool(parts))
        arrange(self.session, self.query_params, self.secrets, self.user, self.context)
        if self._path is not None and str(self._path.parent) not in sys.path:
            sys.path.insert(0, str(self._path.parent))
        if self._pinned is not None:
            if self._pages.here() != self._pinned:
                self.session.state.lifetimes.persistent.turn_page()
            self._pages.wanted = self._pinned
        seconds = self.default_timeout if timeout is None else timeout
        if not run_within(seconds, lambda: _answered(cell, batch, tasks), cell.abandon):
            self._cell = self._new_cell()
            raise RuntimeError(f"The app did not come to its end within {seconds} s.")
        self.query_params = self.session.query.given()
        self._tree = Tree(cell.tree.root, self)

    def _new_cell(self) -> Cell:
        script = Script(self._text, self._filename, Container().write, names=self._names)
        pages = self._pages

        def program() -> None:
            if self._refused is not None:  # the page shows that, and the app does not run
                raise self._refused
            if not pages.navigated:
                discover(pages)
            page = pages.chosen()
            if page is None:
                try:
                    script.compile()
                except SyntaxError:  # Streamlit's AppTest leaves such a page empty
                    _LOG.exception("The script of the app cannot be compiled.")
                else:
                    script()
            else:
                page.show()

        cell = Cell("app", self.session, program, NullRenderer())
        cell.pages = pages
        self.session.add(cell)
        return cell

    # -- reading -----------------------------------------------------------------------------------

    @property
    def main(self) -> Block:
        """The main part of the page."""
        return cast(Block, self._tree[SECTIONS.index(MAIN)])

    @property
    def sidebar(self) -> Block:
        """The sidebar."""
        return cast(Block, self._tree[SECTIONS.index(SIDEBAR)])

    def snapshot(self, form: Form = "text") -> str:
        """The page as "text" to read, as "html", or as "json"."""
        return snapshot(self._cell.tree, self.session, form)

    def get(self, element_type: str) -> list[Any]:
        """All elements of a type, in page order."""
        return self._tree.get(element_type)

    def get_by_key(self, key: str) -> Element:
        """The element with that key, of whatever type; KeyError without one."""
        return self._tree.get_by_key(key)

    def __iter__(self) -> Iterator[Element]:
        return iter(self._tree)

    def __len__(self) -> int:
        return len(self._tree)

    def __getitem__(self, index: int) -> Element:
        return self._tree[index]

    def __repr__(self) -> str:
        return f"AppTest({self._tree!r})"


async def _answered(cell: Cell, batch: Batch, tasks: bool) -> None:
    """Run for a batch, and for the ends of the tasks that this leads to."""
    await cell.answer(batch)
    while tasks and (cell.tasks.wait() or cell.queue.waiting) and not cell.abandoned:
        if (asked := cell.queue.take()) is not None:
            await cell.answer(asked)


def run_fragment(at: AppTest, element: Element) -> AppTest:
    """Send what the test has set, and rerun the fragment that shows `element`, as a browser would.

    The rest of the page stays. Runs the whole app if no fragment shows the element.
    """
    widget = element.node.widget
    part = element.node.fragment if widget is None else widget.fragment
    return at.answer(at._tree, scope=part.id if part is not None else None)
