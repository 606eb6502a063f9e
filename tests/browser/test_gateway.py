"""A notebook whose kernel is behind a kernel gateway, in JupyterLab."""

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import TIMEOUT_MS, OpenNotebook, open_in_lab
from tests.browser.servers import LAB, Server, free_port, serve
from tests.browser.test_life import CURRENT
from tests.kernel.serving import Guest, Served, get, serving, write_notebook

GATEWAY = [
    "kernel_gateway",
    "--KernelGatewayApp.ip=127.0.0.1",
    "--KernelGatewayApp.port={port}",
    "--KernelGatewayApp.port_retries=0",
    "--JupyterWebsocketPersonality.list_kernels=True",
    "--KernelGatewayApp.env_process_whitelist=PYTHONPATH",
    "--KernelGatewayApp.env_process_whitelist=IPYTHONDIR",
]
SERVED = """%%rerun
import os
import numpy as np
st.text(f"{os.environ.get('KERNEL_GATEWAY')} {st.toggle('More')}")
st.image(np.zeros((8, 8), np.uint8), caption="Black")
"""
APP = """%%rerun
import numpy as np
import pandas as pd
import rerun_state as st
size = 2 if st.toggle("More") else 1
frame = pd.DataFrame({"Town": [f"Ulm {n}" for n in range(size)], "N": range(size)})
st.data_editor(frame)
st.bar_chart(frame, x="Town", y="N")
st.image(np.zeros((8, 8 * size, 3), np.uint8), caption="Black")
st.download_button("Save", lambda: b"made " + bytes([0, 255]), "made.bin")
file = st.file_uploader("File")
st.text(f"got {file.getvalue()}" if file else "no file")
"""


@pytest.fixture
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A gateway that starts kernels."""
    with serve(GATEWAY, tmp_path_factory.mktemp("gateway")) as server:
        yield server


@pytest.fixture
def remote(
    gateway: Server,
    browser: Browser,
    context: BrowserContext,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[OpenNotebook]:
    """Open a notebook in a JupyterLab whose kernels run elsewhere."""
    command = [*LAB, f"--gateway-url={gateway.url}"]
    with serve(command, tmp_path_factory.mktemp("lab")) as server:
        yield from open_in_lab(server, context)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An app for visitors, which says whether it is behind a gateway."""
    return write_notebook(tmp_path / "app.ipynb", ["import rerun_state as st", SERVED])


@contextmanager
def visited(file: Path, gateway: str) -> Iterator[tuple[Served, Guest]]:
    """The file's server, with kernels of that gateway, and a visitor who sees the app."""
    with serving(file, "--gateway-url", gateway) as served:
        served.hear("A kernel is ready")
        guest = served.guest()
        guest.see("1 False")
        yield served, guest
        guest.leave()


def test_bytes_go_both_ways_where_only_text_gets_through(
    remote: OpenNotebook, tmp_path: Path
) -> None:
    page = remote(["%load_ext rerun_state", APP])
    app = page.locator(".rs")
    expect(app.get_by_role("gridcell", name="Ulm 0")).to_be_visible()
    expect(app.locator("canvas, svg.marks").first).to_be_visible()
    app.get_by_text("More", exact=True).click()
    expect(app.get_by_role("gridcell", name="Ulm 1")).to_be_visible()
    expect(app.locator("img")).to_have_js_property("naturalWidth", 16)
    with page.expect_download() as made:
        app.get_by_text("Save", exact=True).click()
    assert made.value.path().read_bytes() == b"made \x00\xff"
    (tmp_path / "a.bin").write_bytes(b"\x00\xfe")
    app.locator("input[type=file]").set_input_files(tmp_path / "a.bin")
    expect(app.get_by_text(r"got b'\x00\xfe'")).to_be_visible()
    page.evaluate(f"() => {CURRENT}.context.save()")
    page.reload()
    # Gateways let a page wait that comes back.
    expect(app.get_by_role("gridcell", name="Ulm 1")).to_be_visible(timeout=TIMEOUT_MS)
    expect(app.locator("img")).to_have_js_property("naturalWidth", 16)


def test_kernels_of_a_gateway_serve_visitors(gateway: Server, file: Path) -> None:
    with visited(file, gateway.url) as (_, guest):
        guest.see("Black")
        guest.change("More", True)
        guest.see("1 True")


@dataclass
class Wire:
    """What leads to a server, and can be cut."""

    to: int
    is_whole: bool = True

    def __post_init__(self) -> None:
        self._ends: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        while True:
            try:
                here = self._door.accept()[0]
            except OSError:
                return
            if not self.is_whole:
                here.close()
                continue
            there = socket.create_connection(("127.0.0.1", self.to))
            self._ends += [here, there]
            for pair in ((here, there), (there, here)):
                Thread(target=self._carry, args=pair, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        for each in (source, target):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        self.is_whole = False
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.cut()
        self._door.close()
        for end in self._ends:
            end.close()


def test_a_cut_connection_to_a_gateway_goes_on_with_the_same_kernel(
    gateway: Server, file: Path
) -> None:
    with (
        closing(Wire(urlsplit(gateway.url).port or 0)) as wire,
        visited(file, f"http://127.0.0.1:{wire.port}") as (served, guest),
    ):
        wire.cut()
        served.hear("The connection to a kernel is cut")
        guest.until(lambda: {"status": "busy"} in guest.controls)
        guest.change("More", True)
        wire.is_whole = True
        guest.see("1 True")
        guest.until(lambda: {"status": "idle"} in guest.controls)
        assert [each["anew"] for each in guest.controls if "anew" in each] == [True]
        guest.change("More", False)
        guest.see("1 False")


def test_a_kernel_that_its_gateway_has_lost_is_replaced(gateway: Server, file: Path) -> None:
    with visited(file, gateway.url) as (served, guest):
        [kernel] = json.loads(get(f"{gateway.url}/api/kernels")[2])
        delete = urllib.request.Request(
            f"{gateway.url}/api/kernels/{kernel['id']}", method="DELETE"
        )
        urllib.request.urlopen(delete, timeout=TIMEOUT_MS / 1000).close()
        served.hear("A kernel has ended")
        guest.until(lambda: {"ended": True} in guest.controls)
        guest.greet()
        guest.until(lambda: guest.controls[-1].get("anew"))
        guest.see("1 False")


def test_a_gateway_that_is_down_is_named_to_the_author(file: Path) -> None:
    with serving(file, "--gateway-url", f"http://127.0.0.1:{free_port()}") as served:
        served.hear("starts no kernel 'python3'")
        served.hear("See whether it runs")
