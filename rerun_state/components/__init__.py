"""Components of others: front ends that packages bring along, made for Streamlit.

- a Folder (`folders`) is what a browser may have of one directory: asked for file by file, and
  known by its content;
- a component in a frame (`v1`) is a web page of its own in a sandboxed frame: arguments go in by
  message, one value comes back;
- a mounted component (`v2`) is HTML, CSS and JavaScript in the page itself, in a shadow root:
  several states and triggers come back;
- a manifest (`v2.manifests`) says where an installed package keeps its files.

`arrow` writes and reads the tables of both; `identity` tells those without a key apart. Most
programs use neither, so both are loaded when one is asked for.
"""

from typing import TYPE_CHECKING

from rerun_state.rooms import opened_by

if TYPE_CHECKING:
    from rerun_state.components import v1 as v1
    from rerun_state.components import v2 as v2
else:
    __getattr__ = opened_by(__name__, "v1", "v2")
