"""A spoken sentence in its plainest form: lower case, digits for numbers, no courtesies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from model_core.language.numerals import joined
from model_core.reading.phrases import any_of, load

_WORDS = load("text")
_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ONES = {word: n for n, word in enumerate(_SMALL)}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBER_WORD = "|".join((*_TENS, *sorted(_ONES, key=len, reverse=True)))
_NUMBER_WORDS = re.compile(
    rf"\b(?:(?:a|{_NUMBER_WORD})\s+(?:hundred|thousand)|{_NUMBER_WORD})"
    rf"(?:(?:\s+and)?\s+(?:{_NUMBER_WORD}|hundred|thousand))*\b"
)
_POINT = re.compile(r"\b(\d+) point (\d+)\b")
_HALF = re.compile(r"\b(\d+) and a half\b")
_UNIT = re.compile(r"percent|degree|hour|minute|second|kelvin|o'clock|[ap]m\b|click|notch")
"""What `one` counts, where it is a number."""
_SETTING = re.compile(r"\b(?:level|setting|speed|gear|volume|(?:up|down) to)\s+$")
"""What `one` is the value of."""
_HYPHENED_NUMBER = re.compile(rf"\b(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})\b")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")

Rewriting = tuple[re.Pattern[str], str]


def _rewritings(*pairs: tuple[str, str]) -> tuple[Rewriting, ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_SIGNS = _rewritings(
    (r"’|`", "'"),
    (r"(\d)\s*%", r"\1 percent "),
    (r"\bper cent\b|\bpct\b", "percent"),
    (r"(?<=\d)\s*°\s*(?:([cf])\b)?", r" degrees \1 "),
    (r"\b(\d+)\s*(?:deg|degs|degree)\b", r"\1 degrees"),
    (r"\b([ap])\.\s?m\b\.?", r"\1m"),
    (r"(\d)([ap]m)\b", r"\1 \2"),
    (r"\b(\d+)\s?k\b", r"\1 kelvin"),
    (r"\blighting\b", "lights"),
    (r"\b(up|down)stairs and (up|down)(?=[,;.!?]|$)", r"\1stairs and \2stairs"),
    (r"\ba couple(?: of)?\b", "two"),
    # `twenty one and a half` is 21.5
    (r"(?<!ty )\bone and a half\b", "1.5"),
    # `the music's too loud`: elsewhere 's may say whose something is
    (r"(\w)'s (?=too\b|not\b|still\b|left\b|so (?:loud|bright|dark|quiet)\b)", r"\1 is "),
    (
        (
            r"(\w)'s (?=(?:(?:wide|right|all the way|half|fully) )?"
            r"(?:locked|unlocked|closed|shut|open|on|off|up|down)"
            r"(?:$|[,.;!?]| and\b| please\b| before\b| on (?:me|us|him|her)\b))"
        ),
        r"\1 is ",
    ),
    (r"\s&\s", " and "),
    # stammered: `turn the turn the light on`; but `twenty twenty` are two numbers
    (rf"\b(?!(?:{_NUMBER_WORD}|\d+)\b)(\w+(?: \w+){{0,2}})(?:,? \1\b)+", r"\1"),
    # an exception belongs to what is before its comma
    (r", (?=(?:except|but not|apart from|other than)\b)", " "),
    (r"[.](?!\d)|[!?\"()…]", " ; "),
    # a dash parts what is said, a hyphen does not
    (r"(?<!\w)[-–—]+(?!\w)|\s?[-–—]\s|—", " , "),
)
_BEFORE_A_STATEMENT = (
    "and but so if or oh as ok no yes when that then hope well know says said case once because cause since "
    "think while after until till right sorry before reckon please though unless thought whether where how "
    "what"
)
"""Words before `its` where that may be `it is`."""
_ITS = (
    r"(?:(?<![^,;])|(?<=[,;] )|"
    + "|".join(rf"(?<=\b{word} )" for word in _BEFORE_A_STATEMENT.split())
    + r"|(?=its (?:too|so|very|really|getting|got|gone|been|bloody|not|still|just|quite|pretty|only|almost|"
    r"nearly|never|always|now|all|a|an|the|like|dark|cold|hot|warm|freezing|boiling|late|early|windy|chilly|stuffy|loud|"
    r"noisy|bright|bed ?time|raining|snowing|pouring|"
    r"(?!awn|heat|light|ceil|str|r|w|sw|charg|sett|wash)\w+ing)\b))"
    r"\bits\b(?! (?:own|dock|docking|base|charger|charging|station|way|\w+est)\b)"
)
"""`its` where it is short for `it is`: where a statement may begin, not in `to its dock`."""
_SHORT_FORMS = _rewritings(
    *((rf"\b{short}\b", long) for short, long in _WORDS["contractions"].items()), (_ITS, "it is")
)
_ANOTHERS_WISH = (
    r"^(?:[a-z]+|the (?:kids|children|baby|guests)) (?:wants?|needs?|would like) "
    r"(?:(?:her|his|their|the) |(?=[a-z]+'s ))(?=.* (?:on|off|open|closed|up|down)$)"
)
"""`grandma wants her lamp on`: a wish as if it were the speaker's own."""
_CAN_IT = (
    r"^(?:can|could|may|should) (.+?) (go|be|come|run|blow|spin|play|shine|burn|glow)\b"
    r"(?= (?:to|on|off|up|down|a bit|a little|slightly|somewhat|much|"
    r"brighter|dimmer|darker|louder|quieter|warmer|cooler|faster|slower|harder|stronger|gentler|set|turned|switched|at|back|open|closed|locked|shut)\b)"
)
"""`can the heating go to 20`: a wish, as if it were said with the subject first."""
_BELOW_ZERO = (r"\b(to|at|on|is|below|above|freezer) minus (?=\d)", r"\1 -")
_LOCK_UP = (r"\block up(?=$|[,;]| and\b| then\b| for the night\b| behind\b| please\b)", "lock all the doors")
"""`lock up`, where nothing says what."""
_UP_TO = (
    r"\b(?:till|until) (?=(?:\d+(?:\.\d+)? (?:percent|degrees)|half(?:way)?|the (?:max|maximum|half))\b)",
    "to ",
)
"""`dim it till 20 percent`."""
_A_NICE = (
    r"\ba (?:(?:nice|warm|cool|cosy|cozy|bright|soft|toasty) )+(?=\d+ (?:kelvin|degrees|percent))",
    "",
)
_WISHES = _rewritings(
    _BELOW_ZERO, _UP_TO, _A_NICE, _LOCK_UP, (_ANOTHERS_WISH, "i want the "), (_CAN_IT, r"\1 can \2")
)
_GERUNDS = _WORDS["gerunds"]
_ASKED = re.compile(
    r"^(?:(?:would|do) you mind|how about|what about|mind|is it possible to|would it be possible to) (\w+)"
)
_BEFORE = re.compile(rf"^{any_of('text', 'before')}\b[ ,]*")
_AFTER = re.compile(rf"[ ,]*\b{any_of('text', 'after')}$")
_STRAY = re.compile(r",? ?\b(?:um+|uh+|uhm+|er|erm|hmm+)\b,?")


