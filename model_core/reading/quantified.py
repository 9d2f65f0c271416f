"""How many are meant, where that is said after them or in a roundabout way: `blinds down, all of them`."""

from __future__ import annotations

import re

from model_core.reading.naming import plural
from model_core.reading.nouns import NOUNS, SAME_TYPE

_ALONE = frozenset({"alarm", "list", "calendar", "scene", "car", "irrigation"})
_NOUNS = sorted(
    {plural(n) for kind, nouns in NOUNS.items() if kind not in _ALONE for n in (*nouns, kind)}
    | {plural(kind) for kind in SAME_TYPE}
    | {"robots", "tellies", "spots", "windows", "phones"},
    key=len,
    reverse=True,
)
_NOUN = "|".join(re.escape(n) for n in _NOUNS)
_ONE = "|".join(re.escape(n) for n in sorted(NOUNS["light"], key=len, reverse=True))
_EVERY = r"(?:all|every|each|both|either|any|no|two|2|these|those)"
_OF_THEM = r"(?: of (?:them|those|these|you|it))"
_AFTER = re.compile(
    rf"(?:(?P<c>, )| )(?P<a>"
    rf"(?:both|the (?:pair|two|2)|all (?:two|2)){_OF_THEM}|them both|the (?:pair|two|2)(?=$|,)|"
    rf"(?:all(?: [3-9])?|every(?: last| single)? one|each(?: one)?|the (?:whole )?lot|the [3-9]){_OF_THEM}|"
    rf"them all|the (?:whole )?lot(?=$|, )|every(?: last| single)? one(?=$|, )|"
    rf"(?<=, )(?:both|all(?: [2-9])?)(?=$|, ))"
)
_TWO = re.compile(r"both|\bpair\b|\b(?:two|2)\b")
_HEAD = re.compile(
    rf"(?P<e>\b{_EVERY} (?:of )?(?:the |my |our )?)?(?P<the>\b(?:the|my|our) )?\b(?P<n>{_NOUN})\b"
)
_JOINED = re.compile(r"[,;]| and | or ")
_MOST = r"(?:all |every |each )?(?:of )?(?:the |my |our )?"
_OTHERS = re.compile(
    rf"\b{_MOST}(?:(?:rest of (?:the |my |our )?|other |remaining )"
    rf"(?P<n>(?:[a-z]+ )??(?:{_NOUN}|(?<=\bother )(?:{_ONE})))|"
    r"(?:(?<=the )|(?<=all ))?(?:others|rest|other ones|remaining ones)(?: of (?:them|those|these))?)\b"
    r"(?P<w> (?:in|on) (?:the |my |our )?[a-z' ]+?)?(?=$| (?:all )?(?:on|off|out|up|down|open|closed|shut)\b|"
    r" (?:to|at) \d| (?:can|should) )"
)
_STAYS = re.compile(
    r"(?:only )?(?:the |my |our )?(?P<x>[a-z' ]+?) (?:stays|stay|remains|can stay|is to stay|should stay)"
    r"(?: (?:on|lit|put|as (?:it is|an? [a-z ]+?)|where it is|going|running|open))?,? (?:(?:and|but|while) )?"
    rf"{_MOST}(?:others|rest|other ones|(?:other |rest of (?:the |my |our )?|remaining )"
    rf"(?P<n>(?:[a-z]+ )??(?:{_NOUN}|light|lamp|bulb)))(?: in the (?:house|place|flat|home))?"
    r"(?: (?:all|both|can|should|must|goes|go|gets|get|is|are|be|switched|turned|put))*"
    r" (?P<s>off|out|on)(?P<t>, .+)?"
)
_GOES_ON = re.compile(
    r", (?:on|off|out|up|down|open|closed|close|shut|locked|unlocked|go|stop|pause|to|at)\b"
)
_COUNT = re.compile(r"[3-9]")
_SORTS = (
    (r"(?:play|make)s? (?:music|sound|audio|a noise|noise|any music|a sound|a racket|tunes)", "speakers"),
    (r"(?:is|are) an? (?:light|lamp|bulb)|(?:light|shine|glow)s?(?: up)?", "lights"),
    (r"(?:lock)s?|(?:is|are) lockable|has a lock|have locks|(?:can|could) be locked", "locks"),
    (r"(?:suck|hoover|vacuum)s?(?: up| dust)?", "vacuums"),
    (r"(?:film|record|watch)(?:s|es)?(?: us| people| things)?", "cameras"),
)
_DESCRIBED = tuple(
    (re.compile(rf"\b(?:everything|anything|whatever|all) (?:here )?(?:that |which )?(?:{verb})\b"), noun)
    for verb, noun in _SORTS
)
_LOCKABLE = re.compile(
    r"\b((?:un)?lock|bolt|secure) (?:everything|anything) (?:lockable|with a lock|that has a lock)\b"
)


def the_others(text: str, kind: str, labels: str) -> str:
    """The words for all but what was spoken of, which is of a type: `the rest of the lights`."""

    def named(found: re.Match[str]) -> str:
        where = found["w"] or ""
        noun = _several(found["n"] or kind)
        group = "everything" if where and not found["n"] else f"all the {noun}"
        return f"{group}{where} except {labels}"

    return _OTHERS.sub(named, text, count=1)


def told_first(sentence: str) -> str:
    """The sentence with `all` or `both` before the noun that it is said of afterwards."""
    stays = _STAYS.fullmatch(sentence)
    if stays is not None:
        noun = _several(stays["n"]) if stays["n"] else _plural_of(stays["x"])
        if noun:
            state = stays["s"].replace("out", "off")
            return f"turn {state} all the {noun} except {stays['x']}{stays['t'] or ''}"
    sentence = _LOCKABLE.sub(r"\1 all the locks", sentence)
    for described, noun in _DESCRIBED:
        sentence = described.sub(f"all the {noun}", sentence)
    for found in _AFTER.finditer(sentence):
        head = next((m for m in reversed(list(_HEAD.finditer(sentence, 0, found.start())))), None)
        if head is None or _JOINED.search(sentence, head.end(), found.start()):
            continue
        every = head["e"] or _every(found["a"], head["the"])
        rest = sentence[found.end() :]
        rest = rest[1:] if found["c"] and _GOES_ON.match(rest) else rest
        return f"{sentence[: head.start()]}{every}{head['n']}{sentence[head.end() : found.start()]}{rest}"
    return sentence


def _every(said: str, article: str | None) -> str:
    count = _COUNT.search(said)
    if count is not None:
        return f"all {count[0]} "
    return f"{'both' if _TWO.search(said) else 'all'} {article or 'the '}"


def _plural_of(name: str) -> str:
    """The plural of the noun that a name ends with; empty for any other name."""
    last = plural(name.rsplit(" ", 1)[-1])
    return last if last in _NOUNS else ""


def _several(noun: str) -> str:
    return noun if noun.endswith("s") else plural(noun)
