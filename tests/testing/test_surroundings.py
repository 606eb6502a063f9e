"""What a test says of what is around an app."""

import pytest

from rerun_state.testing import AppTest, AppTestError
from tests.testing.programs import app


def test_secrets_user_and_context_are_what_the_test_says() -> None:
    at = AppTest.from_string(
        "import rerun_state as st\nst.write(st.secrets.db.user, st.user.name, st.context.locale)"
    )
    at.secrets["db"] = {"user": "me"}
    at.user = {"name": "Ada"}
    at.context = {"locale": "nb"}
    assert at.run().markdown[0].value == "me Ada nb"


def test_a_browser_that_cannot_be_is_refused() -> None:
    at = app("")
    at.context = {"theme": "blue"}
    with pytest.raises(AppTestError, match="theme"):
        at.run()
