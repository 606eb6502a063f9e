"""How cells depend on each other, as a diagram and as a table."""

import rerun_state as st
from rerun_state.snapshot.graph import diagram, last_runs, plain
from tests.runtime.apps import App


def fail() -> None:
    raise ValueError(st.session_state.y)


def book() -> list[App]:
    first = App(lambda: (st.slider("X", 0, 9, key="x"), None)[1], name="name:in").run()

    def derive() -> None:
        st.session_state.y = st.session_state.x * 2
        st.cell("in")

    return [
        first,
        App(derive, name="name:derive", beside=first).run(),
        App(fail, name="name:out", beside=first).run(),
    ]


def test_arrows_lead_from_writers_over_keys_to_readers() -> None:
    apps = book()
    lines = diagram([(apps[0].session, [app.cell for app in apps])]).split("\n")
    ids = {line.split('"')[1].split("<br/>")[0]: line.split()[0] for line in lines if '"' in line}
    ids = {name: id.split("[")[0].split("(")[0] for name, id in ids.items()}
    arrows = {line.strip() for line in lines if "--" in line}
    assert arrows == {
        f"{ids['in']} --> {ids['x']}",
        f"{ids['x']} --> {ids['derive']}",
        f"{ids['derive']} --> {ids['y']}",
        f"{ids['y']} --> {ids['out']}",
    }
    assert f"  {ids['derive']} -. shows .-> {ids['in']}" in lines
    assert any(line.startswith(f"  style {ids['out']} stroke") for line in lines)


def test_the_table_tells_why_each_cell_ran_last_and_how_that_ended() -> None:
    apps = book()
    apps[0].change("X", 4)
    table = last_runs(app.cell for app in apps)
    assert table["cell"] == ["in", "derive", "out"]
    assert table["because of"] == ["slider 'X'", "'x', set by 'in'", "'y', set by 'derive'"]
    assert table["ended"] == ["complete", "complete", "failed"]
    assert table["runs"] == [2, 2, 2]


def test_a_label_means_nothing_to_the_diagram() -> None:
    assert plain('a "b" <c>\n`d` [e]') == "a #34;b#34; #60;c#62; #96;d#96; #91;e#93;"
    assert len(plain("x" * 1000)) == 65
