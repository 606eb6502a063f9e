"""Apps within a Jupyter server: what ends when nobody is there."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from rerun_state.serve import extension
from rerun_state.serve.extension import Files
from tests.serve.parts import until
from tests.serve.test_kernel_pool import fakes, started

__all__ = ["fakes"]


def test_the_kernel_of_a_file_ends_when_nobody_has_been_there_for_a_while(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extension, "IDLE", 0.05)
    (tmp_path / "app.py").write_text("import rerun_state")

    async def main() -> None:
        contents = SimpleNamespace(allow_hidden=False)
        server: Any = SimpleNamespace(
            root_dir=str(tmp_path), base_url="/", contents_manager=contents, web_app=None
        )
        files = Files(server)
        first = files.open("app.py")
        assert files.open("app.py") is first
        await until(lambda: started)
        await until(lambda: started[0].is_down)
        assert files.open("app.py") is not first
        await files.close()

    asyncio.run(main())
