"""The code blocks of the guide itself (guide.md beside this folder), run word for word."""

import re
from pathlib import Path

from oracle.case import case, peek, topic

topic("guide_blocks")

CLICK = "at.button[0].click()"

# What to do with the n-th fenced Python block of the guide.
PLANS = {
    0: dict(name="counter-without-state", steps=[CLICK, CLICK, ""]),
    1: dict(name="initialisation", steps=["", peek("at.session_state['key']")]),
    2: dict(name="reads", before="at.session_state['key'] = 'value'", steps=[""]),
    3: dict(name="updates", before="at.session_state['key'] = 'value'", steps=["", peek("at.session_state.key")]),
    4: dict(name="uninitialised", steps=[""]),
    5: dict(name="example-1", steps=[CLICK, CLICK, "", CLICK]),
    6: dict(name="example-2", steps=[CLICK, CLICK, "", CLICK]),
    7: dict(name="example-3-args", steps=["at.number_input[0].set_value(5)", CLICK, CLICK, "at.number_input[0].set_value(-3)", CLICK]),
    8: dict(name="example-3-kwargs", steps=[CLICK, "at.button[1].click()", CLICK]),
    9: dict(
        name="example-4",
        tree=False,
        state=False,
        steps=[
            peek("at.session_state['count']"),
            "at.time_input[0].set_value(time(9, 30)); at.number_input[0].set_value(4); at.button[0].click()",
            peek("(at.session_state['count'], at.session_state['last_updated'], at.session_state['increment_value'])"),
            peek("[m.value for m in at.markdown]"),
            "at.number_input[0].set_value(10); at.button[0].click()",
            peek("(at.session_state['count'], at.session_state['last_updated'])"),
        ],
    ),
    10: dict(name="celsius", steps=["at.slider[0].set_value(-7.5)", "at.slider(key='celsius').set_value(100.0)", ""]),
    11: dict(name="button-state", steps=["", ""]),
}

_text = (Path(__file__).resolve().parent.parent / "guide.md").read_text(encoding="utf-8")
_blocks = re.findall(r"^```python\n(.*?)^```", _text, re.S | re.M)
for _i, _plan in PLANS.items():
    _body = _blocks[_i]
    if "import streamlit as st" in _body:
        _body = _body.replace("import streamlit as st", "import __ST__ as st")
    else:
        _body = "import __ST__ as st\n" + _body
    case(script=_body, **_plan)
