"""More or less of something in whatever order it is said, in the words that commands are read from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from model_core.reading.expressions import UP

_GATE = re.compile(
    r"\b(?:up|down|more|less|higher|lower|further|wider|back|off|by|half|halve|double|twice|drop|slow|crank|calm|"
    r"soften|[a-z]+er|raise|reduce|increase|decrease|boost|nudge|bump|knock|ease|shave|tad|touch|"
    r"hair|smidge|smidgen|fraction|shade)\b"
)
_EVEN = r"\b(?:still|just|only|even|some|quite|ever so|yet) "
_SPOKEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said), plain)
    for said, plain in (
        (r"\b(?:a|1|one) degree and (?:a )?half\b", "1.5 degrees"),
        (r"\b(?:half|0\.5) (?:a|of a) degree\b", "0.5 degrees"),
        (r"\b(?:a|one) degree\b", "1 degrees"),
        (r"\b(\d+(?:\.\d+)?) points?\b", r"\1 percent"),
        (r"\b(\d+(?:\.\d+)?) (more|less|extra|further) (percent|degrees?)\b", r"\1 \3 \2"),
        (
            _EVEN + r"(?=(?:a |an |wee |little |tiny |bit |more|less|higher|lower|further|\w+er\b))",
            "",
        ),
        (r"\bmore (?:puff|oomph|juice|power|welly|force|light|air|strength)\b", "more"),
        (r"\b(needs?|wants?|has|ought|stand) to (?=be|go|come)", r"\1 "),
        (r" (?:would be|will be) (?:nice|great|good|lovely|choice|ideal|grand|perfect|brilliant)$", ""),
        (
            r"\b(?:as well|again|too|than (?:it is|that|now|this|before)|if (?:you|we) can|will you|for me)$",
            "",
        ),
    )
)
_N = r"\d+(?:\.\d+)?"
_UNIT = r" (?:percent|degrees?(?: [cf])?|kelvin)"
_NUMBER = re.compile(
    r"(?<!to )(?<!at )(?<!on )(?<!in )(?<!for )(?<!past )(?<![:.\d])\b"
    rf"(?:(?:(?:by|another|a further|an extra|about) )+(?P<v>{_N}(?:{_UNIT})?)|(?P<u>{_N}{_UNIT})|"
    rf"(?:(?<=up )|(?<=down )|(?<=shut ))(?P<b>{_N})|(?P<m>{_N})(?= (?:more|less|extra)\b))"
    r"(?: (?P<w>more|less|extra|further))?(?=$|[ ,])"
)
"""An amount; a bare number is one beside `by` or `up`, and may be a part of a name elsewhere."""
_BIT = re.compile(
    r"\b(?:by )?(?:(?:a|an) )?(?:(?:wee|tiny|teeny|little|small) )*"
    r"(?:bit|touch|tad|hair|smidge|smidgen|smidgeon|"
    r"fraction|whisker|little|notch|tiny bit)\b(?: of)?|\b(?:slightly|a shade)\b"
)
_STEP = re.compile(
    rf"\b(?:up|down|another|a further) ({_N})(?:{_UNIT})?(?=$|[ ,])(?! past\b)|"
    rf"\b({_N}){_UNIT} (?:up|down|more|less|higher|lower)\b"
)
"""By how much, which is no value to be had."""
_SOME = re.compile(r"\b(?:a )?(?:fair|decent) (?:bit|amount)\b|\bsome\b")
_MUCH = re.compile(
    r"\b(?<!\bthe )(?<!\bthe whole )(?:by )?(?:(?:a|an) )?(?:(?:whole|awful|good|great|hell of a) )*"
    r"(?:lot|deal|good bit|bunch|ton)\b(?: of)?|"
    r"\b(?:loads|heaps|lots|tons|way|much|far|considerably)\b"
    r"(?=.*\b(?:up|down|more|less|higher|lower|\w+er)\b)|"
    r"\b(?:loads|heaps|lots|tons)\b|(?<=down) right\b|"
    r"(?<=[a-z] )(?:right|well)(?= up\b| down\b)"
)
_OPEN = re.compile(
    r"\b(?:further|more|wider) (?:open|up)\b|\bopen(?:ed)? (?:more|further|wider)\b|\bwider(?: open)?\b"
)
_SHUT = re.compile(r"\b(?:further|more) (?:shut|closed|down)\b|\b(?:shut|closed?) (?:more|further)\b")
_COMPARED = re.compile(rf"\b(?:{'|'.join(sorted(UP, key=len, reverse=True))}|softer)\b")
_UP = re.compile(r"\b(?:up|higher|more|extra)\b")
_DOWN = re.compile(r"\b(?:down|lower|less)\b")
_BACK = re.compile(
    r"^(?:knock|ease|dial|wind|scale|throttle|bring|turn|pull) .*\bback\b|"
    r"^.+ needs? (?:dialling|dialing|knocking|easing) back\b"
)
_VERB = re.compile(
    r"^(?:(?:can|could|shall|may) (?:we|i) (?:have|get|go|put|turn|bring)|(?:can't|could) you make|"
    r"(?:we|i) can go|give me|gimme|turn|put|bring|take|get|make|set|nudge|bump|knock|shove|push|ease|dial|"
    r"move|let|scooch|scoot|shift|notch|crank|"
    r"pump|kick|have|give|go|slow|i (?:want|need|would like)|we (?:want|need)|"
    r"(?P<up>raise|increase|boost|up)|(?P<down>lower|reduce|decrease|drop|cut|soften|shave|calm|tone|tame))"
    r"(?: (?=\S)|$)"
)
_NEEDS = re.compile(
    r"(?<=\w) (?:could|can|should|must|may|might|needs?|wants?|has|have|ought|would like)"
    r"(?: (?:do|use|stand|with|to be|to|being|be|go|come|turned|dialling|dialing|knocking|easing|set|"
    r"back|a))*(?= |$)"
)
_PROPERTY = re.compile(
    r"(?:^|\b(?:the |its |'s )?)\b(?P<p>brightness|volume|temperature|speed|fan speed|humidity|sound|heat)\b"
    r"(?: (?:of|on|in|for|from))?"
)
_BEFORE = re.compile(r"^(?:(?:on|of|for|from|by|off|with|in|to) )+")
_AFTER = re.compile(r"(?: (?:on|of|for|from|by|off|with|in|back|there|please))+$")
_ANOTHER = re.compile(
    r"\b(?:to|at|and|or|if|when|not|mode|colou?r|on and|minutes?|hours?|as|than|channel|track|song|list)\b"
)
"""What says more than how much."""
_ALONE = re.compile(
    r"^(?:slow|ease|calm|tone|crank|scooch|soften)\b|"
    r"\b(?:open|shut|closed?) (?:more|further)\b|\b(?:further|more|wider) (?:open|shut|closed)\b"
)
"""What says of itself that it is about more or less."""
_TOO = re.compile(
    r"(?P<t>.+?)(?:'s| is| are) (?:just |only )?a (?:tad|touch|hair|smidge|smidgen|fraction|shade|wee bit) "
    r"(?:too |on the )?(?P<w>loud|bright|dark|dim|quiet|hot|warm|cold|cool|fast|strong)(?: side)?"
)
_INSTEAD = {
    "loud": "quieter", "bright": "dimmer", "dark": "brighter", "dim": "brighter", "quiet": "louder",
    "hot": "cooler", "warm": "cooler", "cold": "warmer", "cool": "warmer", "fast": "slower",
    "strong": "slower",
}  # fmt: skip
_TAKES = frozenset({"", "take", "shave", "knock", "get", "have", "can we have", "can i have"})
"""What somebody does who takes so much off something."""
_SOFTER = ("quieter", "dimmer")
"""What `softer` can mean, of what is heard and of what is seen."""
_TIMES = (
    (re.compile(r"(?:halve|half) (?P<t>.+)"), "halve"),
    (
        re.compile(r"(?:cut|knock|bring|turn|take|drop|dial) (?P<t>.+?)(?: down| back)? (?:in|by) half"),
        "halve",
    ),
    (re.compile(r"(?P<t>.+?) (?:needs|could do with|wants) (?:being |be )?half what it is"), "halve"),
    (re.compile(r"double (?:whatever )?(?P<t>.+?)(?: is)?"), "double"),
)  # fmt: skip
_TIMES_AS = re.compile(
    r"(?:(?:make|turn|get) )?(?P<t>.+?)(?: be)? (?P<n>twice|half) as (?P<w>loud|bright|fast|warm)"
)


@lru_cache(maxsize=4096)
def plainly(clause: str) -> tuple[str, ...]:
    """The commands that a clause about more or less may be, in plain words; none for any other clause."""
    return tuple(dict.fromkeys(_plainly(clause))) if _GATE.search(clause) else ()


def is_step_taken_for_value(clause: str, plan: str) -> bool:
    """Whether a clause says by how much, `volume up 5`, and a plan text has that as the value itself."""
    steps = {number for found in _STEP.finditer(clause) for number in found.groups() if number}
    return any(re.search(rf"(?<![-+*<>!])={re.escape(number)}(?![\d.])", plan) for number in steps)


def _plainly(clause: str) -> Iterator[str]:
    text = clause.replace(",", " ") if clause.count(",") == 1 else clause
    text = " ".join(text.split())
    for said, plain in _SPOKEN:
        text = said.sub(plain, text)
    too = _TOO.fullmatch(text)
    if too is not None:
        yield f"make {too['t']} a bit {_INSTEAD[too['w']]}"
        return
    yield from _multiplied(text)
    whole = text
    text, number = _cut(_NUMBER, text)
    amount = next((a for key in "vubm" if number and (a := number[key])), "")
    way = (number["w"] or "") if number else ""
    directed = _UP.search(text) or _DOWN.search(text)
    text = f"{text} {way}".strip() if way and directed is None else text
    how = ""
    if not amount:
        for pattern, words in ((_SOME, ""), (_MUCH, "a lot"), (_BIT, "a bit")):
            text, found = _cut(pattern, text)
            if found is not None:
                how = words or "some"
                break
    if _ANOTHER.search(text):
        return
    if amount or how or _ALONE.search(text):
        yield from _told(text, amount, "" if how == "some" else how)
    if whole != clause:
        yield whole


def _multiplied(text: str) -> Iterator[str]:
    """Half or twice as much of what a device has."""
    for pattern, plain in _TIMES:
        found = pattern.fullmatch(text)
        if found is not None:
            yield f"{plain} {_target(found['t'])}"
    times = _TIMES_AS.fullmatch(text)
    if times is not None:
        yield f"make {_target(times['t'])} {times['n']} as {times['w']}"


def _told(text: str, amount: str, how: str) -> Iterator[str]:
    verb = _VERB.match(text)
    said = verb[0].strip() if verb is not None else ""
    rest = text[verb.end() :] if verb else text
    if said == "slow":
        target = _target(_DOWN.sub("", rest).strip())
        yield " ".join(f"make {target} {amount or how} slower".split())
        return
    compared = tuple(_compared(rest, amount, how))
    if compared:
        yield from compared
        return
    way = _way(verb, text, amount)
    if amount and rest.startswith("off ") and said in _TAKES:
        rest, way = rest.removeprefix("off "), "down"
    for pattern, named in ((_UP, "up"), (_DOWN, "down")):
        shorter, found = _cut(pattern, rest)
        if found is not None:
            rest, way = shorter, named
            break
    if way:
        yield from _moved(rest, way, amount, "a bit" if said == "scooch" else how)


def _way(verb: re.Match[str] | None, text: str, amount: str) -> str:
    """Which way a verb alone says: `raise`, `drop`, `knock it back`."""
    said = verb[0].strip() if verb is not None else ""
    up = verb is not None and bool(verb["up"] or said == "crank" or (amount and said in {"bump", "pump"}))
    down = _BACK.match(text) is not None or (verb is not None and bool(verb["down"]))
    return "" if up == down else "up" if up else "down"


def _compared(rest: str, amount: str, how: str) -> Iterator[str]:
    """`further open`, `brighter`: what says of itself of what there is to be more or less."""
    for pattern, way in ((_OPEN, "open"), (_SHUT, "close")):
        shorter, found = _cut(pattern, rest)
        if found is not None and (target := _target(shorter)):
            yield f"{way} {target} by {amount}" if amount else f"{way} {target} {how or 'more'}"
            return
    shorter, compared = _cut(_COMPARED, rest)
    if compared is None:
        return
    target, word = _target(shorter), compared[0]
    for w in _SOFTER if word == "softer" else (word,):
        yield " ".join(f"{f'make {target}' if target else ''} {amount or how} {w}".split())


def _moved(rest: str, way: str, amount: str, how: str) -> Iterator[str]:
    rest, named = _cut(_PROPERTY, rest)
    target = _target(rest)
    if not target:
        if named is not None and amount:
            yield f"turn {way} the {named['p']} by {amount}"
        return
    if named is not None:
        yield f"turn {way} the {named['p']} of {target}" + (f" by {amount}" if amount else f" {how}".rstrip())
        return
    if not amount:
        yield f"bring {target} {way} {how}" if how else f"turn {target} {way}"
        return
    yield f"bring {target} {way} by {amount}"
    if "degrees" in amount and re.match(r"(?:in|inside) ", rest):
        yield f"{amount} {'warmer' if way == 'up' else 'cooler'} in {target}"


def _target(text: str) -> str:
    """The words for the device, without what joins them to the rest."""
    text = _NEEDS.sub("", text.strip(" ,"))
    while (shorter := _AFTER.sub("", _BEFORE.sub("", text))) != text:
        text = shorter.strip(" ,")
    return text


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, re.Match[str] | None]:
    """A text without what a pattern finds in it, and that."""
    found = pattern.search(text)
    if found is None:
        return text, None
    return " ".join(f"{text[: found.start()]} {text[found.end() :]}".split()), found
