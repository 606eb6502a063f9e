"""What Tab offers and Shift-Tab shows in a notebook."""

import pytest

from tests.kernel.live import LiveKernel
from tests.kernel.reader import Reader


def test_importing_the_package_is_enough_to_have_the_magic(kernel: LiveKernel) -> None:
    kernel.run("import rerun_state")
    assert kernel.run("%%rerun\nimport rerun_state as st\nst.text('shown')").error is None
    assert kernel.run("%unload_ext rerun_state\nimport rerun_state").error is None
    assert kernel.run("%%rerun\n1").text.startswith("UsageError")


def test_entries_of_the_state_are_offered_as_attributes_and_as_items(reader: Reader) -> None:
    reader.kernel.run("import rerun_state as st\nst.session_state['two words'] = 1")
    reader.kernel.run("st.session_state.alpha = 2")
    assert reader.kernel.complete("st.session_state.al") == ["alpha"]
    assert reader.kernel.complete('st.session_state["') == ["alpha", "two words"]


def test_tab_on_the_state_is_no_look_at_its_entries(reader: Reader) -> None:
    reader.kernel.run("import rerun_state as st\nst.session_state.alpha = 2")
    reader.app("dir(st.session_state)\nst.session_state._ipython_key_completions_()\nprint('run')")
    with reader.kernel.recording() as seen:
        reader.kernel.run("st.session_state.alpha = 3")
    assert not [message for message in seen if "run" in str(message.data)]


def test_a_column_offers_elements_wherever_the_module_was_imported(reader: Reader) -> None:
    cell = "%%rerun\nleft, right = st.columns(2)\nleft.met"
    own = "%%rerun\nimport rerun_state as st\nleft, right = st.columns(2)\nleft.met"
    assert reader.kernel.complete(own) == ["metric"]
    reader.kernel.run("import rerun_state as st")
    assert reader.kernel.complete(cell) == ["metric"]


def test_public_names_only_are_offered(reader: Reader) -> None:
    reader.kernel.run("import rerun_state as st")
    offered = reader.kernel.complete("st.column_config.")
    assert offered
    assert all(name.endswith("Column") for name in offered)
    assert not {"Any", "annotations", "os", "sys"} & set(reader.kernel.complete("st."))


def test_the_options_of_the_magic_are_offered_on_its_line(reader: Reader) -> None:
    assert {"--name", "--magic", "--session"} <= set(reader.kernel.complete("%%rerun --"))
    assert reader.kernel.complete("%%rerun --na") == ["--name"]
    assert "--name" not in reader.kernel.complete("%%rerun\nx = 1 --")


def test_shift_tab_shows_every_parameter_of_a_function_and_of_a_containers_method(
    kernel: LiveKernel,
) -> None:
    kernel.run("import rerun_state as st\nside = st.sidebar")
    assert "min_value : int, float, date" in kernel.inspect("st.slider")
    assert kernel.inspect("side.slider").count("label_visibility : ") == 1
    assert "ttl : float, timedelta, str or None" in kernel.inspect("st.cache_data")


@pytest.mark.parametrize(
    ("magic", "option"), [("%%rerun", "--magic"), ("%rerun", "--eject SCRIPT")]
)
def test_a_question_mark_shows_what_a_magic_does_and_its_options(
    kernel: LiveKernel, magic: str, option: str
) -> None:
    kernel.run("%load_ext rerun_state")
    [page] = kernel.run(f"?{magic}").content["payload"]
    told = page["data"]["text/plain"]
    assert all(part in told for part in ("as an app", f"\n  {option} ", "\n  --isolated "))
