"""`rerun-state run`: the apps of a notebook or a script for many visitors, on a server of our own.

- `command`: serves what `command_line` has read
- `served_file`: what is served, read from its file, or why it cannot be
- `kernel_manager`: which kernel that takes; `kernel_process`: one that has executed the ordinary
  cells, and the visits to it; `kernel_pool`: several, which are started anew when they end;
  `following`: or when the file is saved
- `local`, `gateway`: a kernel as a process of this machine, or behind a gateway
- `isolation`: a kernel for each visitor; `isolated_following`: of what is saved; `origin_process`:
  what these are forked from
- `visit`: one visitor's session as the server knows it; `guestbook`: all of them, by who may have
  them; `kept_states`: what outlives them
- `application`: the routes; `admission`: who may come in; `token`: the word that lets in, where one
  is asked for; `socket`: by which a page speaks with its session; `listening`: where, and who may
  connect when many do
- `extension`: the same page within a Jupyter server, for who is signed in there
- `hub`: who people are, where JupyterHub knows it
- `head_start`: a visit that begins with the request for its page; `first_answer`: what of it comes
  with the page
- `page`: the page, and the static files that it needs; `socket_frames`: messages as they travel;
  `limits`: how many of them

Why not Jupyter Server's routes: they give away files, kernels and metrics, and a visitor is to get
nothing but the apps. Nothing here loads IPython or ipywidgets: those are the kernels' business.
"""

import logging

log = logging.getLogger(__name__)
"""What the author reads of the server."""
