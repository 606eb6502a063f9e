"""`write_stream`: show text while it arrives.

Texts that follow each other are one Markdown element, written over as it grows, whose open markup
is closed meanwhile; functions are called, and anything else is shown by `write` in between. What
the chunks of language models hold is read by their shape, so no client library is imported.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterable, Callable, Iterator
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from typing import Any

from rerun_state.elements.data.given.makes import is_table
from rerun_state.elements.text import prose as text
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError, an
from rerun_state.imports import library_of
from rerun_state.patterns import pattern
from rerun_state.runtime.grammar.block import Block
from rerun_state.threads import start_thread, wait_in_place

Show = Callable[[Any, Any], object]


def is_stream(value: Any) -> bool:
    """Is this something that hands out its parts one by one, and only once?"""
    return (
        inspect.isgenerator(value)
        or inspect.isasyncgen(value)
        or inspect.isgeneratorfunction(value)
        or inspect.isasyncgenfunction(value)
        or (library_of(value) == "openai" and type(value).__name__.endswith("Stream"))
    )


def pour(block: Block, stream: Any, cursor: str | None, show: Show) -> list[Any] | str:
    """Show a stream's parts as they arrive; return them. `show` gets those which are no text."""
    writer = _Writer(block, cursor, show)
    for chunk in _chunks(stream):
        writer.add(chunk)
    writer.close()
    if not writer.parts:
        return ""
    only = writer.parts[0]
    return only if len(writer.parts) == 1 and isinstance(only, str) else writer.parts


class StreamingOutput(list[Any]):
    """All parts of a stream, which `write` shows one by one as the stream did."""


class _Writer:
    """Puts chunks on the page, and keeps them."""

    def __init__(self, block: Block, cursor: str | None, show: Show) -> None:
        self.parts = StreamingOutput()
        self._show = show
        self._block = block
        self._cursor = cursor or ""
        self._slot: Any = None
        self._text = ""
        self._drawn = ""

    def add(self, chunk: Any) -> None:
        content = _content_of(chunk)
        if isinstance(content, str):
            self._extend(content)
        elif callable(content):
            self.close()
            content()
        else:
            self.close()
            self.parts.append(content)
            self._show(self._block, content)

    def _extend(self, words: str) -> None:
        """Let the text grow; the cursor comes with the second piece, as the first may be all."""
        if words:
            cursor = self._cursor if self._text else ""
            self._text += words
            self._drawn = so_far(self._text, cursor)
            self._slot = text.markdown(self._slot or self._block, self._drawn)

    def close(self) -> None:
        """The text is complete: show it as it is, and keep it."""
        if self._text:
            if self._drawn != self._text:
                text.markdown(self._slot, self._text)
            self.parts.append(self._text)
        self._text, self._slot = "", None


def _chunks(stream: Any) -> Iterator[Any]:
    if inspect.isgeneratorfunction(stream) or inspect.isasyncgenfunction(stream):
        stream = stream()
    if isinstance(stream, str) or is_table(stream):
        raise StreamlitInvalidParameterTypeError(
            f"write_stream() takes a generator, not {an(type(stream).__name__)}. Show a complete "
            "value by st.write()."
        )
    if isinstance(stream, AsyncIterable):
        return _from_async(stream)
    try:
        return iter(stream)
    except TypeError:
        raise StreamlitAPIException(
            "write_stream() takes a generator or another iterable, and cannot iterate over a value "
            f"of type {type(stream).__name__}."
        ) from None


def _from_async(stream: AsyncIterable[Any]) -> Iterator[Any]:
    """The parts of an async iterable, fetched by a loop in a thread of its own.

    The notebook's loop cannot do it: it is waiting for this very call.
    """
    import asyncio  # slow to import, and rarely needed

    started: Future[asyncio.AbstractEventLoop] = Future()

    def work() -> None:
        loop = asyncio.new_event_loop()
        started.set_result(loop)
        loop.run_forever()

    thread = start_thread(partial(copy_context().run, work), "rerun_state-stream")
    iterator = aiter(stream)
    if thread is None:
        while (part := wait_in_place(_next_or_end(iterator))) is not _END:
            yield part
        return
    loop = started.result()
    ask = partial(asyncio.run_coroutine_threadsafe, loop=loop)
    try:
        while (part := ask(_next_or_end(iterator)).result()) is not _END:
            yield part
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


