"""A bound for what a parser looks through in vain, so that no text takes longer than its length.

An opening bracket without its end makes markdown-it read the rest of the text; four thousand of
them read it four thousand times. Once so much was read for nothing, brackets are plain text. No
text that a person writes comes near.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    Rule = Callable[[StateInline, bool], bool]

MOST = 400_000
"""Characters that may be read in vain in one text."""
_SPENT = "rs-read-in-vain"
_BRACKETS = ("link", "image", "directive", "footnote_ref", "footnote_inline")
_LONGEST_NAME = 30  # of a directive, up to its bracket
_PROTOCOLS = ("http", "https", "mailto", "xmpp")


def bound(md: MarkdownIt) -> None:
    """Bound the rules of a parser; call it when all of them are there."""
    for rule in list(md.inline.ruler.__rules__):
        if rule.name in _BRACKETS:
            md.inline.ruler.at(rule.name, _bounded(rule.fn))
        elif rule.name == "gfm_autolink_protocol":
            md.inline.ruler.at(rule.name, _after_a_protocol(rule.fn))


def _bounded(rule: Rule) -> Rule:
    def bounded(state: StateInline, silent: bool) -> bool:
        begin = state.pos
        if state.src[begin] not in "[!:^" or state.env.get(_SPENT, 0) > MOST:
            return False
        found = rule(state, silent)
        if not found and "[" in state.src[begin : begin + _LONGEST_NAME]:
            _spend(state, state.posMax - begin)
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


def _spend(state: StateInline, characters: int) -> None:
    state.env[_SPENT] = state.env.get(_SPENT, 0) + characters
