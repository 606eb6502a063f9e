"""What `import streamlit` finds while an app runs."""

import json
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import rerun_state
from rerun_state.elements.data.frames import pandas
from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.alias import streamlit_alias
from rerun_state.streamlit.lookup import find_module, read_names
from rerun_state.streamlit.pointers import POINTERS
from rerun_state.testing import AppTest

SURFACE = Path(__file__).parent.parent / "surface.json"
PUBLIC = set(json.loads(SURFACE.read_text())["module"])


@pytest.fixture(autouse=True)
def alias() -> Iterator[None]:
    with streamlit_alias():
        yield


def ran(source: str) -> AppTest:
    at = AppTest.from_string(source).run()
    assert [error.message for error in at.exception] == []
    return at


def test_it_lists_streamlits_public_names_and_no_others() -> None:
    st = import_module("streamlit")
    listed = {name for name in dir(st) if not name.startswith("_")}
    assert PUBLIC - listed <= {"App", "components"}
    assert listed <= PUBLIC


def test_a_star_imports_the_public_names() -> None:
    names: dict[str, Any] = {}
    exec("from streamlit import *", names)
    assert {"button", "session_state", "errors"} <= names.keys() - {"__builtins__"} <= PUBLIC


@pytest.mark.parametrize("name", ["Any", "annotations", "BOTTOM", "Container", "Secrets", "page"])
def test_what_is_ours_alone_is_no_name_of_it(name: str) -> None:
    assert not hasattr(import_module("streamlit"), name)
    assert not hasattr(rerun_state, name) or name == "page"


def test_the_package_lists_the_same_names() -> None:
    assert {name for name in dir(rerun_state) if not name.startswith("_")} <= PUBLIC


def test_it_tells_the_version_whose_names_it_has() -> None:
    assert import_module("streamlit").__version__ == rerun_state.__version__ == "1.67.0"
    assert import_module("streamlit.version").STREAMLIT_VERSION_STRING == "1.67.0"


def test_there_is_a_runtime() -> None:
    assert import_module("streamlit").runtime.exists()
    assert import_module("streamlit.runtime").exists()
    assert rerun_state.runtime.exists()


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("experimental_rerun", "was removed, use st.rerun"),
        ("experimental_memo", "was removed, use st.cache_data"),
        ("beta_columns", "was removed, use st.columns"),
        ("cache", "was removed, use st.cache_data or st.cache_resource"),
        ("buton", "Did you mean st.button"),
    ],
)
def test_a_name_that_is_gone_or_misspelt_is_told_what_to_use(name: str, cure: str) -> None:
    for module in (rerun_state, import_module("streamlit")):
        assert not hasattr(module, name)
        with pytest.raises(AttributeError, match=cure):
            getattr(module, name)


def test_a_name_that_means_nothing_has_no_attribute() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'xyzzy'$"):
        _ = import_module("streamlit").xyzzy


@pytest.mark.parametrize("path", sorted(read_names()))
def test_every_module_of_streamlit_can_be_imported(path: str) -> None:
    module = import_module(f"streamlit.{path}")
    assert read_names()[path] <= set(dir(module))
    for name in read_names()[path]:
        assert getattr(module, name) is not None


@pytest.mark.parametrize("name", sorted(POINTERS))
def test_what_stands_for_a_name_exists(name: str) -> None:
    where, _, attribute = POINTERS[name].partition(":")
    assert getattr(import_module(where), attribute) is not None
    assert any(name in names for names in read_names().values())


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("delta_generator", "DeltaGenerator"),
        ("runtime.scriptrunner", "get_script_run_ctx"),
        ("runtime.scriptrunner", "StopException"),
        ("runtime.uploaded_file_manager", "UploadedFile"),
        ("runtime.caching", "cache_data"),
        ("commands.execution_control", "rerun"),
        ("config", "get_option"),
        ("connections", "SQLConnection"),
        ("dataframe_util", "convert_anything_to_pandas_df"),
        ("testing.v1", "AppTest"),
    ],
)
def test_names_of_inner_modules_stand_for_ours(module: str, name: str) -> None:
    found = getattr(import_module(f"streamlit.{module}"), name)
    maker = getattr(found, "__module__", type(found).__module__)
    assert maker.startswith("rerun_state")