def plain(utterance: str, *, courtesies: bool = False) -> str:
    """One line: lower case, numbers in digits, `percent` and `degrees` spelled out, courtesies left out.

    Commas and semicolons stay, since they part what is said; other punctuation does not.
    `courtesies` keeps what is left out otherwise.
    """
    text = _rewritten(joined(unicodedata.normalize("NFKC", utterance).casefold()), _SIGNS)
    if _HYPHENED_NUMBER.search(text):
        text = _HYPHEN.sub(" ", text)
    text = _rewritten(text, _SHORT_FORMS)
    text = _rewritten(numbers(_tidy(text)), _WISHES)
    return text if courtesies else courteous(text)


def courteous(text: str) -> str:
    """The text without the courtesies it begins and ends with."""
    text = _tidy(_STRAY.sub(" ", text))
    asked = _ASKED.match(text)
    if asked and (asked[1] in _GERUNDS or asked[0].endswith(f"to {asked[1]}")):
        text = f"{_GERUNDS.get(asked[1], asked[1])}{text[asked.end() :]}"
    while True:
        shorter = _tidy(_AFTER.sub("", _BEFORE.sub("", text, count=1), count=1))
        if shorter == text or not shorter:
            return text
        text = shorter


def numbers(text: str) -> str:
    """The text with digits for number words; `one` stays where it stands for a thing."""
    text = _NUMBER_WORDS.sub(_digits, text)
    text = _POINT.sub(r"\1.\2", text)
    return _HALF.sub(lambda m: f"{m[1]}.5", text)


def _digits(found: re.Match[str]) -> str:
    words = found[0].replace(" and ", " ").split()
    if words == ["one"]:
        before, after = found.string[: found.start()], found.string[found.end() :].lstrip()
        is_value = _SETTING.search(before) and not after.startswith("of ")
        return "1" if is_value or _UNIT.match(after) else "one"
    total, part = 0, 0
    pieces: list[str] = []
    last = ""
    for word in words:
        if word == "hundred":
            part = max(1, part) * 100
        elif word == "thousand":
            total, part = total + max(1, part) * 1000, 0
        elif word == "a":
            part = 1
        else:
            value = _TENS.get(word, _ONES.get(word, 0))
            goes_on = not last or last in {"hundred", "thousand", "a"} or (last in _TENS and 0 < value < 10)
            if not goes_on:
                pieces.append(str(total + part))
                total, part = 0, 0
            part += value
        last = word
    return " ".join((*pieces, str(total + part)))


def _rewritten(text: str, rewritings: Iterable[Rewriting]) -> str:
    for pattern, replacement in rewritings:
        text = pattern.sub(replacement, text)
    return text


def _tidy(text: str) -> str:
    text = re.sub(r"\s*([,;])[\s,;]*", r"\1 ", " ".join(text.split()))
    return text.strip(" ,;")
