"""Connections to Snowflake, with a connector that notes what it is asked."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pandas
import pytest

from rerun_state.commands.snowflake import SnowflakeConnection
from rerun_state.errors import StreamlitAPIException
from rerun_state.testing import AppTest


class ConnectorError(Exception):
    """An error of the connector's."""

    sqlstate: str | None = None


class Connector(ModuleType):
    """Stands for `snowflake.connector`; `failures` are raised by the next statements."""

    Error = ConnectorError
    paramstyle = "pyformat"

    def __init__(self) -> None:
        super().__init__("snowflake.connector")
        self.opened: list[dict[str, Any]] = []
        self.executed: list[Any] = []
        self.failures: list[Exception] = []
        self.refuses = False
        self.closed = 0

    def connect(self, **parameters: Any) -> Connector:
        """Open a connection, which is the connector again."""
        self.opened.append(parameters)
        if self.refuses:
            raise ConnectorError("no account")
        return self

    def cursor(self) -> Connector:
        """A cursor of the connection, the connector once more."""
        return self

    def execute(self, sql: str, params: Any = None, **options: Any) -> None:
        """Note a statement."""
        if self.failures:
            raise self.failures.pop()
        self.executed.append((sql, params, options))

    def fetch_pandas_all(self) -> pandas.DataFrame:
        """What each query finds."""
        return pandas.DataFrame({"a": [1, 2]})

    def close(self) -> None:
        """Count that."""
        self.closed += 1


@pytest.fixture
def connector(monkeypatch: pytest.MonkeyPatch) -> Connector:
    made = Connector()
    tools = ModuleType("snowflake.connector.pandas_tools")
    tools.write_pandas = lambda **told: (True, 1, len(told["df"]), told)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "snowflake", ModuleType("snowflake"))
    monkeypatch.setitem(sys.modules, "snowflake.connector", made)
    monkeypatch.setitem(sys.modules, "snowflake.connector.pandas_tools", tools)
    return made


def lost() -> ConnectorError:
    error = ConnectorError("lost")
    error.sqlstate = "08001"
    return error


@pytest.mark.parametrize(
    ("name", "given", "asked"),
    [
        ("snowflake", {"account": "a"}, {"account": "a"}),
        ("snowflake", {}, {}),
        ("other", {}, {"connection_name": "other"}),
        ("other", {"user": "u"}, {"user": "u"}),
    ],
)
def test_what_is_not_said_is_looked_for_by_the_connector(
    connector: Connector, name: str, given: dict[str, Any], asked: dict[str, Any]
) -> None:
    SnowflakeConnection(name, **given)
    assert connector.opened == [asked]
    assert connector.paramstyle == "qmark"


def test_an_app_asks_a_query_once(connector: Connector) -> None:
    program = """
import streamlit as st
conn = st.connection("snowflake", account="once")
st.text(len(conn.query("select ?", params=[1], timeout=5)))
"""
    at = AppTest.from_string(program).run().run()
    assert [text.value for text in at.text] == ["2"]
    assert connector.executed == [("select ?", [1], {"timeout": 5})]
    assert connector.opened == [{"account": "once"}]


def test_a_query_whose_connection_is_lost_is_asked_again_by_another(connector: Connector) -> None:
    conn = SnowflakeConnection("again")
    connector.failures = [lost(), lost()]
    assert len(conn.query("select 1", ttl=0)) == 2
    assert len(connector.opened) == 3
    connector.failures = [lost(), lost(), lost()]
    with pytest.raises(ConnectorError, match="lost"):
        conn.query("select 2", ttl=0)


def test_a_query_that_is_wrong_is_asked_once(connector: Connector) -> None:
    conn = SnowflakeConnection("wrong")
    connector.failures = [ConnectorError("syntax")]
    with pytest.raises(ConnectorError, match="syntax"):
        conn.query("selct", ttl=0)
    assert len(connector.opened) == 1


def test_a_table_is_written_by_the_connectors_own_tools(connector: Connector) -> None:
    conn = SnowflakeConnection("writes")
    assert conn.write_pandas(pandas.DataFrame({"a": [1, 2, 3]}), "t", schema="s") == (True, 1, 3)


def test_a_closed_connection_is_opened_anew_when_it_is_used(connector: Connector) -> None:
    conn = SnowflakeConnection("closes")
    conn.close()
    assert connector.closed == 1
    assert conn.cursor() is conn.raw_connection
    assert len(connector.opened) == 2


def test_a_connection_that_nothing_describes_says_where_to_describe_it(
    connector: Connector,
) -> None:
    connector.refuses = True
    with pytest.raises(StreamlitAPIException, match=r"\[connections\.nobody\].*no account"):
        SnowflakeConnection("nobody")
    with pytest.raises(ConnectorError):
        SnowflakeConnection("nobody", account="a")


def test_without_the_connector_an_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "snowflake.connector", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'snowflake-connector-python"):
        SnowflakeConnection("snowflake")
