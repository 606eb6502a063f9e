"""`rerun-state` and `python -m rerun_state`: the command line."""

from __future__ import annotations

import sys

_NEEDED = ("tornado", "jupyter_client", "zmq")


def main() -> int:
    """Do what the command line asks for; return the exit status."""
    try:
        from rerun_state.serve.command import run
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        told = f"rerun-state: {error.name} is missing. Install what a server needs by"
        print(f"{told} pip install 'rerun-state[serve]'", file=sys.stderr)
        return 1
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
