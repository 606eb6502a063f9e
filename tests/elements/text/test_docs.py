"""`help` and `echo`: what an object is, and the code that is shown."""

import json
from typing import Any

import pytest

from rerun_state.elements.text.docs import describe
from rerun_state.testing import AppTest


def test_echo_shows_the_lines_of_its_block_from_the_first_statement_on() -> None:
    block = "    # why\n\n    x = 1\n    # what\n    y = 2\n    # end\n"
    script = f"import rerun_state as st\nwith st.echo():\n{block}st.text(x)\n"
    assert AppTest.from_string(script).run().code[0].value == "x = 1\n# what\ny = 2"


def test_help_names_an_object_as_the_program_does() -> None:
    at = AppTest.from_string("import rerun_state as st\nf = len\nst.help(f)\nst.help").run()
    assert [each.value for each in at.get("help_info")] == ["f", "st.help"]
    assert at.help[0].doc_string == len.__doc__


def test_help_names_the_whole_line_unless_the_line_is_its_call() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nl = [st.help(len)]\nst.write('a', len)"
    ).run()
    first, second = at.get("help_info")
    assert first.value == "l = [st.help(len)]"
    assert second.value.startswith("builtins.len(")


class Example:
    """An example.

    It has more lines.
    """

    size = 3
    _hidden = 4

    def __init__(self, size: int = 3) -> None: ...

    @property
    def area(self) -> int:
        """How much."""
        return 9

    @staticmethod
    def make() -> None:
        """Make one.

        With care.
        """


SHY: Any = type("Shy", (), {"__init__": eval("lambda self, x=1: None"), "__module__": "m"})


def test_a_class_is_told_with_its_signature_and_members() -> None:
    told = describe(Example)
    assert (told["type"], told["plain"]) == ("class", False)
    assert told["value"].endswith("Example(size: 'int' = 3) -> 'None'") or told["value"].endswith(
        "Example(size: int = 3) -> None"
    )
    assert told["doc"] == "An example.\n\nIt has more lines."
    assert told["members"] == [
        {"name": "area", "type": "property", "value": "", "doc": "How much."},
        {"name": "make", "type": "function", "value": "", "doc": "Make one."},
        {"name": "size", "type": "int", "value": "3", "doc": ""},
    ]


@pytest.mark.parametrize(
    ("thing", "kind", "value", "plain"),
    [
        (3, "int", "3", True),
        ("a", "str", "'a'", True),
        (json.dumps, "function", "json.dumps(obj, *, skipkeys=", False),
        (json, "module", "json", True),
        (dict, "class", "builtins.dict(...)", False),
        (len, "builtin_function_or_method", "builtins.len(obj, /)", False),
        (SHY(), "Shy", "m.Shy(x=1)", True),
        (Example(), "Example", f"{__name__}.Example(size: ", False),
    ],
)
def test_an_object_is_told_by_what_says_most(
    thing: object, kind: str, value: str, plain: bool
) -> None:
    told = describe(thing)
    assert (told["type"], told["plain"]) == (kind, plain)
    assert told["value"].startswith(value)


def test_functions_have_no_members() -> None:
    assert describe(len)["members"] == describe(json.dumps)["members"] == []


def test_members_that_are_modules_are_left_out() -> None:
    names = [member["name"] for member in describe(json)["members"]]
    assert "dumps" in names
    assert "decoder" not in names


def test_help_without_an_object_is_about_the_package() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.help()\nst.help(None)").run()
    first, second = at.get("help_info")
    assert first.node.element.props["type"] == "module"
    assert second.node.element.props["value"] == "None"


def test_help_gives_a_walrus_its_name() -> None:
    at = AppTest.from_string("import rerun_state as st\nst.help(f := len)").run()
    assert at.get("help_info")[0].node.element.props["name"] == "f"


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("    @str\n    class A:\n        pass\n", "@str\nclass A:\n    pass"),
        ("\tif True:\n\t\tx = 1\n", "if True:\n\tx = 1"),
        ('    x = """a\nb"""\n', '    x = """a\nb"""'),
    ],
)
def test_echo_shows_decorators_tabs_and_texts_of_several_lines(block: str, code: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nwith st.echo():\n{block}")
    assert at.run().code[0].value == code


def test_echo_shows_a_block_of_one_line() -> None:
    script = "import rerun_state as st\nwith st.echo(): x = 1; y = 2\nst.text(y)"
    at = AppTest.from_string(script).run()
    assert at.code[0].value == "x = 1\ny = 2"


def test_echo_may_stand_below_what_it_shows() -> None:
    script = "import rerun_state as st\nwith st.echo(code_location='below'):\n    st.text('a')"
    at = AppTest.from_string(script).run()
    assert [element.type for element in at.main if not hasattr(element, "children")] == [
        "text",
        "code",
    ]


def test_an_object_is_documented_by_the_class_that_its_own_is_made_of() -> None:
    class Base:
        """What all of them are."""

    class Derived(Base):
        pass

    assert describe(Derived())["doc"] == "What all of them are."
