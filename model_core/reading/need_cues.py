"""Which need a sentence speaks of: its plainest form, and the cues of `data/needs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

_LONG = (
    (r"[,;]* *\b(?:you know|i mean)\b[,;]*(?! what)|\ber\b", " "), (r" '(?=(?:s|d|m|re|ve|ll)\b)", "'"),
    (r"\bi'm\b", "i am"), (r"\bi'd\b", "i would"), (r"\b(?:way |far |much )?(?:so|that|way too|far too) much\b", "too much"),
    (r"\bit is (gotten|become|got|been)\b", r"it has \1"),
    (r"\bcan not\b|\bcan'?t\b", "cannot"), (r"\bwon'?t\b", "will not"), (r"\bgonna\b", "going to"),
    (r"\b(do|does|did|is|was|were|has|have|could|would|should|are)n'?t\b", r"\1 not"),
    (r"\b(i|you|we|they)'ve\b", r"\1 have"), (r"\b(we|you|they)'re\b", r"\1 are"),
    (r"\b(i|you|we|they|he|she|it|that)'ll\b", r"\1 will"), (r"\b(we|you|they|he|she)'d\b", r"\1 would"),
    (r"\b(\w+(?:one|body)|he|she|here|one|who|why|that|tonight|dinner|supper|food|lunch|movie|film|popcorn|sun|"
     r"match|game|show|door|light|room|house|kitchen|coffee|car|floor|air|phone|lawn|grass|garden|music|battery|"
     r"telly|tv|cake|dishwasher|washer|dryer|oven|baby|shower|water|heat|day|time|everything)'s\b", r"\1 is"),
    (r"\bim\b", "i am"), (r"\bits\b(?= (?:too|so|very|really|a|quite|pretty|getting|far|way|rather|damn|kind|terribly|awfully|dark|cold|hot|freezing|loud|stuffy|boiling)\b)", "it is"),
)  # fmt: skip
_SIGHS = re.compile(
    r"^(?:ugh+|oh|ooh|ah+|aw+|wow|phew|whew|man|oh my(?: god| goodness)?|omg|my god|good (?:god|lord|grief|heavens)|god|gosh|"
    r"goodness(?: me| gracious)?|dear me|oh dear|dear|hm+|jee[zs]+|blimey|crikey|heck|damn(?: it)?|dammit|bloody hell|"
    r"for (?:heaven|god|pete|goodness)'?s'? sake|honestly|seriously|look|sorry|excuse me|i am afraid|i am sorry but|"
    r"i (?:think|guess|find|believe|suppose|reckon|must say|have to say)(?: that)?|"
    r"you know(?: what)?|i say|right then|bit|hello(?: there)?|there(?=,? i )|hi|hey|computer|house|assistant|guys|folks|"
    r"it is just that|the thing is|is it me or|is it just me or)\b[ ,;]*"
)
_PLEAS = re.compile(
    r"[ ,;]*\b(?:(?:can|could|would|will) you (?:please )?(?:do|fix|change|help|see to)(?: something| anything| me| us| it| that)?"
    r"(?: (?:about|with) (?:it|that|this))?|(?:please )?do something(?: about (?:it|that|this))?|help(?: me| us)?|"
    r"is there anything you can do(?: about (?:it|that|this))?|can (?:we|you|something) (?:change|fix|be done about) (?:that|it|this)|"
    r"i cannot take it any ?more|do (?:you not|not you) think(?: so)?|is it not|are they not|to be honest|to be fair|tbh|"
    r"innit|huh|eh|right|you know|i think|i guess|i am afraid|i suppose|as usual|as always|lol|i swear|i must say|"
    r"for my (?:liking|taste)|my eyes hurt|what can we do|any ideas|can you help|"
    r"(?:it is )?(?:driving|drives) me (?:mad|crazy|nuts)|thanks|please|sir|folks|guys|(?<=, )(?:everyone|house|computer|home|mum|dad))$"
)
_DEGREES = re.compile(
    r"\b(?:(?:far|way|much|quite a bit|a bit|a little|a tad|just|rather|slightly|a touch) too(?! much| many)|"
    r"too(?! much| many)|so(?! much| many)|(?:really|very|pretty|quite|awfully|terribly|rather|kind of|kinda|sort of|super|damn|absolutely|"
    r"incredibly|extremely|totally|completely|bloody|freaking|ridiculously|insanely|slightly|a tad|a touch|a little bit|"
    r"a little|a bit|a wee bit|somewhat|horribly|dreadfully|literally|just|already|actually|basically|simply|honestly|"
    r"truly|utterly|seriously|increasingly|uncomfortably|unpleasantly|unbearably|frightfully|jolly|mighty|fairly|you know|i mean|"
    r"much(?= (?:cold|warm|hot|dark|bright|dimm|bett|cool))|awful(?= \w+)|way(?= too)|far(?= too))) "
)
_PEOPLE = re.compile(
    r"\b(?:(?:my|our|the|his|her) (?:(?:little|poor|old|youngest|oldest|other|elderly) )?)?"
    r"(?:kids|children|child|kid|baby|babies|twins|toddler|little one|little ones|guests|visitors|wife|husband|partner|"
    r"girlfriend|boyfriend|son|sons|daughter|daughters|mother|mom|mum|mummy|father|dad|daddy|parents|mother in law|"
    r"mother-in-law|grandma|grandpa|grandmother|grandfather|granny|grandad|nan|family|brother|sister|boss|dog|dogs|cat|"
    r"cats|puppy|friends|friend|roommate|flatmate|in laws|client|old man|missus|lads|teenager|aunt|uncle|niece|nephew)"
    r"(?: and (?:the |my |our )?(?:kids|children|baby|wife|husband|i|dog))?(?!')\b"
)
_OURSELVES = re.compile(
    r"\bPPL and i are\b|\bi and PPL are\b|\bthe (?:2|two|three|3|four|4) of us are\b|\bus are\b"
)
_HERE = re.compile(
    r" (?:(?:in|over|around|up|down|out) here|here|in (?:this|the|my) room|at home|around the house|in the house|at my place|"
    r"from where i am(?: sitting)?|on this side)(?= |$)"
)
_ANYTHING = r"(?:(?!(?:in|on|at|inside) (?:the|my|our) )\S+ ?){1,7}(?<! )"
"""One to seven words that do not name a place: the places of the home were taken out before."""
_FREE = re.compile(r"[ ,;]+")


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody may need, and the ways to meet it, the first being the best."""

    name: str
    ways: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    choose: str = ""
    """`one`: a single device; `home`: wherever it is; `all`; `main`; empty: what is here, else the only one."""
    near: tuple[str, ...] = ()
    """Ways that help only where the need is felt, when there is no other."""
    spare: tuple[tuple[str, str], ...] = ()
    """Ways that count where the home has none of a kind: that kind, and the way."""
    scenes: frozenset[str] = frozenset()
    otherwise: tuple[str, ...] = ()
    """What is done where there is no such scene."""
    unless: tuple[str, ...] = ()
    """Kinds of devices that might be meant instead, where the need is felt."""
    flags: frozenset[str] = frozenset()
    """`nearest`: any way here comes first; `rooms`: a room that is not there is refused; `placed`: a room has to be
    named; `floor`: what is elsewhere comes along; `refuse`: a machine that is not there is refused; `every`: all of
    the kind have to be able."""


