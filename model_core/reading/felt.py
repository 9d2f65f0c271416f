"""What is felt or complained of in a sentence, where nothing else in it says what is to be done."""

from __future__ import annotations

import re
from collections.abc import Callable

from model_core.language.vocabulary import Vocabulary
from model_core.reading import need_beside
from model_core.reading.clauses import Done
from model_core.reading.complaints import Complaints
from model_core.reading.elsewhere import is_elsewhere
from model_core.reading.forbidding import forbids
from model_core.reading.need_moments import is_complaint, without_moments
from model_core.reading.need_signs import is_occasion
from model_core.reading.need_talk import Talk
from model_core.reading.needs import Needs
from model_core.reading.question_forms import is_question
from model_core.world import Request

_MOST_ANDS = 3
"""More are no breath with several needs, and every way to part them would be tried."""
_HOW_FAR = re.compile(
    r"\b(?:bring|turn|put|knock|take|ease|nudge|drop|dial|pull|crank) (?:it|that|them)\b[^,;]*"
    r"\b(?:well|right|way|lot|bit|tad|touch|half|by|notch|\d+)\b|\b(?:half|halve|double|twice) (?:it|that)\b"
)
"""What is to be done is said, and how far: no need is to be guessed beside it."""
_ORDER = re.compile(
    r"(?:cut|kill|turn|switch|shut|close|open|lock|stop|start|arm) (?:the|my|our|off|on|up|down) [^,;]+[,;] "
)
"""An order before what may be a need: where it cannot be read, the need is not all that is wished for."""
_ERRAND = re.compile(
    r"(?:text|message|msg|ping|page|notify|send|call|ring|dial|navigate|add|remove|inflate|pump) |"
    r"charge [^,;]*\d|.*\bseats?\b.* as (?:hot|warm|high) as\b"
)
"""Begins an errand, beside which no need is guessed from its words."""
_ENDS_IN_ORDER = re.compile(
    r"[,;] (?:and )?(?:(?:on|off|out|up|down|open|shut|closed)(?: with (?:it|them))?|"
    r"(?:take|knock|shave|put|add|turn|bring|drop|bump|make|set) [^,;]*\d[^,;]*|"
    r"\d+(?: percent| degrees?)? (?:less|more|lower|higher|quieter|louder|off|up|down))$"
)
"""What is to be done with what is complained of, in one word or by how much."""
_FELT = re.compile(
    r"\b(?:bright|dark|dim|gloomy|stuffy|cold|chilly|freezing|hot|boiling|warm|loud|noisy|humid|stinks?|smells?)\b"
)
"""What is felt as well, and is no mere talk."""
_NO_MORE = re.compile(r"no (?:more )?lights?\b")
_THANKED = re.compile(r"\b(?:thanks|thank you|please|cheers|ta)\b", re.IGNORECASE)


class Felt:
    """Reads needs and complaints in one home."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        *,
        complaints: Complaints,
        needs: Needs,
        talk: Talk,
        is_timed: Callable[[str], bool],
    ) -> None:
        """`is_timed` tells sentences that speak of another time than now."""
        self._vocabulary = vocabulary
        self._complaints = complaints
        self._needs = needs
        self._talk = talk
        self._is_timed = is_timed

    def needed(self, sentence: str, request: Request) -> Done | None:
        """What meets a need, or puts right what is complained of; None for any other sentence."""
        if _NO_MORE.match(sentence) and _THANKED.search(request.utterance):
            return None  # `no light in here, thanks` wants it off
        if forbids(sentence) or is_elsewhere(sentence) or _ORDER.match(sentence) or _ERRAND.match(sentence):
            return None
        if _ENDS_IN_ORDER.search(sentence) or _HOW_FAR.search(request.utterance.casefold()):
            return None
        if is_question(sentence) and not is_complaint(sentence):
            return None
        if self._is_timed(sentence):
            sentence = without_moments(sentence)
            if self._is_timed(sentence):
                return None
        halves = tuple(need_beside.halves(sentence))
        for parts in halves if len(halves) <= _MOST_ANDS else ():
            first, second = (self.needed(part, request) for part in parts)
            if first is None or second is None or first.text == second.text or any(map(is_occasion, parts)):
                continue
            if self._needs.is_placed(parts[0]) != self._needs.is_placed(parts[1]):
                return None
            if not need_beside.are_alike(first, second):
                return need_beside.both(first, second)
        room = self._vocabulary.said_in(request)
        return self._complaints.read(sentence, room) or self._needs.read(sentence, room, request.device)

    def is_helpless(self, sentence: str, request: Request) -> bool:
        """Whether a sentence is a need that nothing where it is felt can do anything about."""
        if is_elsewhere(sentence) or is_question(sentence) or self._is_timed(sentence):
            return False
        return self._needs.is_helpless(sentence, self._vocabulary.said_in(request))

    def beside_talk(self, sentence: str, request: Request) -> Done | None:
        """The same for a sentence of which a part is talk that wants nothing."""
        for text, talk in () if is_elsewhere(sentence) else self._talk.left_out(sentence):
            done = self.needed(text, request)
            if done is not None:
                if any(_FELT.search(t) and (f"and {t}" in sentence or f"{t} and" in sentence) for t in talk):
                    return None
                others = (self.needed(t, request) for t in talk)
                return None if any(o is not None and o.text != done.text for o in others) else done
        return None
