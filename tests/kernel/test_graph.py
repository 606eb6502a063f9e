"""The graph of a kernel's apps."""

from tests.kernel.reader import Reader
from tests.kernel.test_variables import app

GRAPH = "import rerun_state\nrerun_state.graph()"


def test_an_ordinary_cell_shows_the_apps_keys_and_variables(reader: Reader) -> None:
    reader.kernel.run("n = 1", cell_id="ordinary")
    app(reader, "--name source --export total", "total = st.slider('X', 0, 9, key='x')")
    app(reader, "--name sink --watch total", "st.text(f'total {total}')")
    assert reader.kernel.run(GRAPH, cell_id="graph").error is None
    drawn = "".join(reader.page.texts())
    for word in ("language-mermaid", "source", "sink", "x", "total", "its cell was executed"):
        assert word in drawn, word
    assert "graph" not in reader.value("list(__import__('rerun_state').apps)")[:2]
    reader.kernel.run(GRAPH, cell_id="graph")
    assert len(reader.pages()) == 3


def test_without_an_app_it_says_so(reader: Reader) -> None:
    reader.kernel.run(GRAPH, cell_id="graph")
    assert "There is no app yet" in reader.page.texts()[0]