_END = object()


async def _next_or_end(iterator: Any) -> Any:
    return await anext(iterator, _END)


def _content_of(chunk: Any) -> Any:
    """What a language model's chunk holds, mostly a piece of text; any other chunk as it is."""
    read = None if isinstance(chunk, str) else _READERS.get(library_of(chunk).partition("_")[0])
    if read is None:
        return chunk
    try:
        return read(chunk)
    except AttributeError as error:
        raise StreamlitAPIException(
            f"write_stream() cannot read this {type(chunk).__name__} of {library_of(chunk)}: "
            f"{error}. Hand over a generator of the texts instead."
        ) from error


def _openai(chunk: Any) -> Any:
    """The text of a chat's chunk or of an event; none in those that only tell what goes on."""
    name = type(chunk).__name__
    if name == "ChatCompletionChunk":
        delta = chunk.choices[0].delta if chunk.choices else None
        return "" if delta is None else delta.content or ""
    if name.startswith("Response") and name.endswith("Event"):
        return (chunk.delta or "") if chunk.type in _OPENAI_TEXTS else ""
    return chunk


def _anthropic(chunk: Any) -> str:
    return getattr(getattr(chunk, "delta", None), "text", None) or ""


def _langchain(chunk: Any) -> Any:
    """A message's content; of a list of blocks the texts among them."""
    if not _is_message(chunk):
        return chunk
    content = chunk.content or ""
    if not isinstance(content, list):
        return content
    texts = (part.get("text") if isinstance(part, dict) else part for part in content)
    return "".join(str(text or "") for text in texts)


def _is_message(chunk: Any) -> bool:
    return "Message" in type(chunk).__name__ or hasattr(chunk, "content")


_OPENAI_TEXTS = ("response.output_text.delta", "response.refusal.delta")
_READERS = {"openai": _openai, "anthropic": _anthropic, "langchain": _langchain}


# -- half of a text -------------------------------------------------------------------------------

_FENCE = pattern(r"^ {0,3}(```+|~~~+)", re.M)
_CODE = pattern(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\.", re.S)
_OPEN_CODE = pattern(r"(?<!`)(`+)(?!`)(.*)$", re.S)
_OPEN_LINK = pattern(r"!?\[([^\[\]]*)\]\([^()]*$")
_MARKS = (r"\*\*", "~~", r"(?<!\*)\*(?!\*)")
"""What embraces words: bold, struck out, italics."""


def so_far(source: str, cursor: str = "") -> str:
    """Markdown as it is drawn while more of it comes: what its last paragraph opens is closed.

    Half of a `**bold**` would show its asterisks until the other half is there.
    """
    if _in_fence(source):
        return source + cursor
    before, blank, last = source.rpartition("\n\n")
    if (link := _OPEN_LINK.search(last)) is not None:
        last = last[: link.start()] + link[1]
    if (code := _OPEN_CODE.search(_CODE.sub(_blot, last))) is not None:
        if not code[2]:  # nothing is in it yet
            return f"{before}{blank}{last[: code.start()]}{cursor}"
        return f"{before}{blank}{last}{cursor}{code[1]}"
    end = ""
    for mark in _MARKS:
        opened = list(re.finditer(rf"{mark}(?=\S|$)|(?<=\S){mark}", _CODE.sub(_blot, last)))
        if len(opened) % 2 and opened[-1].end() == len(last):  # nothing is in it yet
            last = last[: opened[-1].start()]
        elif len(opened) % 2:
            end += opened[-1][0]
    if end:  # which closes nothing behind a space
        last = last.rstrip()
    return f"{before}{blank}{last}{cursor}{end}"


def _blot(match: re.Match[str]) -> str:
    """As many letters as were found, none of which is a mark."""
    return "x" * len(match[0])


def _in_fence(source: str) -> bool:
    """Does the text end within a block of code?"""
    fence = ""
    for found in _FENCE.finditer(source):
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence):
            fence = ""
    return bool(fence)
