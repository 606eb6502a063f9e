"""Work that outlives a run, where it is executed: threads, other processes, a Dask cluster."""

from collections.abc import Iterator

import pytest

from tests.kernel.reader import Reader

POOL = """
import concurrent.futures, multiprocessing
pool = concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
"""
CLUSTER = """
import distributed
__spec__ = None  # which every notebook has until %reset; multiprocessing looks it up
cluster = distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)
pool = distributed.Client(cluster)
"""
WORK = """
class Odd(Exception): pass
class Pair:
    def __init__(self, value): self.value = value
def work(n, progress):
    print("begin", n)
    progress(0.5, "half")
    if n == 3: raise Odd("three")
    return Pair(n * 2)
n = st.number_input("n", value=2)
task = st.task(work, n, executor=pool)
if task.done:
    st.text(f"result {task.result.value}")
"""


@pytest.fixture
def pooled(reader: Reader, request: pytest.FixtureRequest) -> Iterator[Reader]:
    assert reader.kernel.run(request.param).error is None
    yield reader
    reader.kernel.run("if pool: pool.shutdown()")


EVERYWHERE = pytest.mark.parametrize(
    "pooled", ["pool = None", POOL, CLUSTER], ids=["thread", "processes", "dask"], indirect=True
)


@EVERYWHERE
def test_a_function_of_a_cell_works_elsewhere_and_prints_in_its_place(pooled: Reader) -> None:
    assert pooled.app(WORK).error is None
    pooled.see("result 4")
    pooled.see("begin 2\n")
    assert [row["kind"] for row in pooled.page.rows()] == ["number_input", "output", "text"]


@EVERYWHERE
def test_an_error_of_elsewhere_is_raised_where_the_result_is_asked_for(pooled: Reader) -> None:
    pooled.app(WORK)
    pooled.see("result 4")
    pooled.change("n", 3)
    pooled.see("Odd: three")


def test_an_error_of_another_process_shows_the_line_of_the_cell(reader: Reader) -> None:
    reader.kernel.run(POOL)
    reader.app(WORK.replace("value=2", "value=3"))
    reader.see("Odd: three")
    trace = "\n".join(reader.page.rows()[-1]["traceback"])
    reader.kernel.run("pool.shutdown()")
    assert 'if n == 3: raise Odd("three")' in trace


def test_what_a_task_says_is_seen_while_it_works(reader: Reader) -> None:
    reader.kernel.run("import threading\ngate = threading.Event()")
    reader.app(
        """
def work(progress):
    print("begun")
    progress(50, "half")
    gate.wait(60)
    print("over")
st.task(work)
st.text("below")
"""
    )
    reader.see("begun")
    assert [row["kind"] for row in reader.page.rows()] == ["output", "progress", "text"]
    reader.kernel.run("gate.set()")
    reader.see("begun\nover\n")
    assert [row["kind"] for row in reader.page.rows()] == ["output", "text"]


def test_what_a_task_displays_and_plots_is_in_its_place(reader: Reader) -> None:
    reader.app(
        """
def work():
    from IPython.display import display, HTML
    display(HTML("<b>bold</b>"))
    import pandas, matplotlib.pyplot as plt
    display(pandas.DataFrame({"a": [1]}))
    plt.plot([1, 2])
st.text(f"done {st.task(work).done}")
"""
    )
    reader.see("done True")
    assert [row["kind"] for row in reader.page.rows()] == ["html", "dataframe", "output", "text"]


def test_an_app_that_is_replaced_leaves_its_tasks(reader: Reader) -> None:
    reader.kernel.run(
        "import threading, concurrent.futures\ngate, begun = threading.Event(), []\n"
        "one = concurrent.futures.ThreadPoolExecutor(1)"
    )
    reader.app(
        """
def work(n):
    begun.append(n)
    gate.wait(60)
for n in range(3): st.task(work, n, executor=one)
"""
    )
    reader.app("st.text('another')")
    reader.kernel.run("gate.set()\none.shutdown()")
    assert reader.value("begun") == [0]
    assert reader.settle() == ["another"]


def test_a_handle_of_another_app_makes_those_run_that_look_at_it(reader: Reader) -> None:
    reader.kernel.run("import threading\ngate = threading.Event()")
    reader.app("st.session_state.job = st.task(gate.wait, 60, key='it')", cell_id="one")
    reader.app("st.text(f'seen {st.session_state.job.done}')", cell_id="two")
    reader.kernel.run("gate.set()")
    reader.see("seen True")


def test_a_kernel_with_work_that_waits_can_be_shut_down(reader: Reader) -> None:
    reader.app("for n in range(9): st.task(time.sleep, 600 + n)")
    reader.kernel.restart()
    assert reader.value("1 + 1") == 2
