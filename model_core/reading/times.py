"""Spoken times and durations in a plain sentence, as the triggers of the plan language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = "|".join(_DAYS)
_UNITS = {"hour": "h", "hr": "h", "h": "h", "minute": "min", "min": "min", "second": "s", "sec": "s"}
_UNIT = r"(hours?|hrs?|h|minutes?|mins?|seconds?|secs?)"
_FIXED = {
    "half an hour": "30 min", "a half hour": "30 min", "half hour": "30 min", "half a hour": "30 min",
    "a half an hour": "30 min", "half-hour": "30 min", "a half-hour": "30 min",
    "a quarter of an hour": "15 min", "quarter of an hour": "15 min", "a quarter hour": "15 min",
    "quarter hour": "15 min", "3 quarters of an hour": "45 min", "half a minute": "30 s",
    "half minute": "30 s",
    "an hour and a half": "1.5 h", "1 hour and a half": "1.5 h", "an hour and a quarter": "1.25 h",
    "1 hour and a quarter": "1.25 h", "a minute and a half": "1.5 min", "1 minute and a half": "1.5 min",
    "an hour and half": "1.5 h", "hour and a half": "1.5 h", "hour and a quarter": "1.25 h",
    "minute and a half": "1.5 min",
}  # fmt: skip
_COUNTED = re.compile(
    rf"(\d+(?:\.\d+)?|an?|one|(?:a )?couple(?: of)?)(?: and (?:a )?(half|quarter))?[ -]?{_UNIT}"
)
_JOINT = re.compile(r",? and |, | ")
_ROUGHLY = re.compile(
    r"^(?:about|around|roughly|approximately|exactly|precisely|just|only|like|some|maybe|the next|"
    r"another|no more than|say) "
)

_HOUR = r"(?P<{}>\d{{1,2}}|one)"
_MINUTES = (
    r"(?P<q>half|a quarter|quarter|\d{1,2}(?= min)|5|10|15|20|25)(?: minutes?)? "
    r"(?P<way>past|to|after|before|till) "
)
_CLOCK = re.compile(
    rf"(?:(?P<name>noon|midday|midnight)|{_MINUTES}{_HOUR.format('h2')}(?P<o2> o'clock)?|"
    rf"{_HOUR.format('h')}(?:(?P<colon>[:.])(?P<m>[0-5]\d)|(?P<spoken> [1-5]\d| oh \d| 0\d)|(?P<o> o'clock))?"
    r"(?: hours)?)(?: ?(?P<half>am|pm))?(?= |,|$)"
)
_LEADS = re.compile(r"^(?:at |around |at about |at around |at exactly |about |exactly )+")
_ONCE = "(?:when|once|as soon as)"
_SUN = {
    "sunset": re.compile(
        rf"(?:at )?(?:the )?(?:sunset|sundown|dusk|nightfall)(?= |,|$)|"
        rf"{_ONCE} (?:the sun (?:sets|goes down|is down|has set)|"
        r"it (?:gets|is getting|becomes) dark(?: outside)?|darkness falls|night falls)(?= |,|$)"
    ),
    "sunrise": re.compile(
        rf"(?:at )?(?:the )?(?:sunrise|dawn|daybreak|first light|crack of dawn)(?= |,|$)|"
        rf"{_ONCE} (?:the sun (?:rises|comes up|is up|has risen)|"
        r"it (?:gets|becomes) light(?: outside)?|day breaks)(?= |,|$)"
    ),
}
_PART = r"(morning|afternoon|evening|night)"
_BOTH_DAYS = r"saturdays? (?:and|&) sundays?"
_DAY_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"{pattern}(?= |,|$)"), day)
    for pattern, day in (
        (rf"(?:every|each|on|at|on every) (?:the )?weekdays?(?: {_PART}s?)?", "weekdays"),
        (rf"(?:every|each|on) (?:working|work|business) ?days?(?: {_PART}s?)?", "weekdays"),
        (rf"(?:from )?mondays? (?:to|through|till|until) fridays?(?: {_PART}s?)?", "weekdays"),
        (r"weekdays|workdays|during the (?:work ?)?week|on workdays", "weekdays"),
        (rf"(?:every|each|on every) {_BOTH_DAYS}|(?:on )?{_BOTH_DAYS}", "weekends"),
        (rf"(?:every|each|on|at|on the|at the|over the) weekends?(?: {_PART}s?)?|weekends", "weekends"),
        (
            (
                r"every single day|every day of the week|every day|each day|day after day|daily|"
                r"everyday|on a daily basis"
            ),
            "daily",
        ),
        (rf"(?:every|each|every single) {_PART}", "daily"),
        (r"nightly|every night|each night", "daily"),
        (rf"tomorrow(?: {_PART})?", "tomorrow"),
        (r"today", ""),
        (rf"(?:this|later this) {_PART}", ""),
        (r"tonight|later tonight", ""),
        *((rf"(?:on|every|each|this|on every|this coming)? ?{day}s?(?: {_PART}s?)?", day) for day in _DAYS),
    )
)
_HALVES = re.compile(r"(?:in the (morning|afternoon|evening)|at (night)|in the (night))(?= |,|$)")
_REPEATED = re.compile(
    rf"\b(?:every|each|daily|everyday|weekdays|weekends|workdays|nightly|during|{_DAY}s|through)\b|"
    rf"^on .*days\b"
)
_DELAY = re.compile(
    r"(?:in|after) (?P<d>.+?)(?: from(?: now)?| time)?|(?P<l>.+?) (?:from(?: now)?|later|hence|"
    r"from this moment)"
)
_FROM_WHEN = re.compile(
    r"(?:starting|beginning|from) (?:today|tomorrow|now)(?: on)?,? |,? (?:starting|beginning|"
    r"from) (?:today|tomorrow|now)(?: on)?$"
)

_LONG = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days|weeks?|months?|years?|while|moment|bit)"
_PARTS = "morning|afternoon|evening|night"
_MENTION = re.compile(
    "|".join(
        (
            rf"\b(?:in|after|for|within|every|each|until|till|another|next) [^,;]{{0,30}}?\b{_LONG}\b",
            r"\b(?:in|after|for|within|every) \d+ ?(?:h|min|s)\b",
            r"\band a (?:half|quarter) (?:from(?: now)?$|from now|later|hence)\b",
            rf"\b(?:{_LONG}|h|min|s) (?:from now|from$|later|hence|after that)\b",
            (
                r"\d ?(?:am|pm)\b|o'?clock|\d:\d\d|\bpast (?:\d|one\b)|\bquarter (?:to|past|after|"
                r"before)|\bhalf past"
            ),
            r"\b(?:\d+ minutes|5|10|15|20|25) (?:to|before|after) (?:\d|one)+\b(?! ?(?:percent|degrees))",
            r"\b(?:noon|midday|midnight|sunset|sunrise|sundown|dusk|dawn|nightfall|daybreak|first light)\b",
            (
                rf"\b(?:tomorrow|today|tonight|tonite|yesterday|(?:{_DAY})s?|weekdays?|weekends?|"
                rf"workdays?|work(?:ing)? days?)\b"
            ),
            (
                rf"\b(?:every|each) (?:single )?(?:day|{_PARTS}|hour|minute|time|weekday|weekend|week|"
                rf"month|other)\b"
            ),
            rf"\b(?:daily|nightly|everyday|hourly|weekly|(?:this|in the|tomorrow|by) (?:{_PARTS}|week))\b",
            (
                r"\b(?:at night|overnight|all (?:day|night)|later|afterwards?|eventually|soon|sooner|"
                r"always|from now on)\b"
            ),
            r"\b(?:regularly|recurring|schedule[ds]?|automatically|automation|routine|timers?|count ?down)\b",
            (
                r"\b(?:reminders?|remind|reminded|wake|alarm clock|an alarm|my alarm|not now|not yet|"
                r"whenever|once)\b"
            ),
            (
                r"\b(?:when|if|until|till|til|unless|while(?! you(?: are|'re) )|"
                r"before(?! you do anything)|after(?! me\b))\b"
            ),
            (
                r"\b(?:the (?:moment|minute|second)|in case|next time|should it|as long as|"
                r"as soon as(?! possible))\b"
            ),
            rf"\bfor (?:the|this|one|a) (?:day|{_PARTS}|week|weekend)\b",
            r"\bwait (?:for|until|till|\d|an?\b)",
        )
    )
)
_ASKED = re.compile(
    r"\b(?:tell me|let (?:me|us) know|check|see|find out|know|wonder|look|say|ask|"
    r"sure) if(?= .*\b(?:is|are|am|has|have|there)\b)"
)
BARE = re.compile(
    r"\b(?:at|around)(?: exactly| about| around)? (?:\d|1[0-2]|one)(?: (?:[1-5]\d|oh \d))?(?=$|,| and )|"
    r"^at (?:\d|1[0-2]|one)\b"
)
"""`at 7`: a time unless it is a value."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time at which something is to be done."""

    trigger: str
    """`after 10 min`, `at 7:00pm weekdays`."""
    repeated: bool = False
    bare: bool = False
    """`at 7`: a number that could be a value."""


