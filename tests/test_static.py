"""The one reader of what the front end's build leaves."""

from collections.abc import Callable

import pytest

from rerun_state import static


@pytest.mark.parametrize("read", [static.static_text, static.read_table])
def test_a_front_end_that_was_not_built_says_how_to_build_it(read: Callable[[str], object]) -> None:
    with pytest.raises(FileNotFoundError, match=r"has not been built.*nothing.*npm run build"):
        read("nothing")


def test_the_contract_has_terms_for_kinds_that_it_knows_alone() -> None:
    contract = static.read_contract()
    named = {*contract["defaults"], *contract["chunks"], *contract["stays"]}
    assert named <= contract["kinds"].keys()


def test_a_usual_value_is_one_that_its_property_may_have() -> None:
    contract = static.read_contract()
    for kind, usual in contract["defaults"].items():
        properties = contract["kinds"][kind]["properties"]["properties"]
        assert usual.keys() <= properties.keys()


def test_what_only_the_kernel_reads_does_not_travel() -> None:
    contract = static.read_contract()
    for kind, names in contract["stays"].items():
        assert not set(names) & contract["kinds"][kind]["properties"]["properties"].keys()
