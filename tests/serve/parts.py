"""Stand-ins for what is around a visit: a pool with one kernel, which notes what it is told."""

import asyncio
from collections.abc import Callable
from typing import Any

from rerun_state.serve.kernel_process import Listener
from rerun_state.serve.served_file import Unservable


class FakeKernel:
    def __init__(self) -> None:
        self.told: list[Any] = []
        self.visits: dict[str, Listener] = {}

    def open(self, visit: str, listener: Listener, data: Any) -> None:
        self.visits[visit] = listener
        self.told.append(("open", data))

    def say(self, visit: str, to: str, content: Any, buffers: Any) -> str:
        self.told.append((to, content))
        return f"m{len(self.told)}"

    def order(self, visit: str, event: str) -> None:
        self.told.append(event)

    def close(self, visit: str) -> None:
        self.visits.pop(visit, None)
        self.told.append("close")


class FakePool:
    def __init__(self) -> None:
        self.kernel = FakeKernel()
        self.problem: Unservable | None = None

    async def freest(self) -> FakeKernel:
        if self.problem is not None:
            raise self.problem
        return self.kernel


class Page:
    """The other end of a visit's line."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.is_cut = False

    def tell(self, message: dict[str, Any], buffers: list[Any]) -> None:
        self.told.append(message)

    def hang_up(self) -> None:
        self.is_cut = True

    @property
    def controls(self) -> list[Any]:
        return [message["control"] for message in self.told if "control" in message]


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds; at most some seconds."""
    for _ in range(1000):
        if holds():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come")