def mentioned(text: str) -> bool:
    """Whether a plain text speaks of a time, a duration, a day or a condition."""
    return _MENTION.search(_ASKED.sub("", text)) is not None


def duration(text: str) -> str | None:
    """The duration that words name, in the plan language: `90 min`, `1 h 20 min`."""
    while (shorter := _ROUGHLY.sub("", text.strip(" ,"))) != text:
        text = shorter
    if text in _FIXED:
        return _FIXED[text]
    parts: list[str] = []
    order = ("h", "min", "s")
    at = 0
    while at < len(text):
        found = _COUNTED.match(text, at)
        if found is None or len(parts) == 3:
            return None
        number = {"a": 1.0, "an": 1.0, "one": 1.0}.get(found[1], 2.0 if "couple" in found[1] else 0.0)
        number = number or float(found[1])
        number += {"half": 0.5, "quarter": 0.25}.get(found[2] or "", 0.0)
        parts.append(f"{number:g} {_UNITS[found[3].removesuffix('s') or 's']}")
        at = found.end()
        if at < len(text):
            joint = _JOINT.match(text, at)
            if joint is None:
                return None
            at = joint.end()
            if text[at:] in {"a half", "half"} and len(parts) == 1:
                unit = parts[0].split()[1]
                return f"{float(parts[0].split()[0]) + 0.5:g} {unit}"
    units = [p.split()[1] for p in parts]
    if not parts or units != sorted(set(units), key=order.index) or not all(_sayable(p) for p in parts):
        return None
    if len(parts) == 3:  # the plan language has two
        hours, minutes = (float(p.split()[0]) for p in parts[:2])
        parts = [f"{hours * 60 + minutes:g} min", parts[2]]
    return " ".join(parts)


