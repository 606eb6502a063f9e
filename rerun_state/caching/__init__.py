"""Results that outlive reruns: `cache_data` for values, `cache_resource` for things.

The modules, from the decorators down:

- `decorators`: what users write, with its parameters checked; `choices`: what these may be
- `functions`: a function with its cache; the path of one call
- `cache`: the values of one function, and all functions' caches by scope
- `flights`: one computation per key, whoever asks for it meanwhile
- `keys`: what a call is remembered by; `hashing` and `contents`: the digest of any value
- `shelf`: values in memory, bounded by age, number and size
- `disk`, `pickles`: values in files, and copies of them; `ownership`: whose files they are
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.caching import cache as cache
    from rerun_state.caching import disk as disk
    from rerun_state.caching import functions as functions
    from rerun_state.caching import hashing as hashing
    from rerun_state.caching import keys as keys
else:
    __getattr__ = opened_by(__name__, "cache", "disk", "functions", "hashing", "keys")
