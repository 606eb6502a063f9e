"""What a reader sees of each parameter of every public function."""

import ast
import doctest
import inspect
import re
import types
from typing import Any

import pytest

import rerun_state as st
from rerun_state.reference import of_all, of_commands, of_inputs, of_shown, weaving
from rerun_state.vocabulary import Container, Grid, Status

FUNCTIONS: dict[str, Any] = {
    **{name: getattr(st, name) for name in (*st.__all__, *st._BESIDE)},
    **{name: getattr(st.column_config, name) for name in dir(st.column_config)},
    **{
        f"{where.__name__}.{name}": function
        for where in (Container, Grid, Status)
        for name, function in vars(where).items()
        if isinstance(function, types.FunctionType) and name[0] != "_"
    },
}
FUNCTIONS = {name: each for name, each in FUNCTIONS.items() if callable(each)}
HEAD = re.compile(r"([\w*, ]+?)(?: : (.+))?")


def described(function: Any) -> dict[str, str]:
    """The parameters in the section of a docstring, in its order, with what stands behind them."""
    _, _, section = (inspect.getdoc(function) or "").partition("Parameters\n----------\n")
    section = re.split(r"\n\n\w+\n---", section)[0]
    heads = [line for line in section.splitlines() if line and line[0] != " "]
    found = [match.groups("") for head in heads if (match := HEAD.fullmatch(head))]
    assert len(found) == len(heads)
    named = [(name.lstrip("*"), kind) for names, kind in found for name in names.split(", ")]
    assert len(named) == len(dict(named))
    return dict(named)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_parameter_is_described_once_in_the_order_of_the_signature(name: str) -> None:
    signature = inspect.signature(FUNCTIONS[name])
    expected = [each for each in signature.parameters if each not in ("self", "_cache")]
    assert list(described(FUNCTIONS[name])) == expected
    assert re.search(r"(?m)^[\w*]+ : .*\n(?! )", inspect.getdoc(FUNCTIONS[name]) or "") is None


def test_every_description_is_shown_somewhere() -> None:
    shown = "\n".join(inspect.getdoc(each) or "" for each in FUNCTIONS.values())
    unseen = [key for key, (_, lines) in weaving.DESCRIPTIONS.items() if not lines_in(lines, shown)]
    assert unseen == []


def lines_in(lines: str, shown: str) -> bool:
    return f"\n{lines}\n" in f"{shown}\n"


def test_what_is_written_of_one_function_is_about_a_parameter_that_it_has() -> None:
    own = [key.rpartition(".") for key in weaving.DESCRIPTIONS if "." in key]
    assert [
        f"{name}.{parameter}"
        for name, _, parameter in own
        if name != "column" and parameter not in inspect.signature(FUNCTIONS[name]).parameters
    ] == []


def test_no_parameter_is_written_of_twice() -> None:
    texts = (of_all, of_inputs, of_shown, of_commands)
    assert sum(len(weaving.read(each.TEXT)) for each in texts) == len(weaving.DESCRIPTIONS)


def test_types_are_such_as_a_person_reads() -> None:
    kinds = {kind for each in FUNCTIONS.values() for kind in described(each).values()}
    assert "str, int or None, default None" in kinds
    words = {word for kind in kinds for word in re.findall(r"[\w.]+", re.sub('"[^"]*"', "", kind))}
    capitals = {word for word in words if word[0].isupper()}
    assert capitals <= {"Decimal", "False", "None", "Page", "Path", "True"} | {
        word for word in words if word.startswith(("concurrent.", "dask."))
    }
    assert not [kind for kind in kinds if "[" in kind or len(kind) > 160]


def test_the_prose_stands_before_the_parameters_and_nothing_is_woven_twice() -> None:
    doc = inspect.getdoc(st.slider) or ""
    st._describe_parameters()
    assert inspect.getdoc(st.slider) == doc
    assert doc.startswith("Show a slider; return its value")
    assert doc.index("low, high = st.slider(") < doc.index("Parameters\n") < doc.index("\nlabel : ")


def test_a_function_without_a_docstring_stays_without_one() -> None:
    def quiet(label: str) -> None: ...

    weaving.weave("quiet", quiet)
    assert quiet.__doc__ is None


@pytest.mark.parametrize("name", [name for name in FUNCTIONS if "." not in name])
def test_each_function_has_an_example_that_is_python(name: str) -> None:
    if name in ("login", "logout") or name in dir(st.column_config):
        return
    doc = inspect.getdoc(FUNCTIONS[name]) or ""
    prose, _, _ = doc.partition("\nParameters\n---")
    lines = [line[4:] for line in prose.splitlines() if line.startswith("    ")]
    written = doctest.DocTestParser().get_examples(doc)
    assert ast.parse("\n".join(lines)).body or written
