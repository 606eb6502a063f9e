"""Scripts that are made of apps: they say only `streamlit`, and show what the cells showed."""

import ast
from pathlib import Path

import pytest
from IPython.core.error import UsageError

from rerun_state.jupyter.eject.script import Ejected, Source, make_script, write_script
from rerun_state.testing import AppTest
from tests.jupyter.eject.notebooks import eject


def shown(script: str) -> list[str]:
    """What a script shows when it runs, as texts."""
    assert "rerun_state" not in script
    app = AppTest.from_string(script).run()
    assert [each.message for each in app.exception] == []
    texts = [each.value for each in app.main if each.type in ("markdown", "text", "json")]
    return [str(text).strip("`") for text in texts]


def told(*cells: str, apps: list[str]) -> str:
    with pytest.raises(UsageError) as caught:
        eject(*cells, apps=apps)
    return str(caught.value)


def test_what_ordinary_cells_define_is_defined() -> None:
    cells = ["import math", "r = 2\nunused = r / 0", "def area(r):\n    return math.floor(r * k)"]
    script = eject(*cells, "k = 3", apps=["st.text(area(r))"])
    assert shown(script) == ["6"]
    assert "unused" not in script


def test_the_last_definition_counts_and_what_changed_it_since() -> None:
    cells = [
        "rows = [0]",
        "rows = [1]",
        "rows.append(2)\nother = 1",
        "for i in 'ab':\n    rows += i",
        "rows[0] = 5",
        "last = rows.pop()",
    ]
    assert shown(eject(*cells, apps=["st.text(rows)"])) == ["[5, 2, 'a']"]


def test_a_function_finds_what_was_defined_after_it() -> None:
    cells = ["def f():\n    return g()", "def g():\n    return late", "late = 1", "late = 2"]
    assert shown(eject(*cells, apps=["st.text(f())"])) == ["2"]


def test_settings_of_modules_and_paths_come_along() -> None:
    cells = ["import math, random, sys", "random.seed(0)", "math.sin(1)", "sys.path.append('lib')"]
    script = eject(*cells, apps=["st.text(random.random())"])
    assert ("random.seed(0)" in script, "sys.path.append" in script) == (True, True)
    assert "math.sin" not in script


def test_names_of_star_imports_are_found() -> None:
    assert shown(eject("from math import *", apps=["st.text(floor(pi))"])) == ["3"]


def test_magics_and_commands_are_left_out() -> None:
    cells = ["%load_ext rerun_state\n%time x = 1\n!true", "%%time\ny = 2", "%%bash\nz=3"]
    app = "if x:\n    %matplotlib inline\nst.text(x + y)\nst.text?"
    script = eject(*cells, apps=[app])
    assert shown(script) == ["3"]
    assert "%" not in script.partition("\n")[2]


def test_only_what_the_cell_shows_is_shown() -> None:
    app = "'''a note'''\nx = 5\nx\ndef f():\n    'documentation'\n    x\nf()\nx + 1"
    assert shown(eject(apps=[app])) == ["6"]
    assert shown(eject(apps=[app], magic=True))[-1] == "6"
    assert shown(eject(apps=["x = 5\nx;"])) == []


def test_the_value_of_a_call_is_shown_as_in_the_cell() -> None:
    assert shown(eject(apps=["len('abc')"])) == ["3"]
    assert shown(eject(apps=["def f(): return None\nf()"])) == []
    assert shown(eject(apps=["def f(): return st.text('once')\nf()"])) == ["once"]
    assert shown(eject(apps=["a, b = st.columns(2)\na.checkbox('c')"])) == []


def test_display_writes() -> None:
    app = "from IPython.display import display\ndisplay('a')\nst.text('b')"
    assert shown(eject("def show(x):\n    display(x)", apps=[app, "show('c')"])) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "app",
    [
        "import rerun_state\nrerun_state.text('x')",
        "from rerun_state import text as t\nt('x')",
        "from rerun_state.errors import StreamlitAPIException\nst.text('x')",
        "from rerun_state.testing import AppTest\nst.text('x')",
        "import streamlit as s\ns.text('x')",
    ],
)
def test_this_package_is_streamlit_however_it_is_imported(app: str) -> None:
    assert shown(eject(apps=[app])) == ["x"]


