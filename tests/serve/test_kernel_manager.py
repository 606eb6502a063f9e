"""Which kernel a document gets."""

from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

from rerun_state.serve.kernel_manager import make_manager
from rerun_state.serve.served_file import Document, Unservable


def test_it_listens_where_only_this_user_comes(tmp_path: Path) -> None:
    manager = make_manager(Document(Path("a.py"), (), None), tmp_path / "k")
    assert (manager.transport, manager.ip) == ("ipc", str(tmp_path / "k"))


def test_a_kernel_that_is_not_installed_is_replaced_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    manager = make_manager(Document(Path("a.ipynb"), (), "nowhere"), tmp_path / "k")
    assert manager.kernel_name == "python3"
    assert "a.ipynb asks for the kernel 'nowhere', which is not installed" in caplog.text


def test_without_any_kernel_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(self: KernelSpecManager, name: str) -> None:
        raise NoSuchKernel(name)

    monkeypatch.setattr(KernelSpecManager, "get_kernel_spec", find)
    with pytest.raises(Unservable, match="Install ipykernel"):
        make_manager(Document(Path("a.py"), (), None), tmp_path / "k")
