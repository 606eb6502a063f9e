"""The stores that there are here: a folder, and a real Redis server where one is installed."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from rerun_state.keeping.folder import FolderStore
from rerun_state.keeping.redis_store import RedisStore
from rerun_state.keeping.store import Store, StoreError

Open = Callable[[str], Store]
KINDS = ["folder", *(["redis"] if shutil.which("redis-server") else [])]


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    with TemporaryDirectory(prefix="rerun_state") as folder:
        socket = str(Path(folder, "redis"))
        command = ["redis-server", "--port", "0", "--unixsocket", socket, "--save", ""]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder)
        try:
            _await(f"unix://{socket}")
            yield f"unix://{socket}"
        finally:
            server.terminate()
            server.wait()


def _await(url: str) -> None:
    for _ in range(600):
        try:
            RedisStore(url, "probe").read()
            return
        except StoreError:
            time.sleep(0.05)
    raise TimeoutError("The Redis server does not answer.")


@pytest.fixture(params=KINDS)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """What opens the store of a name; of names that other tests do not use."""
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    opened: list[Store] = []

    def open_one(name: str) -> Store:
        name = f"{tmp_path.name} {name}"
        opened.append(RedisStore(url, name) if url else FolderStore(name, tmp_path / "kept"))
        return opened[-1]

    yield open_one
    for store in opened:
        store.let_go()
