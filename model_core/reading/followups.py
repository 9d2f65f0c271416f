"""What follows an earlier turn: it, them, too, the other one, again, undo, the answer to a question back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import (
    AskStep,
    CancelStep,
    GetStep,
    LaterStep,
    Plan,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
)
from model_core.reading import afterthoughts, measures
from model_core.reading.choosing import Choosing
from model_core.reading.clauses import Clauses, Done
from model_core.reading.hesitation import in_order
from model_core.reading.outcomes import asks, refuses
from model_core.reading.peers import Peers
from model_core.reading.phrases import any_of
from model_core.reading.question_forms import is_question
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Referents
from model_core.reading.repeating import Repeating, undone
from model_core.reading.revising import Revising
from model_core.reading.text import courteous, plain
from model_core.world import Thing, Turn

_UNDO = re.compile(
    r"(?:(?:oops|sorry|hm|no|no no|that was wrong|not like that|i did not mean that|scratch that) )*"
    + any_of("followups", "undo")
)
_AGAIN = re.compile(r"(?:and )?" + any_of("followups", "again"))
_NEVER = re.compile(r"(?:(?:no|oh|actually|ah|sorry|well) )*" + any_of("followups", "never"))
_TOO = re.compile(
    r"(?:,? (?:too|as well|also|likewise|the same|like that|to match))+(?:,? while you(?: are|'re) at it)?$"
)
_INSTEAD = re.compile(
    r"^(?:(?:no|oh|sorry|wait|hm+|actually|not that one|not that)[ ,]+)+"
    r"(?:i (?:mean|meant|said|want) |rather )?(?=the |my |[a-z]+'s )|^i meant "
)
_ALSO = re.compile(
    r"^(?:(?:and|ok|okay|now|yes|oh|also|then|plus)[ ,]+)*(?:do )?(?:the )?same(?: thing)?"
    r"(?: (?:with|for|to|goes for|in|on))? |"
    r"^(?:(?:ok|okay|now|yes|oh|then)[ ,]+)*(?:and|also|plus)(?: (?:also|for|in|on|with|now))? "
)
_DO = re.compile(r"^(?:(?:no|wait|oh|sorry|actually|not that one)[ ,]+)*(?:do )?(?=\S)")
_ABOUT = re.compile(r"^(?:(?:and|so|ok|okay|oh)[ ,]+)*(?:(?:what|how) about|same question for|and) ")
_JUDGED = re.compile(
    r"(?:(?:ooh|oh|hm+|no|ok|wait|ah|ugh|well|still)[ ,]+)*"
    r"(?:(?:(?:that is|it is|it's|that's|still|far|way|a bit|much) )*too [a-z]+"
    r"(?: for [a-z]+)?,?(?: that)?|"
    r"(?:(?:that|it) (?:is|ain't|isn't|won't) )?(?:(?:still|not|a|bit|quite|nearly|so|that) )*"
    r"(?:much|enough|bright|loud|warm|cold|dark|chilly|gonna cut it|do)|"
    r"so (?:loud|bright|dark|cold|hot)(?: for what)?)"
)
"""What somebody finds of what was just done."""
_IS = re.compile(r"(?<=\d|y|l)'s (?=(?:fine|plenty|enough|better|ok|okay|good|nicer|perfect)\b)")
_ITS = re.compile(r"(?:what is |how is |what about )?(?:its|it is|his|her) ([a-z ]+)")
_NAMES_IT = re.compile(
    r"\b(?:it|them|him|her|that|those|this|the (?!windows|boot|trunk|ringer|volume|music|[a-z]+ off$))\b"
)
_ORDERS = re.compile(
    r"(?:turn|switch|put|set|make|open|close|shut|lock|unlock|start|stop|pause|resume|play|skip|mute|unmute|cross|"
    r"take|strike|remove|delete|add|ring|send|dim) "
)
"""What was only asked about is told something by a verb alone."""
_FEW = 5
"""Words of a command that leaves its device out."""
_OTHER = re.compile(r"(?:the )?other one")
_OH = re.compile(
    r"^(?:(?:oh|no|ok|okay|well|right|yes|and|then|hm+|wait|actually|sorry|that is enough|good)[ ,]+)+"
)
_THERE = re.compile(r"\b(?:(?:in|over|up|down|out) there|there)$")


class FollowUps:
    """Reads sentences by the turn before them, in one home."""

    def __init__(
        self, vocabulary: Vocabulary, referents: Referents, clauses: Clauses, reasons: Reasons
    ) -> None:
        self._reasons = reasons
        self._vocabulary = vocabulary
        self._referents = referents
        self._clauses = clauses
        self._choosing = Choosing(vocabulary, referents, clauses)
        self._revising = Revising(vocabulary)
        self._repeating = Repeating(vocabulary)
        self._peers = Peers(vocabulary, referents)

    def read(self, utterance: str, here: str | None, last: Turn) -> str | None:
        """The plan text of a sentence that needs the turn before it, or None."""
        sentence = plain(utterance, courtesies=True)
        try:
            plan = parse(last.plan, self._vocabulary, utterance=last.utterance)
        except InvalidPlan:
            return None
        if _NEVER.fullmatch(courteous(sentence)):
            return "cancel"
        asked = plan.steps[-1]
        if isinstance(asked, AskStep):
            return self._choosing.read(courteous(sentence), here, asked, last)
        begun = (sentence, *afterthoughts.stripped(sentence))
        said = chain.from_iterable(map(self._said, begun))
        ways = dict.fromkeys(chain.from_iterable((s, *afterthoughts.stripped(s)) for s in said))
        return next((t for w in ways if (t := self._after(w, here, plan, last)) is not None), None)

    def _said(self, sentence: str) -> Iterator[str]:
        """The sentence, and what is left of it without a reason beside it."""
        sentence = _IS.sub(" is ", sentence)
        yield sentence
        for parted in re.finditer(r",? so (?:please )?|[,;] ", sentence):
            before, after = sentence[: parted.start()], sentence[parted.end() :]
            if _JUDGED.fullmatch(before) or self._reasons.are(courteous(before), beside_command=True):
                yield after
            elif self._reasons.are(courteous(after), beside_command=True):
                yield before
        yield from in_order(sentence)

    # after something was done or answered

    def _after(self, sentence: str, here: str | None, plan: Plan, last: Turn) -> str | None:
        if any(isinstance(s, RefuseStep | LaterStep | CancelStep | AskStep) for s in plan.steps):
            return None
        bare = courteous(sentence)
        acted = all(isinstance(s, SetStep | RunStep) for s in plan.steps)
        if acted and _UNDO.fullmatch(bare.replace(",", "")):
            return undone(last.plan) if all(isinstance(s, SetStep) for s in plan.steps) else None
        if acted and _AGAIN.fullmatch(bare) and "previous" not in last.plan:
            return last.plan
        things = tuple(
            t
            for i in dict.fromkeys(
                i for s in plan.steps if isinstance(s, SetStep | RunStep | GetStep) for i in s.devices
            )
            if (t := self._vocabulary.world.thing(i)) is not None
        )
        if not things:
            return None
        last_step = plan.steps[-1]
        added = self._added(bare, here, last_step, things, last) if len(plan.steps) == 1 else None
        if added is not None:
            return added
        again = self._again(sentence, here, plan, things) or self._revised(sentence, bare, last_step)
        if again is not None:
            return again
        wanted = _OH.sub("", self._there(bare, things))
        done = self._clauses.command(wanted, here, things, alone=False)
        if done is not None and _is_about(done, things, bare):
            return done.text
        if len(things) != 1 or not (acted or _ORDERS.match(wanted) or _ITS.fullmatch(wanted)):
            return None
        return self._of_it(wanted, here, things[0])

    def _added(
        self, sentence: str, here: str | None, step: Step, things: Sequence[Thing], last: Turn
    ) -> str | None:
        """What only says how much, goes on, or asks about the one device that was spoken of."""
        if len(things) != 1:
            return None
        label = self._vocabulary.labels[things[0].id]
        if (
            change := afterthoughts.changed(sentence, step, things[0], last.utterance.casefold())
        ) is not None:
            return f"set {label}: {change}"
        if (action := afterthoughts.goes_on(sentence, step, things[0])) is not None:
            return f"run {label}: {action}"
        if not is_question(sentence):
            return None
        for asked in afterthoughts.questions(sentence, label):
            done = self._clauses.command(asked, here, alone=False)
            if done is not None and done.things == tuple(things) and done.text.startswith(("get ", "check ")):
                return done.text
        return None

    def _revised(self, sentence: str, bare: str, step: Step) -> str | None:
        ids = step.devices if isinstance(step, SetStep | RunStep) else ()
        things = tuple(t for i in ids if (t := self._vocabulary.world.thing(i)) is not None)
        if not things:
            return None
        return self._revising.read(bare, step, things) or self._revising.read(
            _trimmed(sentence).strip(" ,;"), step, things
        )

    def _of_it(self, wanted: str, here: str | None, thing: Thing) -> str | None:
        """A command that leaves its device out: `stop ringing`, `on turbo`, `close the windows`."""
        label = self._vocabulary.labels[thing.id]
        owned = _ITS.fullmatch(wanted)
        if owned is not None:
            found = measures.named(thing, owned[1])
            return f"get {label}: {found.name}" if found is not None else None
        if _NAMES_IT.search(wanted) or len(wanted.split()) > _FEW or afterthoughts.is_lead(wanted):
            return None
        for said in (
            f"{wanted} {label}",
            f"{wanted} on {label}",
            f"{label} {wanted}",
            f"{wanted} of {label}",
        ):
            done = self._clauses.command(said, here, alone=False)
            if (
                done is not None
                and done.things == (thing,)
                and not refuses(done.text)
                and not asks(done.text)
            ):
                return done.text
        return None

    def _again(self, sentence: str, here: str | None, plan: Plan, things: tuple[Thing, ...]) -> str | None:
        """The same for another device or room: `and the kitchen`, `the hall lamp too`, `the other one`."""
        step = plan.steps[-1]
        if len(plan.steps) != 1:
            return None
        sentence = sentence.strip(" ,;")
        bare, too = re.subn(_TOO, "", courteous(sentence))
        rest, also = re.subn(_ALSO, "", _TOO.sub("", _trimmed(sentence)))
        about = _ABOUT.match(rest) if isinstance(step, GetStep) else None
        if about is not None:
            rest, also = rest[about.end() :], 1
        instead = _INSTEAD.match(_trimmed(sentence))
        if instead and not too:
            rest, also = _trimmed(sentence)[instead.end() :], 1
        words = _DO.sub("", rest if also else bare)
        if _OTHER.fullmatch(words):
            other = self._repeating.other(things)
            return self._repeating.repeat(step, other) if other is not None else None
        if not (too or also):
            return None
        return self._repeating.repeat(step, self._peers.others(words, here, things, step))

    def _there(self, sentence: str, things: Sequence[Thing]) -> str:
        """`in there` as the room of what was last spoken of."""
        rooms = {t.room for t in things}
        room = next(iter(rooms)) if len(rooms) == 1 else None
        return _THERE.sub(f"in the {self._vocabulary.room_labels[room]}", sentence) if room else sentence


def _is_about(done: Done, things: tuple[Thing, ...], sentence: str) -> bool:
    """Whether a command is about what was last spoken of, and needs it."""
    spoken = re.search(r"\b(?:it|them|that|those|these|both|there)\b", sentence) is not None
    return not refuses(done.text) and (spoken or set(done.things) <= set(things))


def _trimmed(sentence: str) -> str:
    """Without the courtesies at its end; the words it begins with say how it follows."""
    return re.sub(r"[ ,]*\b(?:please|pls|thanks|thank you|now|then|ok|okay)$", "", sentence)
