"""A bound for what a parser looks through in vain, so that no text takes longer than its length.

An opening bracket without its end makes markdown-it read the rest of the text; four thousand of
them read it four thousand times. Once so much was read for nothing, brackets are plain text. What
is counted is what was read: a log has thousands of brackets that end at once, and loses no link.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from rerun_state.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    Rule = Callable[[StateInline, bool], bool]

MOST = 200_000
"""Steps that a parser may take in vain in one text; a step is a token or a character."""
_SPENT = "rs-read-in-vain"
_REACHED = "rs-reached"
_BRACKETS = ("link", "image", "directive", "footnote_ref", "footnote_inline")
_LONGEST_NAME = 30  # of a directive, up to its bracket
_PROTOCOLS = ("http", "https", "mailto", "xmpp")

# What is read of an address and its title, or of a footnote's name, also if they end nowhere.
_QUOTED = r"""(?:"(?:\\.|[^"\\])*|'(?:\\.|[^'\\])*|\((?:\\.|[^()\\])*)"""
_ADDRESS = pattern(rf"\]\(\s*(?:<[^<\n]*|\S*)(?:\s+{_QUOTED})?", re.DOTALL)
_NAME = pattern(r"\[\^[^\s\]]*")


def bound(md: MarkdownIt) -> None:
    """Bound the rules of a parser; call it when all of them are there."""
    skip = md.inline.skipToken

    def counted(state: StateInline) -> None:
        if _spend(state, 1) > MOST:
            state.pos = state.posMax
        else:
            skip(state)
        state.env[_REACHED] = state.pos

    md.inline.skipToken = counted  # type: ignore[method-assign]
    for rule in list(md.inline.ruler.__rules__):
        if rule.name in _BRACKETS:
            md.inline.ruler.at(rule.name, _bounded(rule.fn))
        elif rule.name == "gfm_autolink_protocol":
            md.inline.ruler.at(rule.name, _after_a_protocol(rule.fn))


def _bounded(rule: Rule) -> Rule:
    def bounded(state: StateInline, silent: bool) -> bool:
        begin, before = state.pos, state.env.get(_SPENT, 0)
        if state.src[begin] not in "[!:^" or before > MOST:
            return False
        opening = state.src.find("[", begin, begin + _LONGEST_NAME)
        if opening < 0:
            return rule(state, silent)
        state.env[_REACHED] = opening + 1
        found = rule(state, silent)
        if found:  # what became of it was not read in vain
            spent = state.env.get(_SPENT, 0)
            state.env[_SPENT] = max(before, spent - (state.pos - begin))
        else:
            for part, at in (_ADDRESS, state.env[_REACHED]), (_NAME, begin):
                if read := part.match(state.src, at, state.posMax):
                    _spend(state, len(read[0]))
        return found

    return bounded


def _after_a_protocol(rule: Rule) -> Rule:
    def guarded(state: StateInline, silent: bool) -> bool:
        """Addresses begin with one of few words; without it there is nothing to look for."""
        if state.src[state.pos] != ":" or not state.pending.endswith(_PROTOCOLS):
            return False
        if state.env.get(_SPENT, 0) > MOST:
            return False
        found = rule(state, silent)
        if not found:
            _spend(state, len(state.pending) + state.posMax - state.pos)
        return found

    return guarded


def _spend(state: StateInline, steps: int) -> int:
    """Count; return what all of it comes to."""
    spent: int = state.env.get(_SPENT, 0) + steps
    state.env[_SPENT] = spent
    return spent
