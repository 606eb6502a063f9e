"""Who may import whom, and whose look is whose: the architecture, checked on the source."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from pathlib import Path

import pytest

from tests.source import MODULES, PACKAGE, name_of, nodes, parsed

# From the bottom up. A module may import its own layer and those below; layers that share a rank
# do not know each other. The package itself (`__init__`) is on
# top, but for what `import streamlit` finds, which is made of it.
LAYERS: list[set[str]] = [
    {"patterns"},
    {"errors", "static", "reference", "rooms"},
    {"app_file", "imports", "symbols", "threads"},
    {"runtime"},
    {"runtime.model"},
    {"runtime.state"},
    {"runtime.tasks"},
    {"runtime.execution"},
    {"runtime.grammar"},
    {"runtime.loop"},
    {"caching", "keeping"},
    {"elements"},
    {"commands"},
    {"vocabulary"},
    {"components"},
    {"page"},
    {"snapshot", "elsewhere"},
    {"testing", "jupyter"},
    {"serve"},
    {""},
    {"streamlit", "__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# Libraries behind one door, and the layer that has the key.
DOORS = {
    "IPython": "jupyter",
    "ipykernel": "jupyter",
    "anywidget": "page",
    "comm": "elsewhere",
    "ipywidgets": "page",
    "jupyter_client": "serve",
    "tornado": "serve",
}

# Where annotations name each other: the records of the engine, and what a test sees of a page,
# whose elements lead to the app (`at.button[0].click().run()`) as that leads to them.
RECORDS = {"runtime.model", "testing"}

LONGEST = 450  # lines of a module

# Tests that are no mirror of the package: what they start, or what they compare with, is outside.
APART = {"benchmarks", "browser", "conformance", "kernel", "notebooks"}

# Tests in the mirror that are about more than one module, and what they are about.
ASIDE = {
    "test_architecture.py": "the package",
    "test_contract.py": "both sides of the wire",
    "test_frontend.py": "the source of the front end",
    "test_packaging.py": "the wheel",
    "test_surface.py": "every public name",
    "test_tools.py": "the linters, the type checkers and the tests of the front end",
    "elements/data/test_kinds.py": "columns of every kind in tables of every make",
    "page/test_gallery.py": "all that the front end reads, by a gallery of every element",
    "page/test_any_failure.py": "an error at any line of the engine",
    "page/test_any_program.py": "any program in any place, by chance",
    "page/test_choices.py": "options whose classes each run makes anew, on their whole way",
    "page/test_evaluated.py": "charts whose transforms the kernel evaluates, counted",
    "page/test_passages.py": "readers of long tables from end to end, on the wire",
    "page/test_unseen.py": "pages that are saved before anyone looks",
    "runtime/loop/test_garbage.py": "what a run leaves in memory",
    "runtime/state/test_state_machine.py": "the state against a reference, by chance",
}

# Names that several modules share, and what all of these are about.
TWINS = {
    "app": "an app: as a run knows it, and what programs say of it as a whole",
    "apps": "the kernel's apps: launched, and given to whoever wants to read them",
    "cell": "an app in a cell: its loop, and its page in that of another",
    "column_config": "what columns look like: the names that programs use, and what these are",
    "fragment": "a function with reruns of its own: as it was called, and its calls",
    "graph": "what apps read and write: asked for in a notebook, and drawn",
    "host": "what the loop needs of the world: the protocol, and the kernel",
    "identity": "by what elements are known again: widgets, and components",
    "renderer": "what makes a tree visible: the protocol, and the page",
    "script": "a program in a file: run, and written",
    "session_state": "the values of all cells: themselves, and by the name that programs use",
    "widget": "an element with a value: as declared, and anybody's as such",
}

# Modules without a file of tests of their own, and where they are tested: what they do is seen in a
# real kernel only, unless something else is said.
ELSEWHERE = {
    "caching/choices.py": "caching/test_decorators.py",  # types
    "jupyter/apps.py": "kernel/test_app.py",
    "jupyter/arguments.py": "kernel/test_completion.py",
    "jupyter/late_busy.py": "kernel/test_late_busy.py",
    "jupyter/visiting/app_address.py": "kernel/test_extension.py",
    "jupyter/urgent.py": "kernel/test_windows.py",
    "jupyter/belongings.py": "kernel/test_belongings.py",
    "jupyter/captured.py": "jupyter/test_capture.py",  # what its hooks ask
    "jupyter/eject/collisions.py": "jupyter/eject/test_script.py",  # one way, seen at its end
    "jupyter/eject/whole.py": "kernel/test_eject.py",
    "jupyter/eject/gather.py": "kernel/test_eject.py",
    "jupyter/eject/plain.py": "jupyter/eject/test_script.py",
    "jupyter/eject/references.py": "jupyter/eject/test_script.py",
    "jupyter/eject/replacements.py": "jupyter/eject/test_script.py",
    "jupyter/eject/slices.py": "jupyter/eject/test_script.py",
    "jupyter/executed.py": "kernel/test_life.py",
    "jupyter/figures.py": "kernel/test_outputs.py",
    "jupyter/handlers.py": "kernel/test_handlers.py",
    "jupyter/host.py": "kernel/test_scheduler.py",
    "jupyter/keepsake.py": "kernel/test_headless.py",
    "jupyter/jslinks.py": "kernel/test_jslinks.py",
    "jupyter/loosening.py": "kernel/test_belongings.py",
    "jupyter/magic.py": "kernel/test_app.py",
    "jupyter/files/notebooks.py": "kernel/test_files.py",
    "jupyter/offers.py": "jupyter/visiting/test_visitors.py",
    "jupyter/persistence.py": "kernel/test_persistence.py",
    "jupyter/origin.py": "kernel/test_isolation.py",
    "jupyter/placing.py": "kernel/test_placing.py",
    "jupyter/files/saves.py": "kernel/test_saves.py",
    "jupyter/files/scripts.py": "kernel/test_files.py",
    "jupyter/sites.py": "kernel/test_succession.py",
    "jupyter/interactions.py": "kernel/test_interactions.py",
    "jupyter/succession.py": "kernel/test_succession.py",
    "jupyter/unattended.py": "kernel/test_headless.py",
    "jupyter/formatters.py": "kernel/test_bundles.py",
    "jupyter/wrappers.py": "jupyter/test_capture.py",  # the hooks, put in place
    "reference/of_all.py": "reference/test_weaving.py",  # texts, all of which are put to use
    "reference/of_commands.py": "reference/test_weaving.py",
    "reference/of_inputs.py": "reference/test_weaving.py",
    "reference/of_shown.py": "reference/test_weaving.py",
    "runtime/grammar/replay.py": "caching/test_functions.py",
    "runtime/execution/world.py": "runtime/execution/test_host.py",  # a protocol
    "runtime/model/renderer.py": "page/test_renderer.py",  # a protocol, and one that does nothing
    "runtime/model/request.py": "commands/test_context.py",  # a record without methods
    "jupyter/visiting/visit_keeper.py": "kernel/test_kept_visits.py",
    "snapshot/piece.py": "snapshot/test_pieces.py",  # a record
    "serve/gateway.py": "browser/test_gateway.py",  # with a gateway
    "serve/hub.py": "browser/test_hub.py",  # with a Hub, which the oldest dependencies lack
    "serve/local.py": "kernel/test_serving.py",
}


@dataclass(frozen=True)
class Import:
    """What one import statement names, and how it is reached."""

    importer: str
    target: str
    in_function: bool
    types_only: bool

    def __str__(self) -> str:
        return f"{self.importer} imports {self.target}"


def layer(module: str) -> str:
    """Name the layer of a module: `elements` for `rerun_state.elements.text.prose`."""
    room, _, rest = module.partition(".")[2].partition(".")
    floor = f"{room}.{rest.partition('.')[0]}"
    return floor if floor in RANK else room


def targets(importer: str, statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(statement, ast.Import):
        yield from (alias.name for alias in statement.names)
        return
    is_package = (PACKAGE.parent / importer.replace(".", "/")).is_dir()
    package = importer if is_package else importer.rpartition(".")[0]
    origin = resolve_name("." * statement.level + (statement.module or ""), package)
    for alias in statement.names:
        # `from package import module` is an import of the module.
        submodule = f"{origin}.{alias.name}"
        yield submodule if submodule in MODULES else origin


@cache
def imports() -> list[Import]:
    """All that the package imports."""
    return [
        Import(importer, target, in_function, types_only)
        for importer in MODULES
        for node, in_function, types_only in statements(parsed(importer))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for target in targets(importer, node)
    ]


def internal() -> list[Import]:
    """What of the package it imports itself."""
    return [i for i in imports() if i.target.partition(".")[0] == PACKAGE.name]


def statements(
    outer: ast.AST, in_function: bool = False, types_only: bool = False
) -> Iterator[tuple[ast.AST, bool, bool]]:
    """Every statement within another; whether in a function; whether for the type checker alone."""
    in_function |= isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
    types_only |= isinstance(outer, ast.If) and ast.unparse(outer.test) == "TYPE_CHECKING"
    for block in ("body", "orelse", "finalbody", "handlers", "cases"):
        for inner in getattr(outer, block, ()):
            yield inner, in_function, types_only
            yield from statements(inner, in_function, types_only)


def offenders(found: list[Import]) -> list[str]:
    return [str(each) for each in found]


def test_every_module_belongs_to_a_layer() -> None:
    assert {layer(module) for module in MODULES} <= set(RANK)


def rooms() -> list[Path]:
    """The folders of modules, the package itself and Streamlit's own names aside."""
    folders = {PACKAGE / Path(*module.split(".")[1:-1]) for module in MODULES}
    return sorted(f for f in folders if f != PACKAGE and (f / "__init__.py").exists())


