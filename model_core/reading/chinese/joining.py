"""How a Mandarin wish and what follows it are joined: both, the latter in its place, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from model_core.reading.chinese import corrections
from model_core.reading.chinese.cuts import Cut, refined
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses

_TOO = re.compile(r"(?:[,;、]|(?<![a-z]) )[,;、 ]*[^,;]*也(?!别|不)")
"""What is said of another device than the one before it."""
_AFTER_THAT = re.compile(r"[,;、 ]*[^,;、 ]*(?:再|然后|接着|最后|之后|完)")
"""What comes behind the wish before it, and not in its place."""
_SET = re.compile(r"set [^:;]+: (?P<property>\w+)(?P<sign>[-+*]?)=(?P<value>[^;,]+)")
_GET = re.compile(r"get (?P<target>[^:;,]+): (?P<properties>[^:;]+)")
_PLACED, _EVERYWHERE = re.compile(r"set all [\w ]+ in "), re.compile(r"set all (?:(?! in )[^:])+:")
_RELATIVE = re.compile(r"(?:slightly |much )?(?:more|less)|toggle|previous")
WHICH = "ask which "
"""Begins what asks back which of several devices is meant."""


def joined(left: Done, right: list[Done], text: str, cut: Cut) -> list[Done] | None:
    """A wish and those after a cut of the text; None where they do not go together."""
    parted = cut.end > cut.start
    if parted and _TOO.match(text, cut.start) and not _is_other(right[0], left):
        return None
    if cut.bare and refuses(left.text) and any(set(left.things) & set(d.things) for d in right):
        return None
    known = refined(left, right[0]) or left.text == right[0].text
    again = not known and _sets_again(left, right[0])
    if again and not parted:
        return None
    if again and not _is_relative(right[0]) and not _AFTER_THAT.match(text, cut.start):
        return right
    if known:
        return right
    both = _asked_at_once(left, right[0])
    return [both, *right[1:]] if both is not None else [left, *right]


def _asked_at_once(left: Done, right: Done) -> Done | None:
    """Two things that one device is asked, as one question."""
    first, then = _GET.fullmatch(left.text), _GET.fullmatch(right.text)
    if first is None or then is None or first["target"] != then["target"]:
        return None
    return Done(f"{left.text}, {then['properties']}", left.things)


def instead(left: Done, right: list[Done]) -> list[Done] | None:
    """Wishes before which one of their sort is taken back."""
    return corrections.corrected(left, right) if _is_instead(right[0], left) else None


def may_ask(right: Sequence[Done], left: Done) -> bool:
    """Whether what is asked about is of other devices than all that is wished for beside it."""
    every = [left, *right]
    wished = {t for d in every if not asks(d.text) for t in d.things}
    asked = [d for d in every if asks(d.text)]
    plain = all(d.text.startswith(WHICH) and d.things for d in asked) and all(
        d.things or refuses(d.text) for d in every
    )
    return plain and not any(set(d.things) & wished for d in asked)


def is_named_in(text: str, done: Sequence[Done]) -> bool:
    """Whether a text has the name of one of the devices that are asked about, and of no other."""
    asked = [d.things for d in done if asks(d.text)]
    return any(
        simplified(t.name) in text and any(o.name != t.name for o in things)
        for things in asked
        for t in things
    )


def _is_instead(done: Done, before: Done) -> bool:
    """Whether a wish is of the sort of the one that is taken back."""
    if (
        not done.things
        or refuses(done.text)
        or done.text == before.text
        or is_asked(done) != is_asked(before)
    ):
        return False
    return done.things == before.things or done.text.split(" ")[0] == before.text.split(" ")[0]


def is_asked(done: Done) -> bool:
    """Whether something is to be told."""
    return done.text.startswith(("check ", "get "))


def _is_other(done: Done, before: Done) -> bool:
    """Whether what is wished for too is of other devices, and of no more places than before it."""
    if done.text == before.text:
        return False
    return not (_PLACED.match(before.text) and _EVERYWHERE.match(done.text))


def _sets_again(left: Done, right: Done) -> bool:
    """Whether a wish sets what the one before it set."""
    first, then = _SET.fullmatch(left.text), _SET.fullmatch(right.text)
    if first is None or then is None or left.things != right.things or not left.things:
        return False
    return first["property"] == then["property"]


def _is_relative(done: Done) -> bool:
    found = _SET.fullmatch(done.text)
    return found is not None and (found["sign"] != "" or _RELATIVE.fullmatch(found["value"]) is not None)