_FLAGS = ("nearest", "rooms", "placed", "floor", "refuse", "every")


@cache
def needs() -> tuple[Need, ...]:
    """All needs, in the order in which their cues are tried."""
    data = yaml.safe_load(files("model_core.reading").joinpath("data/needs.yaml").read_text(encoding="utf-8"))
    words = {name: str(text) for name, text in data["words"].items()}
    return tuple(_need(name, entry, words) for name, entry in data["needs"].items())


def _need(name: str, entry: Mapping[str, object], words: Mapping[str, str]) -> Need:
    def texts(key: str) -> tuple[str, ...]:
        found = entry.get(key, ())
        return (
            tuple(str(x) for x in found) if isinstance(found, Sequence) and not isinstance(found, str) else ()
        )

    spare = entry.get("with", {})
    cues = [line for line in str(entry["cues"]).splitlines() if line.strip()]
    return Need(
        name,
        texts("ways"),
        tuple(re.compile(_regex(line, words)) for line in cues),
        str(entry.get("choose", "")),
        texts("near"),
        tuple((str(k), str(v)) for k, v in spare.items()) if isinstance(spare, Mapping) else (),
        frozenset(texts("scene")),
        texts("otherwise"),
        texts("unless"),
        frozenset(f for f in _FLAGS if entry.get(f)),
    )


def _regex(cue: str, words: Mapping[str, str]) -> str:
    """The regex of a cue; spaces beside what is left out may be missing."""
    text = re.sub(r"\{(\w+)\}", lambda m: words[m[1]], cue.strip())
    text = re.sub(r"<(\w+):(.+?)>", r"(?P<\1>\2)", text)
    text = re.sub(r"\((?!\?)", "(?:", text).replace("[", "(?:").replace("]?", ")?").replace("]", ")?")
    return re.sub(r" +", " *", text).replace("~", _ANYTHING)


def plainest(sentence: str) -> str:
    """A plain sentence without punctuation, sighs, pleas and degrees, in long forms."""
    text = sentence
    for short, long in _LONG:
        text = re.sub(short, long, text)
    text = (
        text.replace("a bit of ", "some ").replace("a little bit of ", "some ").replace("a spot of ", "some ")
    )
    while True:
        shorter = _PLEAS.sub("", _SIGHS.sub("", text, count=1), count=1).strip(" ,;")
        if not shorter or shorter == text:
            break
        text = shorter
    text = _DEGREES.sub("", f"{text} ").strip()
    text = _PEOPLE.sub("PPL", text)
    text = _OURSELVES.sub("we are", text)
    return _FREE.sub(" ", text).strip()


def without_here(text: str) -> str:
    """The text without the words for where the speaker is."""
    return _HERE.sub("", f" {text}").strip()


def spoken(text: str) -> Iterator[tuple[Need, Mapping[str, str]]]:
    """The needs of which a text in its plainest form speaks, and the words that are parts of it."""
    for need in needs():
        for pattern in need.patterns:
            found = pattern.fullmatch(text)
            if found is not None:
                yield need, found.groupdict()
                break
