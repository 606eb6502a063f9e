"""What the engine needs of its surroundings, where they are plain Python."""

from rerun_state.runtime.execution.host import PlainHost
from tests.runtime.apps import App


def test_plain_python_has_no_clock_and_no_arrivals() -> None:
    host, app = PlainHost(), App(lambda: None)
    called = list[int]()
    cancel = host.call_later(0, lambda: called.append(1))
    cancel()
    host.wake()
    assert (host.poll(app.cell.renderer), called, host.rerun_limit) == (False, [], None)


def test_a_traceback_has_the_users_frames_only() -> None:
    def fail() -> None:
        raise ValueError("broken")

    app = App(fail).run()
    assert app.cell.error is not None
    lines = PlainHost().traceback(app.cell.error)
    assert any("test_host.py" in line for line in lines)
    assert not any("runtime/cell.py" in line for line in lines)
