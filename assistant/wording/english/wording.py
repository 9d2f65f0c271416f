"""English as replies are made in it."""

from __future__ import annotations

from assistant.wording.english import answers, general, later, outcomes, requests, waiting
from assistant.wording.english.sayings import SAYINGS
from assistant.wording.language import Language
from assistant.wording.protocol import Wording

ENGLISH = Wording(Language.ENGLISH, general, outcomes, requests, answers, later, waiting, SAYINGS)
