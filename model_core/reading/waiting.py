"""The clock, and what waits: timers asked about, held, put off, taken back one by one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import times
from model_core.reading.absent import is_known_thing
from model_core.reading.patterns import Patterns, patterns
from model_core.reading.text import courteous
from model_core.retrieval.words import words
from model_core.world import Pending, Thing, Turn

_TABLE = patterns("waiting")
_NOUN = r"(?P<noun>timers?|count ?downs?|alarm clocks?|alarms?|wake[ -]up calls?|reminders?)"
_REFERENCE = re.compile(rf"(?:(?P<before>.+?)[ -])??{_NOUN}(?:,? (?P<after>.+))?")
_ONE = re.compile(r"(?:(?P<before>.+?) )??(?:ones?|timers?|alarm|reminder)(?: (?P<after>.+))?")
_THE = re.compile(
    r"^(?:(?:of )?(?:the|my|our|your|that|this|those|these|a|an|any|still|current|running|please)\b ?)+"
)
_EVERY = re.compile(r"^(?:all|every single|every last|each and every|every one of|every|each|both)\b ?")
_FOR = re.compile(
    r"^(?:(?:that|which) (?:is|i set|are) )?(?:set )?(?:for|of|with|called|named|in|on|about|to) "
)
_HERE = re.compile(r"(?:in |on )?(?:here|this room)")
_RUNNING = re.compile(r"running|set|active|left|again")
_BEGINS = re.compile(r"^(?:(?:and|no|ok|okay|actually|oh|yes|wait|hm+|just)[, ]+)+")
_NO_NAME = re.compile(
    r"\b(?:and|then|turn|set|if|when|but|off|on|me|us|it|that|this|them|now|again|later|please|not|do|is|are|i|"
    r"you|from|to|at|left|remaining|running|go|goes|going|much|long|many|time|minute|second|hour|first|last|"
    r"all|every|too|either|needed|out|lot|no|nothing|finished|has|have|was|had|because|tonight|tomorrow|today)\b|"
    r"^(?:keep|leave) the\b|\b(?:the|my)$|^(?:morning|evening)$"
)
_MOST_WORDS = 4
"""Of a name."""
_MORE = re.compile(r"\b(\d+(?:\.\d+)?|an?) (more|extra|additional) (hours?|minutes?|mins?|seconds?|secs?)\b")
_ONE_FOR = re.compile(r"^one (?=(?:for|called|named|of|about) )")
_ONES = re.compile(r"^(?P<n>.+) ones?$")
_KIND = r"(?:timers?|alarms?|reminders?)"
_ALL_KINDS = re.compile(rf"(?:the |my |our )?{_KIND}(?:, {_KIND})*,? and (?:the |my |our |all )*{_KIND}")
_LEAD = re.compile(
    r"^(?:(?:ah|ach|och|sure|right|listen|look|so|now|well|you|you can|you may|just|go on and) )+(?=[a-z])"
)
_TOPIC = re.compile(
    r"^(?P<topic>[^,]+), (?P<verb>cancel|stop|pause|resume|forget|kill|scrap) (?:it|that|that one|this)$"
)
_SPARED = re.compile(r",? but (?:leave|keep) (?:the )?(?:others?|rest|second|first)\b.*$")
_ASIDE = re.compile(r"^excuse me |(?<=.) (?:i|we) (?:have|am|are|do not|cannot|need|keep|lost)\b.*$")
_ORDER = re.compile(
    r"\b(?:turn|switch|set|open|close|shut|lock|unlock|play|pause|stop|start|dim|add|remind|make|put|tell|in)\b"
)
_COUNTS = re.compile(r"timer|minutes|remaining|countdown")
_WAITING = re.compile(
    r"(?:^|; )later after (?P<d>[0-9. a-z]+?)(?: (?:called|about) (?P<name>\"[^\"]+\"))?(?: then .+)?$"
)
_TOLD = re.compile(
    r"(?P<step>cancel|(?:pause|resume|extend|shorten|tell) waiting)(?P<which>.*?)(?P<by> by [^\"]+)?$"
)


class Waiting:
    """Reads sentences about the clock and about what waits, in one home."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        things = vocabulary.world.things
        self._devices = {frozenset(words(n)) for t in things for n in (t.name, t.type, *t.aliases)}
        self._taken = {word for name in self._devices for word in name}
        if any(t.find_action("cancel_alarm") for t in things):
            self._taken.add("alarm")
        counting = (t for t in things if any(map(_COUNTS.search, _abilities(t))))
        self._counting = frozenset(w for t in counting for n in vocabulary.names[t.id] for w in words(n))

    def read(self, sentence: str, last: Turn | None, pending: Sequence[Pending] = ()) -> str | None:
        """The plan text of a plain sentence, or None; `last` is the turn before it.

        `pending` is what waits in the home.
        """
        sentence = _MORE.sub(r"\1 \3 \2", sentence)
        sentence = _TOPIC.sub(r"\g<verb> \g<topic>", _LEAD.sub("", sentence))
        if "clock" not in self._taken and (asked := _of_the_clock(sentence)):
            return asked
        sentence = _SPARED.sub("", sentence)
        planned = _whole(_TABLE["plans"], sentence) or self._told(sentence, pending)
        planned = planned or self._asked_by_name(sentence)
        return planned if planned or last is None else self._followed(sentence, last)

    def _told(self, sentence: str, pending: Sequence[Pending]) -> str | None:
        """`take 5 minutes off the egg timer`, `give the eggs 5 more minutes`."""
        for step, pattern in _TABLE["told"].of(sentence):
            found = pattern.fullmatch(sentence)
            which = self._meant(found["r"], pending) if found is not None else None
            by = _by(found) if found is not None else None
            if which is not None and by is not None:
                return f"{step}{which}{by}"
        return None

    def _asked_by_name(self, sentence: str) -> str | None:
        """`how much longer for the eggs`, where nothing in the home is called so."""
        for step, pattern in _TABLE["named"].of(sentence):
            found = pattern.fullmatch(sentence)
            name = self._name(found["r"]) if found is not None else None
            if name is None or name.endswith("ing") or is_known_thing(name):
                continue
            if not any(t.startswith(w) for w in words(name) for t in self._taken if len(w) > 2):
                return f'{step} called "{name}"'
        return None

    def _followed(self, sentence: str, last: Turn) -> str | None:
        """`5 more minutes`, `the egg one`: what goes on from what was said of a thing that waits."""
        sentence = courteous(_BEGINS.sub("", sentence))
        which = meant_before(last.plan)
        for step, pattern in _TABLE["followed"].of(sentence) if which is not None else ():
            found = pattern.fullmatch(sentence)
            by = _by(found) if found is not None else None
            if by is not None:
                return f"{step}{which}{by}"
        before = _TOLD.fullmatch(last.plan)
        chosen = self._chosen(sentence) if before is not None else None
        return f"{before['step']}{chosen}{before['by'] or ''}" if before and chosen else None

    def _chosen(self, sentence: str) -> str | None:
        """Which one, in answer to `please say which one`."""
        if re.fullmatch(r"(?:all|both|each)(?: of them)?|every one", sentence):
            return " all timer"
        found = _ONE.fullmatch(_THE.sub("", sentence))
        said = sentence if found is None else " ".join(filter(None, (found["before"], found["after"])))
        span, name = _parted(_THE.sub("", _FOR.sub("", said)))
        if span is not None and not name:
            return f" timer of {span}"
        called = self._name(name) if found is not None or len(said.split()) <= 2 else None
        return f' called "{called}"' if called else None

    def _meant(self, said: str, pending: Sequence[Pending]) -> str | None:
        """Which of what waits the words mean, by what it is called as well; else None."""
        which = self._selected(said, {p.kind for p in pending})
        if which is not None or not pending:
            return which
        bare = _ONES.sub(r"\g<n>", _FOR.sub("", _THE.sub("", _ONE_FOR.sub("", _THE.sub("", said)))))
        span, rest = _parted(bare)
        if span is not None and not rest and _ONES.search(said):
            return f" timer of {span}"
        wanted = frozenset(words(_THE.sub("", bare)))
        if not wanted or wanted in self._devices:
            return None
        known = [(p.kind, frozenset(words(p.name))) for p in pending]
        free = not wanted & self._taken
        fits = any((kind == "timer" and wanted == name) or (free and wanted <= name) for kind, name in known)
        return f' called "{_THE.sub("", bare)}"' if fits else None

    def _selected(self, said: str, waits: Collection[str]) -> str | None:
        """Which of what waits the words mean, as the plan language has it; else None."""
        rest = _THE.sub("", said)
        if _ALL_KINDS.fullmatch(_EVERY.sub("", rest)):
            return " all"
        found = _REFERENCE.fullmatch(_THE.sub("", _EVERY.sub("", rest)))
        if found is None:
            return None
        noun = found["noun"]
        kind = _kind(noun)
        if kind in self._taken and kind not in waits:
            return None
        name, span, at = "", "", ""
        for part in (found["before"], found["after"]):
            if not part or _RUNNING.fullmatch(part):
                continue
            part = courteous(_THE.sub("", _FOR.sub("", part)))
            if not part or _HERE.fullmatch(part):
                continue
            clock = times.moment(f"at {part}") if kind == "alarm" else None
            if clock is not None and not clock.repeated and clock.trigger.count(" ") == 1:
                at = f" {clock.trigger}"
                continue
            told_span, told_name = _parted(part)
            if told_name and (told_name := self._name(told_name) or "") == "":
                return None
            span, name = told_span or span, told_name or name
        every = " all" if _EVERY.match(rest) or noun.endswith("s") else ""
        called = f' called "{name}"' if name else ""
        return f"{every} {kind}{called}{f' of {span}' if span else ''}{at}"

    def _name(self, said: str) -> str | None:
        """What something that waits is called, where it is no device that counts down itself."""
        said = _THE.sub("", said).strip(" ,")
        parts = said.split()
        if not parts or len(parts) > _MOST_WORDS or _NO_NAME.search(said) or re.search(r"[^\w' -]", said):
            return None
        return None if set(words(said)) & self._counting or times.mentioned(said) else said


