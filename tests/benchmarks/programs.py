"""The measured programs, in the dialect of each peer.

All of them show the same: a button "Count up" (or its like), what the scenario is about, and a text
`count=N;` at the end, which tells that the page has come to what the N-th press asked for.
`rerun_state` and Streamlit are given the same text but for the module's name. The others say it in
the way that comes naturally with them:

floor        widgets made once by hand, and an `observe` that sets one trait
interact     `ipywidgets.interactive_output` around a function which prints
solara       a component which emits every element again
"""

from textwrap import dedent, indent

PEERS = ("rerun_state", "streamlit", "floor", "interact", "solara")
SCENARIOS = {
    "counter": "A counter",
    "texts-100": "100 texts, one changes",
    "texts-1000": "1,000 texts, one changes",
    "all-1000": "1,000 texts, all change",
    "figure": "A matplotlib figure",
    "table": "A table of 1,000 rows, another text changes",
    "million": "A table of 1,000,000 rows, another text changes",
    "storm": "100 texts and a storm of 50 changes",
    "page": "A new page of 1,000 texts, until painted",
}
PREPARE = {
    "figure": """
        import matplotlib
        matplotlib.use("{backend}")
        import matplotlib.pyplot as plt
    """,
    "table": """
        import numpy as np
        import pandas as pd
        DATA = pd.DataFrame(np.arange(6000).reshape(1000, 6), columns=list("abcdef"))
    """,
    "million": """
        import numpy as np
        import pandas as pd
        N = np.arange(1_000_000)
        DATA = pd.DataFrame(dict(n=N, half=N / 2, text=pd.Series(N).astype(str)))
        DATA["at"] = pd.date_range("2000", periods=len(N), freq="min")
    """,
}


def kernel_script(size: int, changed: int, module: str) -> str:
    """A script of `size` texts, of which the first `changed` differ in each run."""
    return dedent(f"""
        import {module} as st
        n = st.session_state.get("n", 0) + 1
        st.session_state.n = n
        for i in range({changed}):
            st.text(f"line {{i}} of run {{n}}")
        for i in range({changed}, {size}):
            st.text(f"line {{i}}")
    """)


def mixed_inputs(module: str) -> str:
    """A script of 200 inputs of five kinds, with help texts on some."""
    return dedent(f"""
        import {module} as st
        for i in range(40):
            st.slider(f"Level {{i}}", 0, 100, i)
            st.checkbox(f"Option {{i}}", help="Says yes or no.")
            st.selectbox(f"Choice {{i}}", ["red", "green", "blue"])
            st.text_input(f"Name {{i}}", "somebody")
            st.number_input(f"Amount {{i}}", 0, 10, 5)
    """)


def cells(peer: str, scenario: str) -> list[str]:
    """The code cells of a notebook, or for Streamlit the one part of its script."""
    backend = "agg" if peer == "streamlit" else "inline"
    prepare = dedent(PREPARE.get(scenario, "")).format(backend=backend)
    if peer == "streamlit":
        return [prepare + _rerun(scenario, "streamlit")]
    if peer == "rerun_state":
        return [
            "%load_ext rerun_state",
            prepare or "pass",
            "%%rerun\n" + _rerun(scenario, "rerun_state"),
        ]
    body = {"floor": _floor, "interact": _interact, "solara": _solara}[peer]
    return [prepare or "pass", body(scenario)]


def selector(peer: str, scenario: str) -> str:
    """What is pressed, as a CSS selector; a suffix `:text` names a part of its text."""
    if scenario == "storm" and peer == "rerun_state":
        return "button[aria-label^=Increase]"
    if scenario == "storm" and peer == "streamlit":
        return "button[data-testid=stNumberInputStepUp]"
    return "button:Count up"


def _rerun(scenario: str, module: str) -> str:
    if scenario == "storm":
        start = 'n = st.number_input("Number", 0, 1000, 0)\n'
    else:
        start = dedent("""
            n = st.session_state.get("n", 0)
            if st.button("Count up"):
                n += 1
                st.session_state.n = n
        """)
    shown = {
        "texts-100": "for i in range(100):\n    st.text(f'line {i}')\n",
        "texts-1000": "for i in range(1000):\n    st.text(f'line {i}')\n",
        "all-1000": "for i in range(1000):\n    st.text(f'line {i} of {n}')\n",
        "storm": "for i in range(100):\n    st.text(f'line {i}')\n",
        "page": "if n % 2:\n    for i in range(1000):\n        st.text(f'line {i}')\n",
        "table": "st.dataframe(DATA)\n",
        "million": "st.dataframe(DATA)\n",
        "figure": FIGURE + "st.pyplot(figure)\n",
    }.get(scenario, "")
    return f"import {module} as st\n{start}{shown}st.text(f'count={{n}};')\n"


