"""Sentences about a later time: what waits, for what, and what is undone again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading import notices, time_words, times, undoing
from model_core.reading.clauses import Done
from model_core.reading.happenings import Happenings
from model_core.reading.lasting import lasting
from model_core.reading.now_and_later import NowAndLater
from model_core.reading.outcomes import asks, refuses
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Referents
from model_core.reading.text import courteous
from model_core.reading.timetable import Timetable
from model_core.reading.two_times import AND, is_stated, puts_off_now, says_now, untimed, with_now

Commands = Callable[..., list[Done] | None]

_BEFORE = re.compile(
    r"^(?:(?:always|regularly|only|wait and|set a timer to|set it up to|set a schedule to|"
    r"set up a schedule to|schedule this|"
    r"schedule|do this|do the following|make a routine to|make it a habit to|as a rule|not now|"
    r"not yet|it can wait|"
    r"from now on|you need to|i need you to|i would love for you to|do not forget to|be sure to|"
    r"make sure you|immediately|"
    r"have it so that you|set a recurring schedule to|new routine|starting (?:today|tomorrow)|"
    r"from (?:today|tomorrow) on|then|just|please|and|but|also|automatically|go ahead and|"
    r"remember to|make sure to|"
    r"(?:make|create|set up|add|set) a (?:new )?(?:routine|schedule|rule|automation)(?: to|"
    r" that will| which will)?|new rule|"
    r"automate this|(?:program|programme) it(?: so)?|plan this|schedule it|i want this to happen|"
    r"add an automation(?: that will)?|"
    r"set it up so that|so that|you|do two things|do it),? )+"
)
_AFTER = re.compile(
    r"(?:,? (?:but|and)? ?(?:only|do it|not now|not until|later|please|always|automatically|"
    r"from now on|all of that|both|"
    r"not yet|starting (?:today|tomorrow)|again))+$"
)
_SPAN = re.compile(r"(?P<for>for) (?P<d>.+)|(?P<until>until|till|til) (?P<u>.+)")
_SPAN_WORDS = re.compile(r"\b(?:for|until|till|til)\b")
_PRONOUN = re.compile(r"\b(?:it|her|him)\b")
_POLITE = re.compile(r"^(?:(?:hey|hi|hello|ok|okay|please)[ ,]+)*(?:can|could|would|will) you\b[^?]*\?$")
_SWITCHES = re.compile(
    r"^(?:turn|switch|power|put) (?:on|off)\b|^(?:open|close|lock|unlock|start|stop|shut|run)\b|"
    r"^\S+ .+ (?:on|off) at \S+$"
)
_DANGLING = re.compile(
    r"\b(?:from|at|in|by|to|for|between|before|until|around|since|of|and|with|past|about|the|not|"
    r"till|every|each|next|last|this|other|is|are|was|starts?|begins?|leaves?|ends?)$|"
    r"^(?:to|until|before|from|past|of)\b"
)
"""What a time leaves behind when it was more than a time."""
_ANYWAY = re.compile(
    r"^that is when |\b(?:always|at night|every (?:time|night|day)|until (?:the )?morning|tomorrow|today)\b"
)
"""What a reason may say of times; the command beside it has its own."""
_THERE = re.compile(r"\b(?:in|up|out|over|down) there\b")
_LEVELS = re.compile(r"set [^:;]+: (?:brightness|level|intensity|dim_level|position)=\d+")


class Later:
    """Reads what is to be done at another time, in one home."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        referents: Referents,
        reasons: Reasons,
        commands: Commands,
        needs: Callable[[str, str | None], Done | None],
    ) -> None:
        """`commands` reads what is done at once: (text, here, alone=...); `needs` what is only needed."""
        self._needs = needs
        self._reasons = reasons
        self._vocabulary = vocabulary
        self._referents = referents
        self._commands = commands
        self._happenings = Happenings(vocabulary, referents)
        self._notices = notices.Notices(vocabulary, referents)
        self._together = NowAndLater(
            vocabulary,
            lambda text, here, alone: self._now(text, here, alone=alone),
            lambda text, here, alone: self._at_a_time(text, here, alone) or self._when(text, here, alone),
        )
        self._timetable = Timetable(self._once, self._span, self._kept)
        self._masked = _masks(vocabulary)

    def concerns(self, sentence: str) -> bool:
        """Whether a sentence speaks of a time or a condition, so that nothing in it is a command for now."""
        text = time_words.plainer(self._masked.sub("x", sentence) if self._masked else sentence)
        bare = times.BARE.search(text) is not None
        return bare or times.mentioned(text) or self._notices.at_once(sentence) is not None

    def plan(self, sentence: str, utterance: str, here: str | None, *, alone: bool) -> str | None:
        """The plan text for a sentence, plain and as it was said, that speaks of a time; else None."""
        if "?" in utterance and not _POLITE.match(utterance.strip().casefold()):
            return None
        sentence = courteous(time_words.plainer(sentence))
        sentence = " ".join(re.sub(r":(?!\d)", " , ", sentence).replace(" ,", ",").split())
        heads = self._reasons.without(sentence)
        told = (self._notices.read(head, self._happenings, here) for head in heads)
        notice = next((text for text in told if text is not None), None)
        if notice is not None or self._notices.concerns(sentence):
            return notice
        sentence = _BEFORE.sub("", sentence)
        sentence = with_now(sentence, utterance)
        if says_now(utterance.casefold()) and not says_now(sentence):
            return None
        found = self._read(sentence, here, alone=alone)
        if found is not None and puts_off_now(found, sentence):
            return None
        found = found or self._because(sentence, here, alone)
        if found is None or (not alone and asks(found)):
            return None
        if self._is_bare(sentence):
            now = self._commands(sentence, here, alone=alone)
            if now is not None and not all(_is_no_value(d.text) for d in now):
                return None
        return found

    def is_value(self, sentence: str) -> bool:
        """Whether `at 7` is all that a sentence says of a time, so that it may be a value instead."""
        return self._is_bare(sentence) and not _SWITCHES.match(sentence)

    def _is_bare(self, sentence: str) -> bool:
        text = self._masked.sub("x", sentence) if self._masked else sentence
        return not times.mentioned(text) and self._notices.at_once(sentence) is None

    def _read(self, sentence: str, here: str | None, *, alone: bool) -> str | None:
        found = self._once(sentence, here, alone)
        return found if found is not None else self._timetable.read(sentence, here, alone)

    def _once(self, sentence: str, here: str | None, alone: bool) -> str | None:
        ways = (self._span, self._and_back, self._together.read, self._at_a_time, self._when, self._working)
        return next((text for way in ways if (text := way(sentence, here, alone)) is not None), None)

    def _because(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """What a sentence says with a reason at its end."""
        for head, reason in time_words.before_reasons(sentence):
            why = time_words.is_reason(reason)
            timed = self.concerns(_ANYWAY.sub("", reason))
            or_else = reason.startswith(("or ", "otherwise "))
            stated = not timed and self._reasons.are(reason, beside_command=True)
            if self._reasons.are(reason) or (why and (not timed or or_else)) or stated:
                found = self._read(head, here, alone=alone)
                if found is not None:
                    return found
        return self._after_reason(sentence, here, alone)

    def _after_reason(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """What a sentence says with a reason at its beginning, whose own time it is not about."""
        for mark in re.finditer(r",? so (?:please )?|, ", sentence):
            reason, rest = sentence[: mark.start()], courteous(sentence[mark.end() :])
            if not self.concerns(rest) or (mark[0] == ", " and self.concerns(reason)):
                continue
            if self._reasons.are(untimed(reason), beside_command=True):
                return self._notices.at_once(rest) or self._read(rest, here, alone=alone)
        return None

    # one time for everything

    def _at_a_time(self, sentence: str, here: str | None, alone: bool) -> str | None:
        sentence = re.sub(r"^wait (?:for )?(.+?),?(?: and then| and| then|,) (?=[a-z])", r"in \1, ", sentence)
        for when, rest in times.leading(sentence):
            text = self._waiting(f"later {when.trigger}", rest, here, alone=alone, bare=when.bare)
            if text is not None:
                return text
        for rest, when in times.trailing(sentence):
            if self._is_of_reason(rest):
                continue
            both = re.search(r",? (?:both|all of that)$", rest) is not None or rest.endswith(",")
            delay = when.trigger.startswith("after ")
            last = not both and self._together.has_own_orders(rest, here, alone)
            text = self._waiting(
                f"later {when.trigger}",
                rest,
                here,
                alone=alone,
                bare=when.bare,
                one_clause=last or (delay and not both),
            )
            if text is not None:
                return text
        return self._day_first(sentence, here, alone)

    def _is_of_reason(self, rest: str) -> bool:
        """Whether a time behind these words tells of the reason they end with: `fan on, the film is` at 9."""
        mark = rest.rfind(", ")
        why = rest[mark + 2 :]
        return mark > 0 and (is_stated(why) or self._reasons.are(why, beside_command=True))

    def _day_first(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """A day first and a time last: `tomorrow morning turn on the coffee machine at 7`."""
        words = sentence.split(" ")
        for count in (5, 4, 3, 2, 1):
            day, text = " ".join(words[:count]).rstrip(","), " ".join(words[count:])
            for rest, _ in times.trailing(text):
                when = times.moment(f"{day} {text[len(rest) :].strip()}")
                if when is not None:
                    return self._waiting(f"later {when.trigger}", rest, here, alone=alone, one_clause=True)
        return None

    def _when(self, sentence: str, here: str | None, alone: bool) -> str | None:
        for test, rest, _ in self._happenings.conditions(sentence, here):
            label = test.partition(": ")[0]
            named = _PRONOUN.sub(f"the {label}", rest, count=1)
            thing = self._vocabulary.world.thing(self._vocabulary.ids.get(label, ""))
            room = self._vocabulary.room_labels.get(thing.room) if thing and thing.room else None
            there = _THERE.sub(f"in the {room}", rest) if room else rest
            for command in dict.fromkeys((rest, named, there)):
                text = self._waiting(f"later when {test}", command, here, alone=alone)
                if text is not None:
                    return text
        return None

    def _waiting(
        self,
        later: str,
        rest: str,
        here: str | None,
        *,
        alone: bool,
        bare: bool = False,
        one_clause: bool = False,
    ) -> str | None:
        """The step that waits; what cannot be done or is not clear is said at once."""
        done = self._now(rest, here, alone=alone)
        if done is None or (one_clause and len(done) > 1):
            return None
        text = _joined(done)
        if text is None:
            return None
        if text.startswith(("ask ", "refuse ")):
            return text if not bare else None
        waits = f"{later} then {text}"
        return None if puts_off_now(waits, rest) else waits

    def _now(self, text: str, here: str | None, *, alone: bool) -> list[Done] | None:
        """What a part of a sentence without any time in it says; None where one is left in it."""
        text = courteous(_AFTER.sub("", courteous(_BEFORE.sub("", courteous(text)))))
        if not text or _DANGLING.search(text):
            return None
        if self.concerns(text):
            return self._for_so_long(text, here, alone)
        return self._commands(time_words.as_command(text), here, alone=alone)

    # for now

    def _span(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """Something for a while or until a time, and back again."""
        enough = re.fullmatch(r"(?P<a>.+?),? (?P<d>\S+ \S+) (?:only|is enough|will do)", sentence)
        if enough is not None and times.duration(enough["d"]):
            sentence = f"{enough['a'].rstrip(',')} for {enough['d']}"
        for word in _SPAN_WORDS.finditer(sentence):
            head, tail = sentence[: word.start()].strip(" ,"), sentence[word.start() :]
            head = re.sub(r"(?:,? (?:but|just|only))+$", "", head)
            if head:
                trigger = self._ends(re.sub(r" (?:only|max|at most|tops)$", "", tail), here)
                found = self._for_now(head, trigger, here, alone) if trigger else None
                if found is not None:
                    return found
                continue
            words = tail.split(" ")
            for count in range(min(len(words) - 1, 16), 1, -1):
                trigger = self._ends(" ".join(words[:count]).rstrip(","), here)
                rest = " ".join(words[count:])
                found = self._for_now(rest, trigger, here, alone) if trigger else None
                if found is not None:
                    return found
        return None

    def _ends(self, text: str, here: str | None) -> str | None:
        """What `for ten minutes`, `until 7 pm` and `until the washer is done` wait for."""
        found = _SPAN.fullmatch(text)
        if found is None:
            return None
        if found["for"]:
            span = times.duration(found["d"])
            return f"after {span}" if span else None
        when = times.moment(found["u"]) or times.moment(f"at {found['u']}")
        if when is not None:
            return None if when.repeated or when.trigger.startswith("after ") else when.trigger
        test = self._happenings.test(found["u"], here)
        return f"when {test}" if test else None

    def _for_now(self, rest: str, trigger: str, here: str | None, alone: bool) -> str | None:
        rest = courteous(rest)
        if self.concerns(rest):
            return None
        done = self._lasting(rest, here, alone)
        if done is None or len(done) != 1:
            return None
        back = undoing.undone(done[0])
        return f"{done[0].text}; later {trigger} then {back}" if back else None

    def _kept(self, rest: str, here: str | None, alone: bool) -> list[Done] | None:
        rest = courteous(_BEFORE.sub("", courteous(rest)))
        return None if not rest or self.concerns(rest) else self._lasting(rest, here, alone)

    def _lasting(self, rest: str, here: str | None, alone: bool) -> list[Done] | None:
        for command in undoing.brought_about(rest):
            done = self._commands(command, here, alone=alone)
            if done is not None and not _any_refused(done):
                return done
        done = self._commands(rest, here, alone=alone)
        if done is None and self._referents.find(rest, here) is not None:
            done = self._commands(f"turn on {rest}", here, alone=alone)
        return done

    def _for_so_long(self, text: str, here: str | None, alone: bool) -> list[Done] | None:
        """What a device is to be at for a while, where it can be told how long."""
        head, _, said = text.rpartition(" for ")
        span = times.duration(said)
        if not span or self.concerns(head):
            return None
        done = self._lasting(courteous(head), here, alone)
        needed = self._needs(courteous(head), here) if done is None else None  # `water the beds`
        done = done if needed is None else [needed]
        timed = lasting(done[0], span) if done is not None and len(done) == 1 else None
        return None if timed is None else [timed]

    def _working(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`water the beds for an hour and lock the shed`: the length of one part, and nothing put off."""
        done = self._for_so_long(sentence, here, alone)
        if done is not None:
            return done[0].text
        for separator in AND.finditer(sentence):
            first = self._now(sentence[: separator.start()], here, alone=alone)
            rest = self._now(sentence[separator.end() :], here, alone=False) if first else None
            text = _joined([*first, *rest]) if first and rest else None
            if text is not None and text.startswith(("set ", "run ")):
                return text
        return None

    def _and_back(self, sentence: str, here: str | None, alone: bool) -> str | None:
        """`turn it on and off again in ten minutes`."""
        for rest, trigger in self._triggers_after(sentence, here):
            found = undoing.BACK.fullmatch(rest)
            if found is None or not (found["verb"] or found["state"]):
                continue
            first, begins = found["a"], ""
            for rest_of, when in (*times.trailing(first), *((r, w) for w, r in times.leading(first))):
                if not when.repeated and not when.bare:
                    first, begins = rest_of, f"later {when.trigger} then "
                    break
            done = self._now(first, here, alone=alone)
            if done is None or len(done) != 1:
                continue
            back = undoing.undone(done[0])
            if (
                back is not None
                and undoing.says_so(found, back)
                and not (begins and trigger.startswith("after "))
            ):
                return f"{begins}{done[0].text}; later {trigger} then {back}"
        return None

    def _triggers_after(self, sentence: str, here: str | None) -> Iterator[tuple[str, str]]:
        for rest, when in times.trailing(re.sub(r" by (?=[^,]*$)", " at ", sentence)):
            if not when.repeated:
                yield rest, when.trigger
        for test, rest, trailing in self._happenings.conditions(sentence, here):
            if trailing:
                yield rest, f"when {test}"


def _joined(done: list[Done]) -> str | None:
    """The steps of one time; None where something of it cannot be done and something can."""
    texts = [d.text for d in done]
    steps = [s for t in texts for s in t.split("; ")]
    refused = [s for s in steps if s.startswith(("ask ", "refuse "))]
    if not all(s.startswith(("set ", "run ", "ask ", "refuse ")) for s in steps):
        return None
    return None if refused and len(steps) > 1 else "; ".join(texts)


def _any_refused(done: list[Done]) -> bool:
    return any(refuses(d.text) for d in done)


def _is_no_value(text: str) -> bool:
    """Whether `at 7` is hardly a value: nobody sets a lamp to 7 percent by turning it on."""
    return text.startswith(("refuse ", "ask ")) or _LEVELS.fullmatch(text) is not None


def _masks(vocabulary: Vocabulary) -> re.Pattern[str] | None:
    """The names in the home that have words for times in them: `night light`, `sunset scene`."""
    names = (*vocabulary.ids, *vocabulary.rooms, *vocabulary.floors)
    masked = sorted((n for n in names if times.mentioned(n)), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(n)}\b" for n in masked)) if masked else None
