"""Which module stands for `streamlit.x.y`."""

import sys
from importlib import import_module

import pytest

import rerun_state
from rerun_state.commands.config import put_option
from rerun_state.errors import StreamlitAPIException
from rerun_state.streamlit.lookup import find_module, read_names


def test_a_name_that_means_nothing_has_no_attribute() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'xyzzy'$"):
        _ = import_module("streamlit").xyzzy


@pytest.mark.parametrize("path", sorted(read_names()))
def test_every_module_of_streamlit_can_be_imported(path: str) -> None:
    module = import_module(f"streamlit.{path}")
    assert read_names()[path] <= set(dir(module))
    for name in read_names()[path]:
        assert getattr(module, name) is not None


def test_what_belongs_to_the_server_says_so_when_it_is_called() -> None:
    bootstrap = import_module("streamlit.web.bootstrap")
    with pytest.raises(StreamlitAPIException, match=r"bootstrap\.run is a part of Streamlit's own"):
        bootstrap.run("app.py", False, [], {})


def test_a_class_of_the_server_is_good_for_annotations_and_questions() -> None:
    runtime = import_module("streamlit.runtime").RuntimeConfig
    assert not isinstance(rerun_state, runtime)
    with pytest.raises(AttributeError, match="does not exist in a kernel"):
        runtime.instance()


def test_a_module_that_streamlit_does_not_have_cannot_be_imported() -> None:
    assert find_module("streamlit.runtime.xyzzy") is None
    with pytest.raises(ModuleNotFoundError, match="no module that stands for streamlit"):
        import_module("streamlit.runtime.xyzzy")
    with pytest.raises(ImportError, match="xyzzy"):
        exec("from streamlit.runtime import xyzzy")


def test_a_module_of_ours_keeps_its_own_spec() -> None:
    spec = rerun_state.errors.__spec__
    import_module("streamlit.errors")
    sys.modules.pop("streamlit.errors")
    assert import_module("streamlit.errors").__spec__ is spec


def test_aliases_of_types_can_be_imported() -> None:
    assert isinstance(import_module("streamlit.commands.page_config").MenuItems, type)
    assert import_module("streamlit.config").set_option is put_option
