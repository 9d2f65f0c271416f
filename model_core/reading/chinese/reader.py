"""Reads a plain Mandarin sentence of a home into a plan text, or leaves it to the model."""

from __future__ import annotations

import re
from functools import cache

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import beside, clock, corrections, dialects, lasting
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.beyond import Beyond
from model_core.reading.chinese.chat import Chat
from model_core.reading.chinese.conditions import Conditions
from model_core.reading.chinese.cuts import Cuts
from model_core.reading.chinese.followups import ChineseFollowUps
from model_core.reading.chinese.forbidding import only_forbids
from model_core.reading.chinese.lacking import Lacking
from model_core.reading.chinese.later import Later
from model_core.reading.chinese.lists import Lists
from model_core.reading.chinese.mentions import Mentions
from model_core.reading.chinese.needs import ChineseNeeds
from model_core.reading.chinese.playing import Playing
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.rewording import once
from model_core.reading.chinese.sentences import Sentences
from model_core.reading.chinese.standing import Standing
from model_core.reading.chinese.text import marked, plain, spoken
from model_core.reading.chinese.timely import own_words, timely
from model_core.reading.chinese.timers import Timers
from model_core.reading.chinese.traditional import as_written, simplified
from model_core.reading.chinese.unsaid import Unsaid
from model_core.reading.chinese.waiting import Waiting
from model_core.reading.clauses import Done
from model_core.reading.forbidding import NOTHING
from model_core.reading.outcomes import asks, refuses
from model_core.world import Request

_BY_HOW_MUCH = re.compile(r"[,;][^,;]*[减加调降升翻提](?!油)[^,;]*(?:\d|倍|一半)")
"""An order with an amount beside what is felt: the need alone is not all that is wished for."""
_SOFTER = re.compile(r"小点声音?|声音小点|.*(?:电话|会议|开会|语音|上课).*(?:安静|别出声|小声|别吵).*")
_BREAKS = re.compile(r"[,，;；。.!！?？、 ]+")
_LATER = re.compile(
    r"[,;](?:过|等|待)[一1]?会儿?$|[,;]晚点儿?$|(?<!可以)(?<!方便)的话.*\d点|(?:等一?[下会]|晚[点些]|一会|待会|过会|回头)儿?,?再"
)
_ENTRY = re.compile(r"[^,]{0,6}(?:清单|单子|待办|列表)[里上中]?(?:面|头)?(?:加|记|添|写)")
"""What is put on a list may have a time of its own."""
_AND_MORE = re.compile(r"(?:顺[便道手]|然后)(?:再|也|就)?[把将让叫给]")
_UNKNOWN = re.compile(r'refuse unknown "([^"]+)"')
_PART = re.compile(r"[,;]")
_TAKEN_BACK = re.compile(r".+[,;](?:还是|那)?算了(?:吧|,?(?:不用|别[^,]{0,3}|不要|不)了?)?")
_LONGEST = 120
_MOST_PARTS, _LONGEST_PART = 8, 60
"""More of them, or longer ones, are nothing that is said in one breath, and would be read for seconds."""
_LONGEST_TIMED = 80
"""Characters of a sentence about what waits."""


