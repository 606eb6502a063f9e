"""Values that a page holds in another form than code gave them, each to be asked for once.

A codec's `settle` says what becomes of a value once a browser has shown it. What the codec has
settled before stays as it is while both are the same objects, so that an answer asks for no more
than what code, or a new codec, has brought about.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.state.defaults import UNCHANGEABLE
from rerun_state.runtime.state.value_store import MISSING


class Settling:
    """Which values have yet to be settled, by which codecs, and which are."""

    def __init__(self) -> None:
        # Of most widgets, which have no key, the codec alone: there are hundreds for each visitor.
        self._waiting: dict[Hashable, Codec | tuple[str, Codec]] = {}
        self._done: dict[Hashable, tuple[Codec, Any]] = {}  # by which codec, with what result

    def __len__(self) -> int:
        return len(self._waiting) + len(self._done)

    def expect(self, id: Hashable, key: str | None, codec: Codec, value: Any) -> None:
        """A run has shown a value, which the page may take for another."""
        done = self._done.get(id)
        if done is not None:
            if done[0] is codec and done[1] is value:
                return
            del self._done[id]
        if codec.settles:
            self._waiting[id] = codec if key is None else (key, codec)

    def done(self, id: Hashable, codec: Codec, value: Any) -> bool:
        """Has that codec settled that very value, which nobody can change?"""
        done = self._done.get(id)
        return (
            done is not None
            and done[0] is codec
            and done[1] is value
            and type(value) in UNCHANGEABLE
        )

    def again(self, id: Hashable, key: str) -> None:
        """Code has set a value anew."""
        if id in self._done:
            self._waiting[id] = key, self._done.pop(id)[0]

    def keep(self, id: Hashable, codec: Codec, value: Any) -> None:
        """A value is as the page holds it."""
        self._waiting.pop(id, None)
        if codec.settles:
            self._done[id] = codec, value

    def refuse(self, id: Hashable) -> None:
        """A run is about to show a value; a page does not hold what is refused then."""
        if self._waiting:
            self._waiting.pop(id, None)

    def pop(self, id: Hashable, _: object = None) -> None:
        """The widget is gone."""
        self._waiting.pop(id, None)
        self._done.pop(id, None)

    def held(self, look: Callable[[Hashable, str | None], tuple[Any, Any]]) -> dict[Hashable, Any]:
        """The values that pages hold in another form, by identity.

        `look` finds the value of a widget, and what its codec knows it as.
        """
        held = {}
        for id, waiting in list(self._waiting.items()):
            key, codec = waiting if isinstance(waiting, tuple) else (None, waiting)
            value, known = look(id, key)
            if value is MISSING:
                del self._waiting[id]
            elif (settled := _settled(codec, known)) is not value:
                held[id] = settled
            else:
                self.keep(id, codec, value)
        return held


def _settled(codec: Codec, value: Any) -> Any:
    """What a page makes of a value; the value itself if that is none which it could hold."""
    try:
        return codec.settle(value)
    except Exception:  # the widget says what is wrong, when the run shows it
        return value
