"""`st.secrets`: what the app must know and its code must not say.

They are read, once, from `.streamlit/secrets.toml` in the home directory and in the working
directory, the second over the first, or from what the option `secrets.files` names. Top-level texts
and numbers become environment variables too, for libraries that look there.
"""

from __future__ import annotations

import os
import threading
from abc import abstractmethod
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from pathlib import Path
from typing import Any, NoReturn

from rerun_state.commands.config import get_option
from rerun_state.errors import StreamlitSecretNotFoundError
from rerun_state.runtime.execution.home import working_folder

PLACE = Path(".streamlit") / "secrets.toml"


class _Entries(Mapping[str, Any]):
    """Entries that are attributes too and that nobody changes; so are sections among them."""

    __slots__ = ()

    @abstractmethod
    def _all(self) -> Mapping[str, Any]:
        """The entries as they are."""

    def __getitem__(self, key: str) -> Any:
        try:
            return opened(self._all()[key])
        except KeyError:
            raise KeyError(_missing(key)) from None

    def __getattr__(self, name: str) -> Any:
        try:
            return opened(self._all()[name])
        except (KeyError, FileNotFoundError):
            raise AttributeError(_missing(name)) from None

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):  # what programs do to have files read again, as happens by itself
            return
        raise TypeError("Secrets does not support attribute assignment.")

    def __setitem__(self, key: str, value: Any) -> NoReturn:
        raise TypeError("Secrets does not support item assignment.")

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def to_dict(self) -> dict[str, Any]:
        """A plain copy, sections included."""
        return _plain(self._all())


class AttrDict(_Entries):
    """A section of the secrets: items are attributes too, and nobody changes them."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_values", dict(values))

    def _all(self) -> Mapping[str, Any]:
        values: Mapping[str, Any] = self._values
        return values

    def __repr__(self) -> str:
        return repr(self._values)


class Secrets(_Entries):
    """The secrets of `.streamlit/secrets.toml`, as items or attributes; sections nest.

    Raises StreamlitSecretNotFoundError without such a file, and KeyError or AttributeError for a
    secret that is not in it.

        st.secrets["api_key"]
        st.secrets.database.user
    """

    __slots__ = ("_given", "_load")

    def __init__(
        self, load: Callable[[], Mapping[str, Any]], given: Callable[[], Mapping[str, Any] | None]
    ) -> None:
        object.__setattr__(self, "_load", load)
        object.__setattr__(self, "_given", given)

    def __repr__(self) -> str:
        try:
            return (
                f"secrets({', '.join(self._all())})"  # names only: values do not belong on a page
            )
        except StreamlitSecretNotFoundError:
            return "secrets()"

    def keys(self) -> KeysView[str]:
        """The names of all secrets and sections."""
        return self._all().keys()

    def values(self) -> ValuesView[Any]:
        """All secrets and sections."""
        return self._all().values()

    def items(self) -> ItemsView[str, Any]:
        """Names with secrets or sections."""
        return self._all().items()

    def has_key(self, key: str) -> bool:
        """Is there a secret of that name?"""
        return key in self._all()

    def load_if_toml_exists(self) -> bool:
        """Read the secrets, where there are any; True if so."""
        try:
            self._all()
        except StreamlitSecretNotFoundError:
            return False
        return True

    def _all(self) -> Mapping[str, Any]:
        given: Mapping[str, Any] | None = self._given()
        if given:
            return given
        loaded: Mapping[str, Any] = self._load()
        return loaded


class SecretsFile:
    """The secrets as files hold them; read again when a file has changed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stamp: object = None
        self._values: dict[str, Any] = {}

    def __call__(self) -> Mapping[str, Any]:
        here, home = working_folder() / PLACE, Path.home() / PLACE
        places = get_option("secrets.files") or (home, here)
        paths = [path for path in map(Path, places) if path.is_file()]
        if not paths:
            raise StreamlitSecretNotFoundError(f"No secrets found. Put them into {here} or {home}.")
        with self._lock:
            stamp = [(path, path.stat().st_mtime_ns) for path in dict.fromkeys(paths)]
            if stamp != self._stamp:
                self._values = {}
                for path, _ in stamp:
                    self._values |= _read(path)
                self._stamp = stamp
                _tell_environment(self._values)
            return self._values


def opened(value: Any) -> Any:
    """A secret as the app gets it: sections by attribute."""
    return AttrDict(value) if isinstance(value, Mapping) else value


def _read(path: Path) -> dict[str, Any]:
    import tomllib  # slow to import, and few apps have secrets

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise StreamlitSecretNotFoundError(
            f"The secrets in {path} cannot be read: {error}."
        ) from error


def _tell_environment(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if type(value) in (str, int, float):
            os.environ[name] = str(value)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _plain(value) if isinstance(value, Mapping) else value for key, value in values.items()
    }


def _missing(name: str) -> str:
    return f"st.secrets has no key {name!r}. Add it to {PLACE}; sections are in [brackets]."
