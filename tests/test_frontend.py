"""The front end, checked on its source and on what its build leaves."""

import gzip
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from rerun_state.static import STATIC

SOURCE = STATIC.parent / "frontend" / "src"
SHIM = SOURCE / "chunks" / "components" / "shim"  # code for frames, whose document is their own
FILES = [
    file
    for file in SOURCE.rglob("*")
    if file.suffix in (".ts", ".tsx") and not file.is_relative_to(SHIM)
]

# The ways from a text into the document, and who may take them: the text that the kernel rendered,
# foreign markup once it is clean, and components, which are programs and have the page's trust.
WAYS = re.compile(
    r"dangerouslySetInnerHTML|\.(inner|outer)HTML\b|insertAdjacentHTML|setHTML|DOMParser"
    r"|createContextualFragment|document\.write|DOMPurify\.sanitize"
)
TAKERS = {"dom/text.tsx", "chunks/gate/clean.ts", "chunks/components/mount.tsx"}

# What may give an address its place: the gate, our own blobs, a fragment of the page.
ADDRESS = re.compile(r"\b(?:href|src|poster)=\{(?P<value>[^}]*)\}?")
JUDGED = re.compile(r"^`#|^(url|taken\.url|address)$|\b(linkTo|mediaAt|frameAt|useBlobUrl)\(")


def found(pattern: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    for file in FILES:
        for match in pattern.finditer(file.read_text("utf-8")):
            yield file.relative_to(SOURCE).as_posix(), match


def test_markup_enters_the_document_by_the_gate_alone() -> None:
    assert {name for name, _ in found(WAYS)} == TAKERS


def test_frames_are_sandboxed() -> None:
    frames = list(
        found(re.compile(r"<iframe\b[^>]*?/>|createElement\(\"iframe\"\)[^}]*", re.DOTALL))
    )
    assert len(frames) == 4
    assert all("sandbox" in match[0] for _, match in frames)


def test_links_lead_where_the_gate_lets_them() -> None:
    addresses = [(name, match["value"]) for name, match in found(ADDRESS)]
    assert len(addresses) > 15
    assert [each for each in addresses if not JUDGED.search(each[1])] == []


ENDS = (".ts", ".tsx")
IMPORT = re.compile(
    r"^(?:import|export)\s(?:[^;\"']*\sfrom\s)?[\"'](?P<path>\.[^\"']*)[\"']", re.MULTILINE
)


def imported(file: Path) -> Iterator[Path]:
    """The modules that a module names, for their types too."""
    for match in IMPORT.finditer(file.read_text("utf-8")):
        path = (file.parent / match["path"]).resolve()
        names = [path, path / "index.ts", *(path.with_name(path.name + end) for end in ENDS)]
        yield next(name for name in names if name.is_file())


def front_end() -> dict[Path, set[Path]]:
    """What each module imports, both as paths within the front end."""
    root = SOURCE.parent.resolve()
    files = (f for room in ("src", "contract") for f in (root / room).rglob("*"))
    graph = {
        file.relative_to(root): {module.relative_to(root) for module in imported(file)}
        for file in files
        if file.suffix in ENDS
    }
    assert sum(map(len, graph.values())) > 400
    return graph


def test_no_imports_of_the_front_end_go_in_a_circle() -> None:
    TopologicalSorter(front_end()).prepare()  # names the circle


def room(file: Path) -> Path:
    """`src/dom` of `src/dom/tip.tsx`; the contract is one room."""
    return Path(*file.parts[: 2 if file.parts[0] == "src" else 1])


def test_no_rooms_of_the_front_end_import_in_a_circle() -> None:
    rooms: dict[Path, set[Path]] = {}
    for file, modules in front_end().items():
        rooms.setdefault(room(file), set()).update({room(m) for m in modules} - {room(file)})
    TopologicalSorter(rooms).prepare()


# What a module remembers is shared by all apps of a browser page, whichever notebook, kernel and
# version they come from. It may be no more than this.
REMEMBERED = re.compile(
    r"^(?:export )?(?:let (?P<name>\w+)|const (?P<filled>[a-z]\w*)(?:: [^=\n]+)? ="
    r" (?:new (?:Weak)?(?:Map|Set|Ref|Kept)\b|\[\];|\{\};))",
    re.MULTILINE,
)
ALLOWED = {
    "by what belongs to one page": {
        "chunks/components/files.ts waiting",
        "chunks/components/late.ts answered",
        "chunks/components/parts.ts folders",
        "chunks/components/parts.ts mains",
        "chunks/data/metric.tsx rows",
        "chunks/gate/clean.ts documents",
        "dom/marks.ts wishes",
        "dom/scroll.ts places",
        "model/chunks.ts saved",
        "model/chunks.ts sources",
        "model/life.ts lives",
        "model/models.ts asked",
    },
    "by the cell of one notebook": {"chunks/uploads/unsent.ts unsent"},
    "by the document of one visitor": {
        "visit/note.ts shown",
        "visit/note.ts timer",
        "visit/visit.ts drawn",
        "visit/visit.ts hasBegun",
        "visit/visit.ts delayed",
        "visit/visit.ts outlived",
        "visit/visit.ts tab",
    },
    "by the whole content": {
        "chunks/components/files.ts contents",
        "chunks/data/zones.ts clocks",
        "model/chunks.ts evaluated",
    },
    "empty when nothing is at work": {
        "chunks/gate/clean.ts prefix",
        "chunks/gate/clean.ts sheets",
        "chunks/mermaid.ts last",
        "components/inputs/bubbles.ts waiting",
    },
    "a number or a name that none else has": {
        "chunks/components/mount.tsx mounted",
        "chunks/uploads/upload.ts count",
        "chunks/uploads/uploads.ts keys",
        "dom/uid.ts count",
        "view/input.ts changes",
        "view/input.ts clients",
    },
    "this bundle's own, in its every page": {
        "chunks/components/theme.ts context",
        "dom/style.ts roots",
        "dom/style.ts sheets",
        "model/chunks.ts shared",
    },
}


def test_no_module_of_the_front_end_remembers_an_app() -> None:
    names = {f"{file} {match['name'] or match['filled']}" for file, match in found(REMEMBERED)}
    assert names == set().union(*ALLOWED.values())


BUDGET = 48_000
"""Bytes of the core, gzipped, which every page loads; 42,000 is the aim."""


def test_the_core_of_the_front_end_stays_small() -> None:
    size = len(gzip.compress((STATIC / "rerun_state.js").read_bytes(), 9))
    assert size < BUDGET, f"{size:,} bytes: put what few pages need into a chunk."


def test_two_chunks_do_not_style_the_same_class() -> None:
    # Chunks come when a page needs them: what one says of a class of another depends on the page.
    owners: dict[str, set[str]] = {}
    for file in (SOURCE / "chunks").glob("*.css"):
        for name in re.findall(r"(?m)^  (\.rs-[\w-]+)(?:,| \{)", file.read_text("utf-8")):
            owners.setdefault(name, set()).add(file.name)
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}