class ChineseReader:
    """Reads Mandarin sentences of one home; computed once for it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        referents = Referents(vocabulary)
        self._mentions = Mentions(vocabulary, referents.places)
        asides = Asides(vocabulary, referents.places)
        self._chat = Chat(vocabulary, referents.places)
        cuts = Cuts(vocabulary, asides)
        self._lists = Lists(vocabulary, referents)
        self._beyond = Beyond(vocabulary, referents)
        self._lacking = Lacking(vocabulary, referents)
        self._unsaid = Unsaid(vocabulary, referents)
        self._playing = Playing(vocabulary, referents)
        unable = (self._lacking, self._beyond)
        self._sentences = Sentences(vocabulary, referents, self._lists, self._playing, asides, cuts, unable)
        self._follow_ups = ChineseFollowUps(vocabulary, referents)
        self._waiting = Waiting(vocabulary)
        self._standing = Standing(vocabulary)
        self._timers = Timers(vocabulary)
        self._later = Later(vocabulary, referents)
        self._conditions = Conditions(vocabulary, referents, self._later)
        self._needs = ChineseNeeds(vocabulary, referents, asides, cuts, self._mentions)

    def text(self, request: Request) -> str | None:
        """The plan text of a sentence, when every character is accounted for; else None."""
        here = self._vocabulary.said_in(request)
        utterance = simplified(request.utterance)
        if not request.history and only_forbids(utterance):
            return NOTHING
        parts = _BREAKS.split(utterance)
        if len(utterance) > _LONGEST or len(parts) > _MOST_PARTS or max(map(len, parts)) > _LONGEST_PART:
            return None
        if _TAKEN_BACK.fullmatch(marked(utterance).strip(" ;,")):
            return "refuse chat"
        last = request.history[-1] if request.history else None
        timed = timely(utterance)
        wordings = dict.fromkeys((timed, plain(utterance), plain(spoken(utterance))))
        short = len(timed) <= _LONGEST_TIMED
        waits = self._standing.read(timed, last, request.pending) if short else None
        if waits is None:
            told = (self._waiting.read(text, last) for text in wordings)
            waits = next((text for text in told if text is not None), None)
        if waits is not None:
            return as_written(own_words(waits, utterance), request.utterance)
        later = self._for_later(timed, here, request) if short else None
        if later is not None:
            return as_written(own_words(later, utterance), request.utterance)
        text = self._as_said(utterance, here, request)
        if text is None or refuses(text):
            regional = dialects.plainer(utterance)
            other = self._as_said(regional, here, request) if regional != utterance else None
            text = other if text is None or (other is not None and not refuses(other)) else text
        if text is None and request.history:
            text = self._follow_ups.read(utterance, here, request.history[-1])
        if text is None:
            said = (plain(utterance), plain(dialects.plainer(utterance)))
            found = (self._chat.read(s, alone=not request.history) for s in dict.fromkeys(said))
            text = next((done.text for done in found if done is not None), None)
        return as_written(text, request.utterance) if text is not None else None

    def _for_later(self, timed: str, here: str | None, request: Request) -> str | None:
        """The plan text of what is to wait, of a sentence in its timely form."""
        if _ENTRY.match(timed) or clock.tells(timed):
            return None

        @cache
        def commands(rest: str) -> str | None:
            text = self._as_said(rest, here, request, now=False)
            regional = dialects.plainer(rest)
            if regional == rest or (text is not None and not refuses(text)):
                return text
            return self._as_said(regional, here, request, now=False) or text

        last = request.history[-1] if request.history else None
        return (
            self._timers.read(timed, last)
            or self._later.read(timed, last, commands)
            or lasting.read(timed, commands)
            or self._conditions.read(timed, here, commands)
        )

    def _as_said(self, utterance: str, here: str | None, request: Request, *, now: bool = True) -> str | None:
        """The plan text of what is wished for; not `now`: of what may not be told by a need."""
        sentence = once(corrections.put_right(plain(utterance)))
        if not sentence or len(sentence) > _LONGEST or _LATER.search(sentence):
            return None
        alone = not request.history
        entry = self._lists.read(spoken(utterance), here)
        done = [entry] if entry is not None else self._lists.several(spoken(utterance), here)
        done = done or self._sentences.read(sentence, here, alone=alone, heard=request.device)
        if done is None and (
            played := self._playing.read(spoken(utterance), here, request.device, folded=False)
        ):
            done = [played]
        unsaid = self._unsaid.read(sentence, here) if done is None else None
        if unsaid is not None and self._is_all_of(unsaid.text, sentence):
            done = [unsaid]
        if done is None and (beyond := self._beyond.read(sentence, here)) is not None:
            done = [beyond]
        if done is None and (lacking := self._lacking.read(sentence, here)) is not None:
            done = [lacking]
        if (
            now
            and alone
            and (done is None or _SOFTER.fullmatch(sentence))
            and not _BY_HOW_MUCH.search(sentence)
        ):
            said = (utterance,) if done is not None else (utterance, spoken(utterance))
            needed = (self._needs.read(marked(s), here, request.device) for s in said)
            need = next((n for n in needed if n is not None), None)
            if need is not None and not (
                done is None and self._is_among_wishes(need, sentence, here, request)
            ):
                done = [need]
        if done is None or (not alone and any(asks(d.text) for d in done)):
            return None
        if now and alone:
            beside_it = beside.needed(
                utterance,
                done,
                lambda rest: self._sentences.read(rest, here, alone=alone, heard=request.device),
                lambda said: self._needs.read(said, here, request.device),
            )
            done = [beside_it, *done] if beside_it is not None else done
        return "; ".join(own_words(d.text, utterance) if d.text.startswith("run ") else d.text for d in done)

    def _is_all_of(self, text: str, sentence: str) -> bool:
        """Whether a sentence speaks of no device of the home beside what a plan text refuses as unknown."""
        unknown = _UNKNOWN.fullmatch(text)
        return unknown is None or self._mentions.only(sentence.replace(plain(unknown[1]), "", 1), ())

    def _is_among_wishes(self, need: Done, sentence: str, here: str | None, request: Request) -> bool:
        """Whether a part of a sentence, in plain form, is a wish or a question beside the need."""
        if _AND_MORE.search(sentence):
            return True
        for part in _PART.split(sentence) if _PART.search(sentence) else ():
            read = self._sentences.read(part, here, alone=False, heard=request.device) if part else None
            if read is not None and not any(
                asks(d.text) or refuses(d.text) or set(d.things) & set(need.things) for d in read
            ):
                return True
        return False
