"""A session's state in a store, from which the next kernel goes on.

- `plain_values`: values as JSON, dates as ISO texts, tables and arrays as Arrow; never pickled
- `arrow_values`: the latter
- `document`: all that is kept of a session, written and read
- `store`: what a store does, and which one a name means
- `folder`: files of the user's data folder; `redis_store`: a Redis server
- `shelves`: what keeps the states of a server's visitors, and which one a name means;
  `redis_shelf`: that on a Redis server, which `redis_server` reaches; `server_key`: by which
  the server that has them signs
- `keeper`: one session in one store; `scribe`: the thread that writes
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.keeping import document as document
    from rerun_state.keeping import folder as folder
    from rerun_state.keeping import keeper as keeper
    from rerun_state.keeping import redis_store as redis_store
    from rerun_state.keeping import scribe as scribe
    from rerun_state.keeping import store as store
else:
    __getattr__ = opened_by(
        __name__, "document", "folder", "keeper", "redis_store", "scribe", "store"
    )
