"""`write_stream`: show text while it arrives.

Texts that follow each other are one Markdown element, written over as it grows; functions are
called, and anything else is shown by `write` in between. What the chunks of language models hold is
read by their shape, so no client library is imported.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from typing import Any

from rerun_state.elements.data.frames import is_table
from rerun_state.elements.text import prose as text
from rerun_state.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError
from rerun_state.imports import library_of
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

    def add(self, chunk: Any) -> None:
        words = _text_of(chunk)
        if words is None:
            self.close()
            if callable(chunk):
                chunk()
            else:
                self.parts.append(chunk)
                self._show(self._block, chunk)
        elif words:
            self._text += words
            self._slot = text.markdown(self._slot or self._block, self._text + self._cursor)

    def close(self) -> None:
        """The text is complete: drop the cursor, keep the text."""
        if self._text:
            if self._cursor:
                text.markdown(self._slot, self._text)
            self.parts.append(self._text)
        self._text, self._slot = "", None


def _chunks(stream: Any) -> Iterator[Any]:
    if inspect.isgeneratorfunction(stream) or inspect.isasyncgenfunction(stream):
        stream = stream()
    if isinstance(stream, str) or is_table(stream):
        raise StreamlitInvalidParameterTypeError(
            f"write_stream() takes a generator, not a {type(stream).__name__}. Show a complete "
            "value by st.write()."
        )
    if not isinstance(stream, Iterable | AsyncIterable):
        raise StreamlitAPIException(
            f"write_stream() takes a generator or another iterable, not a {type(stream).__name__}."
        )
    if isinstance(stream, AsyncIterable):
        return _from_async(stream)
    return iter(stream)


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


def _text_of(chunk: Any) -> str | None:
    """The text in a chunk; None for an object to be shown as such."""
    if isinstance(chunk, str):
        return chunk
    module = library_of(chunk)
    if module == "openai":
        return _openai(chunk)
    if module == "anthropic":
        delta = getattr(chunk, "delta", None)
        return str(getattr(delta, "text", "") or "")
    if module.startswith("langchain") and hasattr(chunk, "content"):
        return _content(chunk.content)
    return None


def _openai(chunk: Any) -> str | None:
    if hasattr(chunk, "choices"):
        choices = chunk.choices
        return (choices[0].delta.content or "") if choices else ""
    if getattr(chunk, "type", "") == "response.output_text.delta":
        return str(chunk.delta)
    return "" if str(getattr(chunk, "type", "")).startswith("response.") else None


def _content(content: Any) -> str | None:
    """The text of a message's content: a text, or a list of blocks some of which are text."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        parts = [part.get("text", "") if isinstance(part, dict) else str(part) for part in content]
        return "".join(parts)
    return None
