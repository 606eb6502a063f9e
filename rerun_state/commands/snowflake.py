"""A connection to Snowflake, through its own connector: `st.connection("snowflake")`.

What it needs stands in the secrets, or comes as keyword arguments. Without either the connector
looks into its own file, `connections.toml`: for its default connection under the name "snowflake",
else for one of that name.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from rerun_state.caching.decorators import cache_data
from rerun_state.commands.connections import BaseConnection, imported
from rerun_state.errors import StreamlitAPIException

if TYPE_CHECKING:
    import pandas

_LOST = "08001"
"""The SQLSTATE of a connection that cannot be established."""
_ATTEMPTS = 3
_NEED = "'snowflake' needs its connector: pip install 'snowflake-connector-python[pandas]'"


class SnowflakeConnection(BaseConnection[Any]):
    """A connection of snowflake-connector-python; placeholders of queries are question marks."""

    def __init__(self, connection_name: str, **kwargs: Any) -> None:
        self._id = uuid4().hex
        super().__init__(connection_name, **kwargs)

    def _connect(self, **kwargs: Any) -> Any:
        connector = imported("snowflake.connector", _NEED)
        connector.paramstyle = "qmark"
        name = self._connection_name
        own = {} if name == "snowflake" else {"connection_name": name}
        given = {**self._secrets.to_dict(), **kwargs}
        try:
            return connector.connect(**(given or own))
        except connector.Error as error:
            if given:
                raise
            raise StreamlitAPIException(
                f"Missing Snowflake connection configuration: say the account of {name!r} in the "
                f"secrets, under [connections.{name}], in Snowflake's connections.toml, or as "
                f"arguments of st.connection. The connector says: {error}"
            ) from error

    def query(
        self,
        sql: str,
        *,
        ttl: float | timedelta | None = None,
        show_spinner: bool | str = "Running `snowflake.query(...)`.",
        params: Any = None,
        **kwargs: Any,
    ) -> pandas.DataFrame:
        """Read a query's result as a table; the cache answers the same query for `ttl` seconds.

        `params` fills the placeholders, `?`. The other parameters are those of the cursor's
        `execute`.
        """

        def read(id: str, sql: str, params: Any, kwargs: Any) -> Any:
            return self._read(sql, params, kwargs)

        read.__qualname__ += f"_{self._connection_name}_{ttl}"
        cached = cache_data(show_spinner=show_spinner, ttl=ttl)(read)
        return cast("pandas.DataFrame", cached(self._id, sql, params, kwargs))

    def _read(self, sql: str, params: Any, options: dict[str, Any]) -> Any:
        """The table; where the connection is lost, by another one."""
        for left in reversed(range(_ATTEMPTS)):
            try:
                cursor = self._instance.cursor()
                cursor.execute(sql, params=params, **options)
                return cursor.fetch_pandas_all()
            except Exception as error:
                if not left or getattr(error, "sqlstate", None) != _LOST:
                    raise
                self.reset()
        raise AssertionError("the last attempt returns or raises")

    def write_pandas(
        self,
        df: pandas.DataFrame,
        table_name: str,
        database: str | None = None,
        schema: str | None = None,
        chunk_size: int | None = None,
        **kwargs: Any,
    ) -> tuple[bool, int, int]:
        """Append a table's rows; return whether that went well, and how many chunks and rows.

        The other parameters are those of `snowflake.connector.pandas_tools.write_pandas`.
        """
        place = {"table_name": table_name, "database": database, "schema": schema}
        write = imported("snowflake.connector.pandas_tools", _NEED).write_pandas
        done = write(conn=self._instance, df=df, chunk_size=chunk_size, **place, **kwargs)
        well, chunks, rows = done[:3]
        return well, chunks, rows

    def cursor(self) -> Any:
        """A new cursor, for statements that write."""
        return self._instance.cursor()

    @property
    def raw_connection(self) -> Any:
        """The connector's own connection."""
        return self._instance

    def session(self) -> Any:
        """A new session of Snowpark (install `snowflake-snowpark-python`)."""
        snowpark = imported(
            "snowflake.snowpark",
            "'snowflake' needs Snowpark for sessions: pip install snowflake-snowpark-python",
        )
        return snowpark.Session.builder.configs({"connection": self._instance}).create()

    def close(self) -> None:
        """Close the connection."""
        if self._raw_instance is not None:
            self._raw_instance.close()
        super().close()