def guide(heading: str) -> str:
    """A part of CONTRIBUTING.md."""
    text = (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
    return text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_map_for_contributors_names_what_there_is() -> None:
    firsts = re.findall(r"(?m)^\| (`.*?) \|", guide("The map"))
    told = {name for first in firsts for name in re.findall(r"`([\w./]+)`", first)}
    files = {path.name for path in PACKAGE.glob("*.py")}
    folders = {f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    assert told == files | folders | {"frontend/"}


def test_the_path_of_an_event_leads_through_modules_that_there_are() -> None:
    path = re.findall(r"`([\w/]+\.py)`", guide("The path of an event"))
    assert len(path) > 9
    assert [module for module in path if not (PACKAGE / module).exists()] == []


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.relative_to(PACKAGE)))
def test_each_room_says_which_of_its_modules_is_what(room: Path) -> None:
    told = glossary(room)
    names = {path.stem for path in room.glob("*.py")} - {"__init__"}
    if len(names) < 3:  # a room of one or two needs no list
        return
    assert {name for name in names if f"`{name}`" not in told} == set()


@pytest.mark.parametrize("room", rooms(), ids=lambda room: str(room.relative_to(PACKAGE)))
def test_each_room_speaks_of_modules_that_it_has(room: Path) -> None:
    heads = re.findall(r"^- (`\w+`)|(?:^- |; )((?:`\w+`(?:, | and )?)+):", glossary(room), re.M)
    told = {name for head in heads for name in re.findall(r"\w+", "".join(head)) if name != "and"}
    names = {path.stem for path in room.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert {name for name in told if name not in names} == set()


def glossary(room: Path) -> str:
    return ast.get_docstring(parsed(name_of(room / "__init__.py"))) or ""


def test_modules_of_one_name_are_about_the_same() -> None:
    homes: dict[str, set[str]] = {}
    for module in MODULES:
        mirrors_families = module.startswith(f"{PACKAGE.name}.testing.")
        if not (mirrors_families or is_room(module)):
            homes.setdefault(module.rpartition(".")[2], set()).add(module)
    shared = {name for name, modules in homes.items() if len(modules) > 1}
    assert shared == set(TWINS)


def test_no_module_is_longer_than_one_reads_at_a_time() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in PACKAGE.rglob("*.py")}
    assert {file.name: length for file, length in lengths.items() if length > LONGEST} == {}


