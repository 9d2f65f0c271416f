"""Questions about several devices: all, any, how many, which, the most, and which of two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.reading import measures, roles, states
from model_core.reading.asking import Asking, Told, splits
from model_core.reading.clauses import Done
from model_core.reading.comparisons import condition
from model_core.reading.referents import Found
from model_core.world import Thing

_ARE = r"(?:is|are|was|were)"
_THAT = r"(?:that|which)"
_OF = r"(?:of the |of my |of our |one of the |of )?"
_SHOW = r"(?:list|show me|name|show|give me a list of|give me|tell me|find|read me)"
_FRAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (verb, re.compile(pattern))
    for verb, pattern in (
        ("count", rf"(?:in (?:total|all),? )?(?:how many|count how many|what number of) {_OF}(?P<x>.+?) {_ARE} (?P<s>.+)"),
        ("count", rf"count (?:all )?(?:of )?(?:the )?(?P<x>.+?) {_THAT} {_ARE} (?P<s>.+)"),
        ("count", rf"(?:what is |give me |tell me )?the number of (?P<x>.+?) {_THAT} {_ARE} (?P<s>.+)"),
        ("list", rf"(?:which|what) {_OF}(?P<x>.+?) {_ARE} (?:the )?(?P<s>.+)"),
        ("list", rf"which (?:one|ones) of (?P<x>.+?) {_ARE} (?P<s>.+)"),
        ("list", rf"{_SHOW} (?:all )?(?:of )?(?:the )?(?P<x>.+?) {_THAT} {_ARE} (?P<s>.+)"),
        ("list", r"(?:which|what) (?P<x>.+?) (?:did|have) (?:i|we|someone|anyone) (?:leave|left) (?P<s>.+)"),
        ("any", rf"{_ARE} there (?:still )?(?:any |a |an |some )?(?:of the )?(?P<x>.+?) {_THAT} {_ARE} (?P<s>.+)"),
        ("none", rf"{_ARE} (?:none of (?:the|my|our)|no) (?P<x>.+?) {_THAT}? ?{_ARE} (?P<s>.+)"),
        ("none", r"none of (?:the|my|our) (?P<x>.+?) (?:is|are) (?P<s>.+)"),
        ("none", r"(?:so )?no (?P<x>.+?) (?:is|are) (?P<s>.+)"),
        ("check", r"(?:is|are) (?:the |my |our )(?P<x>.+?) all (?P<s>.+)"),
        ("check", r"(?:is|are) (?:not )?(?:all of|all|every|each)(?: of)?(?: the| my| our)? (?P<x>.+?) all (?P<s>.+)"),
    )
)  # fmt: skip
_ADJACENT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (verb, re.compile(pattern))
    for verb, pattern in (
        ("any", rf"{_ARE} there (?:still )?(?:any |a |an |some )(?:of the )?(?P<y>.+)"),
        ("any", r"are there (?:still )?(?P<y>.+)"),
        ("any", rf"{_ARE} (?:not )?(?:any(?: of)?(?: the| my| our)?|at least one(?: of the)?|even one|some|one of (?:the|my|our)) (?P<y>.+)"),
        ("any", r"(?:did|have|has) (?:i|we|anyone|anybody|someone|somebody|you) (?:leave|left) (?:any|a|an|some)(?: of the)? (?P<y>.+)"),
        ("any", r"(?:do|have) (?:i|we) (?:have|got) (?:any|a|an)(?: of the)? (?P<y>.+)"),
        ("any", r"(?:were|was|are) any of (?:the|my|our) (?P<y>.+?)"),
        ("none", rf"{_ARE} (?:there no|none of (?:the|my|our)|no) (?P<y>.+)"),
        ("list", r"(?:list|show me|show|give me a list of) (?:all )?(?:of )?(?:the )?(?P<y>.+)"),
        ("count", r"how many (?P<y>.+?) are there(?P<z>.*)"),
        ("count", r"(?:what is |give me |tell me )?the number of (?P<y>.+)"),
        ("count", r"how many (?P<y>.+?) (?:did|have) (?:i|we) (?:leave|left) (?P<z>.+)"),
    )
)  # fmt: skip
_HIGH = r"(?:highest|most|biggest|greatest|maximum|largest)"
_LOW = r"(?:lowest|least|smallest|minimum)"
_MOST = "|".join(sorted(measures.MOST, key=len, reverse=True))
_MORE = "|".join(sorted(measures.MORE, key=len, reverse=True))
_EXTREMES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:which|what) {_OF}(?P<x>.+?) (?:is|are) (?:the )?(?P<m>{_MOST})(?: of all)?(?P<z>.*)",
        rf"(?:what is|which is|tell me|find|what are|show me) the (?P<m>{_MOST}) (?P<x>.+)",
        rf"(?:which|what) {_OF}(?P<x>.+?) (?:has|have) the (?P<e>{_HIGH}|{_LOW}) (?P<p>.+)",
        rf"(?:what is|tell me|which is) the (?P<e>{_HIGH}|{_LOW}) (?P<p>.+?) (?:of|among) (?:all )?(?:the |my |our )?(?P<x>.+)",
        rf"(?:(?:find|tell me|which is|what is|show me) )?the (?P<x>.+?) with the (?P<e>{_HIGH}|{_LOW}) (?P<p>.+)",
    )
)
_BETWEEN: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:which|what|which one|which of them|who) is (?:the )?(?P<m>{_MORE}),? (?P<a>.+?),? or (?P<b>.+)",
        rf"which (?:room|device|one|light|lamp|speaker) is (?:the )?(?P<m>{_MORE}),? (?P<a>.+?),? or (?P<b>.+)",
        rf"(?:which|who) (?:has|have) (?:a |the )?(?P<e>higher|lower|more|less|greater|smaller) (?P<p>.+?),? (?P<a>(?:the |my |our ).+?),? or (?P<b>.+)",
        rf"(?:which|what) (?:has|have) (?:a |the )?(?P<e>higher|lower|more|less) (?P<p>[a-z0-9]+(?: temperature| level| humidity| speed| draw)?),? (?P<a>.+?),? or (?P<b>.+)",
        rf"between (?P<a>.+?) and (?P<b>.+?),? which (?:one )?(?:has|have) the (?P<e>{_HIGH}|{_LOW}|higher|lower) (?P<p>.+)",
        rf"between (?P<a>.+?) and (?P<b>.+?),? which (?:one )?is (?P<m>{_MORE})",
        r"(?:does|do) (?P<a>.+?) or (?P<b>.+?) have (?:a |the )?(?P<e>higher|lower|more|less) (?P<p>.+)",
        r"compare the (?P<p>.+?) of (?P<a>.+?) and (?P<b>.+?),? which (?:one )?is (?P<e>higher|lower)",
        r"is the (?P<p>.+?) (?P<e>higher|lower) (?:at|on|in|of) (?P<a>.+?) or (?:at |on |in |of )?(?P<b>.+)",
        rf"is it (?P<m>{_MORE}) (?P<a>(?:in|on|at) .+?) or (?P<b>.+)",
        rf"where is it (?P<m>{_MORE}),? (?P<a>.+?) or (?P<b>.+)",
        rf"(?:is|are) (?P<a>.+?) or (?P<b>.+?) (?P<m>{_MORE})",
        rf"(?:is|are) (?P<a>.+?) (?P<m>{_MORE}) than (?P<b>.+)",
    )
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
        for verb, pattern in _FRAMES:
            found = pattern.fullmatch(text)
            if found:
                read = self._group(verb, found["x"], found["s"], here)
                if read is not None:
                    return read
        return None

    def _side_by_side(self, text: str, here: str | None) -> Done | None:
        """`are there lights on upstairs`, `list the open windows`: nothing stands between the two."""
        for verb, pattern in _ADJACENT:
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
        for pattern in _EXTREMES:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            groups = found.groupdict()
            noun, place = f"{found['x']} {(groups.get('z') or '').strip()}".strip(), ""
            if groups.get("m"):
                role, high = measures.MOST[groups["m"]]
                told = _number_of(lambda t, role=role: measures.of(t, role))  # type: ignore[misc]
            else:
                high = re.fullmatch(_HIGH, groups["e"]) is not None
                name, place = self._asking.placed(groups["p"])
                told = _number_of(lambda t, name=name: measures.named(t, name))  # type: ignore[misc]
            if _ROOMS.fullmatch(noun) or noun in {"device", "devices", "thing", "battery", "one"}:
                return None
            read = self._asking.group("highest" if high else "lowest", f"{noun} {place}".strip(), here, told)
            if read is not None and len(read.things) > 1:
                return read
        return None

    # which of two

    def _between(self, text: str, here: str | None) -> Done | None:
        for pattern in _BETWEEN:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            groups = found.groupdict()
            if groups.get("m"):
                role, high = measures.MORE[groups["m"]]
                told = _number_of(lambda t, role=role: measures.of(t, role))  # type: ignore[misc]
            else:
                role, high = (
                    groups["p"],
                    re.fullmatch(rf"{_HIGH}|higher|more|greater", groups["e"]) is not None,
                )
                told = _number_of(lambda t, name=role: measures.named(t, name))  # type: ignore[misc]
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
        room = self._asking.room(re.sub(r"^(?:in |on |at )?(?:the |my |our )?", "", phrase), here)
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


def _number_of(attribute: Callable[[Thing], object]) -> Told:
    """The name of a property, where it holds numbers."""

    def told(thing: Thing) -> str | None:
        found = attribute(thing)
        known = next((p for p in thing.properties if p is found), None)
        return known.name if known is not None and roles.is_number(known) else None

    return told
