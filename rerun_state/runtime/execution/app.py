"""What lasts of an app from run to run, and what apps share: as far as a run has to know of it.

Every `App` is a `Cell` of the loop, and its `Shared` a `Session`: they bring what runs apps.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.home import working_folder
from rerun_state.runtime.execution.pages import Pages
from rerun_state.runtime.execution.world import World
from rerun_state.runtime.model.events import Event, EventQueue
from rerun_state.runtime.model.form import Form
from rerun_state.runtime.model.fragment import Fragment
from rerun_state.runtime.model.history import History
from rerun_state.runtime.model.lead import Lead
from rerun_state.runtime.model.renderer import Renderer
from rerun_state.runtime.model.tree import EVENT, Element, Markdown, Tree
from rerun_state.runtime.model.uses import Uses
from rerun_state.runtime.model.widget import Widget
from rerun_state.runtime.state.query import QueryParams
from rerun_state.runtime.state.session_state import SessionState
from rerun_state.runtime.state.settings import read_settings
from rerun_state.runtime.tasks.table import Tasks

if TYPE_CHECKING:  # what only servers give
    from rerun_state.runtime.model.allowance import Allowance
    from rerun_state.runtime.model.request import Request

Program = Callable[[], Awaitable[object] | None]
"""Executes the cell once, in a fresh namespace; an awaitable where the cell awaits at its top
level.
"""


@dataclass(slots=True)
class Visitor:
    """What a server tells of the reader of a session; of a notebook's nobody tells anything."""

    request: Request | None = None
    allowance: Allowance | None = None  # for files
    confide: Callable[[str], None] | None = None  # told of errors instead of the reader
    on_unseen: Callable[[], None] | None = None  # told who asks for what only the page can tell


class Shared:
    """The session: what its apps share."""

    def __init__(self, host: World) -> None:
        self.host: World = host
        self.state = SessionState()
        self.query = QueryParams()
        self.cells: Mapping[str, App] = {}
        self.options: dict[str, Any] = {}  # what code has set
        self.browser: dict[str, Any] = {}  # what the page has told of itself
        self.visitor = Visitor()
        self.user: Mapping[str, Any] | None = None  # given by a test; None to ask the surroundings
        self.secrets: Mapping[str, Any] | None = None  # likewise
        self.rested = 0  # when nobody waited for an answer, the last time
        self.outdated: set[str] = set()  # cells whose runs something newer will repeat
        self._settings: dict[Path | None, dict[str, Any]] = {}  # by the folders of apps

    def settings(self, folder: Path | None = None) -> dict[str, Any]:
        """What the folder of an app says in its config.toml, as it was when first asked for.

        None is the working folder, which those apps have that are no files.
        """
        if folder not in self._settings:
            self._settings[folder] = read_settings(folder or working_folder())
        return self._settings[folder]

    def find(self, name: str) -> App | None:
        """The app that goes by a name."""
        return next((app for app in self.cells.values() if app.goes_by(name)), None)

    def holder(self, key: str, but: App) -> tuple[App, Widget] | None:
        """The other app that shows a widget with that key, and the widget; None without one.

        One that nobody looks at, as its cell was merged into another, shows nothing.
        """
        id = self.state.id_under(key)
        others = (each for each in self.cells.values() if each is not but and not each.asleep)
        app = next((each for each in others if id in each.owned), None)
        return None if app is None else (app, app.owned[id])

    def shown_elsewhere(self, id: Hashable, app: App) -> bool:
        """Does another app show a widget with this identity?"""
        return any(id in other.owned for other in self.cells.values() if other is not app)