def test_imports_run_downwards() -> None:
    """Those for annotations as well."""
    assert offenders([i for i in internal() if not is_downwards(i)]) == []


def is_downwards(found: Import) -> bool:
    here, there = layer(found.importer), layer(found.target)
    return here == there or RANK[there] < RANK[here]


def graph(imports: list[Import]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {module: set() for module in MODULES}
    for each in imports:
        found[each.importer].add(each.target)
    return found


def test_no_import_is_circular() -> None:
    found = graph([i for i in internal() if not i.types_only])
    assert set(TopologicalSorter(found).static_order()) >= set(MODULES)


def test_only_what_stands_in_one_room_names_each_other() -> None:
    found = graph(internal())
    ahead = {module: reached(module, found) for module in found}
    circles = [{m, o} for m in found for o in ahead[m] - {m} if m in ahead[o]]
    assert {frozenset(map(layer, circle)) for circle in circles} == {
        frozenset({room}) for room in RECORDS
    }


def reached(module: str, found: dict[str, set[str]]) -> set[str]:
    """What a module imports, and what that imports, and so on."""
    seen: set[str] = set()
    ahead = [module]
    while ahead:
        for each in found[ahead.pop()] - seen:
            seen.add(each)
            ahead.append(each)
    return seen


def test_no_import_of_the_package_hides_in_a_function() -> None:
    # The package's own functions may: they load the kernel's side when a kernel asks for it.
    hidden = [i for i in internal() if i.in_function and layer(i.importer) not in ("", "__main__")]
    assert offenders(hidden) == []


def test_patterns_of_modules_are_compiled_when_they_are_first_used() -> None:
    made = [
        f"{module}: {ast.unparse(node)}"
        for module, node in nodes("re.compile")
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert made == ["rerun_state.patterns: re.compile(*self._given)"]


def test_nobody_asks_a_codec_which_methods_it_has() -> None:
    asked = [
        f"{module}: {ast.unparse(node)}"
        for module, node in nodes("codec")
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("getattr", "hasattr")
        and "codec" in ast.unparse(node.args[0])
    ]
    assert asked == []


def test_ipython_and_ipywidgets_stay_behind_their_doors() -> None:
    strayed = [
        i
        for i in imports()
        if (door := DOORS.get(i.target.partition(".")[0])) and layer(i.importer) != door
    ]
    assert offenders(strayed) == []


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_importing_the_package_loads_neither_ipython_nor_ipywidgets() -> None:
    assert loaded_by("rerun_state") & set(DOORS) == set()


@pytest.mark.long  # it starts two Pythons with IPython
def test_a_kernel_loads_for_apps_little_that_it_has_not_loaded_itself() -> None:
    kernel = "IPython, ipykernel.ipkernel, ipykernel.kernelapp, ipykernel.zmqshell, ipywidgets"
    more = loaded_by(f"{kernel}, rerun_state.jupyter") - loaded_by(kernel)
    others = {name.partition(".")[0] for name in more} - {"rerun_state", "IPython"}
    assert others <= {"gc", "typing_extensions"}


def test_the_test_client_needs_neither_ipython_nor_ipywidgets() -> None:
    assert loaded_by("rerun_state.testing") & set(DOORS) == set()


def styled(folder: str) -> set[str]:
    """The classes that the style sheets of a folder give a look to wherever they are in an app."""
    sheets = (PACKAGE / "frontend/src" / folder).glob("*.css")
    found = (re.findall(r"^  (\.rs-[\w-]+) \{", each.read_text(), re.M) for each in sheets)
    return {name for names in found for name in names}


def test_a_chunk_that_is_loaded_later_changes_no_look_of_the_core() -> None:
    assert ".rs-chip" in styled("styles")
    assert styled("chunks") & styled("styles") == set()


def test_each_test_stands_in_the_file_named_as_its_module() -> None:
    tests = PACKAGE.parent / "tests"
    files = (file.relative_to(tests) for file in tests.rglob("test_*.py"))
    strayed = {str(file) for file in files if not is_mirrored(file)}
    assert strayed == set(ASIDE)


def is_mirrored(test: Path) -> bool:
    """Is there a module of that name at that place, or is it the room itself that is tested?"""
    name = test.stem.removeprefix("test_")
    module = PACKAGE / test.with_name(f"{name}.py")
    return test.parts[0] in APART or module.exists() or (module.parent.name == name)


def test_each_module_has_a_file_of_tests_named_as_it() -> None:
    tests = PACKAGE.parent / "tests"
    modules = (Path(*name.split(".")[1:]) for name in MODULES if not is_room(name))
    files = {f"{m}.py": str(m.with_name(f"test_{m.name}.py")) for m in modules}
    missing = {module for module, file in files.items() if not (tests / file).exists()}
    assert missing == set(ELSEWHERE)
    assert [file for file in ELSEWHERE.values() if not (tests / file).exists()] == []


def is_room(module: str) -> bool:
    return (PACKAGE.parent / module.replace(".", "/")).is_dir()


# Rooms in which a kind is that of an element.
ROOMS_OF_KINDS = ("page", "snapshot", "testing")
A_KIND = re.compile(r"(?<!for )\bkind (==|!=|in|not in) [\"(\[{]|[\"\])}] (==|!=) [\w.]*kind\b")
AN_ELEMENTS_KIND = re.compile(r"\belement" + A_KIND.pattern.replace(r"(?<!for )\b", r"\.", 1))


def test_kinds_of_elements_are_told_apart_by_tables() -> None:
    checks = [
        f"{file.relative_to(PACKAGE)}: {line}"
        for file in PACKAGE.rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if (
            A_KIND if file.relative_to(PACKAGE).parts[0] in ROOMS_OF_KINDS else AN_ELEMENTS_KIND
        ).search(line)
    ]
    assert checks == []


def test_no_function_is_a_switch_over_kinds() -> None:
    switches = [
        f"{module}: {node.name}"
        for module, node in nodes("kind ==")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if len(set(kinds_asked_for(node))) > 2
    ]
    assert switches == []


def kinds_asked_for(function: ast.AST) -> Iterator[str]:
    """What a function compares a `kind` with, one after the other."""
    for node in ast.walk(function):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq):
            asks = ast.unparse(node.left).rpartition(".")[2] == "kind"
            if asks and isinstance(node.comparators[0], ast.Constant):
                yield str(node.comparators[0].value)
