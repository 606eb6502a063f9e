"""A reader of apps: a real kernel, and what a browser would show of the page in it.

The idea: `Page` applies the messages that the kernel publishes just as the front end's store does,
so a test can say what stands where. It never asks the kernel.
"""

import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from tests.contract import splice
from tests.kernel.live import TIMEOUT, Comm, LiveKernel, Message, Reply

Row = dict[str, Any]


class Page:
    """The rows of one app's page, as all messages so far have made them."""

    def __init__(self, kernel: LiveKernel, comm: str) -> None:
        self.comm = comm
        self.patches: list[tuple[float, list[Any]]] = []
        self.stale: list[int] = []
        self._kernel = kernel
        self._read = 0
        self._root: Row = {"k": 0, "c": []}
        self._inputs: dict[str, dict[str, Any]] = {}

    def texts(self) -> list[str]:
        """What is shown in the main part, in order, one entry for each element."""
        return [_text(self._row(row)) for row in self._leaves(self._section(0))]

    def rows(self) -> list[Row]:
        """The elements of the main part, in order, with kinds and properties."""
        return [self._row(row) for row in self._leaves(self._section(0))]

    def keys(self) -> list[int]:
        """By what the rows of these elements are known."""
        return [row["k"] for row in self._leaves(self._section(0))]

    def value(self, label: str) -> Any:
        """What the input with that label shows."""
        return self.input(label)["value"]

    def input(self, label: str) -> dict[str, Any]:
        """The state of the input with that label; KeyError if the page shows none."""
        return {_label(each): each for each in self.inputs()}[label]

    def inputs(self) -> list[dict[str, Any]]:
        """All inputs that the page shows."""
        self.catch_up()
        rows = [row for row in _walk(self._root) if "m" in row]
        return [{"id": row["m"], **self._inputs[row["m"]]} for row in rows]

    def catch_up(self) -> None:
        """Apply what has been published since the last look."""
        while self._read < len(self._kernel.messages):
            message = self._kernel.messages[self._read]
            self._read += 1
            self._apply(message)

    def _apply(self, message: Message) -> None:
        id, data = message.content.get("comm_id"), deepcopy(message.data)
        if message.type == "comm_open":
            state = dict(data.get("state", {}))
            self._inputs[str(id)] = state
            if id == self.comm:
                self._root = state["rows"]
        elif id == self.comm and data.get("content", {}).get("event") == "patch":
            ops = _with_buffers(data["content"]["ops"], message.buffers)
            self.patches.append((message.when, ops))
            for op in ops:
                self._change(deepcopy(op))

    def _change(self, op: list[Any]) -> None:
        if op[0] == "input":
            state = self._inputs[op[1]]
            splice(state["props"], op[2].get("splices", {}))
            state |= {**op[2], "props": state["props"] | op[2].get("props", {})}
        elif op[0] == "stale":
            self.stale = op[1]
        elif op[0] == "splice":
            splice(self._find(op[1])["p"], op[2])
        elif op[0] == "set":
            row = self._find(op[1])
            row["p"] = {k: v for k, v in (row["p"] | op[2]).items() if k not in op[3]}
        else:
            children = self._find(op[1]).setdefault("c", [])
            if op[0] == "insert":
                children[op[2] : op[2]] = op[3]
            elif op[0] == "remove":
                del children[op[2] : op[2] + op[3]]
            elif op[0] == "replace":
                children[op[2]] = op[3]
            else:
                children.insert(op[3], children.pop(op[2]))

    @property
    def root(self) -> Row:
        """All rows as they travelled."""
        self.catch_up()
        return self._root

    def _find(self, key: int) -> Row:
        return next(row for row in _walk(self._root) if row["k"] == key)

    def _section(self, number: int) -> Row:
        self.catch_up()
        sections = self._root.get("c", [])
        return dict(sections[number]) if sections else {"k": -1}

    def _leaves(self, root: Row) -> list[Row]:
        return [row for row in _walk(root) if row is not root and "c" not in row]

    def _row(self, row: Row) -> Row:
        if "m" in row:
            state = self._inputs[row["m"]]
            return {"kind": state["kind"], **state["props"], "value": state["value"]}
        if "w" in row:
            return {"kind": "widget", "state": self._inputs.get(row["w"], {})}
        return {"kind": row["t"], **row["p"]}