def test_what_belongs_to_the_server_says_so_when_it_is_called() -> None:
    bootstrap = import_module("streamlit.web.bootstrap")
    with pytest.raises(StreamlitAPIException, match=r"bootstrap\.run is a part of Streamlit's own"):
        bootstrap.run("app.py", False, [], {})


def test_a_class_of_the_server_is_good_for_annotations_and_questions() -> None:
    runtime = import_module("streamlit.runtime").SessionClient
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


# -- the run ---------------------------------------------------------------------------------------


def test_a_run_has_a_context_and_ordinary_code_has_none() -> None:
    scriptrunner = import_module("streamlit.runtime.scriptrunner")
    assert scriptrunner.get_script_run_ctx(suppress_warning=True) is None
    at = ran("""
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
ctx = get_script_run_ctx()
st.session_state.setdefault("id", ctx.session_id)
st.text(ctx.session_id == st.session_state.id and len(ctx.session_id) > 10)
st.text(ctx.session_state.id == ctx.session_id)
st.text(repr(ctx.query_string))
""")
    assert [text.value for text in at.run().text] == ["True", "True", "''"]


def test_a_thread_that_is_given_the_run_shows_elements() -> None:
    at = ran("""
import threading
import streamlit as st
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
place = st.container()
def work():
    place.text("from the thread")
def join_in(ctx):
    add_script_run_ctx(threading.current_thread(), ctx)
    place.text("from another")
for thread in (
    add_script_run_ctx(threading.Thread(target=work)),
    threading.Thread(target=join_in, args=[get_script_run_ctx()]),
):
    thread.start()
    thread.join()
""")
    assert [text.value for text in at.text] == ["from the thread", "from another"]


def test_outside_of_a_run_a_thread_is_given_nothing() -> None:
    add = import_module("streamlit.runtime.scriptrunner").add_script_run_ctx
    thread = threading.Thread(target=int)
    assert add(thread) is thread
    assert "run" not in vars(thread)


def test_a_page_of_the_demo_shows_its_code() -> None:
    at = ran("""
import streamlit as st
from streamlit.hello.utils import show_code

def demo():
    st.text("shown")

demo()
show_code(demo)
""")
    assert at.code[0].value.strip() == 'st.text("shown")'
    assert not at.sidebar.checkbox[0].uncheck().run().code


# -- tables ----------------------------------------------------------------------------------------


def test_anything_becomes_a_frame_and_a_list() -> None:
    util = import_module("streamlit.dataframe_util")
    frame = util.convert_anything_to_pandas_df({"a": [1, 2]})
    assert frame["a"].tolist() == util.convert_anything_to_list(frame) == [1, 2]
    assert util.convert_anything_to_pandas_df(frame, ensure_copy=True) is not frame
    assert util.convert_anything_to_list("ab") == ["ab"]
    assert util.convert_anything_to_list(None) == []
    assert util.convert_anything_to_list((1, 2)) == [1, 2]
    assert util.convert_anything_to_list(3) == [3]
    assert util.convert_anything_to_list(frame.iloc[:0]) == []


def test_frames_travel_as_arrow() -> None:
    util = import_module("streamlit.dataframe_util")
    data = util.convert_anything_to_arrow_bytes({"a": [1, 2]})
    assert util.convert_arrow_bytes_to_pandas_df(data)["a"].tolist() == [1, 2]


def test_tables_are_told_apart() -> None:
    import polars as pl

    util, pd = import_module("streamlit.dataframe_util"), pandas()
    frame, lazy = pd.DataFrame({"a": [1]}), pl.LazyFrame({"a": [1, 2]})
    assert util.is_dataframe_like(frame)
    assert not util.is_dataframe_like([1])
    assert util.is_pandas_data_object(frame["a"])
    assert not util.is_pandas_data_object(lazy)
    assert util.is_polars_lazyframe(lazy)
    assert util.is_unevaluated_data_object(lazy)
    assert util.is_polars_dataframe(lazy.collect())
    assert util.is_polars_series(lazy.collect()["a"])
    assert util.has_range_index(frame)
    assert not util.has_range_index(frame.set_index("a"))
    assert len(util.convert_anything_to_pandas_df(lazy, max_unevaluated_rows=1)) == 1