FIGURE = """figure, axes = plt.subplots()
axes.plot([i * n % 7 for i in range(50)])
"""


def _floor(scenario: str) -> str:
    before, change = {
        "texts-100": ("lines = w.HTML('<br>'.join(f'line {i}' for i in range(100)))", ""),
        "texts-1000": ("lines = w.HTML('<br>'.join(f'line {i}' for i in range(1000)))", ""),
        "all-1000": (
            "lines = w.HTML()",
            "lines.value = '<br>'.join(f'line {i} of {n}' for i in range(1000))",
        ),
        "storm": ("lines = w.HTML('<br>'.join(f'line {i}' for i in range(100)))", ""),
        "page": (
            "lines = w.HTML()",
            "lines.value = '<br>'.join(f'line {i}' for i in range(1000)) if n % 2 else ''",
        ),
        "table": ("lines = w.HTML(DATA.to_html(max_rows=None))", ""),
        "million": ("lines = w.HTML(DATA.to_html(max_rows=60))", ""),
        "figure": ("import io\nlines = w.Image()", _DRAW),
    }.get(scenario, ("lines = w.HTML()", ""))
    # Of 50 quick changes of a trait the front end sends few, so there the presses are counted.
    kind, listen = (
        ("Button", "on_click(observe)")
        if scenario == "storm"
        else ("ToggleButton", "observe(observe, 'value')")
    )
    head = f"import ipywidgets as w\nn = 0\nbutton = w.{kind}(description='Count up')\n"
    observe = f"def observe(_):\n    global n\n    n += 1\n{indent(change, '    ')}\n"
    return (
        f"{head}text = w.Label('count=0;')\n{before}\n{observe}"
        "    text.value = f'count={n};'\n"
        f"button.{listen}\nw.VBox([button, lines, text])\n"
    )


_DRAW = f"""{FIGURE}buffer = io.BytesIO()
figure.savefig(buffer, dpi=200, bbox_inches="tight")
plt.close(figure)
lines.value = buffer.getvalue()"""


def _interact(scenario: str) -> str:
    shown = {
        "texts-100": "for i in range(100): print(f'line {i}')",
        "texts-1000": "for i in range(1000): print(f'line {i}')",
        "all-1000": "for i in range(1000): print(f'line {i} of {n}')",
        "storm": "for i in range(100): print(f'line {i}')",
        "page": "for i in range(1000 * (n % 2)): print(f'line {i}')",
        "table": "display(DATA)",
        "million": "display(DATA)",
        "figure": FIGURE + "plt.show()",
    }.get(scenario, "pass")
    options = "pd.options.display.max_rows = 1000\n" if scenario == "table" else ""
    return (
        f"import ipywidgets as w\n{options}button = w.Button(description='Count up')\n"
        "number = w.IntText(0)\n"
        "button.on_click(lambda _: setattr(number, 'value', number.value + 1))\n"
        f"def show(n):\n{indent(shown, '    ')}\n    print(f'count={{n}};')\n"
        "w.VBox([button, w.interactive_output(show, {'n': number})])\n"
    )


def _solara(scenario: str) -> str:
    shown = {
        "texts-100": "for i in range(100): solara.Text(f'line {i}')",
        "texts-1000": "for i in range(1000): solara.Text(f'line {i}')",
        "all-1000": "for i in range(1000): solara.Text(f'line {i} of {n}')",
        "storm": "for i in range(100): solara.Text(f'line {i}')",
        "page": "for i in range(1000 * (n % 2)): solara.Text(f'line {i}')",
        "table": "solara.DataFrame(DATA, items_per_page=1000)",
        "million": "solara.DataFrame(DATA, items_per_page=60)",
        "figure": FIGURE + "plt.close(figure)\nsolara.FigureMatplotlib(figure)",
    }.get(scenario, "pass")
    return (
        "import solara\n@solara.component\ndef App():\n"
        "    n, set_n = solara.use_state(0)\n"
        "    solara.Button('Count up', on_click=lambda: set_n(lambda old: old + 1))\n"
        f"{indent(shown, '    ')}\n"
        "    solara.Text(f'count={n};')\n"
        "display(App())\n"
    )
