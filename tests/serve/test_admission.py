"""Who may come in."""

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine
from tornado.web import HTTPError

from rerun_state.serve.admission import COOKIES, Gate


def request(host: str = "localhost:8501", **headers: str) -> HTTPServerRequest:
    """A request that nobody has sent."""
    made = HTTPServerRequest(
        start_line=RequestStartLine("GET", "/", "HTTP/1.1"),
        headers=HTTPHeaders({"Host": host}),
    )
    for name, value in headers.items():
        made.headers.add(name.replace("_", "-"), value)
    made.remote_ip = "192.0.2.7"
    return made


@pytest.fixture
def gate() -> Gate:
    return Gate("ours", {"localhost", "apps.example"})


@pytest.mark.parametrize(
    "host", ["localhost:1", "LOCALHOST", "apps.example", "127.0.0.1:8501", "[::1]:8501"]
)
def test_names_of_the_server_and_numbers_are_let_in(gate: Gate, host: str) -> None:
    gate.check_host(request(host))


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "1.2.3.4.evil"])
def test_a_site_that_points_its_name_here_is_not(gate: Gate, host: str) -> None:
    with pytest.raises(HTTPError, match="403"):
        gate.check_host(request(host))
    Gate("ours", {"*"}).check_host(request(host))


def test_only_the_pages_own_origin_may_connect(gate: Gate) -> None:
    assert gate.is_own("http://localhost:8501", request())
    for origin in ("http://localhost:8502", "http://evil.example", "null", ""):
        assert not gate.is_own(origin, request())


def test_a_browser_is_known_by_a_cookie_that_the_server_has_made(gate: Gate) -> None:
    issued = gate.issue()
    known = gate.browser(request(Cookie=f"a=1; ours={issued}"))
    assert known is not None
    assert known in issued
    made = [issued[:-1], issued.partition(".")[0], "x." + issued.partition(".")[2], ".", ""]
    for other in (*made, Gate("ours", ()).issue()):
        assert gate.browser(request(Cookie=f"ours={other}")) is None
    assert gate.browser(request()) is None


def test_a_server_with_the_key_of_another_knows_its_browsers() -> None:
    issued = Gate("ours", (), key="ab" * 32).issue()
    asks = request(Cookie=f"ours={issued}")
    assert Gate("ours", (), key="ab" * 32).browser(asks) == issued.partition(".")[0]
    assert Gate("ours", (), key="cd" * 32).browser(asks) is None


def test_a_program_is_told_all_but_the_secrets_of_this_server_and_of_its_neighbours(
    gate: Gate,
) -> None:
    issued = gate.issue()
    others = f"{COOKIES}8502=another.server"
    told = gate.told(request(Cookie=f"a=1; ours={issued}; b=2; {others}", X_Team="blue"))
    assert told["cookies"] == {"a": "1", "b": "2"}
    assert (told["headers"]["X-Team"], told["ip_address"]) == ("blue", "192.0.2.7")
    assert told["headers"]["Cookie"] == "a=1; b=2"
    assert issued not in str(told)


def test_of_who_is_known_the_program_gets_the_name_and_neither_cookies_nor_tokens(
    gate: Gate,
) -> None:
    asked = request(Authorization="token x", Cookie="hub=secret; ours=1", Accept_Language="nb")
    told = gate.told(asked, {"name": "ada"})
    assert told["user"] == {"name": "ada"}
    assert (told["headers"], told["cookies"]) == (
        {"Host": "localhost:8501", "Accept-Language": "nb"},
        {},
    )
