"""From a click to the result of a task on the page, beyond the work itself.

`.venv/bin/python -m tests.benchmarks.tasks` prints a line for each place where a task can work.
"""

import statistics
import tempfile
import time
from pathlib import Path

from tests.kernel.conftest import start
from tests.kernel.reader import Reader

WORK = 0.2  # seconds
CLICKS = 15
PLACES = {
    "thread": "executor = None",
    "process": "import concurrent.futures, multiprocessing\n"
    "context = multiprocessing.get_context('spawn')\n"
    "executor = concurrent.futures.ProcessPoolExecutor(1, context)",
    "dask": "import distributed\n"
    "cluster = distributed.LocalCluster(1, threads_per_worker=1, dashboard_address=None)\n"
    "executor = distributed.Client(cluster)",
}
APP = f"""
def work(n):
    time.sleep({WORK})
    return n
if st.button("Go"): st.session_state.PLACE = st.session_state.get("PLACE", 0) + 1
task = st.task(work, st.session_state.get("PLACE", 0), executor=executor)
if task.done: st.text(f"PLACE {{task.result}}.")
"""


def main() -> None:
    """Measure each place, one after the other, in one kernel."""
    kernel = start(Path(tempfile.mkdtemp()))
    reader = Reader(kernel)
    kernel.run("%load_ext rerun_state")
    for place, make in PLACES.items():
        kernel.run(make)
        reader.app(APP.replace("PLACE", place))
        reader.see(f"{place} 0.")
        beyond = []
        for n in range(1, CLICKS + 1):
            reader.settle()
            began = time.monotonic()
            reader.press("Go")
            beyond.append((reader.see(f"{place} {n}.") - began - WORK) * 1000)
        print(f"{place}: {statistics.median(beyond):.0f} ms, at most {max(beyond):.0f} ms")
    kernel.shutdown()


if __name__ == "__main__":
    main()
