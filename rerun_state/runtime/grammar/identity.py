"""What a widget is known by from run to run: its key, or else what the program says of it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from hashlib import blake2b
from typing import Any

from rerun_state.errors import StreamlitValueError, an
from rerun_state.runtime.execution.run import Run
from rerun_state.runtime.model.form import Form
from rerun_state.runtime.model.tree import MAIN, Node
from rerun_state.runtime.state.entry_names import valid_key

_LONG = 200
"""Characters or bytes above which a part of an identity becomes a fingerprint."""
_BRIEF = frozenset({type(None), bool, int, float})
"""The types whose values are parts of an identity as they are."""


def named(key: str | int, kind: str) -> str:
    """The key as a name; StreamlitValueError for an empty one, or one that is reserved."""
    if not str(key):
        raise StreamlitValueError(
            f"The key of {an(kind)} is empty. Leave `key` out, or give it a name."
        )
    return valid_key(key)


def anonymous(
    run: Run, kind: str, at: Node, form: Form | None, identity: Sequence[Any]
) -> Hashable:
    """What a widget without a key is known by: its kind, its place by sections and forms, and what
    its program says of it.
    """
    section = None if at.root == MAIN else at.root
    return hashable((kind, None, run.app.name, section, form and form.key, *identity))


def claim_alone(block_at: Node, run: Run, kind: str, key: Any, identity: Sequence[Any]) -> None:
    """Let an element without a value be the only one that is the same, or has the key."""
    if key is not None:
        run.claims.take_key(named(key, kind), kind)
    else:
        run.claims.take_alone(kind, (run.page, anonymous(run, kind, block_at, None, identity)))


def hashable(value: tuple[Any, ...]) -> Hashable:
    """`value` as an identity: what cannot be hashed by what it looks like, what is long by a
    fingerprint, so that no identity holds data.
    """
    return tuple(
        [
            part
            if ((kind := type(part)) is str and len(part) <= _LONG) or kind in _BRIEF
            else _brief(part)
            for part in value
        ]
    )


def _brief(part: Any) -> Hashable:
    kind = type(part)
    if kind is tuple:
        return hashable(part) if len(part) <= _LONG // 8 else _fingerprint(repr(part))
    if kind is str or kind is bytes:
        return part if len(part) <= _LONG else _fingerprint(part)
    return part if _can_hash(part) else _brief(f"{kind.__name__}:{part!r}")


def _fingerprint(data: str | bytes) -> Hashable:
    code = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return type(data).__name__, len(data), blake2b(code, digest_size=16).hexdigest()


def _can_hash(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
