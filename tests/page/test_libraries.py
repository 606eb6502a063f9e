"""The code that the browser asks for on first use."""

import pytest

from rerun_state.page.libraries import CHUNKS, read_chunk


def test_every_chunk_of_the_build_is_there_to_be_asked_for() -> None:
    names = [path.stem for path in CHUNKS.glob("*.js")]
    assert {"show", "grid", "charts", "vega"} <= set(names)
    assert all(read_chunk(name).startswith(b"export default function(require)") for name in names)


@pytest.mark.parametrize("package", ["plotly", "pydeck"])
def test_the_users_own_packages_bring_their_part(package: str) -> None:
    assert len(read_chunk(package)) > 1_000_000


@pytest.mark.parametrize("name", ["nothing", "", "../stub", "/etc/passwd", "show.js", "..\\x"])
def test_nothing_else_is_read(name: str) -> None:
    with pytest.raises(KeyError):
        read_chunk(name)
