"""The page that every visitor gets, and the files of the front end that it needs.

Files are known by their content: a browser that has one does not ask again. They are compressed
once, when they are first asked for.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
from functools import cache

from rerun_state import static
from rerun_state.page.libraries import read_chunk

LIBRARY = "rerun_state"
"""The name of the front end's own code, among those of its large parts."""
VISIT = "visit"
"""That of what keeps the page's connection."""
_OWN = {LIBRARY: "rerun_state.js", VISIT: "visit.js"}
_PACKAGED = ("plotly", "pydeck", "anywidget")

_GROUND = """body { background: #fff; color: #31333f; margin: 0; min-height: 100vh;
  font: 400 .9375rem/1.55 system-ui, sans-serif }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark }
  body { background: #0e1117; color: #fafafa }
}"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title{by}>{title}</title>
<link rel="icon" href="data:,">
<link rel="modulepreload" href="{library}">
<script type="module" src="{script}"></script>
<style>
{ground}
#rs-note {{ background: inherit; border: 1px solid; border-radius: .5rem; box-sizing: border-box;
  inset: 1rem 1rem auto; margin: 0 auto; max-width: max-content; padding: .5rem 1rem;
  position: fixed; z-index: 1000 }}
#rs-note button {{ background: none; border: 0; color: inherit; cursor: pointer; font: inherit;
  margin-inline-start: 1rem; text-decoration: underline }}
</style>
</head>
<body>
<p id="rs-note" role="status" hidden></p>
<main id="rs-visit"></main>
<noscript>This app needs JavaScript.</noscript>
<script>
if (!("popover" in HTMLElement.prototype)) document.body.insertAdjacentHTML("afterbegin",
  '<p role="alert">This browser is too old for this page. It works with Chrome and Edge from 114'
  + ' on, Firefox from 125 on and Safari from 17 on.</p>');
</script>
<script type="application/json" id="rs-served">{served}</script>
{begun}</body>
</html>
"""

_BEGUN = """<script type="application/json" id="rs-begun">{}</script>
"""

_QUESTION = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{ground}
form {{ margin: 20vh auto 0; max-width: 22rem; padding: 0 1rem }}
h1 {{ font-size: 1.25rem; margin: 0 0 1rem; overflow-wrap: anywhere }}
input, button {{ border: 1px solid #808495; border-radius: .5rem; box-sizing: border-box;
  font: inherit; margin-top: .5rem; padding: .4rem .75rem; width: 100% }}
button {{ cursor: pointer }}
</style>
</head>
<body>
<form method="post">
<h1>{title}</h1>
<label for="token">This page asks for a token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required
  autofocus{said}>
<p id="refused" role="alert">{refused}</p>
<button>Come in</button>
</form>
</body>
</html>
"""


def question(title: str, *, refused: bool) -> str:
    """The page that asks for the token, and says so if another one was said."""
    return _QUESTION.format(
        title=html.escape(title),
        ground=_GROUND,
        said=' aria-invalid="true" aria-describedby="refused"' if refused else "",
        refused="That is not the token." if refused else "",
    )


def page(title: str | None, name: str, begun: str | None = None) -> str:
    """The page as HTML; an app's own title comes before one that nobody has given.

    `begun` is what is known of a visit that has begun, as JSON.
    """
    served = {"library": address(LIBRARY), "chunks": {each: address(each) for each in _chunks()}}
    return _PAGE.format(
        by=' data-by="server"' if title else "",
        title=html.escape(title or name),
        ground=_GROUND,
        library=address(LIBRARY),
        served=_within(json.dumps(served)),
        begun="" if begun is None else _BEGUN.format(_within(begun)),
        script=address(VISIT),
    )


def prepare() -> None:
    """Read and compress what the first visitor would have to wait for."""
    page(None, "")
    for name in _OWN:
        packed(name, _digest(name))


def _within(text: str) -> str:
    """JSON as it may stand in a document, whatever texts are in it."""
    return text.replace("<", "\\u003c")


def address(name: str) -> str:
    """Where a file of the front end is found, relative to the page."""
    return f"static/{name}.{_digest(name)}.js"


def packed(name: str, digest: str) -> bytes:
    """A file of the front end, compressed; KeyError if there is none of that name and content."""
    if name not in _OWN and name not in _chunks():
        raise KeyError(name)
    if digest != _digest(name):
        raise KeyError(name)
    return _packed(name, digest)


def unpacked(packed: bytes) -> bytes:
    """For a browser that takes nothing compressed."""
    return gzip.decompress(packed)


@cache
def _packed(name: str, digest: str) -> bytes:
    return gzip.compress(_read(name).encode(), 9)


def _digest(name: str) -> str:
    return _hash(name) if not static.developing() else _hash.__wrapped__(name)


@cache
def _hash(name: str) -> str:
    return hashlib.sha256(_read(name).encode()).hexdigest()[:16]


def _read(name: str) -> str:
    return static.static_text(_OWN[name]) if name in _OWN else read_chunk(name)


@cache
def _chunks() -> tuple[str, ...]:
    """The large parts of the front end that there are here."""
    own = sorted(path.stem for path in (static.STATIC / "chunks").glob("*.js"))
    return (*own, *filter(_is_there, _PACKAGED))


def _is_there(name: str) -> bool:
    try:
        read_chunk(name)
    except KeyError:
        return False
    return True
