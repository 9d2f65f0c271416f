"""Timers, alarms, reminders and words that forget them: what only tells the speaker something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from model_core.language.vocabulary import Vocabulary
from model_core.reading import times
from model_core.reading.absent import is_known_thing
from model_core.reading.happenings import Happenings
from model_core.reading.referents import Referents
from model_core.reading.text import courteous
from model_core.reading.wishes import type_of

_ME = r"(?:me|us)"
_GET = (
    r"(?:set|start|begin|make|create|run|put|put on|stick on|pop on|chuck on|add|give|get|"
    r"have|new|another|i need|i would like|i want|we need|"
    r"i have|can i have|could i have|can i get|could i get)"
)
_A = r"(?:a|an|the|my|another|one|a new|one more|this)"
_TIMER = r"(?:timer(?: there)?|countdown|count down|timer clock)"
_WORD = (
    r"(?!(?:an?|the|my|that|this|all|off|on|no|to|for|in|at|of|from|hours?|minutes?|mins?|"
    r"seconds?|secs?|min|h|s)\b)[a-z]+"
)
_KIND = rf"(?:(?P<kind>{_WORD}(?: {_WORD})?) )??"
_WHAT = r"(?P<what>(?:the |my |some |a )?[a-z]+(?: [a-z]+)?)"
_CALLED = (
    r"(?:(?:called|named|labelled) (?P<name>(?:the |my )?[a-z]+(?: [a-z]+){0,3}?)|"
    r"for (?P<what>(?:the |my |some |a )?[a-z]+(?: [a-z]+){0,3}?))"
)
_D = r"(?P<d>.+?)"
_TIMERS = tuple(
    re.compile(p)
    for p in (
        (
            rf"(?:{_GET} )?(?:{_ME} )?(?:up )?(?:{_A} )?(?:new )?{_KIND}{_TIMER}(?: please)?,?(?: on)? ?"
            rf"(?:for|of|to|at|with)? ?{_D}"
        ),
        (
            rf"(?:{_GET} )?(?:{_ME} )?(?:up )?(?:{_A} )?(?:new )?{_TIMER},?(?: for|"
            rf" of| on| at)? {_D},? {_CALLED}"
        ),
        (
            rf"(?:{_GET} )?(?:{_ME} )?(?:up )?(?:{_A} )?(?:new )?{_TIMER} {_CALLED},?"
            r"(?: for| of| at| to| with)? (?P<d>(?:\d|half|quarter|an? (?:hour|minute|half|quarter)).*?)"
        ),
        rf"(?:{_GET} )?(?:{_ME} )?(?:up )?(?:{_A} )?(?:new )?{_D}[ -](?:{_KIND})?{_TIMER}",
        rf"(?:{_GET} )?(?:{_ME} )?(?:up )?(?:{_A} )?(?:new )?{_D}[ -]{_TIMER},? {_CALLED}",
        rf"{_WHAT}, {_D}[ -]{_TIMER}",
        (
            rf"(?:(?:set|put|count|give|time|start|pop on|put on|stick on)(?: for)? {_ME},?|set|start|count) "
            r"(?P<d>(?:\d|half|quarter|an? (?:hour|minute|half|quarter)).*?),? for "
            r"(?P<what>(?:the |my |some )[a-z]+(?: [a-z]+){0,3}?)"
        ),
        rf"(?:start |begin )?(?:count|counting)(?: ?down)?(?: from| for)? {_D}",
        rf"(?:(?:give me|put|i need|get me|have) )?{_D} on the (?:timer|clock)",
        rf"give me {_D}",
        (
            rf"{_WHAT} (?:takes?|needs?) {_D},? (?:and )?(?:set a timer|tell me when it is (?:done|"
            rf"ready|time|over))"
        ),
        (
            rf"{_D} for the (?P<what>pasta|pizza|eggs|tea|rice|cake|noodles|potatoes|chicken|dough|steak|"
            rf"cookies|bread|roast)"
        ),
        rf"(?:time|measure) (?:{_ME} for |me )?{_D}",
        rf"(?:set (?:an|the) alarm|an alarm|alarm)(?: for)? {_D} from(?: now)?",
    )
)
_TELL = (
    r"(?:(?:tell|notify|alert|ping|remind|buzz|warn|wake|call|beep|inform) (?:me|us)(?: up)?|"
    r"let (?:me|us) know|beep|ring|buzz|shout|"
    r"give (?:me|us) a (?:shout|ping|nudge|buzz|call|ring|heads up|heads-up|sign|signal)|"
    r"(?:set )?(?:an|the|my)? ?alarm|say something|speak up|sound the alarm|"
    r"sing out|holler|yell|pipe up|shout out|drop (?:me|us) a line|get my attention|call out|announce it|"
    r"i (?:want|need) to know(?: about it)?|"
    r"(?:be|get) (?:told|warned|notified|alerted)|"
    r"send (?:me )?an? (?:notification|message|warning|alert|reminder))"
)
_OVER = r"(?:are|is|have|has)(?: been)? (?:over|up|gone|done|passed|past|elapsed|finished)|pass|are through"
_TELLS = (
    re.compile(rf"{_TELL} (?P<t>(?:in|after) [a-z0-9. ]+?) for (?:the |my |our )?[a-z]+(?: [a-z]+)?"),
    re.compile(rf"{_TELL} (?P<t>(?:in|after) .+)"),
    re.compile(rf"{_TELL} (?:when|once|as soon as|after) (?P<d>.+?) (?:{_OVER})"),
    re.compile(rf"(?P<t>(?:in|after) .+?),? {_TELL}"),
    re.compile(r"let me sleep for (?P<d>.+?)(?:,? (?:and )?(?:then )?wake me(?: up)?)?"),
)
_WAKING = (
    r"(?:(?:wake|get) (?:me|us)(?: up)?(?: out of bed)?|(?:i|we) (?:need|have|want|would like|must|"
    r"have got) ?(?:to )?(?:get up|be up|wake up|"
    r"be awake|be woken(?: up)?)|make sure (?:i am up|i wake up|i get up)|i am up|i wake up|i get up|"
    r"(?:(?:set|create|make|put|schedule|give|i need|i would like|i want|add|new|another)(?: me|"
    r" us)? ?)?(?:an? |the |my |another |a new )?"
    r"(?:new )?(?:alarm(?: clock)?|wake up call|wake-up call)(?: on)?|get up|wake up|be up)"
)
_ALARMS = (
    re.compile(rf"{_WAKING},? (?P<t>.+)"),
    re.compile(rf"{_WAKING},? (?P<t>.+?) for (?P<what>(?:the |my |our )[a-z]+(?: [a-z]+)?)"),
    re.compile(rf"(?P<t>.+?),? {_WAKING}"),
    re.compile(
        r"(?:ring|beep|shout|give me a (?:shout|call|ring)|be woken(?: up)?) (?P<t>(?:at|tomorrow) .+)"
    ),
    re.compile(r"do not let me (?:sleep past|oversleep,?) (?P<t>.+)"),
    re.compile(r"(?:let me know|tell me|shout) when it is (?P<t>.+)"),
    re.compile(
        r"(?:remind|ping|alert|notify|tell) (?:me|us) (?P<t>(?:at|tomorrow|on) .+)|"
        r"let me know (?P<t2>(?:at|tomorrow|on) .+)"
    ),
    re.compile(r"set a (?:timer|reminder) (?:for )?(?P<t>(?:at )?.+)"),
)
_ASK = (
    r"(?:(?:remind|tell|ping|nudge|alert|notify) (?:me|us)|"
    r"give (?:me|us) a (?:shout|ping|nudge|buzz|call|heads up|reminder)|"
    r"do not let me forget|(?:set|make|create|add|schedule|put in|i need|i want|"
    r"i would like|give me|new) (?:a |an |another )?(?:reminder|alarm|nudge)|reminder|"
    r"help me remember|make sure i remember|"
    r"i want to be reminded|make sure i)"
)
_TODO = r"(?P<todo>[a-z0-9' ]+?)"
_HAVE = r"(?:(?:that )?(?:i|we) (?:have to|need to|should|must|have got to) )"
_AT = r"(?P<t>.+?)"
_OR_FORGET = r"(?:please )?(?:remind me|do not let me forget)"
_REMINDERS = (
    re.compile(rf"{_ASK},? {_AT},? (?:to |about |{_HAVE}|that {_HAVE}|that |it is ){_TODO}"),
    re.compile(rf"{_AT},? {_ASK} (?:to |about |of |{_HAVE}|that {_HAVE}|that |it is ){_TODO}"),
    re.compile(rf"{_AT},? {_HAVE}{_TODO},? {_OR_FORGET}"),
    re.compile(rf"(?:{_HAVE})?(?P<todo>.+?),? {_OR_FORGET}"),
    re.compile(rf"{_ASK} (?:to |{_HAVE})(?P<todo>.+)"),
    re.compile(r"make sure i (?!know\b)(?P<todo>.+)"),
)
_NOUN = (
    r"(?:(?P<kind>[a-z]+) )??(?P<n>timers?|count ?downs?|alarms?|wake[ -]up calls?|reminders?|"
    r"schedules?|routines?|automations?|plan)"
)
_THE = (
    r"(?:(?:the|my|our|all|all the|all my|all of my|all of the|that|this|those|every|any|a|"
    r"about the|of the|of all the|of that|of my) )?"
)
_CANCELS = tuple(
    re.compile(p)
    for p in (
        (
            rf"(?:cancel|stop|delete|clear|forget|forget about|kill|drop|remove|end|scrap|scratch|abort|"
            rf"call off|never mind|discard|"
            rf"get rid of|undo|wipe|dismiss|turn off|switch off|shut off|quit|silence|erase) {_THE}{_NOUN}"
        ),
        rf"(?:turn|switch|shut|take|call) {_THE}{_NOUN} off",
        rf"(?:i|we) (?:do not|no longer) need {_THE}{_NOUN}(?: any ?more)?",
        rf"{_THE}{_NOUN} (?:is not needed any ?more|is no longer needed|can go|off|cancel)",
        rf"no (?:more |need for )?{_THE}{_NOUN}(?: any ?more)?",
        (
            r"stop counting(?: down)?|stop reminding me|do not remind me(?: after all| any ?more)?|"
            r"no need to remind me(?: any ?more)?|"
            r"you do not (?:have|need) to remind me(?: any ?more)?|"
            r"do not wake me(?: up)? (?:after all|tomorrow)|no alarm tomorrow|"
            r"alarm off for tomorrow"
        ),
        (
            r"(?:cancel|forget|delete|scrap|drop) (?:everything|anything|what|all)(?: that)?(?: is| i|"
            r" you| i have| you have| we have| we)?"
            r" ?(?:planned|scheduled|pending|waiting)(?: for later)?"
        ),
    )
)
_OR_ELSE = re.compile(
    r",? (?:(?:cos|coz|because|so that|so) (?:i|he|she|it|they|we|you|there|the|my)\b|"
    r"or (?:else\b|(?:i|he|she|they|we|there)(?:'ll| will| shall| would| am| wo?n'?t)\b|"
    r"(?:the|my) \w+(?:'ll| will| wo?n'?t)\b)).*$"
)
"""Why one wants to be reminded, and what comes of it otherwise."""
_NO_NAME = re.compile(
    r"me|us|it|this|that|them|him|her|now|later|starting now|kitchen|quick|short|long|new|little"
)
"""What follows `for` or comes before `timer` and is no name of it."""
_CONCERNS = re.compile(
    r"\b(?:sing out|give (?:me|us) a (?:shout|ping|nudge|buzz)|"
    r"timers?|countdown|reminders?|remind|reminded|reminding|wake|alarm|let (?:me|us) know|"
    r"(?:tell|notify|alert|ping|warn|nudge|buzz) (?:me|us)|"
    r"schedules|do not let me|make sure i)\b"
)
_NOTICE = (
    re.compile(rf"{_TELL} (?P<c>(?:when|once|as soon as|the moment|whenever) .+)"),
    re.compile(
        r"(?:(?:be told|know|hear)|i want to know|i need to know|i would like to know|"
        r"i have to know|i want to be told|make sure i know|keep me posted|"
        r"send (?:me )?an? (?:notification|message|warning|alert|reminder)|message me|wake me|"
        r"set (?:a reminder|an alert|a timer) for|(?:announce it|call out|say so)|notify me|"
        r"alert me|warn me|ping me|sound the alarm) "
        r"(?P<c>(?:when|once|as soon as|the moment|whenever|if|in case) .+)"
    ),
    re.compile(rf"(?P<c>(?:when|once|as soon as|the moment|whenever|if|in case) .+?),? {_TELL}"),
    re.compile(rf"{_TELL} (?P<c>if(?! .*\b(?:is|are|am|has|have|there)\b) .+)"),
)


class Notices:
    """Reads what sets or forgets a timer, an alarm or a reminder in one home."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        things = vocabulary.world.things
        self._has_alarm = any(type_of(t) == "alarm" or t.find_action("cancel_alarm") for t in things)
        phones = [t for t in things if type_of(t) == "phone" and t.find_action("notify")]
        self._phone = phones[0] if len(phones) == 1 else None

    def concerns(self, sentence: str) -> bool:
        """Whether a sentence is about telling the speaker something, so that it is no command to a device."""
        return _CONCERNS.search(sentence) is not None and not re.match(
            r"set a (?:timer|schedule) to ", sentence
        )

    def read(self, sentence: str, happenings: Happenings, here: str | None) -> str | None:
        """The plan text, or None."""
        return (
            self.at_once(sentence)
            or self._alarm(sentence)
            or self._notice(sentence, happenings, here)
            or self._reminder(sentence, happenings, here)
        )

    def at_once(self, sentence: str) -> str | None:
        """The plan text for words that set a timer or forget what waits."""
        if self._is_cancel(sentence):
            return "cancel"
        timer = self._timer(sentence)
        return f"later after {timer}" if timer else None

    def _is_cancel(self, sentence: str) -> bool:
        for pattern in _CANCELS:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            groups = found.groupdict()
            noun, kind = groups.get("n") or "", groups.get("kind")
            if "alarm" in noun and self._has_alarm:
                return False
            return not kind or (noun.startswith("timer") and not self._is_device(kind))
        return False

    def _is_device(self, said: str) -> bool:
        """Whether words name something here, other than what a timer may be for."""
        said = re.sub(r"^(?:the|my|our|some|a) ", "", said)
        if said in {"oven", "kitchen", "laundry", "parking", "dishwasher", "coffee"}:
            return False
        types = {word for t in self._vocabulary.types for word in t.split()[-1:]}
        last = said.split()[-1].removesuffix("s")
        return said in self._vocabulary.ids or is_known_thing(said) or last in types

    def _timer(self, sentence: str) -> str | None:
        """How long it runs and, where that was said, what it is called: `5 min called "eggs"`."""
        for pattern in _TIMERS:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            span = times.duration(re.sub(r" from(?: now)?$", "", found["d"]))
            groups = found.groupdict()
            told = [w for w in (groups.get("kind"), groups.get("what")) if w]
            if span and not any(self._is_device(w) for w in told):
                return f"{span}{_called([*filter(None, (groups.get('name'),)), *told])}"
        for pattern in _TELLS:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            if "t" in found.groupdict():
                when = times.moment(found["t"])
                if when is not None and when.trigger.startswith("after "):
                    return when.trigger.removeprefix("after ")
            elif span := times.duration(found["d"]):
                return span
        return None

    def _alarm(self, sentence: str) -> str | None:
        for pattern in _ALARMS:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            said = found["t"] or found.groupdict().get("t2") or ""
            when = _at(re.sub(r"^(?:for|to) ", "", said))
            if when is not None:
                return f"later {when.trigger}{_called([found.groupdict().get('what') or ''])}"
        return None

    def _reminder(self, sentence: str, happenings: Happenings, here: str | None) -> str | None:
        for pattern in _REMINDERS:
            found = pattern.fullmatch(sentence)
            if found is None:
                continue
            if "t" in found.groupdict():
                for said, todo in _partings(found["t"], found["todo"]):
                    when = times.moment(said)
                    trigger = when.trigger if when else self._condition(said, happenings, here)
                    if trigger and not times.mentioned(todo):
                        return self._reminding(todo, trigger)
                continue
            for rest, timed in times.trailing(found["todo"]):
                return self._reminding(rest, timed.trigger)
            split = re.match(
                r"(.+?),? ((?:when|once|as soon as|after|if|whenever|in case) .+)", found["todo"]
            )
            if split and (trigger := self._condition(split[2], happenings, here)):
                return self._reminding(split[1], trigger)
        return None

    def _condition(self, said: str, happenings: Happenings, here: str | None) -> str | None:
        clause = re.sub(r"^(?:when|once|as soon as|after|whenever|if|the moment|in case) ", "", said)
        test = happenings.test(clause, here) if clause != said else None
        return f"when {test}" if test else None

    def _reminding(self, todo: str, trigger: str) -> str | None:
        """A reminder shown on the phone, or else told by its name."""
        todo = _OR_ELSE.sub("", courteous(re.sub(r"^note to self,? ", "", todo)))
        if times.mentioned(todo) or len(todo) > 100:
            return None
        if self._phone is None:
            return f'later {trigger} about "{todo}"'
        return f'later {trigger} then run {self._vocabulary.labels[self._phone.id]}: notify text="{todo}"'

    def _notice(self, sentence: str, happenings: Happenings, here: str | None) -> str | None:
        for pattern in _NOTICE:
            found = pattern.fullmatch(sentence)
            if found is not None and (trigger := self._condition(found["c"], happenings, here)):
                return f"later {trigger}"
        return None


def _partings(said: str, todo: str) -> Iterator[tuple[str, str]]:
    """Every way to part `at 10 to 3 pm to feed the fish` at a `to`; the first is given."""
    yield said, todo
    for found in re.finditer(r" to ", todo):
        yield f"{said} to {todo[: found.start()]}", todo[found.end() :]


def _called(told: Sequence[str]) -> str:
    name = re.sub(r"^(?:the|my|our|some|a) ", "", told[0]) if told else ""
    return f' called "{name}"' if name and not _NO_NAME.fullmatch(name) else ""


def _at(said: str) -> times.Moment | None:
    """A time of day, with or without `at` before it."""
    when = times.moment(said) or times.moment(f"at {said}")
    return None if when is None or when.trigger.startswith("after ") else when
