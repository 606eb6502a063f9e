"""Connections to data, opened once and shared by all runs: `st.connection` and its classes.

What a connection needs stands in the secrets, in the section `[connections.<name>]`; keyword
arguments come before it. Without either, "sql" is a SQLite database of its own, in the folder
`.streamlit`.
"""

from __future__ import annotations

import importlib
import os
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, cast, overload
from uuid import uuid4

from rerun_state.caching.decorators import cache_data, cache_resource
from rerun_state.commands.secrets import AttrDict, Secrets, SecretsFile
from rerun_state.errors import StreamlitAPIException, StreamlitMissingRequiredParameterError
from rerun_state.runtime.loop.current import current_session

if TYPE_CHECKING:
    import pandas
    import sqlalchemy
    import sqlalchemy.orm

Raw = TypeVar("Raw")
C = TypeVar("C", bound="BaseConnection[Any]")

_secrets = Secrets(SecretsFile(), lambda: current_session().secrets)


class BaseConnection(ABC, Generic[Raw]):
    """What a kind of connection is made from: give `_connect`, and methods that use `_instance`.

    `_connect(**kwargs)` opens the connection; `_secrets` is the section of this connection's name.
    """

    def __init__(self, connection_name: str, **kwargs: Any) -> None:
        self._connection_name = connection_name
        self._kwargs = kwargs
        self._raw_instance: Raw | None = self._connect(**kwargs)

    @property
    def _secrets(self) -> AttrDict:
        """The section of the secrets that belongs to this connection; empty without one."""
        sections = _secrets.get("connections", {}) if _secrets.load_if_toml_exists() else {}
        section = sections.get(self._connection_name, {})
        return section if isinstance(section, AttrDict) else AttrDict({})

    @property
    def _instance(self) -> Raw:
        """The open connection; opened again after `reset`."""
        if self._raw_instance is None:
            self._raw_instance = self._connect(**self._kwargs)
        return self._raw_instance

    def reset(self) -> None:
        """Forget the open connection; the next use opens another."""
        self._raw_instance = None

    @abstractmethod
    def _connect(self, **kwargs: Any) -> Raw:
        """Open the connection."""

    @classmethod
    def scope(cls) -> Literal["global", "session"]:
        """Who shares a connection; in a kernel both are the same."""
        return "global"

    def close(self) -> None:
        """Release what the connection holds; called when the cache lets go of it."""
        self._raw_instance = None


class SQLConnection(BaseConnection["sqlalchemy.Engine"]):
    """A database, through SQLAlchemy (install `sqlalchemy`, and `pandas` for `query`)."""

    def __init__(self, connection_name: str, **kwargs: Any) -> None:
        self._id = uuid4().hex
        super().__init__(connection_name, **kwargs)

    def _connect(self, autocommit: bool = False, **kwargs: Any) -> sqlalchemy.Engine:
        sql = _sqlalchemy()
        given = {name: kwargs.pop(name) for name in _ADDRESS if name in kwargs}
        address = {**self._secrets.to_dict(), **given}
        options = {**address.pop("create_engine_kwargs", {}), **kwargs}
        engine = sql.create_engine(_url(sql, address, self._connection_name), **options)
        if autocommit:
            engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        return cast("sqlalchemy.Engine", engine)

    def query(
        self,
        sql: str,
        *,
        show_spinner: bool | str = "Running `sql.query(...)`.",
        ttl: float | timedelta | None = None,
        index_col: str | list[str] | None = None,
        chunksize: int | None = None,
        params: Any = None,
        **kwargs: Any,
    ) -> pandas.DataFrame:
        """Read a query's result as a table; the cache answers the same query for `ttl` seconds.

        `params` fills placeholders such as `:name`. The other parameters are those of
        `pandas.read_sql`.
        """

        def read(
            id: str, sql: str, index_col: Any, chunksize: Any, params: Any, kwargs: Any
        ) -> Any:
            import pandas

            with self._instance.connect() as connection:
                text = _sqlalchemy().text(sql)
                return pandas.read_sql(
                    text,
                    connection,
                    index_col=index_col,
                    chunksize=chunksize,
                    params=params,
                    **kwargs,
                )

        read.__qualname__ += f"_{self._connection_name}_{ttl}"
        cached = cache_data(show_spinner=show_spinner, ttl=ttl)(read)
        return cast("pandas.DataFrame", cached(self._id, sql, index_col, chunksize, params, kwargs))

    def connect(self) -> sqlalchemy.Connection:
        """A new connection of the pool."""
        return self._instance.connect()

    @property
    def engine(self) -> sqlalchemy.Engine:
        """SQLAlchemy's engine."""
        return self._instance

    @property
    def driver(self) -> str:
        """The name of the driver in use."""
        return str(self._instance.driver)

    @property
    def session(self) -> sqlalchemy.orm.Session:
        """A new session for `with`: to write, or for several statements in one go."""
        from sqlalchemy.orm import Session

        return Session(self._instance)

    def close(self) -> None:
        """Close the pool."""
        if self._raw_instance is not None:
            self._raw_instance.dispose()
        super().close()


