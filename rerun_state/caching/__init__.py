"""Results that outlive reruns: `cache_data` for values, `cache_resource` for things.

The modules, from the decorators down:

- `decorators`: what users write, with its parameters checked
- `functions`: a function with its cache; the path of one call
- `cache`: the values of one function, and all functions' caches by scope
- `flights`: one computation per key, whoever asks for it meanwhile
- `keys`: what a call is remembered by; `hashing` and `contents`: the digest of any value
- `shelf`: values in memory, bounded by age, number and size
- `disk`, `pickles`: values in files, and copies of them; `ownership`: whose files they are
"""

from rerun_state.caching.decorators import cache_data, cache_resource

__all__ = ["cache_data", "cache_resource"]
