"""Values that a setting does not offer, and readings that cannot be set: refused where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from model_core.language.vocabulary import Vocabulary, clean
from model_core.reading import roles, values, wishes
from model_core.reading.clauses import Done
from model_core.reading.errands import Errands, Groups, matches
from model_core.reading.nouns import NOUNS
from model_core.reading.phrases import blocks
from model_core.reading.programmes import programme_of
from model_core.reading.referents import Found, Meaning, Referents
from model_core.world import Attribute, Kind, Thing

_FAMILIAR: Mapping[str, frozenset[str]] = {
    sort: frozenset(names) for sort, names in blocks("familiar").items()
}
_PROPERTIES: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "input"), "mode": ("mode", "operating_mode", "preset"),
    "fan": ("fan_mode", "fan_speed", "speed"), "color": ("color", "colour"),
}  # fmt: skip
_PLAIN_TYPES = frozenset(
    (
        *("heater", "thermostat", "air conditioner", "humidifier", "dehumidifier", "air purifier", "fan"),
        *("oven", "washer", "dryer", "dishwasher", "kettle", "light", "plug", "lock"),
        *("temperature sensor", "smoke detector"),
    )
)
"""Types that are set in no way but by what they state."""
_VAGUE_DRINKS = frozenset({"coffee", "tea", "hot water", "hot milk", "cocoa", "hot chocolate", "chai"})
"""What people make in other ways too."""
_ARTICLE = re.compile(r"^(?:the|an?) ")
_NOUN = re.compile(r" (?:mode|setting|programme|program|cycle|wash|load)$")
_OWN_WORDS = re.compile(
    r"(?!(?:an?|the|another|other|different|next|previous|last|same|right|wrong|usual|default|best|first|second|"
    r"new|some|any|its|my|your|this|that|which|what)\b)[a-z]+(?: [a-z]+){0,2}"
)
"""What is a value for being called a mode or a programme."""
_FRAMES = tuple(
    (sort.split()[0], re.compile(re.sub(r"\{(\w)\}", r"(?P<\1>.+?)", line)))
    for sort, lines in blocks("unoffered").items()
    for line in lines
)


class Unoffered:
    """Reads wishes that the one device they are about cannot grant."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._choices = frozenset(
            clean(c) for t in vocabulary.world.things for p in t.properties for c in p.choices
        ).union(*_FAMILIAR.values())

    def read(self, clause: str, here: str | None) -> Done | None:
        """The refusal of a clause that asks for what is not offered; None for any other."""
        for sort, pattern in _FRAMES:
            for groups in matches(pattern, clause):
                done = self._refused(sort, groups, here)
                if done is not None:
                    return done
        return None

    def _refused(self, sort: str, groups: Groups, here: str | None) -> Done | None:
        wanted = _ARTICLE.sub("", str(groups["v"]))
        said = _NOUN.sub("", wanted)
        named = said != wanted and sort in {"mode", "programme"} and _OWN_WORDS.fullmatch(said) is not None
        if not (named or self._is_value(sort, said)):
            return None
        if groups.get("t") is None and said in _VAGUE_DRINKS and not groups.get("brewed"):
            return None
        meaning = self._meant(groups.get("t"), here)
        if not isinstance(meaning, Found) or len(meaning.things) != 1 or meaning.target:
            return None
        if not _is_refused(sort, meaning.things[0], said, groups.get("p") or ""):
            return None
        label = self._errands.vocabulary.labels[meaning.things[0].id]
        return Done(f"refuse unable: {label}", meaning.things)

    def _meant(self, said: str | None, here: str | None) -> Meaning | None:
        """What the words for a device mean; without them, the only coffee maker."""
        if said is not None:
            return self._errands.referents.find(said, here)
        makers = tuple(t for t in self._errands.things if wishes.type_of(t) == "coffee maker")
        return Found(makers) if len(makers) == 1 else None

    def _is_value(self, sort: str, said: str) -> bool:
        if sort in {"reading", "amount"}:
            return isinstance(values.read(said), values.Amount)
        return said in (self._choices if sort == "other" else _FAMILIAR[sort])


def _is_refused(sort: str, thing: Thing, said: str, name: str) -> bool:
    """Whether a device certainly does not have a value of that sort."""
    name = name.replace(" ", "_")
    if sort == "amount":
        kind = wishes.type_of(thing)
        return (kind not in NOUNS or kind in _PLAIN_TYPES) and not any(_is_measured(a) for a in _told(thing))
    if sort == "reading":
        found = thing.find_property(name)
        settable = [p.name for p in thing.properties if p.writable]
        measured = found is not None and found.kind in {Kind.NUMBER, Kind.INTEGER} and not found.writable
        meant = roles.spoken_property(thing, name.replace("_", " "))
        return measured and meant is None and not any(name in other for other in settable)
    if sort in {"programme", "drink"}:
        maker = wishes.type_of(thing) == "coffee maker"
        known = programme_of(thing)
        if known is None and sort == "programme" and not _settings(thing):
            return wishes.type_of(thing) in {"washer", "dryer", "dishwasher"}
        offered = [known] if known is not None and maker == (sort == "drink") else []
        if known is None and maker and sort == "drink" and not _settings(thing):
            return said not in {*_VAGUE_DRINKS, "espresso"} and not any(_is_free(a) for a in _told(thing))
        return bool(offered) and all(_is_apart(said, p) for p in (*offered, *_settings(thing)))
    names = (name,) if sort == "other" else _PROPERTIES[sort]
    offered = [p for p in _settings(thing) if p.name in names]
    known = programme_of(thing)
    every = (*_settings(thing), *((known,) if known is not None else ()))
    numbers = sort == "fan" and roles.find(thing, "speed") is not None
    free = any(a.name in names and _is_free(a) for a in _told(thing))
    plain = sort in {"mode", "color"} and not (offered or free) and wishes.type_of(thing) in _PLAIN_TYPES
    shows = sort == "source" and wishes.type_of(thing) in {"television", "speaker"}
    plain = plain or (shows and not offered and not any(_is_free(a) for a in _told(thing)))
    return (bool(offered) or plain) and not numbers and all(_is_apart(said, p) for p in every)


def _told(thing: Thing) -> Iterator[Attribute]:
    """Whatever a device can be told."""
    yield from (p for p in thing.properties if p.writable)
    yield from (a for action in thing.actions for a in action.arguments)


def _is_free(attribute: Attribute) -> bool:
    """Whether a device takes any words there."""
    return attribute.kind is Kind.STRING and not attribute.choices


def _is_measured(attribute: Attribute) -> bool:
    numbers = attribute.kind in {Kind.NUMBER, Kind.INTEGER}
    return numbers or _is_free(attribute) or any(c.isdigit() for choice in attribute.choices for c in choice)


def _settings(thing: Thing) -> list[Attribute]:
    return [p for p in thing.properties if p.writable and p.choices]


def _is_apart(said: str, attribute: Attribute) -> bool:
    """Whether no choice could be meant by a value."""
    if values.choice_of(attribute, said) is not None:
        return False
    choices = {clean(c) for c in attribute.choices}
    words = said.split()
    shared = any(set(words) & set(c.replace("-", " ").split()) for c in choices)
    return not shared or words[-1].isdigit()