def _sayable(part: str) -> bool:
    number = float(part.split(maxsplit=1)[0])
    return 0 < number < 10_000 and round(number, 2) == number


@lru_cache(maxsize=4096)
def moment(text: str) -> Moment | None:
    """The time that the whole of a phrase names; None for any other words."""
    text = text.strip(" ,")
    text = re.sub(
        r"^(?:but |only |not until |exactly |later |do it |both |all of that |and )+(?=in |at |on |"
        r"every |this |after |tomorrow)",
        "",
        text,
    )
    delay = _DELAY.fullmatch(text)
    if delay is not None and (span := duration(delay["d"] or delay["l"])):
        return Moment(f"after {span}")
    plain = _FROM_WHEN.sub("", text)
    found = _Pieces(plain).read()
    if found is None or (plain != text and not found.repeated):
        return None
    return found


class _Pieces:
    """A day, a part of the day and a time on the clock, in any order."""

    def __init__(self, text: str) -> None:
        self._rest = text
        self._text = text
        self._day: str | None = None
        self._parts: list[str] = []
        self._clock: re.Match[str] | None = None
        self._sun = ""
        self._with_at = False

    def read(self) -> Moment | None:
        while self._rest:
            if not self._take():
                return None
            self._rest = self._rest.lstrip(" ,")
        if self._sun:
            clash = self._clock is not None or any(
                (p == "morning") != (self._sun == "sunrise") for p in self._parts
            )
            return None if clash else self._made(self._sun, bare=False)
        if self._clock is None:
            return None
        return self._at_clock(self._clock)

    def _take(self) -> bool:
        for sun, spoken in _SUN.items():
            said = spoken.match(self._rest) if not self._sun else None
            if said is not None:
                self._sun, self._rest = sun, self._rest[said.end() :]
                return True
        if self._day is None:
            for pattern, day in _DAY_WORDS:
                found = pattern.match(self._rest)
                if found and found[0].strip():
                    self._day, self._rest = day, self._rest[found.end() :]
                    part = re.search(_PART, found[0].replace("tonight", "night").replace("nightly", "night"))
                    self._parts += [part[1]] if part else []
                    if "tonight" in found[0]:
                        self._parts[-1] = "tonight"
                    return True
        half = _HALVES.match(self._rest)
        if half and (
            self._clock or self._day or self._text != self._rest or _clock_follows(self._rest[half.end() :])
        ):
            self._parts.append(half[1] or half[2] or half[3])
            self._rest = self._rest[half.end() :]
            return True
        lead = _LEADS.match(self._rest)
        begin = lead.end() if lead else 0
        clock = _CLOCK.match(self._rest, begin)
        if clock is None or self._clock is not None:
            return False
        clear = (
            clock["half"] or clock["o"] or clock["o2"] or clock["colon"] == ":" or clock["name"] or clock["q"]
        )
        if not lead and not clear and self._day is None and not self._parts:
            return False
        self._clock, self._rest = clock, self._rest[clock.end() :]
        self._with_at = lead is not None
        return True

    def _at_clock(self, clock: re.Match[str]) -> Moment | None:
        if clock["name"]:
            if clock["half"]:
                return None
            return self._made("00:00" if clock["name"] == "midnight" else "12:00", bare=False)
        hour, minute = _hour_and_minute(clock)
        if hour > 23 or minute > 59 or (hour > 12 and (clock["half"] or clock["q"])):
            return None
        half = clock["half"]
        for part in self._parts:
            wanted = _half_of(part, hour)
            if wanted is None or (half and half != wanted):
                return None
            half = wanted
        if hour > 12 or hour == 0 or not half:
            if hour > 12 and half == "am":
                return None
            digits = clock["colon"] or hour <= 12 or clock["o"]
            if not digits:
                return None
            if not half and self._day == "" and hour <= 12:
                return None
            plain = not (clock["colon"] == ":" or clock["o"] or clock["o2"] or clock["q"] or clock["spoken"])
            return self._made(f"{hour:02d}:{minute:02d}", bare=plain and self._day is None)
        return self._made(f"{hour}:{minute:02d}{half}", bare=False)

    def _made(self, time: str, *, bare: bool) -> Moment:
        again = _REPEATED.search(self._text) is not None
        day = f" {self._day}" if self._day else ""
        return Moment(f"at {time}{day}", repeated=again, bare=bare)


