"""Random operation of an app with inputs of all kinds; page, state and callbacks have to agree.

    python -m tests.browser.operation --minutes 5 --seed 1 [--twin]

An operator who knows the app by heart uses it in bursts, faster than it runs. After each burst the
app has to show the values that were set last, and exactly as many callbacks as there were changes.

With a twin, the callbacks of a second app set what the first one's inputs show, and those of both
count one number up: both have to show the same values, whichever of them is used.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect, sync_playwright

APP = """%%rerun
import json, time
import rerun_state as st

calls = st.session_state.setdefault("calls", {})
st.session_state.setdefault("total", 0)

def count(name):
    calls[name] = calls.get(name, 0) + 1
    st.session_state.total += 1

def told(name):
    return {"key": name, "on_change": count, "args": (name,)}

time.sleep(0.03)
left, right = st.columns(2)
with left:
    st.button("Press", on_click=count, args=("Press",))
    values = {"Box": st.checkbox("Box", **told("Box"))}
    values["Switch"] = st.toggle("Switch", **told("Switch"))
    if values["Switch"]:
        st.info("The switch is on.")
    values["Size"] = st.radio("Size", ["S", "M", "L"], **told("Size"))
    values["View"] = st.segmented_control("View", ["map", "list"], **told("View"))
    moods = st.pills("Mood", ["calm", "wild"], selection_mode="multi", **told("Mood"))
    values["Mood"] = sorted(moods)
    values["Name"] = st.text_input("Name", **told("Name"))
with right:
    if values["Box"]:
        st.line_chart([1, 3, 2])
    values["Fruit"] = st.selectbox("Fruit", ["apple", "pear", "plum"], **told("Fruit"))
    values["Tags"] = sorted(st.multiselect("Tags", ["red", "green", "blue"], **told("Tags")))
    values["Age"] = st.number_input("Age", 0, 99, 5, **told("Age"))
    values["Level"] = st.slider("Level", 0, 20, 10, **told("Level"))
    values["Note"] = st.text_area("Note", **told("Note"))
    with st.form("form"):
        st.text_input("Word", key="Word")
        st.form_submit_button("Send", on_click=count, args=("Send",))
values |= {"Word": st.session_state.Word, "total": st.session_state.total}
st.code(json.dumps({"values": values, "calls": calls}, sort_keys=True), language=None)
"""

TWIN = """%%rerun
import json, time
import rerun_state as st

state = st.session_state
calls = state.setdefault("calls of the twin", {})
state.setdefault("total", 0)

def count(name):
    calls[name] = calls.get(name, 0) + 1
    state.total += 1

def give(name):
    count(name)
    state[name] = state[f"twin {name}"]

def told(name):
    return {"key": f"twin {name}", "on_change": give, "args": (name,)}

def turn():
    count("Turn")
    state.Box = not state.Box