def test_names_that_cannot_be_resolved_are_all_listed() -> None:
    message = told("def f():\n    return lost", "%run helper.py", apps=["st.text(f() + gone)"])
    assert "app.py was not written" in message
    assert ("lost (In [1])" in message, "gone (app 1)" in message) == (True, True)


@pytest.mark.parametrize(
    ("app", "odd"),
    [
        ("st.widget(lambda: 1, trait='x')", "st.widget"),
        ("from rerun_state import cell", "rerun_state.cell"),
        ("import rerun_state.page.models", "rerun_state.page.models"),
        ("files = !ls\nst.text(files)", "get_ipython"),
        ("import asyncio\nawait asyncio.sleep(0)", "await at the top level"),
    ],
)
def test_what_streamlit_does_not_have_is_listed(app: str, odd: str) -> None:
    assert odd in told(apps=[app])


def test_names_that_apps_set_for_themselves_do_not_meet() -> None:
    first = "n = 1\nst.button('B', on_click=lambda: print(n))\nst.text(n)"
    assert shown(eject("n = 3", apps=[first, "st.text(n)"])) == ["1", "3"]
    script = eject(apps=[first, "n = 2\nst.text(f'{n}')"])
    assert shown(script) == ["1", "2"]
    assert "n_2 = 2" in script


def test_functions_of_the_notebook_keep_the_notebooks_names() -> None:
    cells = ["r = 2", "def area():\n    return r * 3"]
    assert shown(eject(*cells, apps=["r = r + 5\nst.text(r)\nst.text(area())"])) == ["7", "6"]


def test_what_an_app_exports_is_found_below_it() -> None:
    cells = ["half = chosen / 2", "r = 1"]
    apps = ["r = 4\nchosen = 8 + r", "st.text(half + r)"]
    assert shown(eject(*cells, apps=apps, export="chosen")) == ["7.0"]


def test_an_app_that_stops_does_not_stop_the_next() -> None:
    apps = ['st.text("""a\nb""")\nst.stop()\nst.text("c")', "st.text('d')"]
    assert shown(eject(apps=apps)) == ["a\nb", "d"]


def test_future_features_stand_above_all_else() -> None:
    app = "from __future__ import annotations\ndef f(x: list[int]): return x\nst.text(f(1))"
    assert shown(eject(apps=[app])) == ["1"]


def test_comments_stay_where_they_are() -> None:
    script = eject("# why\nx = 1  # so", apps=["# first\nst.text(x)  # shown"])
    assert all(each in script for each in ("# why\nx = 1  # so\n", "# first\nst.text(x)  # shown"))


def test_widgets_that_streamlit_cannot_tell_apart_are_told() -> None:
    source = [Source("a", "import streamlit as st\nst.button('B')", "last")]
    apps = [
        Ejected(name, source, [], [("button", None, f"cell:{name}", None, None, "B")])
        for name in ("a", "b")
    ]
    with pytest.raises(UsageError, match="a and b both show a button"):
        make_script(None, "app.py", apps, [])


def test_a_file_that_somebody_else_wrote_stays(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    write_script(file, eject(apps=["st.text('first')"]))
    write_script(file, eject(apps=["st.text('second')"]))
    assert "second" in file.read_text()
    file.write_text("mine = 1")
    with pytest.raises(UsageError, match="left as it is"):
        write_script(file, "x")
    assert file.read_text() == "mine = 1"


def test_each_app_has_its_name_and_streamlit_is_imported_once() -> None:
    script = eject("import json", apps=["import json\nst.text(1)", "st.text(2)"])
    imports = [ast.unparse(n) for n in ast.parse(script).body if isinstance(n, ast.Import)]
    assert imports == ["import streamlit as st", "import json"]
    assert script.index("# app 1") < script.index("# app 2")
