"""Random programs over widgets, state, callbacks and control flow, with random interactions.

Every program is one that somebody could write: widgets of several kinds with and without a key,
conditions on their values, callbacks that change the state, forms, fragments, reruns and stops.
Keys have a kind, so that most assignments make sense and some do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

OPTIONS = '["p", "q", "r"]'
# For each kind of widget the values that code gives to its key: the last of them makes no sense.
VALUES: dict[str, list[str]] = {
    "checkbox": ["True", "False"],
    "toggle": ["True", "False"],
    "slider": ["0", "3", "7", "12"],
    "number_input": ["1", "4", "9", "30"],
    "text_input": ["''", "'x'", "'code'"],
    "selectbox": ["'p'", "'q'", "None", "'z'"],
    "radio": ["'p'", "'r'", "None", "'z'"],
    "multiselect": ["[]", "['p']", "['q', 'r']", "['z']"],
    "button": ["True", "False"],
    "text_area": ["''", "'x'", "'code'"],
    "select_slider": ["'p'", "'r'", "'z'"],
    "pills": ["'p'", "None", "'z'"],
    "date_input": ["D.date(2020, 1, 3)", "None", "D.date(2021, 1, 1)"],
    "time_input": ["D.time(1, 30)", "None", "D.time(8, 0)"],
    "color_picker": ["'#ff0000'", "'#0000ff'"],
    "segmented_control": ["'p'", "None", "'z'"],
}
# Kinds whose values are alike, so that one may take the place of the other under a key.
ALIKE = [
    ("checkbox", "toggle"),
    ("slider", "number_input"),
    ("text_input", "text_area"),
    ("selectbox", "radio"),
]
CHOICES = ("selectbox", "radio", "multiselect", "select_slider", "pills", "segmented_control")
KINDS = list(VALUES)
KEYS = ["a", "b", "c", "d"]
HEAD = """\
import datetime as D
import __ST__ as st
ss = st.session_state
ss["n"] = ss.get("n", 0) + 1
v = {}
"""


# Kinds whose state a test cannot set.
UNSETTABLE = ("button", "pills", "segmented_control")


class Writer:
    """Writes one program, asking `draw` for every choice."""

    def __init__(
        self, draw: Callable[[st.SearchStrategy[Any]], Any], features: Sequence[str]
    ) -> None:
        self.draw = draw
        self.features = set(features)
        self.kinds = {key: self.one(KINDS) for key in KEYS}
        self.widgets = 0
        self.parts = 0
        self.in_form = False
        self.in_fragment = False
        self.callbacks = 0
        self.cached: list[str] = []  # names of cached functions
        self.handles: list[str] = []  # names of containers, which are written to later
        self.taken: set[str] = set()  # keys of the widgets so far

    # -- choices -----------------------------------------------------------------------------------

    def one(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def chance(self, one_in: int = 2) -> bool:
        return bool(self.draw(st.integers(0, one_in - 1)) == one_in - 1)

    def condition(self) -> str:
        key = self.one(KEYS)
        choices = [f'ss.get("{key}")', f'"{key}" in ss', 'ss["n"] % 2', 'ss["n"] == 2', "True"]
        if "address" in self.features:
            choices.append(f'"{key}" in st.query_params')
        if self.widgets:
            choices.append(f"v.get({self.one(range(self.widgets))})")
        test = self.one(choices)
        return f"not {test}" if self.chance(4) else str(test)

    # -- statements --------------------------------------------------------------------------------

    def program(self) -> str:
        lines = []
        if "callbacks" in self.features:
            for _ in range(self.draw(st.integers(0, 2))):
                body = self.several(self.callback_statement, 1, 3)
                name = self.callbacks
                self.callbacks += 1
                lines += [f"def cb{name}(*args):", f'    log("cb{name}", *args)', *indented(body)]
        body = self.several(self.statement, 2, 6, 0)
        if "caches" in self.features:
            lines += [line for _ in range(2) for line in self.cached_function()]
        return HEAD + "box = [0]\n" * bool(self.callbacks) + "\n".join([*lines, *body]) + "\n"

    def several(
        self, make: Callable[..., list[str]], least: int, most: int, *args: Any
    ) -> list[str]:
        count = self.draw(st.integers(least, most))
        return [line for _ in range(count) for line in make(*args)]

    def statement(self, depth: int) -> list[str]:
        choices: list[Callable[[int], list[str]]] = [
            self.widget,
            self.widget,
            self.widget,
            self.state,
        ]
        if "address" in self.features:
            choices.append(self.address)
        if self.cached:
            choices += [self.cached_call, self.cached_call]
        if self.handles:
            choices.append(self.late)
        if depth < 2:
            choices += [self.conditional, self.place, self.loop, self.placeholder]
            if "handles" in self.features and depth == 0:
                choices += [self.handle, self.handle]
            if "forms" in self.features and not self.in_form:
                choices.append(self.form)
            if "fragments" in self.features and not self.in_fragment and not self.in_form:
                choices.append(self.fragment)
            if "control" in self.features:
                choices += [self.control, self.attempt]
        return list(self.one(choices)(depth))

    def callback_statement(self) -> list[str]:
        choices = [self.state, self.state, lambda _: ['st.text("from a callback")'], self.argument]
        if "address" in self.features:
            choices.append(self.address)
        if "control" in self.features:
            choices.append(self.control)
        lines = self.one(choices)(0)
        return (
            [f"if {self.condition_of_state()}:", *indented(lines)]
            if self.chance(4)
            else list(lines)
        )

    def condition_of_state(self) -> str:
        key = self.one(KEYS)
        return str(self.one([f'ss.get("{key}")', f'"{key}" in ss', 'ss["n"] % 2']))

    def argument(self, depth: int) -> list[str]:
        """A callback changes what it was given."""
        return ["if args and isinstance(args[-1], list): args[-1].append(len(args[-1]))"]

    def address(self, depth: int) -> list[str]:
        key = self.one(KEYS)
        choices = [
            f'st.query_params["{key}"] = ss["n"]',
            f'st.query_params["{key}"] = ["x", "y"]',
            f'st.query_params.pop("{key}", None)',
            f'log(st.query_params.get("{key}"), st.query_params.get_all("{key}"))',
            "st.query_params.clear()",
            "log(st.query_params.to_dict())",
        ]
        return [str(self.one(choices))]

    def loop(self, depth: int) -> list[str]:
        """Widgets that are as many as the state says."""
        number = self.widgets
        self.widgets += 1
        kind = self.one(["checkbox", "text_input"])
        key = self.one(['key=f"l{i}"', "key=i", ""])
        label = 'f"L{i}"' if key == "" else "'L'"
        count = self.one(["2", 'ss["n"] % 3', f"1 + bool({self.condition()})"])
        return [
            f"for i in range({count}):",
            f"    v[{number}] = st.{kind}({label}, {key})",
            f"    log(i, v[{number}])",
        ]

    def placeholder(self, depth: int) -> list[str]:
        """A place which is written to more than once."""
        name = f"p{self.widgets}"
        lines = [f"{name} = st.empty()"]
        for _ in range(self.draw(st.integers(1, 2))):
            lines += [line.replace(" = st.", f" = {name}.") for line in self.widget(depth)]
        return [*lines, *([f"{name}.empty()"] if self.chance(4) else [])]

    def handle(self, depth: int) -> list[str]:
        """A container, into which what comes later may write."""
        name = f"h{len(self.handles)}"
        where = self.one(
            [
                "st.container()",
                "st.sidebar.container()",
                "st.columns(2)[0]",
                "st.expander('H')",
                "st.tabs(['T', 'U'])[1]",
                "st.status('S')",
                "st.popover('P')",
                "st.empty()",
                "st.empty().container()",
            ]
        )
        self.handles.append(name)
        return [f"{name} = {where}"]

    def late(self, depth: int) -> list[str]:
        """Something in a container that was made before."""
        name = self.one(self.handles)
        if self.chance():
            return [line.replace(" = st.", f" = {name}.") for line in self.widget(depth)]
        if depth < 2 and self.chance():
            body = self.several(self.statement, 1, 2, depth + 1)
            return [f"with {name}:", *indented(body)]
        return [f'{name}.text("late")', *([f'{name}.caption("later")'] if self.chance() else [])]

    def cached_function(self) -> list[str]:
        """A function that shows something and is cached, or raises now and then."""
        name = f"f{len(self.cached)}"
        kind = self.one(["cache_data", "cache_data", "cache_resource"])
        shown = [
            'st.text(f"{x} in ' + name + '")',
            'st.caption("one"); st.text("two")',
            'with st.container(): st.text("inside")',
            'c = st.columns(2); c[1].text("right"); c[0].text("left")',
            'e = st.empty(); e.text("first"); e.text(f"then {x}")',
            'with st.expander("E"): st.metric("m", 1)',
            'st.sidebar.text(f"beside {x}")',
            'if x == 2: raise ValueError("two")',
            *(f"y = {other}(x)" for other in self.cached),
        ]
        body = [self.one(shown) for _ in range(self.draw(st.integers(1, 3)))]
        self.cached.append(name)
        return [
            f"@st.{kind}(show_spinner=False)",
            f"def {name}(x):",
            *indented([f'log("{name}", x)', *body, "return [x]"]),
        ]

    def cached_call(self, depth: int) -> list[str]:
        """A call of a cached function, or what empties the cache."""
        name = self.one(self.cached)
        argument = self.one(["0", 'ss["n"] % 3', "1"])
        call = f"log({name}({argument}))"
        choices = [
            [call],
            [call],
            ["with st.empty():", *indented([call, *([call] if self.chance() else [])])],
            ["with st.container():", f"    {call}"],
            [f"x = {name}({argument}); x.append(0); log(x)"],
            [f"{name}.clear()"] if self.chance() else [f"{name}.clear({argument})"],
            ["with st.sidebar:", f"    {call}"],
        ]
        return list(self.one(choices))

    def widget(self, depth: int) -> list[str]:
        key = self.one([None, *KEYS])
        kind = self.kinds[key] if key else self.one(KINDS)
        if self.chance(8):
            kind = self.one(next((each for each in ALIKE if kind in each), (kind,)))
        if self.in_form and kind == "button":
            kind = "checkbox"
        number = self.widgets
        self.widgets += 1
        label = self.one(["'A'", "'A'", "'B'", "'B'", "f\"{ss['n'] % 2}\""])
        arguments = [label, *self.parameters(kind)]
        if self.chance(10):
            arguments.append(f"help='h' if {self.condition()} else None")
        if key:
            self.taken.add(key)
            arguments.append(f'key="{key}"')
        if self.chance(8):
            arguments.append(f"disabled=bool({self.condition()})")
        if self.callbacks and (not self.in_form or self.chance(10)) and self.chance():
            name = "on_click" if kind == "button" else "on_change"
            given = self.one([f"({number},)", f"({number}, box)", f"[{number}, ss['n']]"])
            arguments.append(f"{name}=cb{self.one(range(self.callbacks))}, args={given}")
        call = f"st.{kind}({', '.join(arguments)})"
        return [f"v[{number}] = {call}", f"log({number}, v[{number}])"]

    def parameters(self, kind: str) -> list[str]:
        """What a widget may have besides its label."""
        if kind in ("slider", "number_input"):
            high = self.one(["10", "10", "5", f"10 if {self.condition()} else 5"])
            value = [] if self.chance() else ["value=" + self.one(["2", "4"])]
            return ["min_value=0", f"max_value={high}", *value]
        if kind == "date_input":
            value = self.one(["D.date(2020, 1, 1)", "D.date(2020, 1, 2)", "None"])
            return [f"value={value}", "min_value=D.date(2020, 1, 1), max_value=D.date(2020, 1, 9)"]
        if kind == "time_input":
            return ["value=" + self.one(["D.time(8, 45)", "None"])]
        if kind == "color_picker":
            return [] if self.chance() else ["value='#00ff00'"]
        if kind in CHOICES:
            offered = self.one([OPTIONS, OPTIONS, f"{OPTIONS}[:2 if {self.condition()} else 3]"])
            if kind == "multiselect":
                return [offered, *([] if self.chance() else ["default=['p']"])]
            if kind == "select_slider":
                return [offered, *([] if self.chance() else ["value='q'"])]
            if kind in ("pills", "segmented_control"):
                return [offered, *([] if self.chance() else ["default='q'"])]
            return [offered, *([] if self.chance() else ["index=" + self.one(["0", "1", "None"])])]
        if kind in ("checkbox", "toggle"):
            return (
                []
                if self.chance()
                else ["value=" + self.one(["True", f"bool({self.condition()})"])]
            )
        if kind in ("text_input", "text_area"):
            return [] if self.chance() else ["value=" + self.one(["'x'", "None"])]
        return []

    def state(self, depth: int) -> list[str]:
        key = self.one(KEYS)
        value = self.one(VALUES[self.kinds[key]])
        choices = [
            f'ss["{key}"] = {value}',
            f'ss.setdefault("{key}", {value})',
            f'if "{key}" in ss: ss["{key}"] = ss["{key}"]',
            f'ss.update({{"{key}": {value}}})',
            f'log(ss["{key}"])',
            f'log("{key}", ss.get("{key}"))',
            'log(sorted(k for k in ss if not k.startswith("FormSub")))',
        ]
        if key not in self.taken:  # AppTest fails for what is deleted after it is shown
            choices += [
                f'ss.pop("{key}", None)', f'if "{key}" in ss: del ss["{key}"]', f'del ss["{key}"]'
            ]  # fmt: skip
        return [str(self.one(choices))]

    def conditional(self, depth: int) -> list[str]:
        lines = [
            f"if {self.condition()}:",
            *indented(self.several(self.statement, 1, 3, depth + 1)),
        ]
        if self.chance(3):
            lines += ["else:", *indented(self.several(self.statement, 1, 2, depth + 1))]
        return lines

    def place(self, depth: int) -> list[str]:
        where = self.one(
            ["st.sidebar", "st.container()", "st.expander('E')", "st.columns(2)[1]", "st.empty()",
             "st.tabs(['T', 'U'])[0]", "st.status('S')", "st.popover('P')"]
        )  # fmt: skip
        return [f"with {where}:", *indented(self.several(self.statement, 1, 2, depth + 1))]

    def form(self, depth: int) -> list[str]:
        key = self.one(["f", "g"])
        self.in_form = True
        body = self.several(self.statement, 1, 3, depth + 1)
        self.in_form = False
        clear = ", clear_on_submit=True" if self.chance(3) else ""
        number = self.widgets
        self.widgets += 1
        click = (
            f", on_click=cb{self.one(range(self.callbacks))}"
            if self.callbacks and self.chance()
            else ""
        )
        button = [
            f'v[{number}] = st.form_submit_button("submit {key}"{click})',
            f"log({number}, v[{number}])",
        ]
        return [f'with st.form("{key}"{clear}):', *indented([*body, *button])]

    def fragment(self, depth: int) -> list[str]:
        name = f"part{self.parts}"
        self.parts += 1
        self.in_fragment = True
        body = self.several(self.statement, 1, 4, depth + 1)
        self.in_fragment = False
        return [
            "@st.fragment", f"def {name}():", f'    log("{name}")', *indented(body), f"{name}()"
        ]  # fmt: skip

    def control(self, depth: int) -> list[str]:
        scope = '"fragment"' if self.in_fragment and self.chance(3) else ""
        what = self.one(["st.stop()", 'raise ValueError("boom")', None])
        if what is not None:
            return [f"if {self.condition_of_state()}:", f"    {what}"]
        return [
            f'if ss.get("r", 0) < 3 and {self.condition_of_state()}:',
            '    ss["r"] = ss.get("r", 0) + 1',
            f"    st.rerun({'scope=' + scope if scope else ''})",
        ]

    def attempt(self, depth: int) -> list[str]:
        body = self.several(self.statement, 1, 2, depth + 1)
        return ["try:", *indented(body), "except Exception as error:", "    log_exc(error)"]


def indented(lines: Sequence[str]) -> list[str]:
    """The lines as the body of a compound statement."""
    return ["    " + line for line in lines]


# What a test does: which of the elements, and which of the values; or, one time in eight, it sets
# the state itself: which of the keys, and which of the values that the key may have.
ACTION = st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 7))


@st.composite
def programs(
    draw: Callable[[st.SearchStrategy[Any]], Any], *features: str, modes: Sequence[str] = ("run",)
) -> dict[str, Any]:
    """A script, and steps which are each a mode and some actions."""
    writer = Writer(draw, features)
    script = writer.program()
    steps = draw(
        st.lists(st.tuples(st.sampled_from(modes), st.lists(ACTION, max_size=2)), max_size=5)
    )
    settable = [key for key in KEYS if writer.kinds[key] not in UNSETTABLE]
    values = [[key, VALUES[writer.kinds[key]]] for key in settable]
    return {"script": script, "steps": steps, "values": values}
