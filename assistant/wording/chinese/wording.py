"""Chinese as replies are made in it."""

from __future__ import annotations

from assistant.wording.chinese import answers, general, later, outcomes, requests, waiting
from assistant.wording.chinese.sayings import SAYINGS
from assistant.wording.language import Language
from assistant.wording.protocol import Wording

CHINESE = Wording(Language.CHINESE, general, outcomes, requests, answers, later, waiting, SAYINGS)
