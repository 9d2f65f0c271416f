"""A spoken sentence in its plainest form: lower case, digits for numbers, no courtesies."""

from __future__ import annotations

import re
import unicodedata

_ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
_NUMBER_WORD = "|".join((*_TENS, *sorted(_ONES, key=len, reverse=True)))
_NUMBER_WORDS = re.compile(
    rf"\b(?:(?:a|{_NUMBER_WORD})\s+(?:hundred|thousand)|{_NUMBER_WORD})"
    rf"(?:(?:\s+and)?\s+(?:{_NUMBER_WORD}|hundred|thousand))*\b"
)
_POINT = re.compile(r"\b(\d+) point (\d+)\b")
_HALF = re.compile(r"\b(\d+) and a half\b")
_CONTRACTIONS = (
    ("what's", "what is"), ("where's", "where is"), ("who's", "who is"), ("how's", "how is"),
    ("that's", "that is"), ("there's", "there is"), ("it's", "it is"), ("i'd", "i would"),
    ("i'll", "i will"), ("i'm", "i am"), ("let's", "let us"), ("isn't", "is not"), ("aren't", "are not"),
    ("don't", "do not"), ("im", "i am"), ("we're", "we are"), ("they're", "they are"), ("you're", "you are"),
    ("he's", "he is"), ("she's", "she is"), ("wouldn't", "would not"), ("whats", "what is"), ("can u", "can you"), ("could u", "could you"),
    ("would u", "would you"), ("will u", "will you"),
)  # fmt: skip
_ITS = re.compile(
    r"(?<!\bto )(?<!\bat )(?<!\bof )(?<!\bfrom )(?<!\binto )\bits\b"
    r"(?! (?:own|dock|docking|base|charger|charging|station|way|\w+est)\b)"
)
"""`its` where it is short for `it is`."""
_GERUNDS = {
    "turning": "turn", "switching": "switch", "putting": "put", "setting": "set", "opening": "open",
    "closing": "close", "shutting": "shut", "locking": "lock", "unlocking": "unlock", "starting": "start",
    "stopping": "stop", "pausing": "pause", "dimming": "dim", "raising": "raise", "lowering": "lower",
    "making": "make", "bringing": "bring", "changing": "change", "pulling": "pull", "muting": "mute",
    "unmuting": "unmute", "increasing": "increase", "decreasing": "decrease", "reducing": "reduce",
    "getting": "get", "running": "run", "powering": "power", "rolling": "roll", "resuming": "resume",
    "bolting": "bolt", "sending": "send", "dropping": "drop", "bumping": "bump", "brightening": "brighten",
    "giving": "give", "adding": "add", "playing": "play", "ringing": "ring", "skipping": "skip",
}  # fmt: skip
_ASKED = re.compile(
    r"^(?:(?:would|do) you mind|how about|what about|mind|is it possible to|would it be possible to) (\w+)"
)
_BEFORE = re.compile(
    r"^(?:(?:hey|hi|hello)(?: there)?|hiya|ok|okay|please|pls|plz|um+|uh+|uhm+|er+m?|erm|hmm+|ah|oh|so|well|right|alright|"
    r"all right|listen|yo|now|and|also|kindly|just|quickly|go ahead and|go ahead|"
    r"(?:can|could|would|will) you(?: please| just| maybe| kindly)?|(?:can|could|may) (?:i|we)(?: please)? have you|"
    r"be so kind (?:and|as to)|be a dear and|be an angel and|do me a favou?r and|do me a favou?r|"
    r"i (?:would )?(?:want|need|like) you to|you (?:can|could|may|should|must)(?: please)?|"
    r"i would appreciate it if you could|i would be glad if you|if you could|make sure to|remember to|"
    r"i think (?:we|you) (?:can|could|should)(?: probably)?|any chance (?:of you|you could|we could)|feel free to|go and|"
    r"(?:how|what) about(?= (?:a |the )?\d)|let us|time to|it is time to|we should|we need to|we have to|we want to|i want to|i need to|"
    r"i would like to|i have to|help me)\b[ ,]*"
)
_AFTER = re.compile(
    r"[ ,]*\b(?:please|pls|plz|thanks|thank you|thx|ty|cheers|thank you kindly|many thanks|thanks a lot|"
    r"for me|for us|right now|right away|now|immediately|at once|straight away|asap|as soon as possible|"
    r"(?:can|could|would|will) you|if you (?:can|could|would|do not mind|like)|if possible|if you please|"
    r"when you can|would be (?:nice|great|lovely)|ok|okay|dear|darling|love|mate|buddy|man|my friend|my dear|honey|sweetheart|"
    r"altogether|entirely|quickly|(?<!on )(?<!to )(?<!with )quick|real quick|already|then|um+|uh+)$"
)
_WANTED = re.compile(
    r"^(?:[a-z]+|the (?:kids|children|baby|guests)) (?:wants?|needs?|would like) (?:her|his|their|the) (?=.* (?:on|off|open|closed|up|down)$)"
)
_CAN_IT = re.compile(
    r"^(?:can|could|may|should) (.+?) (go|be|come)\b(?= (?:to|on|off|up|down|a bit|a little|slightly|somewhat|much|brighter|dimmer|darker|louder|quieter|warmer|cooler|set|turned|switched|at|back|open|closed|locked|shut)\b)"
)
"""`can the heating go to 20`: a wish, as if it were said with the subject first."""
_STRAY = re.compile(r",? ?\b(?:um+|uh+|uhm+|er|erm|hmm+)\b,?")


