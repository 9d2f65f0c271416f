"""What is told beside a need and asks for nothing: other clauses, and since when it has been so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading.need_kinds import any_of, called, device_words, heads
from model_core.reading.phrases import any_of as any_in
from model_core.reading.places import Places

_WHO = (
    r"(?:i|we|he|she|they|you|it|there|that|this|these|those|the|my|our|his|her|their|nobody|no one|somebody|"
    r"someone|everyone|everybody|people|half|all|every|one|some)"
)
_JOINED = re.compile(
    rf"[,;] (?:(?:and|but|so|because|yet|cos|plus|also|oh|well|honestly|seriously) )*| (?:and|but) |"
    rf" (?:so|because|cos|since|while|whilst|as|though|although) (?={_WHO}\b|[a-z]+(?:'s| is| are| has) )"
)
_UNDER_WAY = re.compile(
    r",? (?:(?:just )?(?:an?|a few|a couple of|\d+|half an) "
    r"(?:seconds?|secs?|minutes?|mins?|hours?|moments?) ago|"
    r"since (?:yesterday|this morning|last night|breakfast|lunch(?:time)?|dinner|\w+day|\d+ o'clock|\d+|"
    r"(?:about )?(?:an|one|\d+) hours?|ages|forever|we (?:got|came|moved) \w+|i (?:got|came|woke) \w+|"
    r"the \w+(?: \w+)?)|"
    r"(?:all|the whole|half the) (?:day|night|morning|afternoon|evening|week|time|weekend)(?: long)?|"
    r"every (?:single )?(?:morning|night|day|evening|time)|"
    r"for (?:(?:about|over|nearly|the (?:last|past)) )?(?:ages|days|hours|weeks|an hour|half an hour|"
    r"\d+ (?:days|hours|minutes|weeks)|a (?:week|while|day|good while))|"
    r"after (?:(?:that|the|this|my|our|his|her|their|last night's|all that|all the) )[\w']+(?: [\w']+)?|"
    r"(?:while|whilst) (?!(?:you are|we are) at it)(?:i|we|he|she|they|you|the|my|our)\b.*|"
    r"before (?:i|we|he|she|they|the|my|our|anyone|anybody|everyone|everybody) (?!sleep\b|bed)[^,;]+)"
    r"(?=$|[,;]| and\b| but\b)"
)
"""Since when or how long something has been so, or what somebody is at: it is so now."""
_DONE_FOR = re.compile(
    r"(?!(?:is|are|was|were|has|have|had|am)\b)[a-z]+ (?:the|my|our) "
    r"(?:(?!(?:is|are|was|were|has|have|been)\b)[a-z']+ )+"
    r"for (?:\d+|an?|half an?) (?:hours?|minutes?|mins?|seconds?)"
)
"""For how long something is to be done, not since when it is so: `water the beds for an hour`."""
_WITHOUT_COFFEE = re.compile(
    r"\b(?:until|till|before) (?:(?:i|we)(?:'ve| have)? had )?(?=(?:(?:my|a|the|an|some) )?(?:\w+ )?"
    r"(?:coffee|espresso|caffeine|cuppa|cup|latte|cappuccino|flat white)\b)"
)
_WONDERED = re.compile(
    r"^(?:who (?:has |'s |is )?(?:been )?(?!wants|fancies|needs|is for)\w+|who's been \w+|"
    r"where (?:is|are|did|have|has|on earth|the|in the)|where's|how (?:many|often|come)|why)\b"
)
_TELLS = re.compile(
    rf"^(?:(?:because|well|oh|yes|right|ok|sorry|look|listen) )*(?:{_WHO}\b|"
    r"(?!(?:it|that|what|who|here|let)'s\b)[a-z]+'s (?:[a-z]+ing|[a-z]+ed|an?|the|at|on|in|due|here|home|"
    r"out|up|just|not|got|been|about|late|trying|already|still)\b|"
    r"(?:[a-z]+ ){1,3}(?:is|are|has|have|was|were|wants|needs|keeps|comes?|came|arrives?|starts?|got|will|"
    r"can|cannot|can't|won't|isn't|aren't)\b)"
)
_SIGHED = re.compile(
    r"(?!let\b|\w+ (?:the|it|that|my|our|this|them|down|up|off|on|out|everything|me|us|some|a|an)\b)"
    r"(?:[a-z']+ ?){1,4}|"
    r"(?:what |such |no |not |in (?:my|our|his|her) |all |with |without |like |so much for )(?:an? )?"
    r"(?:[a-z']+ ?){1,4}"
)
_BACK = re.compile(
    r"^(?:and )?(?:(?:i|we)(?:'ll| will| shall|'d)? |shall |will )*(?:be )?(?:not )?(?:be )?back "
    r"(?:on|by|at|around|about|in|after|before|late|later|tonight|tomorrow|next|soon|\w+day)\b"
)
_ASKS = re.compile(
    r"\b(?:if|unless|once|when(?:ever)?|as soon as|instead|except|rather|remind|tomorrow|later|wait|"
    r"at it|(?:wide|gaping|standing) open|guard(?:ed)?|(?:un)?armed|glimmer|glow|flicker|"
    r"the same time|don't|do not|fine|okay|no need|never mind|used to|should|must|ought|would|please|"
    r"(?:will|going to|gonna|might|may) (?:be|get) (?:\w+ )?"
    r"(?:cold|hot|warm|dark|loud|bright|freezing|chilly)|"
    r"(?:like|love|want|need|prefer|enjoy|hate)s? (?:it|that|this|them)\b(?! (?:when|how))|"
    r"last (?:night|week|month|year|winter|summer)|yesterday)\b"
)
"""What changes or puts off what is needed."""
_TOLD = re.compile(rf"^(?:(?:and|then|so|but|now|just) )*{any_in('reasons', 'asking')}\b")
_MOST_CLAUSES = 5


class Talk:
    """Tells it from what is needed, in one home."""

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        things = vocabulary.world.things
        self._devices = device_words(things)
        self._heads = re.compile(any_of(heads(things)))
        self._named = re.compile(any_of({n.casefold() for n in (*called(things), *places.names)}))

    def left_out(self, sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What may remain of a sentence in plain form without such talk, most of it first; and the talk."""
        if _DONE_FOR.match(sentence):
            return
        sentence = _WITHOUT_COFFEE.sub("without ", sentence)
        bare = _UNDER_WAY.sub("", sentence).strip(" ,;")
        if bare and bare != sentence:
            yield bare, ()
        bounds = [m.span() for m in _JOINED.finditer(bare)]
        if not 0 < len(bounds) < _MOST_CLAUSES:
            return
        starts, ends = [0, *(e for _, e in bounds)], [*(s for s, _ in bounds), len(bare)]
        clauses = [bare[s:e] for s, e in zip(starts, ends, strict=True)]
        harmless = [self._is_talk(c) for c in clauses]
        count = len(harmless)
        for length in range(count - 1, 0, -1):
            for first in range(count - length + 1):
                last = first + length
                if all(harmless[:first]) and all(harmless[last:]):
                    yield bare[starts[first] : ends[last - 1]], (*clauses[:first], *clauses[last:])

    def _is_talk(self, clause: str) -> bool:
        """Whether a clause tells or wonders, and is about nothing in the home."""
        if _BACK.match(clause):
            return True
        if self._devices.search(clause) or self._named.search(clause) or _ASKS.search(clause):
            return False
        if self._heads.search(clause):
            return False
        if _WONDERED.match(clause) is not None:
            return True
        if _TOLD.match(clause):
            return False
        return _TELLS.match(clause) is not None or (_SIGHED.fullmatch(clause) is not None)
