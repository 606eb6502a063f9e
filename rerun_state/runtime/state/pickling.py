"""`runner.enforceSerializableSessionState`: what is kept has to be something that pickle takes."""

from __future__ import annotations

import pickle

from rerun_state.errors import UnserializableSessionStateError
from rerun_state.runtime.state.session_state import SessionState


def check_picklable(state: SessionState) -> None:
    """Raise UnserializableSessionStateError for an entry that cannot be pickled."""
    for key in state.names():
        try:
            pickle.dumps(state.peek(key))
        except Exception as error:  # whatever a class makes of it
            raise UnserializableSessionStateError(
                f"session_state[{key!r}] cannot be pickled, as "
                "runner.enforceSerializableSessionState asks: "
                f"{type(error).__name__}: {error}. Keep something else there, or turn that off."
            ) from error
