"""What handlers of ipywidgets have said, from page to page."""

from contextlib import nullcontext
from typing import Any

from rerun_state.jupyter.handler_calls import HandlerCalls
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.tree import MAIN, Element, Tree
from tests.runtime.apps import App


def test_what_a_handler_says_while_a_run_awaits_is_on_the_page_after_it() -> None:
    cell = App(lambda: None).run().cell
    calls = HandlerCalls(cell, lambda run: nullcontext(), lambda call: None)

    def say(text: str) -> None:
        calls._said.append(cell.tree.sections[MAIN].append(Element("text", {"body": text})))

    def page() -> tuple[int, list[Any]]:
        run = Run(cell, Tree())
        said = calls.repeat(run)
        return said, [n.element.props["body"] for n in run.tree.sections[MAIN].children or ()]

    say("before")
    said, shown = page()
    say("meanwhile")
    calls.forget(said)
    assert (shown, page()) == (["before"], (1, ["meanwhile"]))
