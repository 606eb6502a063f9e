"""What has a value under a key, and is no element of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rerun_state.runtime.execution.run import current
from rerun_state.runtime.grammar.block import Block, form_around
from rerun_state.runtime.grammar.identity import hashable, named
from rerun_state.runtime.grammar.replay import warn_if_cached
from rerun_state.runtime.grammar.widgets import claim, known
from rerun_state.runtime.grammar.wiring import Wiring
from rerun_state.runtime.model.codec import Codec
from rerun_state.runtime.model.widget import Widget


def entry(
    block: Block,
    kind: str,
    wires: Wiring,
    *,
    bounds: Sequence[Any],
    default: Any,
    codec: Codec,
) -> Widget:
    """Declare it; it belongs to the form and the fragment in which that is done.

    The parameters are those of `field`.
    """
    callback = wires.callback(block, kind)
    run = current(f"st.{kind}()")
    run.check()
    warn_if_cached(kind)
    name = named(str(wires.key), kind)
    id, before = known(run, hashable((kind, name, *bounds)))
    declared = Widget(id, kind, name, default, codec, callback)
    declared.persist, declared.quiet = wires.persist_state, wires.quiet
    declared.form = form_around(block)
    claim(run, declared, before)
    run.state.declare(declared, before)
    return declared
