"""What is said beside orders and asks for nothing: why they are given, and on what occasion."""

from __future__ import annotations

import re

from model_core.reading.parting import RETRACTS
from model_core.reading.question_forms import is_question
from model_core.reading.reasons import Reasons
from model_core.reading.referents import Referents

_MESSAGE = re.compile(r"(?:text|message|msg|ping|page|notify|send|drop|shoot) ")
"""Begins what is never a reason: what follows is to be handed on."""
_ASKED_FOR = re.compile(
    r"(?:read|tell|show|list)(?: it)? (?:me|us|out|back)\b|"
    r".*\b(?:check|tick|cross|take|strike|scratch) (?:that|it|them|those)\b"
)
"""What is wanted with a list, and no reason either."""
_OCCASION = re.compile(
    r"(?:(?:because|since|as|so|while|right|ok|well) )*(?:(?:we are|we're|i am|i'm|they are|they're) "
    r"(?:all )?(?:off|out|away|leaving|going|heading|in bed|back|home|done|here)"
    r"(?: (?:out|now|soon|to (?:bed|work|sleep|the shops?)|for the (?:day|night|weekend)|home))?|"
    r"(?:movie|film|bed|story|dinner|party|bath|nap|quiet)[ -]?time|movie night|good ?night|night(?: night)?|"
    r"where (?:on earth |the \w+ )?did (?:i|we) (?:park|leave the car|put the car)|"
    r"(?:the |our |my )?(?:film|movie|match|game|show|news|programme|football|race)(?: is|'s) "
    r"(?:about to (?:start|begin)|starting|on|beginning)(?: now| soon)?|"
    r"(?:(?:i|we) (?:have to|need to|must|am about to|are about to|am going to) )?"
    r"(?:take|make|answer|get on) (?:a|the|this|my) (?:phone |work |video |conference )?call|"
    r"(?:the )?(?:plug|cable) ?(?:is|'s) in|off to (?:bed|work)|morning|sleep tight|sweet dreams)"
)
_ITS_LIGHT = re.compile(r"(?:it is|its) lights? (?:on|off)\b")
"""What is to be done with the light of what was spoken of, which is no statement."""
_MEANT = re.compile(r"\bi (?:mean|meant)\b(?! (?:it|that|business)\b)")
"""Puts something right, and is no mere reason."""


def hands_on(text: str) -> bool:
    """Whether a text begins what is never a remark: what follows is to be handed on."""
    return _MESSAGE.match(text) is not None


def is_occasion(text: str) -> bool:
    """Whether a text tells no more than on what occasion something is said: `we are off to bed`."""
    return _OCCASION.fullmatch(text) is not None


class Remarks:
    """Tells remarks from orders in one home."""

    def __init__(self, referents: Referents, reasons: Reasons) -> None:
        self._referents = referents
        self._reasons = reasons

    def are(self, text: str, *, said: bool = True) -> bool:
        """Whether a text is remarks; `said`: beside a command, where any statement may be its reason."""
        if hands_on(text) or _ASKED_FOR.match(text):
            return False
        if RETRACTS.match(text) or _MEANT.search(text) or _ITS_LIGHT.match(text):
            return False
        if self._referents.is_name(text) or self._referents.is_name(text.replace(" ", "")):
            return False  # `good night` may be a scene
        return (is_occasion(text) and (said or not is_question(text))) or self._reasons.are(
            text, beside_command=said
        )
