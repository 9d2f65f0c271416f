"""Sentences with more than one time: from one until another, at one for a while, on two days, by turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.reading import lasting, times, undoing
from model_core.reading.clauses import Done

Read = Callable[[str, str | None, bool], str | None]
Commands = Callable[[str, str | None, bool], list[Done] | None]

_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_TWO_DAYS = re.compile(
    rf"\b(?P<lead>every|each|on) (?P<a>{_DAY})s? (?:and|&)(?: every| each| on)? (?P<b>{_DAY})s?\b"
)
_EVERY_DAY = re.compile(
    r"^(?:every (?:single )?day|each day|daily),? (?P<a>.+)$|"
    r"^(?P<b>.+?),? (?:every (?:single )?day|each day|daily)$"
)
_FROM = re.compile(r",? (?:from|between) ")
_TILL = re.compile(r" (?:until|till|til|to|and) ")
_FOR = re.compile(r",? for (?P<d>[^,]+)$")
_TO = re.compile(
    r"^(?P<verb>.+? )to (?P<one>\S+(?: percent| degrees)?) (?P<t>.+?),? (?:and|then|and then)"
    r"(?: back| up| down)* to (?P<two>\S+(?: percent| degrees)?) (?P<u>.+)$"
)
_AND = re.compile(r",? and then |,? then |,? and |, ")
_MIDDLE = re.compile(r"^(?:in|at|after|on|every|each|tomorrow|tonight|this)$")
_GOES_ON = re.compile(r"^(?:on|with|using|to|for) ")
_CLOCK = re.compile(r"at (?P<h>\d{1,2}):(?P<m>\d\d)(?P<half>[ap]m)?(?P<days> \w+)?")
_CERTAIN = re.compile(r"at (?:sun|\d+:\d\d[ap]m|(?:00|1[2-9]|2\d):)")
"""A time of which also the half of the day is known."""
_DAY_MINUTES = 1440


class Timetable:
    """Reads what happens at several times, in one home."""

    def __init__(self, once: Read, spans: Read, lasting: Commands) -> None:
        """`once` reads what has one time, `spans` what lasts for a while, `lasting` what is to last."""
        self._once = once
        self._spans = spans
        self._lasting = lasting

    def read(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """The plan text, or None."""
        ways = (
            self._from_to,
            self._at_for,
            self._then_back,
            self._to_and_to,
            self._on_two_days,
            self._every_day,
            self._in_the_middle,
        )
        return next((text for way in ways if (text := way(sentence, here, alone)) is not None), None)

    def _from_to(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`the lantern on from 8 pm till midnight`."""
        for mark in _FROM.finditer(sentence):
            head, tail = sentence[: mark.start()], sentence[mark.end() :]
            for till in _TILL.finditer(tail):
                begins, ends = _clock(tail[: till.start()]), _clock(tail[till.end() :])
                if begins is None or ends is None:
                    continue
                days = ends.trigger.split(" ")[2:]
                if days and (days != ["daily"] or begins.trigger.count(" ") > 1):
                    return None
                first = " ".join((begins.trigger, *days))
                return self._both(self._lasting(head, here, alone), first, ends.trigger)
        return None

    def _at_for(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`turn on the tap at 6 am for 20 minutes`."""
        found = _FOR.search(sentence)
        span = times.duration(found["d"]) if found else None
        if found is None or span is None:
            return None
        rest = sentence[: found.start()]
        for head, when in (*times.trailing(rest), *((r, w) for w, r in times.leading(rest))):
            ends = _shifted(when.trigger, span)
            if ends is not None:
                text = self._both(self._lasting(head, here, alone), when.trigger, ends)
                if text is not None:
                    return text
        return None

    def _both(self, done: list[Done] | None, begins: str, ends: str) -> str | None:
        if done is None or len(done) != 1:
            return None
        back = undoing.undone(done[0])
        return f"later {begins} then {done[0].text}; later {ends} then {back}" if back else None

    def _then_back(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`run the fan for an hour and then stop it`: the second half says what the first implies."""
        for mark in _AND.finditer(sentence):
            found = undoing.BACK.fullmatch(f"x and {sentence[mark.end() :]}")
            if found is None or not (found["verb"] or found["state"]):
                continue
            text = self._spans(sentence[: mark.start()], here, alone)
            if text is not None and undoing.says_so(found, text.rpartition(" then ")[2]):
                return text
        return None

    def _to_and_to(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`the heating to 17 at 11 pm and to 20 at 6 am`."""
        found = _TO.match(sentence)
        if found is None:
            return None
        first, second = (f"{found['verb']}to {found[v]} {found[t]}" for v, t in (("one", "t"), ("two", "u")))
        text = self._two(first, second, here, alone)
        begins = re.findall(r"later (at .+?) then", text or "")
        return text if all(_CERTAIN.match(b) for b in begins) else None

    def _on_two_days(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`every monday and thursday`."""
        found = _TWO_DAYS.search(sentence)
        if found is None or {found["a"], found["b"]} == {"saturday", "sunday"}:
            return None
        head, tail = f"{sentence[: found.start()]}{found['lead']} ", sentence[found.end() :]
        return self._two(f"{head}{found['a']}{tail}", f"{head}{found['b']}{tail}", here, alone)

    def _two(self, first: str, second: str, here: str | None, alone: bool) -> str | None:
        one, two = self._once(first, here, alone), self._once(second, here, alone)
        if one is None or two is None or not all(p.startswith("later at ") for p in (one, two)):
            return None
        return f"{one}; {two}" if one.split(" then ")[0] != two.split(" then ")[0] else None

    def _every_day(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`the light on at dusk, off at dawn, every day`: every time is on every day."""
        found = _EVERY_DAY.match(sentence)
        text = self._once((found["a"] or found["b"]).strip(" ,"), here, alone) if found else None
        if text is None or text.count("later at ") != 2 or not text.startswith("later at "):
            return None
        daily = re.sub(r"later (at \S+) then ", r"later \1 daily then ", text)
        return daily if daily.count(" daily then ") == 2 else None

    def _in_the_middle(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`start the dishwasher at 1 am on eco`."""
        for before, time, after in _windows(sentence):
            text = self._once(f"{before} {after} {time}", here, alone)
            if text is not None and text.startswith("later ") and "; " not in text:
                return text
        return None


def _windows(sentence: str) -> Iterator[tuple[str, str, str]]:
    """Every way to take a time out of the middle, with what goes before and after it."""
    words = sentence.split(" ")
    for begin in range(2, len(words) - 2):
        if not _MIDDLE.match(words[begin]):
            continue
        for end in range(len(words) - 1, begin + 1, -1):
            time, after = " ".join(words[begin:end]), " ".join(words[end:])
            when = times.moment(time) if _GOES_ON.match(after) else None
            if when is not None and not when.bare and not times.mentioned(after):
                yield " ".join(words[:begin]), time, after


def _clock(said: str) -> times.Moment | None:
    """A time of day of which also the half is certain."""
    when = times.moment(said) or times.moment(f"at {said}")
    return when if when is not None and _CERTAIN.match(when.trigger) else None


def _shifted(trigger: str, span: str) -> str | None:
    """The time so much later; None where it is on another day or not certain."""
    if trigger.startswith("after "):
        seconds = lasting.seconds(trigger.removeprefix("after ")) + lasting.seconds(span)
        return f"after {seconds / 60:g} min" if seconds % 60 == 0 and seconds < 600_000 else None
    found = _CLOCK.fullmatch(trigger)
    minutes, rest = divmod(lasting.seconds(span), 60)
    if found is None or rest:
        return None
    hour = int(found["h"]) % 12 + 12 * (found["half"] == "pm") if found["half"] else int(found["h"])
    total = int(hour * 60 + int(found["m"]) + minutes)
    days = found["days"] or ""
    if total >= _DAY_MINUTES and days not in {"", " daily"}:
        return None
    hour, minute = divmod(total % _DAY_MINUTES, 60)
    if not found["half"]:
        return f"at {hour:02d}:{minute:02d}{days}"
    return f"at {(hour - 1) % 12 + 1}:{minute:02d}{'pm' if hour >= 12 else 'am'}{days}"