_ADDRESS = ("url", "driver", "dialect", "username", "password", "host", "port", "database", "query")
_KINDS: dict[str, type[BaseConnection[Any]] | str] = {
    "sql": SQLConnection,
    "snowflake": "rerun_state.commands.snowflake.SnowflakeConnection",
}
_OF_VISITORS = "snowflake-callers-rights"


@overload
def connection(
    name: Literal["sql"],
    type: Literal["sql"] | None = None,
    max_entries: int | None = None,
    ttl: float | timedelta | None = None,
    **kwargs: Any,
) -> SQLConnection: ...
@overload
def connection(
    name: str,
    type: Literal["sql"],
    max_entries: int | None = None,
    ttl: float | timedelta | None = None,
    **kwargs: Any,
) -> SQLConnection: ...
@overload
def connection(
    name: str,
    type: type[C],
    max_entries: int | None = None,
    ttl: float | timedelta | None = None,
    **kwargs: Any,
) -> C: ...
@overload
def connection(
    name: str,
    type: str | None = None,
    max_entries: int | None = None,
    ttl: float | timedelta | None = None,
    **kwargs: Any,
) -> BaseConnection[Any]: ...
def connection(
    name: str,
    type: Any = None,
    max_entries: int | None = None,
    ttl: float | timedelta | None = None,
    **kwargs: Any,
) -> Any:
    """Open a connection, or return the one of that name which is open.

    `type` is "sql", "snowflake", a class derived from `rerun_state.connections.BaseConnection`, or
    the dotted name of one; None takes it from the secrets, `[connections.<name>] type = "sql"`. A
    `name` like "env:DB" is read from an environment variable. `max_entries` and `ttl` limit the
    cache of connections; the other keyword arguments are the connection's own.

    Raises StreamlitAPIException for a type that does not exist, and KeyError or
    StreamlitSecretNotFoundError where the secrets do not say the type.

        conn = st.connection("sql", url="sqlite:///shop.db")
        orders = conn.query("select * from orders where day = :day", params={"day": day})
    """
    if name.startswith("env:"):
        name = os.environ[name.removeprefix("env:")]
    made = _class_of(name, type)

    def create(name: str, made: Any, **kwargs: Any) -> Any:
        return made(connection_name=name, **kwargs)

    create.__qualname__ += f"_{ttl}_{max_entries}"
    cached = cache_resource(
        max_entries=max_entries,
        ttl=ttl,
        show_spinner="Running `st.connection(...)`.",
        on_release=lambda connection: connection.close(),
    )(create)
    return cached(name, made, **kwargs)


def _class_of(name: str, type_: Any) -> type[BaseConnection[Any]]:
    if type_ is None:
        type_ = name if name in (*_KINDS, _OF_VISITORS) else _secrets["connections"][name]["type"]
    if isinstance(type_, str):
        type_ = _KINDS.get(type_, type_)
    if isinstance(type_, str) and "." in type_:
        module, _, attribute = type_.rpartition(".")
        type_ = getattr(importlib.import_module(module), attribute)
    if isinstance(type_, str):
        where = " outside of Snowflake's own containers" if type_ == _OF_VISITORS else " here"
        raise StreamlitAPIException(
            f"There is no connection of type {type_!r}{where}. Use 'sql', 'snowflake', or a class "
            "derived from BaseConnection."
        )
    if not (isinstance(type_, type) and issubclass(type_, BaseConnection)):
        raise StreamlitAPIException(
            "type of st.connection() must be 'sql', 'snowflake' or a class derived from "
            f"BaseConnection, not {type_!r}."
        )
    return type_


def imported(module: str, need: str) -> Any:
    """An optional library; ModuleNotFoundError says what needs it."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(f"A connection of type {need}") from error


def _url(sql: Any, address: Mapping[str, Any], name: str) -> Any:
    """The address of the database; that of an embedded one where nothing is said."""
    if "url" in address:
        return sql.make_url(address["url"])
    if name != "sql" and not any(part in address for part in _ADDRESS):
        raise StreamlitAPIException(
            f"Missing SQL DB connection configuration: say the address of {name!r} in the secrets, "
            f"under [connections.{name}], or as arguments of st.connection."
        )
    if not any(part in address for part in _ADDRESS):
        folder = Path(".streamlit")
        folder.mkdir(exist_ok=True)
        return sql.URL.create("sqlite", database=str(folder / f"{name}.db"))
    for part in ("dialect", "username", "host"):
        if part not in address:
            raise StreamlitMissingRequiredParameterError(
                f"The connection {name!r} needs `{part}`, in the secrets or as an argument."
            )
    driver = f"+{address['driver']}" if "driver" in address else ""
    return sql.URL.create(
        f"{address['dialect']}{driver}",
        username=address["username"],
        password=address.get("password"),
        host=address["host"],
        port=int(address["port"]) if "port" in address else None,
        database=address.get("database"),
        query=address.get("query", {}),
    )


def _sqlalchemy() -> Any:
    return imported("sqlalchemy", "'sql' needs SQLAlchemy: pip install sqlalchemy")
