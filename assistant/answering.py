"""What counts as an answer to a yes-or-no question or to the question for a PIN: small closed sets."""

from __future__ import annotations

import unicodedata

YES = frozenset(
    {"yes", "yeah", "yep", "yup", "yes please", "please do", "sure", "ok", "okay", "confirm", "confirmed"}
    | {"do it", "go ahead", "yes do it", "yes confirm", "i confirm", "correct", "right", "absolutely"}
    | {"是", "是的", "好", "好的", "对", "可以", "行", "确认", "没错", "嗯"}
)
NO = frozenset(
    {"no", "nope", "nah", "no thanks", "no thank you", "never mind", "nevermind", "cancel", "don't", "do not"}
    | {"dont", "stop", "forget it", "leave it", "no don't", "cancel that"}
    | {"不", "不要", "不用", "不用了", "不是", "别", "不行", "取消", "算了", "否", "没事"}
)
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DIGITS = {
    **{word: str(i) for i, word in enumerate(NUMBERS)},
    **{word: str(i) for i, word in enumerate("零一二三四五六七八九")},
    "oh": "0",
}
PIN_WORDS = frozenset({"pin", "my", "the", "is", "it's", "its", "code"})
SHORTEST_PIN, LONGEST_PIN = 4, 12


def yes_or_no(utterance: str) -> bool | None:
    """True for a yes, False for a no, None for anything else."""
    said = " ".join(_words(utterance))
    if said in YES:
        return True
    return False if said in NO else None


def pin_in(utterance: str) -> str | None:
    """The digits, when the utterance is a PIN and nothing else."""
    words = [w for w in _words(utterance) if w not in PIN_WORDS]
    digits = ""
    for word in words:
        parts = [word] if word in DIGITS else list(word)
        for part in parts:
            digit = DIGITS.get(part, part)
            if not (digit.isascii() and digit.isdigit()):
                return None
            digits += digit
    return digits if SHORTEST_PIN <= len(digits) <= LONGEST_PIN else None


def _words(utterance: str) -> list[str]:
    text = unicodedata.normalize("NFKC", utterance).casefold().replace("’", "'")
    kept = "".join(c if c.isalnum() or c == "'" else " " for c in text)
    return kept.split()
