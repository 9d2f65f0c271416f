"""What follows a turn by its time: another time for what waits, not after all, the same device later."""

from __future__ import annotations

import re
from collections.abc import Callable

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import GetStep, LaterStep, Plan, RunStep, SetStep
from model_core.reading import time_words, times
from model_core.reading.text import courteous, plain
from model_core.world import Thing, Turn

Later = Callable[[str, str, str | None], str | None]

_WAITING = re.compile(
    r"(?:^|; )later (?P<when>(?:after|at) [^;\"]*?)(?P<rest>(?: (?:called|about) \"[^\"]*\")*(?: then .+)?)$"
)
_BEGINS = re.compile(
    r"^(?:(?:no|oh|sorry|actually|ah|well|hang on|hold on|wait|oops|hm+|yes|ok|okay|and|but|please)[ ,]+)+"
)
_CHANGED = re.compile(
    r"(?:(?:can you |could you |would you )?(?:make|change|set|move|push|put) "
    r"(?:(?:the|my|that|this) (?:timer|alarm|reminder)|it|that)(?:(?: back)? (?:to|for))?|"
    r"(?:i said .+? but )?i (?:mean|meant|said|wanted)|let us (?:say|make it)|make|better|rather|say) "
    r"(?P<t>.+?)(?:,? (?:instead|rather|then|please|after all|better))*"
)
_UNIT = re.compile(r"\b(?:min|h|s)$|\b(?:min|h|s)(?= )")
_MORE = re.compile(r"\b(?:more|longer|less|shorter|earlier|later|another|extra|further)\b")
_NEVER = re.compile(
    r"do not(?: bother| do (?:it|that))?|cancel(?: that| it| the timer)?|forget (?:it|that|about it)|"
    r"never ?mind(?: that)?|stop the timer|no need(?: any ?more)?|no timer|scrap (?:it|that)|"
    r"(?:just )?(?:leave|keep) (?:it|them|that)(?: (?P<state>on|off|open|closed|shut|locked|unlocked|"
    r"alone|be|as (?:it is|they are)|how it is|running))?"
)
_OTHERWISE = {
    "on": ("=false", ": stop"), "running": ("=false", ": stop"), "off": ("=true", ": start"),
    "open": ("=false", "=0"),
    "closed": ("=true", "=100"), "shut": ("=true", "=100"), "locked": ("=false",), "unlocked": ("=true",),
}  # fmt: skip
"""How steps end that would change the state that is to be left."""
_PRONOUN = re.compile(
    r"\b(?P<verb>turn|switch|put|shut|open|close|lock|unlock|dim|start|stop|pause|mute|unmute|keep|leave|set|make|lower|"
    r"raise|let|run|bring|get|have|power)(?P<way>(?: back)?(?: on| off| up| down)?) (?:it|that|this)\b"
)
_TERSE = re.compile(
    r"(?:and |but |then |back )*(?P<state>on|off)(?: again)? (?=in |at |after |when |once |tomorrow|tonight)"
)


class FollowUpTimes:
    """Reads sentences about a time by the turn before them, in one home."""

    def __init__(self, vocabulary: Vocabulary, later: Later) -> None:
        """`later` reads a sentence about a time by itself: (sentence, utterance, here)."""
        self._vocabulary = vocabulary
        self._later = later

    def read(self, utterance: str, here: str | None, last: Turn) -> str | None:
        """The plan text of a sentence that needs the turn before it, or None."""
        try:
            plan = parse(last.plan, self._vocabulary, utterance=last.utterance)
        except InvalidPlan:
            return None
        sentence = _BEGINS.sub("", courteous(time_words.plainer(plain(utterance, courtesies=True))))
        if isinstance(plan.steps[-1], LaterStep):
            if sum(isinstance(s, LaterStep) for s in plan.steps) != 1:
                return None
            changed = self._changed(sentence, last.plan)
            if changed is not None:
                return changed
            if _not_after_all(sentence, last.plan):
                return "cancel"
        return self._same_device(sentence, utterance, here, plan)

    def _changed(self, sentence: str, before: str) -> str | None:
        """`make it fifteen minutes`: what waited, at the other time."""
        found, waiting = _CHANGED.fullmatch(sentence), _WAITING.search(before)
        said = found["t"] if found is not None else re.sub(r"^(?:in|for) ", "", sentence)
        if waiting is None or _MORE.search(said) or (found is None and times.duration(said) is None):
            return None
        said = re.sub(r"^(?:for|to) ", "", said)
        if re.fullmatch(r"\d+(?:\.\d+)?", said) and (unit := _UNIT.search(waiting["when"])):
            said = f"{said} {unit[0]}"
        span = times.duration(re.sub(r"^(?:in|after) ", "", said))
        rest = waiting["rest"]
        if span is not None:
            return f"cancel; later after {span}{rest}" if waiting["when"].startswith("after ") else None
        when = times.moment(said) or times.moment(f"at {said}")
        if when is None or not when.trigger.startswith("at ") or not waiting["when"].startswith("at "):
            return None
        days = waiting["when"].split(" ")[2:] if when.trigger.count(" ") == 1 else []
        return f"cancel; later {' '.join((when.trigger, *days))}{rest}"

    def _same_device(self, sentence: str, utterance: str, here: str | None, plan: Plan) -> str | None:
        """`turn it off in an hour`: the one device of the last turn."""
        thing = self._thing(plan)
        if thing is None:
            return None
        name = f"the {self._vocabulary.labels[thing.id]}"
        terse = _TERSE.match(sentence)
        if terse is not None:
            named = f"turn {terse['state']} {name} {sentence[terse.end() :]}"
        else:
            named, count = _PRONOUN.subn(rf"\g<verb>\g<way> {name}", sentence, count=1)
            if not count or re.search(r"\b(?:it|that|them)\b(?! (?:is|gets|rains))", named):
                return None
        return self._later(named, utterance, here)

    def _thing(self, plan: Plan) -> Thing | None:
        steps = [i for s in plan.steps for i in (s.steps if isinstance(s, LaterStep) else (s,))]
        ids = {i for s in steps if isinstance(s, SetStep | RunStep | GetStep) for i in s.devices}
        return self._vocabulary.world.thing(ids.pop()) if len(ids) == 1 else None


def _not_after_all(sentence: str, before: str) -> bool:
    """Whether nothing of what waits is to be done: where a state is said, the one that it would change."""
    parts = [p for p in re.split(r",? and |, | then ", sentence) if p]
    for part in parts:
        found = _NEVER.fullmatch(part)
        state = found["state"] if found is not None else None
        if found is None or (state in _OTHERWISE and not before.endswith(_OTHERWISE[state])):
            return False
    return bool(parts)
