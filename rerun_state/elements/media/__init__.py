"""Media: pictures, sounds, videos, documents.

- `images`: `image`, `logo`; `players`: `audio`, `video`, `pdf`
- `medium`: bytes, files, paths and addresses as programs give them; `encodings`: pictures as files,
  encoded once
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.elements.media import encodings as encodings
else:
    __getattr__ = opened_by(__name__, "encodings")
