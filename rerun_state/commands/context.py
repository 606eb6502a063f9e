"""`st.context` and `st.user`: what is known of the browser and of who sits in front of it.

The page tells the kernel its time zone, language, address and theme once it is drawn. Headers,
cookies and the IP address belong to the server: `rerun-state run` gives them to each visitor's
session, Voila hands them on in environment variables (`--VoilaConfiguration.http_header_envs`), and
elsewhere there are none. The user is JupyterHub's.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from rerun_state.errors import StreamlitAPIException
from rerun_state.runtime.execution.run import CONTEXT, StopException, running
from rerun_state.runtime.loop.current import current_session

T = TypeVar("T")

_FIELDS = frozenset(
    [
        *("cookies", "headers", "ip_address", "is_embedded", "locale", "theme", "timezone"),
        *("timezone_offset", "url"),
    ]
)


class Texts(Mapping[str, str]):
    """A read-only mapping of text, with `to_dict`."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def __getitem__(self, key: str) -> str:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return repr(self._values)

    def to_dict(self) -> dict[str, str]:
        """A plain copy."""
        return dict(self._values)


class Headers(Texts):
    """HTTP headers; their names are the same in any case."""

    __slots__ = ()

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__({_title(name): value for name, value in values.items()})

    def __getitem__(self, key: str) -> str:
        try:
            return self._values[_title(key)]
        except KeyError:
            raise KeyError(key) from None

    def get_all(self, key: str) -> list[str]:
        """All the values of a header; none if it is absent."""
        value = self._values.get(_title(key))
        return [] if value is None else [value]


class Theme(dict[str, Any]):
    """The theme of the page: `theme.type` is "light", "dark" or None."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


class ContextProxy:
    """What is known of the reader's browser; None for what is not.

    The first run of an app comes before its page is drawn, so `timezone`, `timezone_offset`,
    `locale`, `url` and `theme` may be None in it. `headers`, `cookies` and `ip_address` are empty
    in a notebook; `rerun-state run` and Voila tell them.

        st.context.timezone      # "Europe/Oslo"
    """

    __slots__ = ()
    __iter__ = None

    @property
    def timezone(self) -> str | None:
        """The name of the time zone, such as "Europe/Oslo"."""
        return _told("timezone", str)

    @property
    def timezone_offset(self) -> int | None:
        """Minutes from local time to UTC: -60 for one hour east."""
        return _told("timezone_offset", int)

    @property
    def locale(self) -> str | None:
        """The browser's language, such as "nb-NO"."""
        return _told("locale", str)

    @property
    def url(self) -> str | None:
        """The address of the page."""
        return _told("url", str)

    @property
    def is_embedded(self) -> bool | None:
        """Does the page stand in another one?"""
        return _told("is_embedded", bool)

    @property
    def theme(self) -> Theme:
        """The theme of the page."""
        return Theme(type=_told("theme", str))

    @property
    def headers(self) -> Headers:
        """HTTP headers of the visitor's request, as far as the server hands them on."""
        request = current_session().visitor.request
        if request is not None:
            return Headers(request.headers)
        return Headers(
            {
                name.removeprefix("HTTP_").replace("_", "-"): value
                for name, value in os.environ.items()
                if name.startswith("HTTP_")
            }
        )

    @property
    def cookies(self) -> Texts:
        """The cookies of the visitor's browser, but for those of the server itself."""
        request = current_session().visitor.request
        if request is not None:
            return Texts(request.cookies)
        pairs = (part.partition("=") for part in self.headers.get("Cookie", "").split(";"))
        return Texts({name.strip(): value.strip() for name, sign, value in pairs if sign})

    @property
    def ip_address(self) -> str | None:
        """The reader's IP address, where a server tells it; None for the machine itself."""
        request = current_session().visitor.request
        found = os.environ.get("REMOTE_ADDR") if request is None else request.ip_address
        return None if found in (None, "", "127.0.0.1", "::1") else found

    def __getitem__(self, key: str) -> Any:
        if key not in _FIELDS:
            raise KeyError(f"st.context has no key {key!r}. It has {', '.join(sorted(_FIELDS))}.")
        return getattr(self, key)

    def __contains__(self, key: object) -> bool:
        return key in _FIELDS


class UserProxy(Mapping[str, Any]):
    """Who uses the app: in a kernel of JupyterHub its user's `name`, elsewhere nobody.

    Before visitors (`rerun-state run`) it is who is signed in, where the server lets in such alone.
    Read-only; items are attributes too.
    """

    __slots__ = ()

    def __getitem__(self, key: str) -> Any:
        if key == "tokens":
            return self.tokens
        try:
            return _user()[key]
        except KeyError:
            raise KeyError(f"st.user has no key {key!r}.") from None

    def __getattr__(self, name: str) -> Any:
        try:
            return _user()[name]
        except KeyError:
            raise AttributeError(f"st.user has no attribute {name!r}.") from None

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise StreamlitAPIException(
            f"st.user cannot be modified. Keep {name!r} in st.session_state."
        )

    __setitem__ = __setattr__

    def __iter__(self) -> Iterator[str]:
        return iter(_user())

    def __len__(self) -> int:
        return len(_user())

    def __repr__(self) -> str:
        return f"user({self.to_dict()!r})"

    @property
    def tokens(self) -> Theme:
        """The tokens that a test gave; none in a kernel."""
        return Theme(_user().get("tokens", {}))

    def to_dict(self) -> dict[str, Any]:
        """A plain copy."""
        return dict(_user())


def login(provider: str | None = None) -> NoReturn:
    """Raise StreamlitAPIException: a kernel's reader is logged in with Jupyter."""
    raise StreamlitAPIException(
        "st.login() does not exist in a notebook: whoever reads it is logged in with Jupyter. "
        "st.user tells JupyterHub's name of the reader."
    )


def logout() -> NoReturn:
    """Raise StreamlitAPIException: a kernel's reader is logged in with Jupyter."""
    raise StreamlitAPIException(
        "st.logout() does not exist in a notebook: whoever reads it is logged in with Jupyter. "
        "Log out there."
    )


def _told(name: str, kind: type[T]) -> T | None:
    """What the page has told; an app that asks reruns when the page tells something else.

    A run for a page that is still to come, which a server has asked for, ends here: it waits.
    """
    run = running()
    if run is not None:
        run.uses.reads.add(CONTEXT)
    session = current_session()
    if not session.browser and session.visitor.on_unseen is not None:
        session.visitor.on_unseen()
        if run is not None:
            raise StopException
    told = session.browser.get(name)
    return told if isinstance(told, kind) else None


def _user() -> Mapping[str, Any]:
    session = current_session()
    if session.user is not None:
        return session.user
    if session.visitor.request is not None:  # the kernel's own user is not the visitor
        return session.visitor.request.user
    name = os.environ.get("JUPYTERHUB_USER")
    return {"name": name, "is_logged_in": True} if name else {}


def _title(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))
