"""Reads what is wrong with a device that is named: left on, left open, not locked, muted, nearly flat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading import need_cues, wishes
from model_core.reading.clauses import Done
from model_core.reading.errands import matches
from model_core.reading.need_kinds import device_words
from model_core.reading.need_signs import spelled_out
from model_core.reading.need_ways import way_of
from model_core.reading.outcomes import asks, refuses
from model_core.reading.phrases import blocks, load
from model_core.reading.places import Places
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Found, Referents
from model_core.reading.wishes import Wish
from model_core.world import Thing

_PARTS = re.compile(
    r"[,;] (?:and |but |so |while |though |yet )?| (?:and|but|because|since|though|while|so) |"
    r"(?<=\w) (?=there is )"
)
_TOLD = re.compile(
    r"^(?:please |can you |could you |you )?"
    r"(?:turn|switch|set|dim|put|open|close|shut|lock|unlock|start|stop|play|pause|leave|keep|let)\b"
)
_ELSEWHEN = re.compile(
    r"\b(?:if|unless|until|till|when|whenever|once|after|before|tomorrow|later|yesterday|"
    r"last (?:night|week|year)|"
    r"used to|will|would|should|do not|does not|is fine|is ok|on purpose|i like|we like|good|great|instead|"
    r"except|but not|rather|quieter|gentler|softer|slower|dimmer|lower|less|"
    r"remind|tell|ask|what|how|which|where|why)\b"
)
"""What is told of another time, or is no complaint."""
_OWN = re.compile(r"^(?:his|her|their|my|our|your|that|this|those|these) ")
_NO_NAME = re.compile(
    r"\b(?:it|them|they|everything|something|anything|nothing|who|what|that|i|we|you|he|she|if|when|not|"
    r"all of)\b"
)
_LOADED = re.compile(
    r"^(?:i have |i |we have |we )?(?:put|added|popped|chucked) (?:(?:the|a|some) )?"
    r"(?:powder|tablet|softener|detergent|soap|capsule|pod|liquid|salt)(?: in)?$"
)
_ARRIVED = re.compile(
    r"^(?:i have|we have|i|we|he|she|PPL) (?:has |have )?(?:just )?(?:parked|driven|drove|put|left) "
)
_STATE = re.compile(
    r"\b(?:on|off|open|shut|closed|locked|unlocked|up|down|loud|bright|dim|low|high|playing|running)\b"
)


@dataclass(frozen=True, slots=True)
class _Remedy:
    wish: Wish
    patterns: tuple[re.Pattern[str], ...]
    types: frozenset[str]
    others: frozenset[str]
    """Types that are not meant."""
    beside: re.Pattern[str] | None
    """What has to be said elsewhere in the sentence."""
    named: re.Pattern[str]

    def fits(self, thing: Thing) -> bool:
        """Whether a device can be put right so."""
        kind = wishes.type_of(thing)
        if kind in self.others or (self.types and kind not in self.types):
            return False
        called = " ".join((thing.name, *thing.aliases)).casefold()
        return self.named.search(called) is not None and self.wish.can(thing)


class Complaints:
    """Reads complaints about the devices of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents, reasons: Reasons) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._reasons = reasons
        self._places: Places = referents.places
        self._devices = device_words(vocabulary.world.things)

    def read(self, sentence: str, here: str | None) -> Done | None:
        """The remedy for what a sentence in plain form complains of; else None."""
        parts = [p for p in _PARTS.split(sentence) if p]
        for at in range(len(parts)):
            others = [*parts[:at], *parts[at + 1 :]]
            room = self._room(others) or here
            done = self._remedied(_plainest(parts[at]), sentence, room)
            if done is not None:
                return done if all(self._is_beside(p) for p in others) else None
        return None

    def _room(self, parts: Sequence[str]) -> str | None:
        """The one room that the rest of the sentence is about."""
        ends = (self._places.take(f"x {self._places.suffix(p)}")[0] for p in parts if self._places.suffix(p))
        found = [places for places in ends if places and len(places) == 1]
        named = found[0][0] if len(found) == 1 else None
        return named if named in self._vocabulary.room_labels else None

    def _remedied(self, part: str, sentence: str, here: str | None) -> Done | None:
        for remedy in _remedies():
            if remedy.beside is not None and remedy.beside.search(sentence) is None:
                continue
            for pattern in remedy.patterns:
                for groups in matches(pattern, part):
                    said = f"{groups['t'] or ''}{groups.get('w') or ''}"
                    if said == "the door" and "garage" in sentence:
                        said = "the garage door"
                    done = self._done(remedy, said, here)
                    if done is not None:
                        return done
        return None

    def _done(self, remedy: _Remedy, said: str, here: str | None) -> Done | None:
        phrase = _OWN.sub("the ", said)
        if _NO_NAME.search(phrase) or _TOLD.match(phrase):
            return None
        meaning = self._referents.find(phrase, here, remedy.fits)
        if not isinstance(meaning, Found) or not all(remedy.fits(t) for t in meaning.things):
            return None
        text = wishes.plan(remedy.wish, meaning, self._vocabulary)
        return None if text is None or asks(text) or refuses(text) else Done(text, meaning.things)

    def _is_beside(self, part: str) -> bool:
        """Whether a part asks for nothing: a reason, or words that name no device."""
        if self._reasons.are(part):
            return True
        text = _plainest(part)
        if _LOADED.match(text):
            return True
        named = self._devices.search(text) and not (_ARRIVED.match(text) and not _STATE.search(text))
        return not (_TOLD.search(text) or named or _ELSEWHEN.search(text))


def _plainest(part: str) -> str:
    return need_cues.plainest(spelled_out(part))


@cache
def _remedies() -> tuple[_Remedy, ...]:
    return tuple(_made())


def _made() -> Iterator[_Remedy]:
    data = load("complaints")
    told: Mapping[str, Mapping[str, str]] = data["remedies"]
    for name, entry in told.items():
        yield _Remedy(
            way_of(f"any: {entry['way']}").wish,
            tuple(re.compile(line) for line in blocks("complaints")[name]),
            frozenset(filter(None, entry.get("types", "").split("|"))),
            frozenset(filter(None, entry.get("not", "").split("|"))),
            re.compile(data["signs"][entry["beside"]]) if entry.get("beside") else None,
            re.compile(rf"\b(?:{entry['named']})" if entry.get("named") else ""),
        )
