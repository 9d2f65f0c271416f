"""What counts as an answer to a yes-or-no question or to the question for a PIN: small closed sets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import takewhile

YES = frozenset(
    {"yes", "yeah", "yep", "yup", "yes please", "please do", "sure", "ok", "okay", "confirm", "confirmed"}
    | {"do it", "go ahead", "yes do it", "yes confirm", "i confirm", "correct", "right", "absolutely"}
    | {
        "是",
        "是的",
        "是啊",
        "是呀",
        "好",
        "好的",
        "好啊",
        "好呀",
        "好吧",
        "好的好的",
        "好的谢谢",
        "对",
        "对的",
    }
    | {
        "对啊",
        "可以",
        "可以的",
        "可以啊",
        "行",
        "行啊",
        "行吧",
        "确认",
        "我确认",
        "是的确认",
        "确定",
        "我确定",
    }
    | {"没错", "嗯嗯", "没问题", "当然", "当然可以", "同意", "我同意", "要", "要的", "ok的", "请做吧"}
    | {"做吧", "就这么办"}
)
NO = frozenset(
    {"no", "nope", "nah", "no thanks", "no thank you", "never mind", "nevermind", "cancel", "don't", "do not"}
    | {"dont", "stop", "forget it", "leave it", "no don't", "cancel that"}
    | {
        "不",
        "不要",
        "不要了",
        "不用",
        "不用了",
        "不用谢谢",
        "不了",
        "不必",
        "不必了",
        "不需要",
        "不是",
        "不是的",
    }
    | {"不对", "不可以", "不好", "不行", "不同意", "不确认", "别", "别了", "别做", "别动", "取消", "取消吧"}
    | {
        "算了",
        "算了吧",
        "还是算了",
        "还是算了吧",
        "先不用",
        "先不要",
        "先别",
        "否",
        "没事",
        "没事了",
        "当我没说",
    }
)
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
DIGITS = {
    **{word: str(i) for i, word in enumerate(NUMBERS)},
    **{word: str(i) for i, word in enumerate("零一二三四五六七八九")},
    "oh": "0",
    "〇": "0",
    "幺": "1",
}
"""Digits by the words for them; 幺 is how a 1 among others is read out."""
PIN_WORDS = frozenset(
    {"my", "the", "pin", "code", "passcode", "number", "it", "is", "its"}
    | {"我的", "pin码", "密码", "口令", "验证码", "是", "就是", "为"}
)
"""What may be said with the digits of a PIN, without spaces and apostrophes."""
SHORTEST_PIN, LONGEST_PIN = 4, 12


def yes_or_no(utterance: str) -> bool | None:
    """True for a yes, False for a no, None for anything else and for a question."""
    if is_question(utterance):
        return None
    heard = words(utterance)
    said = {" ".join(heard), "".join(heard)}
    if said & YES:
        return True
    return False if said & NO else None


def is_question(utterance: str) -> bool:
    """Whether a question mark is among the marks that the utterance ends with."""
    text = unicodedata.normalize("NFKC", utterance)
    return "?" in takewhile(lambda c: not c.isalnum(), reversed(text))


def pin_in(utterance: str) -> str | None:
    """The digits, when the utterance is a PIN and nothing else; a yes and "my PIN is" may go with it."""
    said = _PIN.fullmatch(_solid(utterance))
    if said is None:
        return None
    digits = "".join(DIGITS.get(digit, digit) for digit in _DIGIT.findall(said["pin"]))
    return digits if SHORTEST_PIN <= len(digits) <= LONGEST_PIN else None


def may_hold_pin(utterance: str) -> bool:
    """Whether as many digits are said as a PIN has, whatever is said with them."""
    digits = 0
    for word in words(utterance):
        digits += 1 if word in DIGITS else sum(c in DIGITS or c.isdecimal() for c in word)
    return digits >= SHORTEST_PIN or pin_in(utterance) is not None


def words(utterance: str) -> list[str]:
    """The words of an utterance without its marks, in lower case."""
    text = unicodedata.normalize("NFKC", utterance).casefold().replace("’", "'")
    kept = "".join(c if c.isalnum() or c == "'" else " " for c in text)
    return kept.split()


def _solid(utterance: str) -> str:
    """Letters and digits alone, as languages are written that have no spaces."""
    return "".join(words(utterance)).replace("'", "")


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits."""
    return "|".join(sorted({_solid(word) for word in words}, key=lambda word: (-len(word), word)))


_DIGIT = re.compile(f"[0-9]|{_any_of(DIGITS)}")
_PIN = re.compile(f"(?:{_any_of(YES)})?(?P<pin>(?:{_any_of(PIN_WORDS)}|{_DIGIT.pattern})+)")
