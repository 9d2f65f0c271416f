"""Reads a plain English sentence of a home into a plan, or leaves it to the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain

from model_core.errors import InvalidPlan
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Plan
from model_core.reading import need_beside, relative, times
from model_core.reading.absent import Absent, is_known_thing
from model_core.reading.chat import Chat
from model_core.reading.chinese.reader import ChineseReader
from model_core.reading.chinese.text import is_chinese, is_mixed
from model_core.reading.clauses import Clauses, Done
from model_core.reading.complaints import Complaints
from model_core.reading.deeds import OwnActions
from model_core.reading.elsewhere import is_elsewhere
from model_core.reading.felt import Felt
from model_core.reading.followup_times import FollowUpTimes
from model_core.reading.followups import FollowUps
from model_core.reading.forbidding import NOTHING, forbids, only_forbids
from model_core.reading.gadgets import Gadgets
from model_core.reading.guarding import Guarding
from model_core.reading.hesitation import is_called_off, variants
from model_core.reading.lacking import Lacking
from model_core.reading.later import Later
from model_core.reading.lists import Lists
from model_core.reading.loose import Loose
from model_core.reading.machines import Machines
from model_core.reading.media import Media
from model_core.reading.need_talk import Talk
from model_core.reading.needs import Needs
from model_core.reading.needs_beside import NeedsBeside
from model_core.reading.nowhere import Nowhere
from model_core.reading.outcomes import asks, refuses
from model_core.reading.own import OwnProperties
from model_core.reading.parting import BEGINS, at_once
from model_core.reading.people import People
from model_core.reading.programmes import Programmes
from model_core.reading.question_forms import asks_last, is_request
from model_core.reading.questions import Questions
from model_core.reading.quoted import as_spoken, is_faithful, keeps_quotes, unquoted
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Referents
from model_core.reading.roles import SPOKEN
from model_core.reading.sentences import Sentences
from model_core.reading.several import SeveralValues
from model_core.reading.spelling import Spelling
from model_core.reading.sums import worked_out
from model_core.reading.text import courteous, plain
from model_core.reading.unless import made_so
from model_core.reading.unoffered import Unoffered
from model_core.reading.unsaid import Unsaid
from model_core.reading.vetoes import Vetoes
from model_core.reading.waiting import Waiting
from model_core.world import Request

_ALARM = re.compile(r"\b(?:alarm|wake|charge)\b")
_PLEASE = re.compile(r"^(?:the |my )?[a-z' ]+,? (?:please|pls|plz)\b")
_DAY = re.compile(
    r" (?:today|tonight|tomorrow(?: (?:morning|evening|night))?|soon|next|"
    r"this (?:morning|evening|afternoon|week|weekend)|"
    r"(?:on |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_WHENEVER = re.compile(
    r",? (?:before|until|till|as soon as|whenever|once|when|while) (?=[a-z])|"
    r" for (?=(?:about |another )?(?:an?|half an?|\d+) (?:hours?|minutes?|seconds?)$)"
)
_AS_IT_WAS = re.compile(r"\bwas\b.* before\b|\bhad it before\b|^(?:.+ )?like before$")
_FOND = re.compile(r"\b(?:i|we|they|he|she) like\b")
"""`like` as a verb, which is none to be left out."""
_AS_FOUND = re.compile(r"(?:'s| is| are|'re) (?:all )?(?:wide|still|out|left|gaping|standing)\b")
"""How something is said to have been found, which is nothing wished for."""
_TAGGED = re.compile(r"\b(?:is|are|was|were|has|have)(?:n't)? (?:it|they|he|she)\W*$|\b(?:right|yes)\?$")
"""Asks at the end whether what is said before is so."""
_FOR = re.compile(r" (?:for|in|at|by|from|about)$")
_HALT = re.compile(r",? \b(?:um+|uh+|uhm+|er|erm|hm+)\b,? |, \b(?:so|like|you know|well)\b,? ", re.IGNORECASE)
"""Where somebody stops to think, which may part what is said."""
_LIT = re.compile(r"(?:'s| is| are|'re) (?:already )?(?:on|lit)\b.*\b(?:still|cannot|can't|squinting)\b")
_LIGHTS = re.compile(r"set [^:;]+: \w+=true")
"""Turning on what is said to be on helps nobody."""
_MESSAGE = re.compile(r"\b(?:text|message|msg|ping|page|notify|tell|know|send|write)\b")
"""Says that what follows is to be handed on as it is said."""
_OPEN = re.compile(rf"(?:^|, | and | then )(?:{BEGINS})(?: (?:on|off|up|down))? the [^,;]+$")
"""Ends with an order that has a verb of its own."""
_LONGEST = 200
"""Characters of a sentence; longer ones have too many ways to be taken apart."""
CONFIDENCE = 0.97
"""Share of plans that are right, on sentences in made-up homes (`python -m benchmarks.reading`)."""


class Reader:
    """Reads sentences of one home; computed once for it."""

    def __init__(
        self, vocabulary: Vocabulary, *, is_word: Callable[[str], bool] = lambda _word: True
    ) -> None:
        """`is_word` tells English words from mistyped ones, which are put right."""
        self.vocabulary = vocabulary
        self._spelling = Spelling(vocabulary, is_word)
        self._people = People(vocabulary)
        self._vetoes = Vetoes(vocabulary, self._people)
        self._reasons = Reasons(vocabulary)
        referents = Referents(vocabulary)
        self._questions = Questions(vocabulary, referents)
        self._absent = Absent(vocabulary, referents)
        self._nowhere = Nowhere(vocabulary, referents)
        self._chat = Chat(vocabulary, self._reasons)
        self._unsaid = Unsaid(vocabulary, referents)
        parts = (
            self._questions,
            Lists(vocabulary, referents),
            Media(vocabulary, referents),
            Gadgets(vocabulary, referents),
            Guarding(vocabulary),
            OwnProperties(vocabulary, referents),
            OwnActions(vocabulary, referents),
            Programmes(vocabulary, referents),
            Machines(vocabulary, referents),
            SeveralValues(vocabulary, referents),
            self._unsaid,
            Unoffered(vocabulary, referents),
            Lacking(vocabulary, referents),
            self._nowhere,
            self._absent,
        )
        self._clauses = Clauses(
            vocabulary, referents, parts=parts, last=Loose(vocabulary, referents), is_word=is_word
        )
        self._sentences = Sentences(vocabulary, referents, self._clauses, self._reasons)
        self._follow_ups = FollowUps(vocabulary, referents, self._clauses, self._reasons)
        self._waiting = Waiting(vocabulary)
        self._needs = Needs(vocabulary, referents.places, self._reasons)
        self._complaints = Complaints(vocabulary, referents, self._reasons)
        self._later = Later(vocabulary, referents, self._reasons, self.commands, self._needs.read)
        self._felt = Felt(
            vocabulary,
            complaints=self._complaints,
            needs=self._needs,
            talk=Talk(vocabulary, referents.places),
            is_timed=self._later.concerns,
        )
        self._needs_beside = NeedsBeside(vocabulary, self._felt, self._text)
        self._follow_up_times = FollowUpTimes(
            vocabulary, lambda text, utterance, room: self._later.plan(text, utterance, room, alone=False)
        )

    @cached_property
    def _chinese(self) -> ChineseReader:
        return ChineseReader(self.vocabulary)

    def read(self, request: Request) -> Plan | None:
        """The plan, when every word is accounted for; else None."""
        if is_chinese(request.utterance):
            plan = self._plan(self._chinese.text(request), request)
            if plan is not None or not is_mixed(request.utterance):
                return plan
        heard = tuple(self._heard(request.utterance))
        if not request.history and only_forbids(heard[0]):
            return self._plan(NOTHING, request)
        if any(is_called_off(s) for s in heard):
            return self._plan("refuse chat", request)
        last = request.history[-1] if request.history else None
        heads = (head for s in heard for head in self._reasons.without(s))
        kept = next((text for s in heads if (text := self._waiting.read(s, last, request.pending))), None)
        if kept is not None:
            return self._plan(kept, request)
        texts = ((self._text(s, request), s) for s in heard)
        faithful = ((t, s) for t, s in texts if t is not None and is_faithful(t, request.utterance))
        text, spelled = next(faithful, (None, heard[0]))
        if text is not None and not request.history:
            text = self._as_complained(heard, text, request)
            text = self._needs_beside.joined(spelled, text, request)
            if text is not None and self._needs_beside.are_left(heard[0], text, request):
                return None
        if text is None and not request.history:
            here = self.vocabulary.said_in(request)
            spoken = heard[:1] if _FOND.search(heard[0]) else heard
            felt = () if is_elsewhere(heard[0]) else spoken
            ordered = (self._needs_beside.with_order(s, request) for s in felt)
            needed = (self._felt.needed(s, request) for s in felt)
            beside = (self._felt.beside_talk(s, request) for s in felt)
            unsaid = (self._unsaid.whole(s, here, first=s == heard[0]) for s in heard)
            never = (self._never(s, request) for s in heard)
            open_ = (self._asked_back(s, request) for s in heard[:1])
            tried = chain(ordered, needed, beside, unsaid, never, open_)
            text = next((done.text for done in tried if done), None)
            if text is not None and need_beside.is_order_left(heard[0], text):
                return None
            if text is None and self._is_helpless(heard[0], request):
                text = "refuse chat"
        if text is not None and _LIT.search(heard[0]) and _LIGHTS.fullmatch(text):
            return None
        return self._plan(text, request)

    def _as_complained(self, heard: Sequence[str], text: str, request: Request) -> str:
        """The plan text for what is wrong, where it was taken for a wish or for what is not there."""
        room = self.vocabulary.said_in(request)
        if text.startswith("refuse unknown "):
            told = (self._complaints.read(s, room) for s in heard if not forbids(s))
            named = is_known_thing(text[len('refuse unknown "') : -1])
            tried = () if named else heard
            needed = (self._felt.needed(s, request) or self._felt.beside_talk(s, request) for s in tried)
            return next((done.text for done in chain(told, needed) if done is not None), text)
        checked = text.startswith("check ") and _TAGGED.search(request.utterance.casefold())
        found = self._complaints.read(heard[0], room) if _AS_FOUND.search(heard[0]) and not checked else None
        return text if found is None else found.text

    def _is_helpless(self, sentence: str, request: Request) -> bool:
        """Whether a sentence, of which nothing could be made, is a need that nothing here can help."""
        return (
            "?" not in request.utterance
            and not forbids(sentence)
            and self._felt.is_helpless(sentence, request)
        )

    def _asked_back(self, sentence: str, request: Request) -> Done | None:
        """Several orders from nowhere in the home, of which some leave open which device is meant."""
        said_in = self.vocabulary.said_in(request)
        if said_in is not None or self._later.concerns(sentence) or forbids(sentence):
            return None
        if len(sentence) > _LONGEST or _OPEN.search(sentence) is None:
            return None
        told = self._sentences.asked_back(at_once(sentence), None) or []
        if [n for n, d in enumerate(told) if asks(d.text)] != [len(told) - 1]:
            return None
        text = "; ".join(d.text for d in told)
        return None if self._needs_beside.are_left(sentence, text, request) else Done(text, ())

    def _never(self, sentence: str, request: Request) -> Done | None:
        """The refusal of what this home cannot do, whenever or for however long it is wanted."""
        rests = [rest for rest, _ in times.trailing(sentence)]
        rests += [sentence[: m.start()] for m in _WHENEVER.finditer(sentence)]
        for rest in rests:
            told = self.commands(courteous(_FOR.sub("", rest)), self.vocabulary.said_in(request)) or ()
            if len(told) == 1 and told[0].text.startswith("refuse ") and ";" not in told[0].text:
                return told[0]
        return None

    def _plan(self, text: str | None, request: Request) -> Plan | None:
        if text is None or relative.is_step_taken_for_value(plain(request.utterance), text):
            return None
        try:
            if not keeps_quotes(text, request.utterance):
                return None
            plan = parse(
                as_spoken(text, unquoted(request.utterance)),
                self.vocabulary,
                utterance=request.utterance,
                confidence=CONFIDENCE,
            )
        except InvalidPlan:
            return None
        return None if self._vetoes(request, plan) else replace(plan, source="reader")

    def _heard(self, utterance: str) -> Iterator[str]:
        """What may have been said, the likeliest first."""
        sentence = plain(self._people.named(unquoted(utterance)))
        yield sentence
        unnamed = plain(unquoted(utterance))
        if unnamed != sentence and _MESSAGE.search(unnamed):
            yield unnamed
        spelled = courteous(self._spelling.corrected(sentence, utterance))
        if spelled != sentence:
            yield spelled
        yield from variants(spelled)
        halting = _HALT.sub(", ", utterance)
        if halting != utterance:
            parted = courteous(self._spelling.corrected(plain(unquoted(halting))))
            yield from (parted, *variants(parted))
        misheard = self._spelling.misheard(spelled)
        if misheard != spelled:
            yield misheard

    def _text(self, sentence: str, request: Request) -> str | None:
        if not sentence or len(sentence) > _LONGEST or forbids(sentence):
            return None
        sentence, room = worked_out(at_once(made_so(sentence))), self.vocabulary.said_in(request)
        if request.history and request.history[-1].plan.startswith("ask which "):
            answer = self._follow_ups.read(request.utterance, room, request.history[-1])
            if answer is not None:
                return answer
        chat = self._chat.read(sentence)
        if chat is not None:
            return self._followed(request, room) or chat.text
        asked = self._questions.read(sentence, room)
        if asked is not None and not asks(asked.text):
            return asked.text
        if _ALARM.search(sentence):
            told = self.commands(sentence, room, alone=not request.history)
            if told is not None and any("_alarm" in d.text or "charge_limit" in d.text for d in told):
                return "; ".join(d.text for d in told)
        if self._later.concerns(sentence):
            later = self._at_another_time(sentence, request, room)
            if later is not None or not self._later.is_value(sentence):
                beside = later or self._beside_time(sentence, request, room)
                return beside or (self._followed(request, room) if _AS_IT_WAS.search(sentence) else None)
        if re.search(r":(?! )", sentence):
            return None
        if self._is_asked(request.utterance, room):
            return self._asked_tersely(sentence, request, room)
        return self._told(sentence, request, room)

    def _beside_time(self, sentence: str, request: Request, room: str | None) -> str | None:
        """A command for now beside a reason that speaks of another time: `guests come tonight, so ...`."""
        if re.search(r"\bthen\b", request.utterance.casefold()):
            return None
        for parted in re.finditer(r",? so (?:please )?|, ", sentence):
            why, rest = sentence[: parted.start()], courteous(sentence[parted.end() :])
            untimed = _DAY.sub("", why)
            if untimed == why or self._later.concerns(untimed) or self._later.concerns(rest):
                continue
            told = self.commands(rest, room) if self._reasons.are(untimed, beside_command=True) else None
            if told is not None and not any(asks(d.text) or refuses(d.text) for d in told):
                return "; ".join(d.text for d in told)
        return None

    def _told(self, sentence: str, request: Request, room: str | None) -> str | None:
        """The plan text of commands, or of what follows the turn before."""
        done = self.commands(sentence, room, alone=not request.history)
        bare = not request.history and sentence not in SPOKEN and _PLEASE.search(request.utterance.casefold())
        if done is None and bare:
            named = self.commands(f"turn on {sentence}", room)  # `the hall light please`
            done = named if named and len(named) == 1 and not refuses(named[0].text) else None
        if done is None or (request.history and any(asks(d.text) for d in done)):
            return self._followed(request, room)
        return "; ".join(d.text for d in done)

    def _at_another_time(self, sentence: str, request: Request, room: str | None) -> str | None:
        later = self._later.plan(sentence, request.utterance, room, alone=not request.history)
        if later is not None or not request.history:
            return later
        return self._follow_up_times.read(request.utterance, room, request.history[-1])

    def _asked_tersely(self, sentence: str, request: Request, room: str | None) -> str | None:
        """The plan text of a question by its mark alone, or that goes on from one: `and the hall?`."""
        terse = self._questions.terse(sentence, room) or self._absent.read(sentence, room)
        terse = terse or self._nowhere.read(sentence, room)
        if terse is not None and not (request.history and asks(terse.text)):
            return terse.text
        last = request.history[-1] if request.history else None
        if last is None or not last.plan.startswith(("get ", "check ")):
            return None
        text = self._follow_ups.read(request.utterance, room, last)
        return text if text is not None and text.startswith(("get ", "check ")) else None

    def _followed(self, request: Request, room: str | None) -> str | None:
        if not request.history:
            return None
        last = request.history[-1]
        waiting = None
        if "later " in last.plan:
            said = self._reasons.without(request.utterance.casefold())
            times = (self._follow_up_times.read(text, room, last) for text in said)
            waiting = next((text for text in times if text is not None), None)
        return waiting or self._follow_ups.read(request.utterance, room, last)

    def _is_asked(self, utterance: str, here: str | None) -> bool:
        """Whether a question mark ends something that is neither a request nor a question by its words."""
        *marked, rest = utterance.split("?")
        parts = (re.split(r"[.!;]", part)[-1] for part in marked)
        said = [m for m in parts if m and not is_request(m) and not asks_last(m)]
        several = len(marked) > 1 or any(c.isalnum() for c in rest)
        return any(not several or self._questions.read(plain(m), here) is None for m in said)

    def commands(self, sentence: str, here: str | None, *, alone: bool = True) -> list[Done] | None:
        """The clauses of a sentence in plain form; `alone`: it begins the conversation."""
        return self._sentences.read(sentence, here, alone=alone)
