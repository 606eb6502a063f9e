"""st.task: work that goes on while the app stays usable."""

import textwrap
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest

from rerun_state.runtime.tasks.pool import Pool
from rerun_state.testing import AppTest

HEAD = "import threading\nimport rerun_state as st\nstate = st.session_state\n"


def app(script: str, **state: Any) -> AppTest:
    at = AppTest.from_string(HEAD + textwrap.dedent(script))
    for name, value in state.items():
        at.session_state[name] = value
    return at


def texts(at: AppTest) -> list[str]:
    return [each.value for each in at.text]


WORK = """
def work(n):
    state.calls.append(n)
    state.gate.wait(5)
    return n * 2
n = st.number_input("n", value=1)
task = st.task(work, n)
st.text(f"{task.running} {task.done} {task.result}")
"""


def gated(script: str = WORK) -> tuple[AppTest, threading.Event, list[int]]:
    gate, calls = threading.Event(), list[int]()
    return app(script, gate=gate, calls=calls), gate, calls


def test_the_run_goes_on_while_a_task_works() -> None:
    at, gate, _ = gated()
    assert texts(at.run(tasks=False)) == ["True False None"]
    gate.set()


def test_the_app_runs_again_when_a_task_ends() -> None:
    at, gate, _ = gated()
    gate.set()
    assert texts(at.run()) == ["False True 2"]


def test_the_same_call_is_submitted_once() -> None:
    at, gate, calls = gated()
    gate.set()
    at.run().run()
    assert calls == [1]


def test_other_arguments_are_another_task() -> None:
    at, gate, calls = gated()
    gate.set()
    at.run()
    at.number_input[0].set_value(4)
    assert texts(at.run()) == ["False True 8"]
    assert calls == [1, 4]


def test_what_is_not_called_any_more_does_not_begin() -> None:
    at, gate, calls = gated(WORK.replace("work, n)", "work, n, executor=state.one)"))
    at.session_state.one = ThreadPoolExecutor(1)
    at.run(tasks=False)
    at.number_input[0].set_value(2)
    at.run(tasks=False)
    at.number_input[0].set_value(3)
    at.run(tasks=False)
    gate.set()
    assert texts(at.run()) == ["False True 6"]
    at.session_state.one.shutdown()
    assert calls == [1, 3]


def test_an_error_is_raised_as_it_was_with_the_lines_of_the_function() -> None:
    at = app(
        """
        def work():
            raise KeyError("here")
        task = st.task(work)
        if task.done:
            st.text(repr(task.error))
            task.result
        """
    ).run()
    assert texts(at) == ["KeyError('here')"]
    assert at.exception[0].stack_trace[-2].strip() == 'raise KeyError("here")'
    assert not any("concurrent" in line for line in at.exception[0].stack_trace)


def test_a_cancelled_task_is_done_and_ends_at_its_next_report() -> None:
    begun, ended = threading.Event(), threading.Event()
    at = app(
        """
        def work(begun, ended, progress):
            begun.set()
            try:
                while True: progress(0.5)
            finally:
                ended.set()
        task = st.task(work, state.begun, state.ended, key="it")
        if st.button("Cancel"):
            task.cancel()
        st.text(f"{task.running} {task.error!r:.14}")
        """,
        begun=begun,
        ended=ended,
    ).run(tasks=False)
    assert begun.wait(20)  # tasks of other tests may have the threads
    at.button[0].click().run()
    assert texts(at) == ["False CancelledError"]
    assert ended.wait(20)


def test_progress_draws_a_bar_while_the_task_works() -> None:
    gate, half = threading.Event(), threading.Event()
    at = app(
        """
        def work(gate, half, progress):
            progress(0.5, "Half")
            half.set()
            gate.wait(5)
        task = st.task(work, state.gate, state.half, key="it")
        st.text(f"{task.progress}")
        """,
        gate=gate,
        half=half,
    ).run(tasks=False)
    assert half.wait(5)
    at.run(tasks=False)
    assert [(bar.value, bar.text) for bar in at.get("progress")] == [(50, "Half")]
    assert texts(at) == ["0.5"]
    gate.set()
    assert at.run().get("progress") == []


def test_a_parameter_called_progress_with_a_default_of_its_own_is_left_alone() -> None:
    at = app(
        """
        def work(progress=True): return progress
        st.text(st.task(work).result)
        """
    )
    assert texts(at.run()) == ["True"]


def test_an_argument_without_identity_needs_a_key() -> None:
    at = app("st.task(len, threading.Lock())").run()
    assert "`key`" in at.exception[0].message


