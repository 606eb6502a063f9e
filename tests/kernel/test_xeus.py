"""Apps in xeus-python, a kernel that is not ipykernel."""

from collections.abc import Iterator

import pytest

from tests.kernel.conftest import kept, start
from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader, cell

COUNTER = """
n = st.slider("N", 0, 9, key="n")
print("printed", n)
st.text(f"n is {n}")
"""


@pytest.fixture(scope="module")
def xeus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKernel]:
    for live in kept(start(tmp_path_factory.mktemp("ipython"), "xpython")):
        assert live.run("%load_ext rerun_state").error is None
        yield live


def test_an_app_follows_its_reader_and_the_notebook(xeus: LiveKernel) -> None:
    reader = Reader(xeus)
    assert reader.app(COUNTER, cell_id=None).error is None
    reader.change("N", [4])
    reader.see("n is 4")
    assert "printed 4" in str(reader.page.texts())
    xeus.run("import rerun_state\nrerun_state.session_state.n = 7")
    reader.see("n is 7")


def test_an_app_that_fails_fails_its_cell(xeus: LiveKernel) -> None:
    assert "ZeroDivisionError" in str(xeus.run(cell("1 / 0")).error)
