"""What Tab offers beyond IPython's own: the options of the magics, the elements of a container.

IPython completes `left.` after `left, right = st.columns(2)` where the cell imports `st` itself.
Where another cell did, it sees the module as a living object, whose methods say less of what they
return than their source does: so the import is put in front of the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import TYPE_CHECKING, Any

from IPython.core import completer

from rerun_state.patterns import pattern

if TYPE_CHECKING:
    from IPython.core.completer import CompletionContext, SimpleMatcherResult

Options = Callable[[], list[str]]
"""Those of a magic, as they are typed."""

_CELL = "%%rerun"
_FILE = pattern(r"\s*%rerun\s")
_PLACE = "rerun_state.vocabulary.Container"
_OPTION = pattern(r"(?:^|\s)(-[\w-]*)$")
_ATTRIBUTE = pattern(r"([A-Za-z_]\w*)\.\w*$")


class Completion:
    """Completes in the cells of a shell, from `install` to `remove`."""

    def __init__(self, shell: Any, cell_options: Options, file_options: Options) -> None:
        self._shell = shell
        self._cell_options = cell_options
        self._file_options = file_options
        self._matchers: list[Any] = []

    def install(self) -> None:
        """Offer it from now on; IPython before 8.6 asks nobody who is told where the cursor is."""
        if not hasattr(completer, "context_matcher"):
            return
        self._matchers = [_matcher(self.match_options), _matcher(self.match_elements)]
        self._shell.Completer.custom_matchers.extend(self._matchers)

    def remove(self) -> None:
        matchers = self._shell.Completer.custom_matchers
        for each in self._matchers:
            matchers.remove(each)

    def match_options(self, context: CompletionContext) -> SimpleMatcherResult:
        """The options of a magic, on its line."""
        before = context.line_with_cursor[: context.cursor_position]
        found = _OPTION.search(before)
        if found is None:
            return {"completions": []}
        if before.startswith(_CELL) and not context.cursor_line:
            options = self._cell_options()
        elif _FILE.match(before):
            options = self._file_options()
        else:
            return {"completions": []}
        wanted = [option for option in options if option.startswith(found[1])]
        return {
            "completions": [
                completer.SimpleCompletion(text=option, type="option") for option in wanted
            ],
            "suppress": bool(wanted),
            "matched_fragment": found[1],
            "ordered": True,
        }

    def match_elements(self, context: CompletionContext) -> SimpleMatcherResult:
        """What a place of the page has, where the notebook and not the cell imports the module."""
        before = context.line_with_cursor[: context.cursor_position]
        found = _ATTRIBUTE.search(before)
        if found is None or found[1] in self._shell.user_ns or not (imports := self._imports()):
            return {"completions": []}
        if not self._shell.Completer.use_jedi:  # nothing else finds out what a cell would assign
            return {"completions": []}
        import jedi  # with IPython, which leaves it out on request

        body = context.full_text.split("\n")
        if body[0].startswith("%%"):
            body[0] = ""
        script = jedi.Script("\n".join([imports, *body]))
        place = (context.cursor_line + 2, context.cursor_position)
        inferred = script.infer(place[0], found.start(1) + 1)
        is_place = any(name.full_name == _PLACE for name in inferred)
        names = script.complete(*place) if is_place else []
        completions = [
            completer.SimpleCompletion(text=name.name, type=name.type)
            for name in names
            if not name.name.startswith("_")
        ]
        return {"completions": completions, "matched_fragment": before.rpartition(".")[2]}

    def _imports(self) -> str:
        """Imports of this package under the names that it has in the notebook."""
        names = [
            name
            for name, value in self._shell.user_ns.items()
            if isinstance(value, ModuleType) and value.__name__ == "rerun_state"
        ]
        return "; ".join(f"import rerun_state as {name}" for name in names)


def _matcher(match: Callable[[CompletionContext], SimpleMatcherResult]) -> Any:
    """What IPython takes for one that is told where the cursor is: it marks functions as such."""

    def marked(context: CompletionContext) -> SimpleMatcherResult:
        return match(context)

    return completer.context_matcher(identifier=f"rerun_state.{match.__name__}")(marked)