def _clock_follows(text: str) -> bool:
    rest = text.lstrip(" ,")
    lead = _LEADS.match(rest)
    return _CLOCK.match(rest, lead.end() if lead else 0) is not None


def _hour_and_minute(clock: re.Match[str]) -> tuple[int, int]:
    if clock["q"]:
        hour = 1 if clock["h2"] == "one" else int(clock["h2"])
        said = clock["q"].removeprefix("a ")
        minutes = {"half": 30, "quarter": 15}.get(said) or int(said)
        if clock["way"] in {"past", "after"}:
            return hour, minutes
        if said == "half" or minutes >= 60 or not 0 < hour <= 12:
            return 99, 0
        return (hour - 2) % 12 + 1, 60 - minutes
    hour = 1 if clock["h"] == "one" else int(clock["h"])
    spoken = (clock["spoken"] or "").replace("oh", "").strip()
    return hour, int(clock["m"] or spoken or 0)


def _half_of(part: str, hour: int) -> str | None:
    """The half of the day that an hour with a part of the day is in; None where they do not fit."""
    if hour > 12:
        return "pm" if (part != "morning") else None
    match part:
        case "morning":
            return "am" if hour < 12 else None
        case "afternoon":
            return "pm" if hour == 12 or hour <= 6 else None
        case "evening":
            return "pm" if 4 <= hour <= 11 else None
        case "tonight":
            return "pm" if 5 <= hour <= 11 else None
        case _:
            return "pm" if 6 <= hour <= 11 else "am" if 1 <= hour <= 4 else None


def leading(text: str) -> Iterator[tuple[Moment, str]]:
    """The times that a text begins with, the longest first, and the rest of it."""
    words = text.split(" ")
    for count in range(min(len(words) - 1, 14), 0, -1):
        found = moment(" ".join(words[:count]))
        if found is not None:
            yield found, " ".join(words[count:]).strip(" ,")


def trailing(text: str) -> Iterator[tuple[str, Moment]]:
    """The texts before the times that a text ends with, the longest time first."""
    words = text.split(" ")
    for count in range(max(1, len(words) - 14), len(words)):
        found = moment(" ".join(words[count:]))
        if found is not None:
            yield " ".join(words[:count]), found