def test_a_handle_in_the_state_counts_as_called_when_it_is_looked_at() -> None:
    at = app(
        """
        if st.button("Go"):
            state.job = st.task(pow, 2, 5)
        if "job" in state:
            st.text(state.job.result)
        """
    ).run()
    at.button[0].click().run()
    assert texts(at) == ["32"]


def test_without_deduplication_each_press_submits_and_the_end_does_not() -> None:
    at = app(
        """
        def work(): state.calls.append(1); return len(state.calls)
        st.button("Again")
        st.text(st.task(work, deduplicate=False).result)
        """,
        calls=[],
    )
    assert texts(at.run()) == ["1"]
    at.button[0].click()
    assert texts(at.run()) == ["2"]


def test_only_the_fragment_runs_when_its_task_ends() -> None:
    at = app(
        """
        state.runs = state.get("runs", 0) + 1
        @st.fragment
        def part():
            st.text(st.task(pow, 2, 3).result)
        part()
        st.text(f"runs {state.runs}")
        """
    )
    assert texts(at.run()) == ["8", "runs 1"]


def test_a_coroutine_function_has_a_loop_of_its_own() -> None:
    at = app(
        """
        import asyncio
        async def work(n):
            await asyncio.sleep(0)
            return n
        st.text(st.task(work, 7).result)
        """
    )
    assert texts(at.run()) == ["7"]


def test_the_state_of_a_thread_is_the_apps() -> None:
    at = app(
        """
        def work(): state.found = True
        st.task(work)
        """
    ).run()
    assert at.session_state.found is True


def test_what_is_no_executor_is_refused_and_one_that_is_closed_is_named() -> None:
    at = app("st.task(len, 'a', executor=3)").run()
    assert "executor" in at.exception[0].message
    closed = ThreadPoolExecutor(1)
    closed.shutdown()
    at = app("st.task(len, 'a', executor=state.pool).result", pool=closed).run()
    assert "Make a new executor" in at.exception[0].message


class Dying(Executor):
    """What becomes of a pool whose process is killed."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenProcessPool("A process was terminated abruptly."))
        return future


RETRIED = """
task = st.task(len, "abc", executor=state.pools[-1])
st.text(str(task.error or task.result))
if st.button("Again"): task.retry()
"""


def test_an_executor_that_dies_is_named_and_another_one_takes_the_task() -> None:
    with ThreadPoolExecutor(1) as living:
        at = app(RETRIED, pools=[Dying()]).run()
        assert "terminated abruptly. Make a new executor, and call retry()" in texts(at)[0]
        at.session_state.pools.append(living)
        assert texts(at.button[0].click().run()) == ["3"]


def test_a_called_function_is_refused_with_the_way_to_call_it() -> None:
    assert "Leave out the parentheses" in app("st.task(len('a'))").run().exception[0].message


@pytest.mark.long  # it waits
def test_run_gives_up_on_a_task_that_takes_too_long() -> None:
    at, gate, _ = gated()
    with pytest.raises(RuntimeError, match="did not come to its end"):
        at.run(timeout=0.2)
    gate.set()


FLAKY = """
def work():
    state.calls.append(1)
    if len(state.calls) == 1: raise OSError("no answer")
    return "answer"
task = st.task(work)
st.text(f"{task.error} {task.result if not task.error else ''}")
if st.button("Again"):
    st.text(str(task.retry()))
"""


def test_a_task_that_failed_is_tried_again_when_it_is_told_to() -> None:
    at = app(FLAKY, calls=[]).run()
    assert texts(at) == ["no answer"]
    assert texts(at.run()) == ["no answer"]
    at.button[0].click().run()
    assert (texts(at), len(at.session_state.calls)) == (["None answer"], 2)


def test_a_task_that_did_not_fail_is_not_tried_again() -> None:
    at = app(FLAKY, calls=[0]).run()
    at.button[0].click().run()
    assert (texts(at), len(at.session_state.calls)) == (["None answer", "False"], 2)


def test_a_task_of_a_fragment_is_tried_again_by_the_fragment_alone() -> None:
    part = textwrap.indent(FLAKY, "    ")
    at = app(f"state.runs += 1\n@st.fragment\ndef part():{part}\npart()", calls=[], runs=0).run()
    at.button[0].click().run()
    assert (texts(at), at.session_state.runs) == (["None answer"], 2)  # begun, pressed


def test_without_threads_work_is_done_at_the_call(
    no_threads: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rerun_state.runtime.tasks.pool.SHARED", Pool())
    at = app("""
    def work(progress):
        progress(0.5, "half")
        print("printed")
        return 7
    task = st.task(work)
    st.text(f"{task.done} {task.result}")
    """)
    assert texts(at.run()) == ["True 7"]
