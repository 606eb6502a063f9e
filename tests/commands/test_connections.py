"""Connections: opened once, shared, and by default an embedded database."""

from pathlib import Path

import pytest

from rerun_state.commands.connections import BaseConnection
from rerun_state.testing import AppTest

pytest.importorskip("sqlalchemy")

SQL = """
import rerun_state as st
from sqlalchemy import text
conn = st.connection("sql")
with conn.session as session:
    session.execute(text("create table if not exists t (x int)"))
    session.execute(text("insert into t values (1)"))
    session.commit()
st.write(len(conn.query("select * from t", ttl=0)))
"""


def test_sql_is_an_embedded_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    at = AppTest.from_string(SQL, default_timeout=20).run()
    assert [each.message for each in at.exception] == []
    assert at.markdown[0].value == "`1`"
    assert (tmp_path / ".streamlit" / "sql.db").exists()


class Counting(BaseConnection[int]):
    """Counts how often it is opened."""

    opened = 0

    def _connect(self, **kwargs: object) -> int:
        Counting.opened += 1
        return Counting.opened


def test_a_connection_is_opened_once() -> None:
    at = AppTest.from_string(
        f"import rerun_state as st\nst.connection('c', type='{__name__}.Counting')"
    ).run()
    at.run()
    assert [each.message for each in at.exception] == []
    assert Counting.opened == 1


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("'pets', type='sql'", "StreamlitAPIException: Missing SQL DB connection configuration"),
        (
            "'snowflake-callers-rights'",
            "StreamlitAPIException: There is no connection of type 'snowflake-callers-rights' "
            "outside of Snowflake's",
        ),
    ],
)
def test_a_connection_that_nothing_describes_is_an_error(call: str, error: str) -> None:
    at = AppTest.from_string(f"import rerun_state as st\nst.connection({call})").run()
    shown = at.exception[0]
    assert f"{shown.proto.type.rpartition('.')[2]}: {shown.message}".startswith(error)