def plain(utterance: str, *, courtesies: bool = False) -> str:
    """One line: lower case, numbers in digits, `percent` and `degrees` spelled out, courtesies left out.

    Commas and semicolons stay, since they part what is said; other punctuation does not.
    `courtesies` keeps what is left out otherwise.
    """
    text = unicodedata.normalize("NFKC", utterance).replace("’", "'").replace("`", "'").casefold()
    text = re.sub(r"(\d)\s*%", r"\1 percent ", text)
    text = re.sub(r"\bper cent\b|\bpct\b", "percent", text)
    text = re.sub(r"(?<=\d)\s*°\s*([cf])?\b", lambda m: f" degrees {m[1] or ''} ", text)
    text = re.sub(r"\b(\d+)\s*(?:deg|degs|degree)\b", r"\1 degrees", text)
    text = re.sub(r"\b([ap])\.\s?m\b\.?", r"\1m", text)
    text = re.sub(r"(\d)([ap]m)\b", r"\1 \2", text)
    text = re.sub(r"\b(\d+)\s?k\b", r"\1 kelvin", text)
    text = re.sub(r"\blighting\b", "lights", text)
    text = re.sub(r"\ba couple(?: of)?\b", "two", text)
    text = re.sub(r"(?<!ty )\bone and a half\b", "1.5", text)
    text = re.sub(r"(\w)'s (?=too\b|not\b|still\b|so (?:loud|bright|dark|quiet)\b)", r"\1 is ", text)
    text = re.sub(r"\s&\s", " and ", text)
    text = re.sub(rf"\b(?!(?:{_NUMBER_WORD}|\d+)\b)(\w+(?: \w+){{0,2}})(?:,? \1\b)+", r"\1", text)
    text = re.sub(r", (?=(?:except|but not|apart from|other than)\b)", " ", text)
    text = re.sub(r"[.](?!\d)|[!?\"()…]", " ; ", text)
    text = re.sub(r"(?<!\w)[-–—]+(?!\w)|\s[-–—]\s", " , ", text)
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text) if _hyphened_number(text) else text
    for short, long in _CONTRACTIONS:
        text = re.sub(rf"\b{short}\b", long, text)
    text = _ITS.sub("it is", text)
    text = _WANTED.sub("i want the ", numbers(_tidy(text)))
    text = _CAN_IT.sub(r"\1 can \2", text)
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
        after = found.string[found.end() :].lstrip()
        unit = re.match(r"percent|degree|hour|minute|second|kelvin|o'clock|[ap]m\b|click|notch", after)
        return "1" if unit else "one"
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


def _hyphened_number(text: str) -> bool:
    return re.search(rf"\b(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})\b", text) is not None


def _tidy(text: str) -> str:
    text = re.sub(r"\s*([,;])[\s,;]*", r"\1 ", " ".join(text.split()))
    return text.strip(" ,;")
