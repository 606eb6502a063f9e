"""Attacks by HTTP and below it: refused, logged once, and nobody else feels them."""

import re
import socket
import zlib
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
import websocket

from tests.kernel.serving import PATIENCE, Guest, Served, fetch_cookie, get
from tests.kernel.test_serving import upload

CELLS = [
    "from pathlib import Path\n"
    "from tempfile import mkdtemp\n"
    "import rerun_state as st\n"
    "folder = Path(mkdtemp(), 'component')\n"
    "folder.mkdir()\n"
    "(folder / 'index.html').write_text('<p>own</p>')\n"
    "(folder / 'key.py').write_text('hidden')",
    """%%rerun
n = st.slider("N", 0, 9, key="n")
st.text(f"n is {n}")
file = st.file_uploader("File")
st.text(f"file {file and file.getvalue()}")
st.components.v1.declare_component("own", path=folder)()
""",
]
FIRST = "n is 0"


@pytest.fixture
def unharmed(served: Served, guest: Guest) -> Iterator[Guest]:
    """Somebody who goes on meanwhile, and afterwards."""
    guest.change("N", [3])
    guest.see("n is 3")
    yield guest
    guest.change("N", [5])
    guest.see("n is 5")
    assert get(served.url, "health")[0] == 200


def raw(served: Served, sent: bytes = b"") -> socket.socket:
    where = urlsplit(served.url)
    line = socket.create_connection((where.hostname, where.port), timeout=PATIENCE)
    line.sendall(sent)
    return line


def answer(served: Served, sent: bytes) -> bytes:
    """What comes back, to the end of the connection, which the request asks for."""
    with closing(raw(served, sent)) as line:
        return b"".join(iter(lambda: line.recv(65536), b""))


METHODS = ("HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND")


@pytest.mark.usefixtures("unharmed")
def test_other_methods_get_nothing(served: Served) -> None:
    where = urlsplit(served.url)
    for method in METHODS:
        for path in ("/", "/analysis", "/health", "/socket", "/oauth_callback", "/static/x.js"):
            with closing(HTTPConnection(str(where.hostname), where.port, PATIENCE)) as line:
                line.request(method, path, headers={"Origin": "http://evil.example"})
                told = line.getresponse()
                assert (method, path, told.status in (400, 404, 405)) == (method, path, True)
                allowed = [name for name, _ in told.getheaders() if name.lower().startswith("acc")]
                assert allowed == []  # as Access-Control-Allow-Origin
                assert b"rs-visit" not in told.read()


@pytest.mark.usefixtures("unharmed")
def test_no_path_leads_to_a_file(served: Served) -> None:
    for path in (
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/..%5c..%5capp.ipynb",
        "/app.ipynb%00.js",
        "//etc/passwd",
        "/%ff%fe",
        "/static/rerun_state.0000000000000000.js/../../app.ipynb",
        "http://evil.example/etc/passwd",
    ):
        text = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        said = answer(served, text.encode())
        assert said.startswith(b"HTTP/1.1 ")
        assert b"root:" not in said
        assert b"%%rerun" not in said
        assert b"slider" not in said
        assert b"\r\nLocation: http" not in said


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "host",
    [
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "evil.example:80",
        "evil.example#127.0.0.1",
    ],
)
def test_no_other_name_of_this_machine_is_served(served: Served, host: str) -> None:
    told = answer(served, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert told.split(b" ")[1] in (b"400", b"403")
    assert b"Set-Cookie" not in told


@pytest.mark.usefixtures("unharmed")
def test_no_other_origin_connects(served: Served) -> None:
    own = "/".join(served.url.split("/")[:3])
    cookie = fetch_cookie(served.url)
    for origin in ("null", f"{own}@evil.example", f"{own}.evil.example", "http://127.0.0.1:1"):
        with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
            Guest(served.url, cookie, origin=origin)


def connect(served: Served, *more: str) -> tuple[socket.socket, bytes]:
    """A websocket by hand, and what the server says of it."""
    where = urlsplit(served.url)
    lines = [
        "GET /socket HTTP/1.1",
        f"Host: {where.netloc}",
        f"Origin: http://{where.netloc}",
        f"Cookie: {fetch_cookie(served.url)}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *more,
    ]
    line = raw(served, ("\r\n".join(lines) + "\r\n\r\n").encode())
    told = b""
    while b"\r\n\r\n" not in told:
        told += line.recv(65536)
    return line, told


@pytest.mark.usefixtures("unharmed")
def test_nothing_compressed_is_unpacked(served: Served) -> None:
    offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"
    line, told = connect(served, offer)
    with closing(line):
        assert b"101" in told
        assert b"Sec-WebSocket-Extensions" not in told
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        bomb = packer.compress(bytes(2**28)) + packer.flush(zlib.Z_SYNC_FLUSH)
        head = bytes([0xC1, 0xFF]) + len(bomb).to_bytes(8, "big") + bytes(4)  # a mask of zeros
        try:
            line.sendall(head + bomb)
            while line.recv(65536):
                pass
        except OSError:
            pass  # it is cut while it is being sent


def test_connections_that_say_nothing_keep_nobody_waiting(served: Served, unharmed: Guest) -> None:
    lines = [raw(served) for _ in range(100)]
    lines += [raw(served, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ") for _ in range(100)]
    lines += [raw(served, b"POST / HTTP/1.1\r\nContent-Length: 65000\r\n\r\n") for _ in range(100)]
    lines += [connect(served)[0] for _ in range(30)]
    other = served.guest()
    other.see("n is 0")
    unharmed.change("N", [4])
    unharmed.see("n is 4")
    for line in lines:
        line.close()
    other.leave()


def test_nobody_has_the_files_of_another(served: Served, unharmed: Guest) -> None:
    assert upload(unharmed, "File", 3)["event"] == "ack"
    unharmed.change("File", ["f"])
    unharmed.see(r"file b'\\x00\\x00\\x00'")
    thief = served.guest()
    thief.see("file None")
    thief.change("File", ["f"])
    thief.change("N", [1])
    thief.see("n is 1")
    assert "file None" in thief.text()
    thief.leave()


def test_of_a_component_only_its_own_files_travel(unharmed: Guest) -> None:
    own = re.findall(r"'folder': '([0-9a-f]{16})'", unharmed.text())
    assert own
    for folder in ("", "/etc", "0" * 16, *own):
        for name in (None, "passwd", "key.py", "../app.ipynb", "..", {"x": 1}):
            content = {"event": "file", "folder": folder, "name": name}
            unharmed.send({"to": "p1", "content": content})
    unharmed.change("N", [6])
    unharmed.see("n is 6")
    assert "root:" not in unharmed.received
    assert "/component" not in unharmed.received  # where it lies


# Last here: it looks back at the others.
@pytest.mark.usefixtures("unharmed")
def test_what_was_refused_is_named_once_a_minute(served: Served) -> None:
    refused = [line for line in served.said if "Refused" in line]
    assert 1 <= len(refused) < 5
    assert "Traceback" not in "\n".join(served.said)
