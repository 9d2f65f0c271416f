"""What a part of a sentence leaves unsaid, because the part before it said it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.language.vocabulary import clean
from model_core.reading.parting import BEGINS
from model_core.world import Thing

CARRIED = re.compile(
    r"^((?:turn|switch|put|power|flip|shut|cut|knock|flick|click) (?:on|off)|"
    r"turn up|turn down|open|close|shut|lock|unlock|start|stop|"
    r"run|pause|play|mute|unmute|dim|raise|lower|kill|volume|brightness|make|set|feed|ring|"
    r"(?:the )?temperature)\b ?(?:the )?"
)
CARRIED_AROUND = re.compile(
    r"^(turn|switch|put|power|get|have|leave|make|pull|roll|stick|pop|whack|bang|fire|flick|flip|knock|kick|"
    r"keep|shut) .+? "
    r"(on|off|up|down|open|closed|shut|red|green|blue)$"
)
_POSSESSIVE = re.compile(
    r"\b(?:its|her|his|their)(?= \w)|"
    r"\bit is(?= (?:windows|doors|boot|trunk|lights|volume|light (?:on|off))\b)"
)
PRONOUN = re.compile(r"\b(?:it|her|him|them|its)\b")
_SUBJECT = re.compile(
    r"(?:the |my |our |that |this |those |these )?([a-z][a-z ]{1,30}?)"
    r"(?:'s| is| are| has| have| was| were| keeps?| needs?| wants?| sounds?| looks?| can| could) "
)
THERE = re.compile(r" (?:(?:in|out|up|down|over) )?there(?=$| (?:on|off|to|at)\b)")
"""Where what was spoken of is."""
VALUE = re.compile(r"(?:at |to )?-?\d+(?:\.\d+)?(?: percent| degrees| kelvin)?")
_PROPERTY = re.compile(r"(?:the )?(?:volume|sound|brightness|temperature|heating|heat|speed|humidity)")
_ONE = re.compile(
    r"\b((?!(?:the|my|a|an|other|same|next|last|previous|new|this|that|which|each|every|no|any|some|and|then|up|down|by)\b)"
    r"[a-z]+) one\b"
)
_OTHER = re.compile(r"\bthe other(?: one\b|(?=$| (?:on|off|up|down|open|closed|shut|to)\b))")
_LISTED = re.compile(r"(add|put|pop|stick|chuck|write|jot|bung|get|note) .+ (?:on|onto|to|in) ")
_ON_LIST = re.compile(r".+ (?:on|onto|to|in) (?:the |my |our )?.+")
_MOVES = frozenset({"raise", "lower", "turn up", "turn down"})
_REMOVED = re.compile(r"(?:remove|delete|drop|scratch|strike|cross|ditch|lose|bin|forget) ")
_ADDED = re.compile(r"(?:add|put)(?: in| down| on)? (.+?)(?: on| down| in)?(?: there)?(?: instead)?")
_DONE = re.compile(r"(take|tick|cross|check|strike) (?:off|out) ((?!.* (?:on|from|in) )[^,;]+)")
"""What goes on the list that was spoken of, and what is done with on it."""
_READ_OUT = re.compile(
    r"(?:(?:read|tell|show)(?: me| us)?(?: out| back)? )?what(?:'s| is|s| else is) "
    r"(?:left|on|still on|else is on)(?: (?:on )?(?:it|there))?(?: now)?"
)
_STATED = re.compile(r" (?:on|off|up|down|open|closed|shut|locked)$")
_REASON = re.compile(r"(?:for|because|so|while|since|as|when|if|until|with|without|after|before)\b")
"""What begins so is not one more thing to be done with."""
_ALSO = re.compile(r" (?:too|as well|instead|an'? all)$")
_TRACK = re.compile(
    r"(?:(?:and )?(?:skip to |play |go to )?(?:the )?(?:next|previous|last) (?:song|track|one|tune)|"
    r"skip (?:this|the) (?:song|track|one)|skip)"
)

_TURN = r"(?:turn|switch|put|shut|power|knock|bring|set|make|have|get)"
_ABOUT = (
    re.compile(rf"(?:{_TURN}) (?:on|off|up|down) (?P<t>.+?)(?: (?:to|at|by) .+)?"),
    re.compile(
        rf"(?:{_TURN} )?(?P<t>(?:(?!\b(?:and|then|when|if)\b).)+?) "
        r"(?:on|off|up|down|open|closed|shut|to|at)(?: .+)?"
    ),
    re.compile(r"(?:open|close|shut|lock|unlock|start|stop|pause|mute|dim|play|run) (?P<t>.+)"),
    re.compile(rf"(?:{_TURN} )?(?P<t>.+? and .+?) (?:on|off|up|down|open|closed|shut)"),
)
"""Commands, and what they are about."""
_STATE = re.compile(r"(?:back )?(?:on|off|up|down|open|closed|shut|to \d+)\b")
_THEM = re.compile(r"\b(?:both(?: of them)?|them|it|that|they|those)\b")
_FILLED = re.compile(r"\b(?:altogether|again|completely|once more) ?")
_SENT = re.compile(r"(?:dock|charge|park|resume|activate|arm|disarm|warm|heat|water)\b")
"""Verbs that go on in the next part as well where it has a time of its own."""
_TIMED = re.compile(r"(?:in|at|after|by) ")


def subject(statement: str) -> str:
    """What a statement is about, without its article; empty where that is not plain."""
    found = _SUBJECT.match(statement)
    return found[1] if found else ""


def bare(text: str) -> str:
    """A part without the words that only add it to the part before."""
    return text if "," in text else _ALSO.sub("", text)


def filled(text: str, before: Thing, label: str) -> Iterator[str]:
    """The text with the name of the one device that was spoken of before it."""
    if VALUE.fullmatch(text):
        yield f"set the {label} to {text}"
        return
    named = _POSSESSIVE.sub(f"{label}'s", text)
    if named != text:
        yield named
    if PRONOUN.search(named):
        yield PRONOUN.sub(f"the {label}", named)
    if before.find_action("next") is not None and _TRACK.fullmatch(text):
        yield f"{'skip this song' if text == 'skip' else text} on the {label}"
    if before.find_action("add") is not None:
        done, added = _DONE.fullmatch(text), _ADDED.fullmatch(text)
        if _READ_OUT.fullmatch(text):
            yield f"what is on {label}"
        elif re.fullmatch(r"(?:take|scratch|cross|leave|strike|get) [^,;]+ off", text):
            yield f"{text} the {label}"
        elif added is not None:
            yield f"add {added[1]} on the {label}"
        elif done is not None:
            yield f"{'take' if done[1] == 'take' else 'tick'} {done[2]} off the {label}"
        elif not _STATED.search(text) and _REMOVED.match(text):
            yield f"remove {text.split(' ', 1)[1]} from the {label}"


def is_owned(text: str, before: Thing) -> bool:
    """Whether a part speaks of what the device before it has: `put its light on`, `tick off the eggs`."""
    listed = before.find_action("add") is not None and _DONE.fullmatch(text) is not None
    return listed or _POSSESSIVE.search(text) is not None


def property_alone(text: str, said: str) -> str | None:
    """`lower the blind and the volume`: a property with the verb before it; empty without one."""
    if not _PROPERTY.fullmatch(text):
        return None
    verb = CARRIED.match(said)
    return f"{verb[1]} {text}" if verb and verb[1] in _MOVES else ""


def one_of_them(text: str, before: Thing, other: str | None, *, is_name: Callable[[str], bool]) -> str:
    """`the east one`, `the other one` by the noun of the device spoken of, or by the `other`'s label.

    `is_name` knows the names of devices, of which `tank one` may be one.
    """
    if other is not None:
        text = _OTHER.sub(f"the {other}", text)
    noun = re.sub(r"(?: \d+)+$", "", clean(before.name)).rsplit(" ", 1)[-1]
    return _ONE.sub(lambda one: one[0] if is_name(one[0]) else f"{one[1]} {noun}", text)


def repeated(text: str, said: str) -> Iterator[str]:
    """The text with the verb, or with the state or value, of the part before it."""
    yield from carried(text, said)
    if not CARRIED.match(said):
        told = re.fullmatch(
            r".+? ((?:(?:to|at|on) )?(?:on|off|open|closed|shut|up|down|locked|-?\d.*))", said
        )
        if told is not None:
            yield f"{text} {told[1]}"


def carried(text: str, said: str) -> Iterator[str]:
    """The text with the verb of the part before it."""
    if _REASON.match(text):
        return
    around = CARRIED_AROUND.match(said)
    if around:
        yield f"{around[1]} {text} {around[2]}"
        if text.rsplit(maxsplit=1)[-1] in {"on", "off", "up", "down", "open", "closed", "shut"}:
            return
        moved = re.sub(r"^(.+?) ((?:in|on) (?:the )?.+)$", rf"{around[1]} {around[2]} \1 \2", text)
        if moved != text:
            yield moved
    listed = _LISTED.match(said)
    if listed and _ON_LIST.fullmatch(text):
        yield f"{listed[1]} {text}"
    verb = CARRIED.match(said)
    if verb and not re.search(r" (?:on|off|up|down|open|closed|shut|in|out)$", text):
        yield f"{verb[1]} {text}"


def is_state(text: str) -> bool:
    """Whether a part begins with how something is to be: `off at ten`."""
    return _STATE.match(text) is not None


def without_again(text: str) -> str:
    """A part without the words that it was so before."""
    return " ".join(_FILLED.sub("", text).split())


def in_full(text: str, said: str) -> Iterator[str]:
    """A command at a time of its own, with what the one before it is about or with its verb.

    `lamp on now and off at ten`, `lock the door now and the gate in an hour`.
    """
    text = without_again(text)
    about = next((m["t"] for p in _ABOUT if (m := p.fullmatch(said.strip(" ,"))) is not None), None)
    told = _THEM.sub("", text, count=1).strip()
    if about is not None and _STATE.match(told):
        yield f"turn {about} {told}"
    elif about is not None and told != text:
        yield _THEM.sub(about, text, count=1)
    if not _STATE.match(text) and not _TIMED.match(text):
        yield from carried(text, said)
        verb = _SENT.match(said)
        if verb is not None and not re.match(rf"(?:{BEGINS})\b", text):
            yield f"{verb[0]} {text}"
