"""What may stand on the command line of `rerun-state run`, and what each option means."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import quote

from rerun_state.app_file import ENDINGS
from rerun_state.patterns import pattern
from rerun_state.serve.gateway import check_gateway
from rerun_state.serve.listening import Network
from rerun_state.serve.token import VARIABLE
from rerun_state.serve.visit import UPLOADS

PORT = 8501

Add = Callable[..., argparse.Action]
"""Lets a group of options have one more."""

_MOST_DAYS = 400
_UNFIT = pattern("%(3F|23|3B|5C)", re.I)
"""What ends a path, or is not in one, as browsers read addresses: ? # ; and a backslash."""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The options. What follows --persist and is an app is the file, and no name of a state."""
    parser = _parser()
    options = parser.parse_args(words)
    if options.file is None and str(options.persist).endswith(ENDINGS):
        options.file, options.persist = options.persist, ""
    if options.file is None:
        parser.error("Name the notebook (.ipynb) or the script (.py) that is to be served.")
    options.file = Path(options.file)
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rerun-state", description="Apps of notebooks and scripts for visitors."
    )
    run = parser.add_subparsers(dest="command", required=True).add_parser(
        "run",
        help="Serve a notebook or a script.",
        description="Serve the %%rerun cells of a notebook, or a script, to visitors. The "
        "notebook's ordinary cells are executed once for each kernel; every visitor has a session "
        "of the apps.",
        epilog="What follows -- is in the sys.argv of a script.",
    )
    run.add_argument("file", nargs="?", help="a notebook (.ipynb) or a script (.py)")
    _say_where(run.add_argument_group("the page").add_argument)
    _say_who_comes(run.add_argument_group("who may come").add_argument)
    _say_which_kernels(run.add_argument_group("kernels").add_argument)
    _say_what_lasts(run.add_argument_group("states").add_argument)
    _say_how_much(run.add_argument_group("visitors").add_argument)
    return parser


def _say_where(add: Add) -> None:
    add("--port", type=_port, help=f"0 for any free one ({PORT})")
    add("--ip", help="where to listen; 0.0.0.0: everywhere (127.0.0.1)")
    add("--base-url", type=_base, metavar="PATH", help="the page's path (/)")
    add("--title", help="the page's title; otherwise the app's own, or the file's name")


def _say_who_comes(add: Add) -> None:
    add(
        "--allow-host",
        action="append",
        default=[],
        metavar="NAME",
        help="a name under which browsers reach this server, through a proxy for instance; '*' "
        "for any",
    )
    add(
        "--proxy",
        type=_network,
        action="append",
        default=[],
        metavar="ADDRESS",
        help="a proxy, or a network of them such as 10.0.0.0/8, that is believed where visitors "
        "come from; one on this machine is anyway if nobody else can connect",
    )
    add(
        "--hub",
        action="store_true",
        help="let in whom JupyterHub lets in, which starts this server, for a user or as a service",
    )
    add(
        "--token",
        action="store_true",
        help=f"let in who shows the token in {VARIABLE}, or, where that is not set, the one in the "
        "address that is printed",
    )
    add("--certfile", metavar="FILE", help="a certificate (PEM), for https")
    add("--keyfile", metavar="FILE", help="its key, if that is in another file")


def _say_which_kernels(add: Add) -> None:
    add(
        "--kernels",
        type=_count,
        default=1,
        metavar="N",
        help="how many kernels share the visitors; a long run delays those of its kernel "
        "(%(default)s)",
    )
    add(
        "--isolate",
        action="store_true",
        help="a kernel for each visitor, forked from one that has executed the ordinary cells; "
        "--kernels of them wait for who comes next",
    )
    add(
        "--watch",
        action="store_true",
        help="show what is saved at once: the apps of a script run again, with their state, when "
        "it or a module of it is saved; a notebook begins anew in another kernel",
    )
    add(
        "--gateway-url",
        type=_gateway,
        metavar="URL",
        help="start the kernels at this kernel gateway or Enterprise Gateway; its token is in "
        "JUPYTER_GATEWAY_AUTH_TOKEN",
    )


def _say_what_lasts(add: Add) -> None:
    add(
        "--persist",
        nargs="?",
        const="",
        metavar="NAME|URL",
        help="keep the state of each visitor beyond the page, the kernel and this server, under "
        "that name in the user's data folder, or by a URL like redis://host/0#name on a Redis "
        "server; the file's path is the name if there is none",
    )
    add(
        "--persist-days",
        type=_days,
        default=30.0,
        metavar="N",
        help="so long a kept state waits for its visitor to come back (%(default)g)",
    )


def _say_how_much(add: Add) -> None:
    add(
        "--max-visitors",
        type=_count,
        default=1000,
        metavar="N",
        help="at once (%(default)s)",
    )
    add(
        "--max-per-address",
        type=_count,
        default=100,
        metavar="N",
        help="so many of them from one address of the network (%(default)s)",
    )
    add(
        "--max-uploads",
        type=_count,
        default=UPLOADS // 2**20,
        metavar="MB",
        help="of all files that a visitor has uploaded and not removed (%(default)s)",
    )


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError(f"{port} is no port: they go from 0 to 65535")
    return port


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address such as 10.0.0.7 and no network such as 10.0.0.0/8: {error}"
        ) from None


def _gateway(text: str) -> str:
    try:
        return check_gateway(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"{count} is too few: one at least")
    return count


def _days(text: str) -> float:
    days = float(text)
    if not 0 < days <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"{text} days cannot be: more than 0, and {_MOST_DAYS} at most, which browsers keep"
        )
    return days


def _base(text: str) -> str:
    path = quote(text.strip("/"), safe="/%+,=:@~")
    parts = path.split("/") if path else []
    if any(not part.strip(".") or _UNFIT.search(part) for part in parts):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no path such as /apps/sales: no ?, # or ; is in it, and no part is empty "
            "or made of dots"
        )
    return "".join(["/", *(f"{part}/" for part in parts)])
