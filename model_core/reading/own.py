"""Properties by the words that devices have for them, with the device named or implied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from model_core.language.vocabulary import Vocabulary
from model_core.plan import Word
from model_core.reading import roles, units
from model_core.reading.clauses import Done
from model_core.reading.determiners import without_the
from model_core.reading.errands import Errands
from model_core.reading.phrases import blocks, filled
from model_core.reading.referents import Found, Referents, Several
from model_core.reading.wishes import Wish, type_of
from model_core.world import Attribute, Kind, Thing

_ENDINGS = frozenset({"on", "mode", "level", "setting", "enabled", "active", "set"})
"""Last words of names that people leave out."""
_STATES: Mapping[str, str] = {
    "open": "open", "opened": "open", "locked": "locked", "folded": "folded", "raised": "raised",
    "up": "raised", "drawn": "drawn", "closed": "closed", "shut": "closed",
}  # fmt: skip
"""Last words of names of flags, and the state that they tell."""
_ENDS: Mapping[str, tuple[str, ...]] = {"max": ("max", "maximum", "full", "high"), "min": ("min", "low")}
"""The choices that stand for as much and as little as there is."""
_IMPLIED_ELSEWHERE = frozenset({
    "brightness", "color temperature", "colour temperature", "volume", "temperature", "target temperature",
    "sound", "heat", "on", "power", "state", "active", "running", "enabled", "open",
    "opened", "locked", "ready",
})  # fmt: skip
"""Words that say nothing without a device, or that lead to a device in a way of their own."""
_OF = re.compile(r" (?:of|on|in|for|at) ")
_RELATIVE = ("more", "less", "slightly more", "slightly less", "much more", "much less", "max", "min")
_IT, _P, _T, _V = r"(?P<it>.+?)", r"(?P<p>.+?)", r"(?P<t>.+?)", r"(?P<v>.+?)"


@dataclass(frozen=True, slots=True)
class _Subject:
    """A property and the words for its device; empty: no device is named."""

    property: str
    device: str


def _patterns(block: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    lines = (line.partition("=") if block == "did" else (line, "", "") for line in blocks("own")[block])
    slots = {"it": _IT, "p": _P, "t": _T, "v": _V}
    return tuple((re.compile(filled(text, slots)), state) for text, _, state in lines)


_FRAMES = {
    block: _patterns(block)
    for block in ("did", "on", "off", *_RELATIVE[2:], "plus", "minus", *_RELATIVE[:2], "value")
}

_UP, _DOWN = (
    r"(?:raise|lift|move|bring|put|increase|extend)",
    r"(?:lower|drop|move|bring|put|decrease|reduce)",
)
_IN_UNIT = tuple(
    (sign, re.compile(pattern.replace("{t}", _T).replace("{v}", r"(?P<v>\d+(?:\.\d+)? [a-z/]+)")))
    for sign, pattern in (
        ("", rf"(?:{_UP}|{_DOWN}|set|adjust) {{t}} (?:up |down )?(?:to|at) {{v}}"),
        ("+", rf"{_UP} {{t}} up (?:by )?{{v}}"),
        ("+", r"(?:raise|lift|increase) {t} (?:by )?{v}"),
        ("-", rf"{_DOWN} {{t}} down (?:by )?{{v}}"),
        ("-", r"(?:lower|drop|decrease) {t} (?:by )?{v}"),
    )
)
"""What is done to a device in a unit that tells of which property."""


class OwnProperties:
    """Reads what is said of the properties of the devices of one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._errands = Errands(vocabulary, referents)
        self._known: dict[str, set[str]] = {}
        self._whole: set[str] = set()
        """Words that say which property is meant without a device."""
        for thing in vocabulary.world.things:
            for attribute in thing.properties:
                if attribute.writable:
                    for said in (*_said_as(attribute), *_short_for(attribute)):
                        self._known.setdefault(said, set()).add(attribute.name)
                    for state in _state_of(attribute):
                        self._known.setdefault(state[0], set()).add(attribute.name)
                    self._whole |= {*_said_as(attribute), *(state[0] for state in _state_of(attribute))}

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a clause about a property; None for any other."""
        for block, patterns in _FRAMES.items():
            for pattern, state in patterns:
                for groups in _splits(pattern, clause):
                    for subject in self._subjects(groups):
                        done = self._done(block, state, subject, groups, here)
                        if done is not None:
                            return done
        return self._by_unit(clause, here)

    def _by_unit(self, clause: str, here: str | None) -> Done | None:
        """`lower the desk to 70 centimetres`: the one property of a device in the unit that is said."""
        for sign, pattern in _IN_UNIT:
            found = pattern.fullmatch(clause)
            if found is None:
                continue

            def told(thing: Thing, sign: str = sign, said: str = found["v"]) -> str | None:
                fits = [p for p in thing.properties if p.writable and units.is_in(p, said)]
                return f"{fits[0].name}{sign}{units.written(fits[0], said)}" if len(fits) == 1 else None

            return self._errands.named(found["t"], Wish(told, sure=False), here)
        return None

    def _subjects(self, groups: Mapping[str, str | None]) -> Iterator[_Subject]:
        """The ways to read the words for a property and its device."""
        if groups.get("p"):
            said = _bare(str(groups["p"]))
            if said in self._known:
                yield _Subject(said, groups.get("t") or "")
            return
        text = str(groups.get("it") or "")
        for found in _OF.finditer(text):
            said = _bare(text[: found.start()])
            if said in self._known:
                yield _Subject(said, text[found.end() :])
        words = text.split()
        for count in range(len(words) - 1, 0, -1):
            said = " ".join(words[-count:])
            if said in self._known and not self._is_name(text, said):
                yield _Subject(said, re.sub(r"(?<=\w)'s?$", "", " ".join(words[:-count])))
        if _bare(text) in self._known:
            yield _Subject(_bare(text), "")

    def _done(
        self, block: str, state: str, subject: _Subject, groups: Mapping[str, str | None], here: str | None
    ) -> Done | None:
        def told(thing: Thing) -> str | None:
            return _told(thing, block, state, subject.property, str(groups.get("v") or ""))

        wish = Wish(told, sure=False)
        device = without_the(subject.device)
        if device:
            return self._errands.named(subject.device, wish, here)
        if subject.property in _IMPLIED_ELSEWHERE or subject.property not in self._whole:
            return None
        if self._is_device(subject.property, wish, here):
            return None
        return self._errands.implied(wish, here)

    def _is_name(self, text: str, said: str) -> bool:
        """Whether the words for a device and a property are those of a device that has no such property."""
        found = self._errands.referents.find(text, None)
        if not isinstance(found, Found | Several):
            return False
        return not any(said in _said_as(p) for t in found.things for p in t.properties)

    def _is_device(self, said: str, wish: Wish, here: str | None) -> bool:
        """Whether the words are also the name of devices that have no such property."""
        found = self._errands.referents.find(said, here)
        if not isinstance(found, Found | Several):
            return False
        return not all(wish.told(t) for t in found.things)


def _splits(pattern: re.Pattern[str], clause: str) -> Iterator[dict[str, str | None]]:
    """The matches of a frame; where words and value stand side by side, each place to part them."""
    found = pattern.fullmatch(clause)
    if found is None:
        return
    yield found.groupdict()
    text = pattern.pattern
    for slot in (_IT, _P, _T):
        if slot in text and _V in text:
            longer = slot.replace(".+?", ".+")
            again = re.fullmatch(text.replace(slot, longer, 1), clause)
            if again is not None and again.groupdict() != found.groupdict():
                yield again.groupdict()
    if text.endswith(f"{_IT} {_V}"):
        words = f"{found['it']} {found['v']}".split()
        for at in range(2, len(words)):
            yield {"it": " ".join(words[:at]), "v": " ".join(words[at:])}


def _told(thing: Thing, block: str, state: str, said: str, value: str) -> str | None:
    """The words of the plan for one device."""
    if block == "did":
        wanted, name = not state.startswith("!"), state.lstrip("!")
        found = _one(
            [p for p in thing.properties if p.writable and any(s == (said, name) for s in _state_of(p))],
            said,
        )
        return None if found is None else f"{found.name}={'true' if wanted else 'false'}"
    writable = [p for p in thing.properties if p.writable]
    attribute = _one([p for p in writable if said in _said_as(p)], said)
    attribute = attribute or _one([p for p in writable if said in _short_for(p)], said)
    if attribute is None:
        return None
    match block:
        case "on" | "off":
            if attribute.kind is Kind.BOOLEAN:
                return f"{attribute.name}={'true' if block == 'on' else 'false'}"
            return f"{attribute.name}={block}" if block in attribute.choices else None
        case "value":
            text = units.written(attribute, value)
            return None if text is None else f"{attribute.name}{text}"
        case "plus" | "minus":
            text = units.written(attribute, value) if re.match(r"\d", value) else None
            sign = "+" if block == "plus" else "-"
            return None if text is None or not roles.is_number(attribute) else f"{attribute.name}{sign}{text}"
        case _:
            numeric = roles.is_number(attribute) and type_of(thing) != "air conditioner"
            if not numeric:
                return next(
                    (f"{attribute.name}={c}" for c in _ENDS.get(block, ()) if c in attribute.choices), None
                )
            return f"{attribute.name}={Word(block)}"


def _one(found: list[Attribute], said: str) -> Attribute | None:
    exact = [p for p in found if p.name.replace("_", " ") == said] or found
    return exact[0] if len(exact) == 1 else None


def _said_as(attribute: Attribute) -> frozenset[str]:
    """The words for a property: those of its name, and the name without what people leave out."""
    words = attribute.name.replace("_", " ").split()
    said = {" ".join(words)}
    while len(words) > 1 and words[-1] in _ENDINGS:
        words = words[:-1]
        said.add(" ".join(words))
    first, *others = attribute.name.replace("_", " ").split()
    if len(others) == 1 and others[0].endswith("ing"):
        said |= {f"{others[0]} {the}{first}{s}" for the in ("", "the ") for s in ("", "s")}
    said |= {s.replace("color", "colour") for s in said} | {s.replace("colour", "color") for s in said}
    return frozenset(said)


def _short_for(attribute: Attribute) -> frozenset[str]:
    """What may stand for a property of a device that is named: one word of it, or all but its kind."""
    first, *others = attribute.name.replace("_", " ").split()
    if not others:
        return frozenset()
    last = others[-1]
    said = set() if last in _ENDINGS else {last}
    if last == "temperature" or first == "target":
        said |= {" ".join((first, *others[:-1]))} if last == "temperature" else {" ".join(others)}
    return frozenset(said - {"target"})


def _state_of(attribute: Attribute) -> tuple[tuple[str, str], ...]:
    """For a flag such as `lid_open`: the part and the state that it tells."""
    first, _, last = attribute.name.replace("_", " ").rpartition(" ")
    if attribute.kind is not Kind.BOOLEAN or not first or last not in _STATES:
        return ()
    return ((first, _STATES[last]),)


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|my|our|its) ", "", text.strip(" ,"))