class App:
    """One app: its page, what it shows, what waits to be answered."""

    def __init__(self, name: str, session: Shared, program: Program, renderer: Renderer) -> None:
        self.name = name
        self.label = name  # what the reader knows it by, without a name and a heading
        self.session = session
        self.program = program
        self.renderer = renderer
        self.pages = Pages[Any]()

        # What its author asks for.
        self.yields = False  # do element calls give way to newer events?
        self.trusts_components = False  # may those in frames reach the page around them?
        self.hides_code = False  # is it shown without the code of its cell?
        self.follows_widgets = True  # do changes of ipywidgets that it shows run it?

        # What waits to be answered, and who for.
        self.queue = EventQueue()
        self.forms: dict[str, Form] = {}
        self.tasks = Tasks(self.ask)
        self.lead = Lead()  # what led to the run that waits, or else to the last one
        self.history = History()
        self.asleep = False  # does nobody look at the page, so that runs can wait?
        self.stopping = False  # has the reader asked for the end of the run under way?
        self.abandoned = False  # is nobody interested in the outcome any more?
        self.on_close: Callable[[], None] | None = None  # told once the app is gone

        # What its runs have shown and done.
        self.tree = Tree()
        self._replaced: list[Tree] = []  # the trees of runs before, since one came to its end
        self.last_frame = 0.0  # when a run last came to its end, on the monotonic clock
        self.error: BaseException | None = None  # what the last run ended with
        self.fragments: dict[Hashable, Fragment] = {}
        self.owned: dict[Hashable, Widget] = {}  # the widgets whose values this app keeps alive
        self.standing: set[Hashable] = set()  # the widgets on the page that the reader has
        self.cut_off: set[Hashable] = set()  # those that a run cut short has not come to
        self.uses = Uses()  # what they have had to do with the state
        self.guests: set[str] = set()  # the names of other apps that its page has shown
        self.shots = count(1)  # numbers what happens once: a toast, a dialog that opens
        self.unseen: list[Element] = []  # toasts of no run, until somebody looks
        self.lateness_told = False  # was it told that a thread writes to a page of the past?

    @property
    def waiting(self) -> bool:
        """Is there something to answer, and somebody who will see it?"""
        return self.queue.waiting and not self.asleep

    @property
    def is_new(self) -> bool:
        """Has no run come to its end yet?"""
        return not self.last_frame

    @property
    def settings(self) -> dict[str, Any]:
        """What the config.toml in its folder says."""
        return self.session.settings(self.pages.folder)

    @property
    def short_name(self) -> str:
        """The name that its author gave it, else the id of its cell."""
        return self.name.partition(":")[2] or self.name

    def goes_by(self, name: str) -> bool:
        """Is it known by that name?"""
        return name in (self.name, self.short_name)

    @property
    def step(self) -> Hashable:
        """What it is on the way of a change, among the apps of all sessions."""
        return id(self.session), self.name

    @property
    def title(self) -> str:
        """What a reader may know it by: its name, its page's first heading, or else its cell."""
        kind, _, name = self.name.partition(":")
        if kind == "name" or not name:
            return name or self.name
        headings = (n.element.props for n in self.tree.root.walk() if "tag" in n.element.props)
        return str(next((props["body"] for props in headings), self.label))

    def send(self, event: Event) -> None:
        """Take what the reader did, from any thread; a form's changes wait for its submission."""
        widget = event.widget
        if widget.disabled:
            return
        self.asleep = False  # whatever was said: here is somebody
        if widget.form is not None:
            if not widget.trigger:
                widget.form.hold(event)
                return
            self.queue.put(*widget.form.release(), event)
        else:
            self.queue.put(event)
        if not widget.quiet:
            self.hurry()

    def hurry(self) -> None:
        """Have what the reader did answered."""
        self.wake()

    def ask(
        self,
        fragment: Hashable = None,
        *,
        cause: str = "",
        lead: Lead | None = None,
        by_reader: bool = False,
    ) -> None:
        """Request a rerun which no widget of this app caused; `cause` says what did.

        `lead` is the way through the runs of apps; without one this is an event from outside, of
        the reader's where it came through what is no input.
        """
        self.history.note(cause)
        lead = Lead() if lead is None else lead.after(self.session.rested)
        self.lead = self.lead.joined(lead) if self.queue.waiting else lead
        self.queue.ask(fragment, by_reader=by_reader)
        self.wake()

    def abandon(self) -> None:
        """End the run that is under way, at its next element call or await, and start no other."""
        self.abandoned = True
        self.nudge()

    def stop(self) -> None:
        """End the run that is under way, at its next element call or await, for the reader."""
        self.stopping = True
        self.nudge()

    def sleep(self, asleep: bool) -> None:
        """Let runs wait while nobody looks at the page; what was asked for by then runs after."""
        self.asleep = asleep
        if self.waiting:
            self.wake()

    def blank(self) -> Tree:
        """A page with nothing on it."""
        tree = Tree()
        if self.hides_code:
            tree.root.element = Element("app", {"hide_code": True})
        return tree

    def note_standing(self, shown: Iterable[Hashable], *, alone: bool, complete: bool) -> None:
        """A run has shown these widgets; if it was of fragments `alone`, beside others."""
        self.standing = {*shown, *(self.standing if alone else ())}
        self.cut_off = set() if complete else set(self.owned)

    def show(self, tree: Tree) -> None:
        """Let a tree be the page; the one before may still be what the reader sees."""
        if tree is not self.tree:
            self._replaced.append(self.tree)
            self.tree = tree

    def let_go(self) -> None:
        """The page is drawn: nothing is left of those before it."""
        for tree in self._replaced:
            if tree is not self.tree:
                tree.unlink()
        self._replaced.clear()

    def wake(self) -> None:
        """Have what waits answered."""
        self.session.host.wake()
        self.nudge()

    def nudge(self) -> None:
        """Let a run that is under way look whether it has to end, where it just waits."""

    def fragments_with(self, key: str) -> list[Fragment]:
        """The fragments with that key; StreamlitAPIException if the last full run showed none."""
        found = [part for part in self.fragments.values() if part.key == key]
        if not found:
            raise StreamlitAPIException(
                f"There is no fragment with the key {key!r} on the page. "
                "Give it with @st.fragment(key=...), and call the fragment in the app."
            )
        return found

    def say(self, text: str) -> None:
        """Say something in a toast, in Markdown, which stays until the reader dismisses it.

        Where nobody looks yet, runs say it again until somebody does.
        """
        props = {"body": Markdown(text), "icon": None, "duration": 0, "shot": next(self.shots)}
        toast = Element("toast", {**props, "replaces": None})
        if not self.renderer.shown:
            self.unseen.append(toast)
        self.renderer.touched(self.tree.sections[EVENT].append(toast))


def alert(text: str, format: Literal["warning", "error"] = "warning") -> Element:
    """A box in which a page is told something, in Markdown, that its program does not say."""
    return Element("alert", {"format": format, "body": Markdown(text), "icon": None, "title": None})
