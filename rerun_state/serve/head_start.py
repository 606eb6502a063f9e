"""A visit that begins when its page is asked for, so that the page comes with what the app shows.

Only for a browser that is about to show the page: not for programs, nor for what is fetched ahead,
nor for a frame on another site, whose page would get no cookie and so no visit.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from rerun_state.serve.admission import Gate, owner
from rerun_state.serve.guestbook import Visits
from rerun_state.serve.socket import read_hello

WAIT = 0.1
"""Seconds for which an answer waits for the first runs."""


async def give_head_start(
    handler: RequestHandler,
    visits: Visits,
    gate: Gate,
    path: str,
    page: str,
    user: Mapping[str, Any] | None = None,
) -> str | None:
    """Give the browser a secret for a path, as `Gate.make_known`, and begin its visit.

    Return what goes into the document, JSON; None if the visit begins by its connection, as always.
    `page` is the address of the app's page, `user` who has logged in.
    """
    request = handler.request
    is_new = gate.browser(request) is None
    browser = owner(gate.make_known(handler, path), user)
    if not _is_shown(request):
        return None
    try:
        hello = read_hello({"page": page, "query": f"?{request.query}" if request.query else ""})
    except ValueError:
        return None
    begun = visits.begin(
        browser, request.remote_ip or "", gate.told(request, user), hello, is_new=is_new
    )
    if begun is None:
        return None
    visit, answer = begun
    with suppress(TimeoutError):
        await asyncio.wait_for(answer.is_over.wait(), WAIT)
    said = answer.document()
    if said is None:
        return None
    tab, lasts = json.dumps(visit.tab), json.dumps(visit.lasts)
    return f'{{"tab":{tab},"lasts":{lasts},"said":{said}}}'


def _is_shown(request: HTTPServerRequest) -> bool:
    """Does a browser ask that is about to show the page, and to come back with its secret?"""
    headers = request.headers
    purposes = (headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    if request.method != "GET" or any(purposes):
        return False
    if (kind := headers.get("Sec-Fetch-Dest")) is None:  # which browsers leave out for bare http
        return headers.get("Upgrade-Insecure-Requests") == "1"
    return kind == "document" or (
        kind == "iframe" and headers.get("Sec-Fetch-Site") in ("same-origin", "same-site")
    )