def meant_before(plan: str) -> str | None:
    """Which of what waits a plan text was about, as the plan language has it; None where of none."""
    waits, told = _WAITING.search(plan), _TOLD.fullmatch(plan)
    if waits is not None:
        return f" called {waits['name']}" if waits["name"] else f" of {waits['d']}"
    return told["which"].replace(" all", "") if told is not None and told["step"] != "cancel" else None


def _abilities(thing: Thing) -> Iterator[str]:
    yield from (p.name for p in thing.properties)
    yield from (a.name for a in thing.actions)


def _of_the_clock(sentence: str) -> str | None:
    """The question for the time or the date among words that ask for nothing."""
    parts = (_ASIDE.sub("", part) for part in re.split(r"[,;] ", sentence))
    asked = [(_whole(_TABLE["clock"], part), part) for part in parts]
    steps = {step for step, _ in asked if step is not None}
    ordered = any(step is None and _ORDER.search(part) for step, part in asked)
    return steps.pop() if len(steps) == 1 and not ordered else None


def _whole(table: Patterns, sentence: str) -> str | None:
    return next((step for step, p in table.of(sentence) if p.fullmatch(sentence)), None)


def _kind(noun: str) -> str:
    if noun.startswith(("alarm", "wake")):
        return "alarm"
    return "reminder" if noun.startswith("reminder") else "timer"


def _parted(said: str) -> tuple[str | None, str]:
    """`5 minute egg` as the length of time and the name."""
    parts = said.replace("-", " ").split()
    for size in range(len(parts), 0, -1):
        span = times.duration(" ".join(parts[:size]))
        if span is not None:
            return span, " ".join(parts[size:])
    return None, said


def _by(found: re.Match[str]) -> str | None:
    """` by 5 min`; empty where none is to be said, None where what was said is none."""
    said = found.groupdict().get("d")
    if said is None:
        return ""
    span = times.duration(re.sub(r"^(?:another )?(?=(?:hour|minute|second)\b)", "1 ", said))
    return None if span is None else f" by {span}"