class Reader:
    """Executes cells, and uses the app of the last one."""

    def __init__(self, kernel: LiveKernel) -> None:
        self.kernel = kernel
        self._pages: dict[str, Page] = {}

    def app(self, code: str, *, cell_id: str | None = "app", timeout: float = TIMEOUT) -> Reply:
        """Execute a `%%rerun` cell."""
        return self.kernel.run(cell(code), cell_id=cell_id, timeout=timeout)

    def start(self, code: str, *, cell_id: str | None = "app") -> str:
        """Send a `%%rerun` cell without waiting for it."""
        return self.kernel.start(cell(code), cell_id=cell_id)

    @property
    def page(self) -> Page:
        """The page of the app that was started last."""
        return self.pages()[-1]

    def pages(self) -> list[Page]:
        """The open pages, in the order in which they were opened."""
        ids = [comm.id for comm in self.kernel.open_comms() if "rows" in comm.state]
        for id in ids:
            self._pages.setdefault(id, Page(self.kernel, id))
        return [self._pages[id] for id in ids]

    def change(self, label: str, value: object, *, subshell: str | None = None) -> str:
        """Give the input with that label a value, as the front end does."""
        content = {"event": "change", "value": value, "seq": f"test:{time.monotonic_ns()}"}
        return self.kernel.send_custom(self._input(label).id, content, subshell=subshell)

    def press(self, label: str, *, subshell: str | None = None) -> str:
        """Click the button with that label."""
        return self.change(label, True, subshell=subshell)

    def see(self, text: str, *, timeout: float = TIMEOUT) -> float:
        """Wait until the page shows a text; return when the message with it came."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            for page in self.pages():
                if any(text in shown for shown in page.texts()):
                    return page.patches[-1][0] if page.patches else 0.0
            self.kernel.read(0.1)
        raise TimeoutError(f"{text!r} is not on the page: {[p.texts() for p in self.pages()]}")

    def settle(self) -> list[str]:
        """Wait until the kernel is quiet; return what the page shows."""
        self.kernel.settle()
        return self.page.texts()

    def value(self, expression: str) -> Any:
        """Evaluate an expression in the notebook."""
        return self.kernel.value(expression)

    def _input(self, label: str) -> Comm:
        for comm in reversed(self.kernel.open_comms()):
            if _label(comm.state) == label:
                return comm
        raise KeyError(label)


def cell(code: str) -> str:
    return "%%rerun\nimport time\nimport rerun_state as st\n" + code


def _with_buffers(wire: Any, buffers: list[bytes]) -> Any:
    if isinstance(wire, dict):
        if list(wire) == ["$buffer"]:
            return buffers[wire["$buffer"]]
        return {name: _with_buffers(part, buffers) for name, part in wire.items()}
    return [_with_buffers(part, buffers) for part in wire] if isinstance(wire, list) else wire


def _label(state: dict[str, Any]) -> object:
    props = state.get("props")
    return props.get("label") if isinstance(props, dict) else None


def _walk(row: Row) -> Iterator[Row]:
    yield row
    for child in row.get("c", ()):
        yield from _walk(child)


def _text(row: Row) -> str:
    if row["kind"] == "output":
        return "".join(_output(output) for output in row["outputs"])
    if row["kind"] == "exception":
        return f"{row['type']}: {row['message']}"
    if "body" in row:
        body = row["body"]
        return str(body["html"] if isinstance(body, dict) else body)
    return str(row.get("label", row["kind"]))


def _output(output: dict[str, Any]) -> str:
    shown = output.get("text") or output["kind"]
    return f"[{output['name']}] {shown}" if output.get("name") == "stderr" else str(shown)
