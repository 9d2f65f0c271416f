"""Questions about several devices: all, any, how many, which, the most, and which of two."""

from __future__ import annotations

import re

from model_core.reading import measures, roles, states
from model_core.reading.asking import Asking, Measure, splits
from model_core.reading.clauses import Done
from model_core.reading.comparisons import condition
from model_core.reading.patterns import patterns
from model_core.reading.referents import Found
from model_core.reading.wishes import Told, type_of
from model_core.world import Thing

_TABLE = patterns(
    "group_questions",
    MOST="|".join(sorted(measures.MOST, key=len, reverse=True)),
    MORE="|".join(sorted(measures.MORE, key=len, reverse=True)),
)
_HIGH = re.compile(
    r"highest|most|biggest|greatest|maximum|largest|higher|more|greater|stronger|better|fuller"
)
_ROOMS = re.compile(r"(?:rooms?|places?)(?: in the house| at home)?")


class GroupQuestions:
    """Reads questions about several devices of one home."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a question about several devices; None for any other."""
        return (
            self._between(text, here)
            or self._extreme(text, here)
            or self._in_frames(text, here)
            or self._side_by_side(text, here)
        )

    # in a state

    def _in_frames(self, text: str, here: str | None) -> Done | None:
        for verb, pattern in _TABLE["frames"].of(text):
            found = pattern.fullmatch(text)
            if found:
                read = self._group(verb, found["x"], found["s"], here)
                if read is not None:
                    return read
        return None

    def _side_by_side(self, text: str, here: str | None) -> Done | None:
        """`are there lights on upstairs`, `list the open windows`: nothing stands between the two."""
        for verb, pattern in _TABLE["side_by_side"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            said, place = self._asking.placed(found["y"])
            rest = (found.groupdict().get("z") or "").strip()
            if rest and (place or self._asking.placed(rest)[0]):
                continue
            place = rest or place
            for first, second in splits(said):
                for noun, state in ((first, second), (second, first)):
                    if not states.known(state) and condition(states.plain(state)) is None:
                        continue
                    read = self._group(verb, f"{noun} {place}".strip(), state, here)
                    if read is not None:
                        return read
        return None

    def _group(self, verb: str, noun: str, said: str, here: str | None) -> Done | None:
        state, place = self._asking.placed(said)
        for words, phrase in ((said, noun), (state, f"{noun} {place}")) if place else ((said, noun),):
            told = _told(words)
            if told is None or not words or (place and not words):
                continue
            plain = re.sub(r" (?:still|currently|now|left|actually|really)$", "", phrase)
            if re.search(r"\bdoors?\b", plain) and words in {"open", "closed", "shut"} and self._two_doors():
                return None
            if verb == "none":
                read = self._asking.group("check", plain, here, _denied(told))
            else:
                read = self._asking.group(verb, plain, here, told)
            if read is not None:
                return read
        return None

    def _two_doors(self) -> bool:
        types = self._asking.vocabulary.types
        return "door sensor" in types and "lock" in types

    # the most

    def _extreme(self, text: str, here: str | None) -> Done | None:
        for _, pattern in _TABLE["extremes"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            groups = found.groupdict()
            noun, place = f"{found['x']} {(groups.get('z') or '').strip()}".strip(), ""
            if groups.get("m"):
                role, high = measures.MOST[groups["m"]]
                told = _number_by(measures.of, role)
            else:
                high = _HIGH.fullmatch(groups["e"]) is not None
                name, place = self._asking.placed(groups["p"])
                told = _number_by(measures.named, name)
            if _ROOMS.fullmatch(noun) or noun in {"device", "devices", "thing", "battery", "one"}:
                return None
            read = self._asking.group("highest" if high else "lowest", f"{noun} {place}".strip(), here, told)
            if read is not None and len(read.things) > 1:
                return read
        return None

    # which of two

    def _between(self, text: str, here: str | None) -> Done | None:
        for _, pattern in _TABLE["between"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            groups = found.groupdict()
            if groups.get("m"):
                role, high = measures.MORE[groups["m"]]
                told = _number_by(measures.of, role)
            else:
                role, high = groups["p"], _HIGH.fullmatch(groups["e"]) is not None
                told = _number_by(measures.named, role)
            pair = [self._compared(found[key], role, told, here) for key in ("a", "b")]
            if pair[0] is None or pair[1] is None or pair[0] == pair[1]:
                continue
            names = {told(t) for t in pair if t is not None}
            if len(names) != 1:
                continue
            labels = ", ".join(self._asking.vocabulary.labels[t.id] for t in pair if t is not None)
            things = tuple(t for t in pair if t is not None)
            return Done(f"{'highest' if high else 'lowest'} {labels}: {names.pop()}", things)
        return None

    def _compared(self, phrase: str, role: str, told: Told, here: str | None) -> Thing | None:
        """The device that a phrase means, or the one that measures the room that it means."""
        if re.fullmatch(r"(?:it is )?(?:outside|out|outdoors|out there)", phrase):
            stations = [
                t for t in self._asking.vocabulary.world.things if type_of(t) == "weather" and told(t)
            ]
            return stations[0] if len(stations) == 1 else None
        place = re.sub(r"^(?:in |on |at )?(?:the |my |our )?", "", phrase)
        place = "here" if place == "this room" else place
        room = self._asking.room(place, here)
        if room is not None and phrase and role in {"temperature", "humidity"}:
            measured = self._asking.measuring(room, role)
            return measured[0] if measured else None
        meaning = self._asking.find(phrase, here, told)
        if isinstance(meaning, Found) and len(meaning.things) == 1 and told(meaning.things[0]):
            return meaning.things[0]
        return None


def _told(said: str) -> Told | None:
    """The test that words for a state or for a number stand for."""
    words = states.plain(said)
    words = words.removeprefix("really ")
    if states.known(words):
        return lambda thing: states.test(thing, words)
    return condition(words)


def _denied(told: Told) -> Told:
    def denied(thing: Thing) -> str | None:
        text = told(thing)
        found = re.fullmatch(r"([a-z0-9_]+)(.+)", text or "")
        return f"{found[1]}{states.opposite(found[2])}" if found else None

    return denied


def _number_by(measure: Measure, said: str) -> Told:
    """What tells the name of the property that a measure finds, where it holds numbers."""

    def told(thing: Thing) -> str | None:
        found = measure(thing, said)
        return found.name if found is not None and roles.is_number(found) else None

    return told
