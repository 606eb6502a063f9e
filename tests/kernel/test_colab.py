"""Colab, as far as its public source tells: an imitation of what apps need of it."""

from tests.kernel.live import LiveKernel
from tests.kernel.reader import cell

VIEW = "application/vnd.jupyter.widget-view+json"

# As google.colab.output: until it is asked to, it says of no display what draws other widgets.
COLAB = f"""
import sys, types
output = types.ModuleType("google.colab.output")
def add(message):
    content = message["content"]
    if "{VIEW}" in content.get("data", {{}}):
        manager = {{"url": "https://example.org/manager.js"}}
        content["metadata"]["{VIEW}"] = {{"colab": {{"custom_widget_manager": manager}}}}
    return message
def enable_custom_widget_manager():
    output.enabled = getattr(output, "enabled", 0) + 1
    get_ipython().display_pub.register_hook(add)
output.enable_custom_widget_manager = enable_custom_widget_manager
sys.modules["google.colab.output"] = output
"""


def test_colab_is_told_what_draws_apps(kernel: LiveKernel) -> None:
    kernel.run(COLAB)
    kernel.run("%load_ext rerun_state")
    assert kernel.value("output.enabled") == 1
    (shown,) = kernel.run(cell("st.text('here')")).outputs
    assert "url" in shown.content["metadata"][VIEW]["colab"]["custom_widget_manager"]
    assert "here" in shown.content["data"]["text/plain"]


def test_an_app_stays_an_app_in_colab_though_its_cells_have_no_ids(kernel: LiveKernel) -> None:
    kernel.run(COLAB)
    kernel.run("%load_ext rerun_state")
    kernel.run(cell("st.text(st.session_state.get('n', 0))"))
    with kernel.recording() as later:
        kernel.run("import rerun_state\nrerun_state.session_state.n = 3")
    kept = [m.content["data"] for m in later if m.type == "update_display_data"]
    assert all(VIEW in each for each in kept)
    assert "3" in kept[-1]["text/plain"]
