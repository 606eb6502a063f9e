"""What the contract declares is read: by the component of its kind, or by what that hands it to."""

import re
from pathlib import Path

import pytest

from rerun_state.frontend.hatch_build import FRONTEND
from rerun_state.static import read_contract

SOURCE = FRONTEND / "src"
EMBEDDED = {"mime", "widget"}  # shown by views of ipywidgets
AROUND = {  # of every row
    *("column_span", "height", "key", "row_span"),
    *("text_alignment", "weight", "width", "wrap"),
}
KINDS = sorted(set(read_contract()["kinds"]) - EMBEDDED)
DRAWN = re.compile(r"(?:ElementProps|ChunkProps|PropsOf)<([^>]*)>")


def imported(file: Path, seen: dict[Path, str]) -> None:
    """Take a source and what it imports, but the view, through which everything is drawn."""
    if file in seen or file.parent == SOURCE / "view":
        return
    seen[file] = text = file.read_text("utf-8")
    for name in re.findall(r'from "(\.[^"]+)"', text):
        for suffix in (".ts", ".tsx"):
            if (path := (file.parent / f"{name}{suffix}").resolve()).is_file():
                imported(path, seen)


def drawing(kind: str) -> str:
    """The sources that draw a kind."""
    found: dict[Path, str] = {}
    for file in SOURCE.rglob("*.ts*"):
        text = file.read_text("utf-8")
        if f'"{kind}"' in " ".join(DRAWN.findall(text)) or f'type Kind = "{kind}"' in text:
            imported(file, found)
    return "\n".join(found.values())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_sent_is_read(kind: str) -> None:
    source = drawing(kind)
    names = read_contract()["kinds"][kind]["properties"]["properties"].keys() - AROUND
    assert [n for n in sorted(names) if not re.search(rf"(?:\.|[{{,]\s*){n}\b", source)] == []