time.sleep(0.02)
st.button("Turn", on_click=turn)
st.selectbox("Fruit", ["apple", "pear", "plum"], **told("Fruit"))
st.text_input("Name", **told("Name"))
st.number_input("Age", 0, 99, 5, **told("Age"))
st.slider("Level", 0, 20, 10, **told("Level"))
values = {name: state[name] for name in ["Age", "Box", "Fruit", "Level", "Name", "total"]}
st.code(json.dumps({"values": values, "calls": calls}, sort_keys=True), language=None)
"""

START = {
    "Box": False,
    "Switch": False,
    "Size": "S",
    "View": None,
    "Mood": [],
    "Name": "",
    "Fruit": "apple",
    "Tags": [],
    "Age": 5,
    "Level": 10,
    "Note": "",
    "Word": "",
}
SHARED = ["Age", "Box", "Fruit", "Level", "Name", "total"]


@dataclass
class Operator:
    """Uses the apps of a page, and remembers what they have to show."""

    apps: list[Locator]
    random: random.Random
    inputs: list[dict[str, Any]] = field(default_factory=lambda: [dict(START), dict(START)])
    calls: list[dict[str, int]] = field(default_factory=lambda: [{}, {}])
    tags: list[str] = field(default_factory=list)  # in the order in which they were chosen
    log: list[str] = field(default_factory=list)
    at: int = 0  # the number of the app that is in use

    def operate(self, gestures: int) -> None:
        """Use that many inputs in a row, each of them once.

        Two changes of one input may be one for an app that runs meanwhile.
        """
        for name in self.random.sample(list(GESTURES), gestures):
            apps = len(self.apps) if name in SHARED else 1
            self.at = self.random.randrange(apps)
            GESTURES[name](self, name)
            self.log.append(f"{name} of {self.at}: {self.values.get(name)!r}")

    def check(self) -> None:
        """Wait until the apps show what they have to; AssertionError tells the difference."""
        state = self.inputs[0] | {"total": sum(sum(calls.values()) for calls in self.calls)}
        for app, calls, inputs in zip(self.apps, self.calls, self.inputs, strict=False):
            values = state if app is self.apps[0] else {name: state[name] for name in SHARED}
            wanted = json.dumps({"values": values, "calls": calls}, sort_keys=True)
            try:
                expect(app.locator("code").last).to_have_text(wanted, timeout=20_000)
            except AssertionError as error:
                raise AssertionError(f"after {self.log[-12:]}: {error}") from None
            expect(app.get_by_label("Name", exact=True).first).to_have_value(inputs["Name"])
            expect(app.get_by_label("Age", exact=True).first).to_have_value(str(inputs["Age"]))
        box = self.apps[0].get_by_role("checkbox", name="Box")
        expect(box).to_be_checked(checked=state["Box"])

    @property
    def app(self) -> Locator:
        """The app that is in use."""
        return self.apps[self.at]

    @property
    def values(self) -> dict[str, Any]:
        """What the inputs of the app in use show."""
        return self.inputs[self.at]

    def input(self, name: str) -> Locator:
        """The control with that label."""
        return self.app.get_by_label(name, exact=True).first

    def changed(self, name: str, value: Any) -> None:
        """Expect a value, and a callback if it is another one."""
        if self.values[name] != value:
            self.values[name] = self.inputs[0][name] = value
            self.count(name)

    def count(self, name: str) -> None:
        """Expect one more callback of the app that is in use."""
        calls = self.calls[self.at]
        calls[name] = calls.get(name, 0) + 1


def press(operator: Operator, name: str) -> None:
    operator.app.get_by_role("button", name=name, exact=True).click()
    operator.count(name)


def send(operator: Operator, name: str) -> None:
    word = f"w{operator.random.randrange(100)}"
    operator.input("Word").fill(word)
    press(operator, name)
    operator.values["Word"] = word


def tick(operator: Operator, name: str) -> None:
    if operator.at:
        operator.inputs[0][name] = not operator.inputs[0][name]
        return press(operator, "Turn")
    operator.input(name).click()
    return operator.changed(name, not operator.values[name])


def choose(operator: Operator, name: str) -> None:
    option = operator.random.choice(["S", "M", "L"])
    operator.app.get_by_role("radio", name=option, exact=True).click()
    operator.changed(name, option)


def segment(operator: Operator, name: str) -> None:
    option = operator.random.choice(["map", "list"])
    operator.app.get_by_text(option, exact=True).click()
    operator.changed(name, None if operator.values[name] == option else option)


def pill(operator: Operator, name: str) -> None:
    option = operator.random.choice(["calm", "wild"])
    operator.app.get_by_text(option, exact=True).click()
    operator.changed(name, sorted({*operator.values[name]} ^ {option}))


def pick(operator: Operator, name: str) -> None:
    option = operator.random.choice(["apple", "pear", "plum"])
    operator.input(name).click()
    operator.app.get_by_role("option", name=option, exact=True).click()
    operator.changed(name, option)


def tag(operator: Operator, name: str) -> None:
    left = sorted({"red", "green", "blue"} - {*operator.tags})
    if not left:  # Backspace takes the last one back
        operator.input(name).press("Backspace")
        operator.tags.pop()
    else:
        operator.tags.append(operator.random.choice(left))
        operator.input(name).click()
        operator.app.get_by_role("option", name=operator.tags[-1], exact=True).click()
        operator.input(name).press("Escape")
    operator.changed(name, sorted(operator.tags))


def write(operator: Operator, name: str) -> None:
    text = f"t{operator.random.randrange(100)}"
    operator.input(name).fill(text)
    operator.input(name).press("Control+Enter" if name == "Note" else "Enter")
    operator.changed(name, text)


def type_number(operator: Operator, name: str) -> None:
    number = operator.random.randrange(100)
    operator.input(name).fill(str(number))
    operator.input(name).press("Enter")
    operator.changed(name, number)


def slide(operator: Operator, name: str) -> None:
    steps, key = operator.random.choice([(1, "ArrowRight"), (-1, "ArrowLeft")])
    operator.app.get_by_role("slider", name=name).press(key)
    operator.changed(name, min(20, max(0, operator.values[name] + steps)))


GESTURES: dict[str, Callable[[Operator, str], None]] = {
    "Press": press,
    "Send": send,
    "Box": tick,
    "Switch": tick,
    "Size": choose,
    "View": segment,
    "Mood": pill,
    "Fruit": pick,
    "Tags": tag,
    "Name": write,
    "Note": write,
    "Age": type_number,
    "Level": slide,
}


def operate(page: Page, *, seconds: float, seed: int) -> int:
    """Use the apps on a page for so long; return how many gestures that were."""
    apps = page.locator(".rs").filter(has=page.locator("code"))
    expect(apps.last).to_be_visible()
    operator = Operator(apps.all(), random.Random(seed))
    operator.check()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        operator.operate(operator.random.randrange(1, 9))
        operator.check()
    return len(operator.log)


def main() -> None:
    """Operate the app in JupyterLab."""
    from tests.browser import conftest
    from tests.browser.servers import LAB, serve

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--twin", action="store_true", help="with a second app of the same keys")
    options = parser.parse_args()
    folder = tempfile.mkdtemp()
    with serve(LAB, Path(folder)) as server, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=conftest.CHROMIUM, args=conftest.ARGUMENTS
        )
        context = chromium.new_context(viewport={"width": 1280, "height": 2400})
        opened = conftest.open_in_lab(server, context)
        page = next(opened)(["%load_ext rerun_state", APP, *([TWIN] if options.twin else [])])
        count = operate(page, seconds=options.minutes * 60, seed=options.seed)
        print(f"{count} gestures in {options.minutes:g} minutes, and all agreed.")
        next(opened, None)
        chromium.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
