"""Run generated programs under a testing module, one JSON line in, one trace out.

`test_oracle.py` starts this file with an interpreter that has Streamlit, and runs the same programs
under rerun_state in its own process. So it must do without the project and its test requirements.
"""

import datetime
import json
import sys
from collections.abc import Sequence
from typing import Any

from oracle import runner
from oracle.case import Case, Step
from oracle.norm import norm

INTERACTIVE = {
    "button", "button_group", "checkbox", "color_picker", "date_input", "form_submit_button",
    "multiselect", "number_input", "radio", "select_slider", "selectbox", "slider", "text_area",
    "text_input", "time_input", "toggle",
}  # fmt: skip
TEXTS = ["", "x", "yy"]
COLORS = ["#ff0000", "#00ff00", "#123456"]


def trace(program: dict[str, Any], impl: runner.Impl) -> list[dict[str, Any]]:
    """What the program leaves behind: `script`, and `steps` as lists of a mode and its actions."""
    values = program["values"]
    steps = [
        Step(f"__import__('peer').act(at, {actions!r}, {values!r})", mode)
        for mode, actions in program["steps"]
    ]
    case = Case("generated", "generated", program["script"], steps)
    runner.read_state = read_state
    found: list[dict[str, Any]] = json.loads(json.dumps(runner.run_case(case, impl)))
    return found


def act(
    at: Any,
    actions: list[tuple[int, int, int]],
    values: Sequence[tuple[str, list[str]]] = (),
) -> Any:
    """Do what a reader could: each action picks an element and a value by number.

    Or what only a test can, and set the state: the last of the numbers is zero then.
    """
    shown = [e for e in at if e.type in INTERACTIVE and not e.disabled]
    last = None
    for place, choice, how in actions:
        if how == 0 and values:
            key, known = values[place % len(values)]
            at.session_state[key] = eval(known[choice % len(known)], {"D": datetime})
        elif shown:
            last = shown[place % len(shown)]
            change(last, choice)
            submit(at, last.form_id)
    return last


def change(element: Any, choice: int) -> None:
    """Give an element the value with that number."""
    kind = element.type
    if kind in ("button", "form_submit_button"):
        element.click()
    elif kind in ("checkbox", "toggle"):
        element.set_value(bool(choice % 2))
    elif kind in ("slider", "number_input"):
        element.set_value(element.min + choice % (element.max - element.min + 1))
    elif kind == "date_input":
        element.set_value(datetime.date(2020, 1, 1 + choice))
    elif kind == "time_input":
        element.set_value(datetime.time(choice, 15))
    elif kind == "color_picker":
        element.set_value(COLORS[choice % len(COLORS)])
    elif kind in ("text_input", "text_area"):
        element.set_value(TEXTS[choice % len(TEXTS)])
    elif kind == "multiselect":
        element.set_value([o for i, o in enumerate(element.options) if choice >> i & 1])
    else:
        element.set_value(element.options[choice % len(element.options)])


def submit(at: Any, form: str) -> None:
    """Press the button of a form; a change in a form is not sent otherwise."""
    for button in at.button:
        if form and button.form_id == form and is_submit(button):
            button.click()
            return


def is_submit(button: Any) -> bool:
    """Is it the submit button of its form?"""
    return "submit" in str(button.label)


def read_state(at: Any) -> dict[str, Any]:
    """All entries, asked for one by one.

    Why: a listing of Streamlit's gives a key the value of any widget which ever had it.
    """
    state = at.session_state
    return {key: norm(state[key]) for key in sorted(state.to_dict())}


def serve(testing: str) -> None:
    """Answer each line of the input."""
    impl = runner.Impl(testing, "streamlit")
    if components := getattr(sys.modules.get(f"{testing}.app_test"), "BidiComponentManager", None):
        # To look for installed components takes most of a short run, and no program has one.
        components.discover_and_register_components = lambda self, *args, **kwargs: None
    for line in sys.stdin:
        print(json.dumps(trace(json.loads(line), impl)), file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    sys.modules["peer"] = sys.modules["__main__"]
    serve(sys.argv[1])
