"""The routes, all of them, and what they answer."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from tornado.httpclient import AsyncHTTPClient, HTTPResponse
from tornado.netutil import bind_sockets

from rerun_state.serve.admission import Gate
from rerun_state.serve.application import make_application, make_server
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.kernel_pool import Pool
from rerun_state.serve.page import LIBRARY, address
from rerun_state.serve.token import Token
from tests.serve.parts import FakePool

Fetch = Callable[..., Awaitable[HTTPResponse]]


def with_server(
    body: Callable[[Fetch], Awaitable[None]],
    gate: Gate | None = None,
    visits: Visits | None = None,
    **options: Any,
) -> None:
    async def main() -> None:
        book = Visits(cast(Pool, FakePool()), 2) if visits is None else visits
        application = make_application(book, gate or Gate("ours", {"localhost"}), **options)
        server = make_server(application)
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        client = AsyncHTTPClient(force_instance=True)

        async def fetch(path: str, **more: Any) -> HTTPResponse:
            url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}{path}"
            return await client.fetch(url, raise_error=False, follow_redirects=False, **more)

        try:
            await body(fetch)
        finally:
            client.close()
            server.stop()
            book.close()
            await server.close_all_connections()

    asyncio.run(main())


def test_a_request_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rerun_state.serve.application.IDLE", 0.05)

    async def body(fetch: Fetch) -> None:
        port = int(urlsplit((await fetch("/health")).effective_url).port or 0)
        for sent in (b"GET /health HT", b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            await asyncio.wait_for(reader.read(), 10)  # to the end of the connection
            writer.close()

    with_server(body)


def test_a_body_larger_than_any_page_sends_is_not_read() -> None:
    async def body(fetch: Fetch) -> None:
        port = int(urlsplit((await fetch("/health")).effective_url).port or 0)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n")
        assert b"400" in await asyncio.wait_for(reader.readline(), 10)
        writer.close()

    with_server(body)


def test_what_is_refused_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    async def body(fetch: Fetch) -> None:
        for path in ("/", "/health", "/socket"):
            assert (await fetch(path, headers={"Host": "evil.example"})).code == 403

    with_server(body)
    assert caplog.text.count("evil.example") == 1


def test_there_are_these_routes_and_no_others() -> None:
    visits = Visits(cast(Pool, FakePool()), 1)
    application = make_application(visits, Gate("ours", ()), base="/b/")
    rules = application.default_router.rules + application.wildcard_router.rules
    patterns = {rule.matcher.regex.pattern for rule in rules if hasattr(rule.matcher, "regex")}
    assert patterns == {
        "/b/$",
        r"/b/static/([a-z_]+)\.([0-9a-f]{16})\.js$",
        "/b/socket$",
        "/b/health$",
        "/b/([^/]+)$",
        "/b/([^/]+/)$",
        "/b$",
    }


def test_the_page_comes_with_a_secret_that_no_script_and_no_other_site_has() -> None:
    async def body(fetch: Fetch) -> None:
        answer = await fetch("/")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("ours=")
        for said in ("HttpOnly", "SameSite=Lax", "Path=/"):
            assert f"; {said}" in cookie
        assert answer.headers["Cache-Control"] == "no-store"
        again = await fetch("/", headers={"Cookie": cookie.partition(";")[0]})
        assert "Set-Cookie" not in again.headers

    with_server(body)


def test_where_states_are_kept_each_page_has_the_browser_keep_its_secret_longer() -> None:
    async def body(fetch: Fetch) -> None:
        cookie = (await fetch("/")).headers["Set-Cookie"]
        again = await fetch("/", headers={"Cookie": cookie.partition(";")[0]})
        assert again.headers["Set-Cookie"] == cookie
        assert "; Max-Age=172800;" in cookie

    with_server(body, Gate("ours", {"localhost"}, key="00" * 32, days=2))


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_is_kept_for_ever(packed: bool) -> None:
    async def body(fetch: Fetch) -> None:
        answer = await fetch(f"/{address(LIBRARY)}", decompress_response=packed)
        assert (answer.code, b"export" in answer.body) == (200, True)
        assert "immutable" in answer.headers["Cache-Control"]

    with_server(body)


def test_below_a_path_everything_is_there_and_nothing_elsewhere() -> None:
    async def body(fetch: Fetch) -> None:
        assert (await fetch("/b/")).code == (await fetch("/b/health")).code == 200
        way = await fetch("/b")
        assert (way.code, way.headers["Location"]) == (302, "./b/")
        assert (await fetch("/")).code == (await fetch("/b/one/two")).code == 404
        assert "Path=/b/" in (await fetch("/b/")).headers["Set-Cookie"]

    with_server(body, base="/b/")


def test_each_page_of_an_app_has_an_address_whichever_there_are() -> None:
    async def body(fetch: Fetch) -> None:
        page = (await fetch("/b/")).body
        assert (
            (await fetch("/b/analysis?a=1")).body
            == (await fetch("/b/gr%C3%B6%C3%9Fe")).body
            == page
        )
        way = await fetch("/b/gr%C3%B6%C3%9Fe/?a=1")
        assert (way.code, way.headers["Location"]) == (302, "../gr%C3%B6%C3%9Fe?a=1")
        assert "Path=/b/" in (await fetch("/b/analysis")).headers["Set-Cookie"]

    with_server(body, base="/b/")


def test_a_page_may_have_the_name_of_what_programs_ask_for() -> None:
    async def body(fetch: Fetch) -> None:
        for path in ("/health", "/socket"):
            shown = await fetch(path, headers={"Sec-Fetch-Dest": "document"})
            assert (shown.code, b'id="rs-visit"' in shown.body) == (200, True)
            assert b'id="rs-visit"' not in (await fetch(path)).body

    with_server(body)


def test_methods_that_no_page_uses_are_refused() -> None:
    async def body(fetch: Fetch) -> None:
        for path in ("/", "/health", f"/{address(LIBRARY)}"):
            assert (await fetch(path, method="POST", body="x")).code == 405

    with_server(body)


def asking() -> Gate:
    return Gate("ours", {"localhost"}, token=Token("word"))


def test_who_shows_no_token_is_asked_for_it_and_gets_no_cookie() -> None:
    async def body(fetch: Fetch) -> None:
        for path in ("/", "/page", "/?token=", "/?token=other"):
            asked = await fetch(path)
            assert asked.code == 403
            assert b'name="token"' in asked.body
            assert "Set-Cookie" not in asked.headers
        assert b"That is not the token." in asked.body

    with_server(body, asking())


def test_who_shows_the_token_comes_in_and_it_leaves_the_address() -> None:
    async def body(fetch: Fetch) -> None:
        led = await fetch("/page?a=1&token=word&b=")
        assert (led.code, led.headers["Location"]) == (302, "./page?a=1&b=")
        cookie = led.headers["Set-Cookie"].partition(";")[0]
        assert (await fetch("/page", headers={"Cookie": cookie})).code == 200

    with_server(body, asking())


def test_a_token_may_be_typed_but_not_on_the_page_of_another_site() -> None:
    async def body(fetch: Fetch) -> None:
        said: dict[str, Any] = {"method": "POST", "body": "token=word"}
        led = await fetch("/?a=1", **said)
        assert (led.code, led.headers["Location"]) == (303, "./?a=1")
        assert "Set-Cookie" in led.headers
        assert (await fetch("/", method="POST", body="token=other")).code == 403
        assert (await fetch("/", headers={"Origin": "http://else.where"}, **said)).code == 405

    with_server(body, asking())


def test_another_token_turns_away_whom_the_one_before_had_let_in() -> None:
    key = "00" * 32
    old, new = (Gate("ours", {"localhost"}, key=key, token=Token(word)) for word in ("a", "b"))

    async def body(fetch: Fetch) -> None:
        assert (await fetch("/", headers={"Cookie": f"ours={old.issue()}"})).code == 403
        assert (await fetch("/", headers={"Cookie": f"ours={new.issue()}"})).code == 200

    with_server(body, new)


def test_where_no_token_is_asked_for_a_token_is_the_apps_own() -> None:
    async def body(fetch: Fetch) -> None:
        assert (await fetch("/?token=mine")).code == 200
        assert (await fetch("/", method="POST", body="token=mine")).code == 405

    with_server(body)
