"""Ways to say a time that come to a plainer one: `half seven`, `in an hour's time`, `come midnight`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HOUR = r"(?:[1-9]|1[0-2]|one)"
_NAMED = r"(?:noon|midday|midnight|sunset|sunrise|dusk|dawn|nightfall)"
_CLOCK = rf"(?:{_NAMED}|(?:half|quarter|a quarter) |{_HOUR}(?:$|[ ,:.]))"
_UNIT = r"(?:hours?|minutes?|mins?|seconds?)"
_SPAN = rf"(?:half an?|an?|a quarter of an|\d+(?:\.\d+)?) {_UNIT}"
_IS_OVER = r"(?:is|are|has|have)(?: been)? (?:up|over|passed|gone)"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (
            rf"\bhalf (?={_HOUR}(?:,|$| (?!percent|degrees|hours?|minutes?|mins?|times|of|an?\b|past|to\b)))",
            "half past ",
        ),
        (r"\b(hours?|hrs?|minutes?|mins?|seconds?|secs?)(?:'s|s'|')? time\b", r"\1"),
        (rf"\b(?:at|on) the stroke of (?={_CLOCK})", "at "),
        (rf"\b(?:bang on|on the dot of|dead on) (?={_CLOCK})", "at "),
        (rf"\bat at (?={_CLOCK})", "at "),
        (r" (?:on the dot|sharp|prompt)(?=$| |,)", ""),
        (rf"\bcome (?={_CLOCK})", "at "),
        (r"\b12 (?=(?:noon|midday|midnight)\b)", ""),
        (r"\bmon(?:days?)?(?: ?- ?| to | through | till | thru )fri(?:days?)?\b", "on weekdays"),
        (r"\b(?:on|every|from) on weekdays\b", "on weekdays"),
        (
            r"(?<!every )(?<!each )(?<!on )\bweekday (morning|afternoon|evening|night)s?\b",
            r"every weekday \1",
        ),
        (r"\bon weekday (morning|afternoon|evening|night)s\b", r"every weekday \1"),
        (
            r"\b(?:when it (?:is|gets|has got)|after|once it (?:is|gets)) dark(?: out(?:side)?)?\b",
            "at sunset",
        ),
        (r"\bfor (?:the next|another|a whole|one|a full) (hour|minute)\b", r"for 1 \1"),
        (r"^(?:give it|hang on(?: for)?|hold on(?: for)?|leave it(?: for)?) (?=an? |half |\d)", "wait "),
        (r"\b(run|running|on|going) (?=(?:another|a further) )", r"\1 for "),
        (r",? from now (?=until |till? )", " "),
        (r"\b(in|after|for),? (?:say|like|about),? (?=an? |half |\d)", r"\1 "),
        (
            rf"\b(?:when|once|as soon as|after) (?P<d>(?:an? |half |\d)[^,]{{1,20}}?{_UNIT}) {_IS_OVER}\b",
            r"after \g<d>",
        ),
        (r",? (?:just|only) (?:for )?(?:the |this )?once$", ""),
        (rf"^(?:in |after |wait |give it )?({_SPAN})(?:,|,? and)? then (?=[a-z])", r"in \1, "),
        (r"^by (?=\d+(?::\d\d)? ?(?:am|pm)|\d+:\d\d)", "at "),
        (r"\b(every [a-z]+|weekdays|tomorrow|daily) by (?=\d)", r"\1 at "),
        (r"\bthis night\b", "tonight"),
        (r",? (?:no longer|not a minute longer|tops|mind|mind you)$", ""),
        (r" ever (?=drops?|falls?|gets?|goes|rises?|climbs?|opens?|dips?)", " "),
        (
            r"\b(?:drops?|dips?|cools down|falls|sinks|goes down)(?: down)? (?:under|below|beneath) ",
            "drops below ",
        ),
        (r"(?:\b(?:hits|gets up to|gets to|is up to|gets as far as|climbs to)|'s up to) (?=\d)", "reaches "),
        (r"(?<=[a-z])reaches ", " reaches "),
        (r"(reaches \d+ percent) (?:charged?|full)\b", r"\1"),
        (rf"(?<=[a-z]), (?=(?:at )?{_HOUR} ?(?:am|pm)$)", " at "),
    )
)
_LABELLED = re.compile(
    r"^(?P<d>(?:the |my )?[a-z][a-z' ]*): ?(?:"
    r"(?P<verb>lock|unlock|open|close|shut|start|stop|pause|mute|unmute)(?: it)?\b|(?=on|off|up|down))"
)
_REASON = re.compile(r", | (?=(?:because|'?cause|so|since|as|for|or|otherwise|while) )")
_WHY = re.compile(
    r"(?:so (?:that )?(?:i|we|he|she|they|it|the|my)|because|since (?:i|we|he|she|they|it)|as (?:i|we)|"
    r"i am|we are|it is|my|for the (?:cleaner|postman|plumber|delivery|kids|children|guests|dog|cat|"
    r"neighbou?rs?|party)$) ?(?P<rest>.*)|"
    r"(?:or|or else|otherwise|while) (?:i|we|he|she|they|it|the|my|our|you)\b ?(?P<or>.*)|"
    r"that(?:'ll| will| should) (?P<will>.*)|"
    r"that is when [a-z]+(?:'s| is| are| am| gets?| comes?| starts?)?(?: [a-z]+){1,3}"
)
_SO_NOT = re.compile(r"^(?:do|does|can|will|would|am|are|is)? ?(?:not|never)\b")
_ASKS = re.compile(
    r"\b(?:and|but|then|not|if|when|until|unless|except|only|also|too|again|turn|switch|set|put|open|close|"
    r"shut|lock|unlock|start|stop|pause|play|dim|raise|lower|instead|off)\b"
)

_GOES = re.compile(
    r"^(?:(?:i (?:want|would like)|have|let|make) )?(?P<d>.+?)"
    r"(?: (?:should|can|must|may|will))? (?:goes|comes|go|come|to go|to come) (?P<w>on|off)(?: again)?$"
)
_STOPS = re.compile(
    r"^(?:(?:i (?:want|would like)|have|let|make) )?(?P<d>.+?) "
    r"(?:stops?|to stop|(?:should|can|must|may) stop)$"
)


def before_reasons(sentence: str) -> Iterator[tuple[str, str]]:
    """What may be the command of a sentence and a reason at its end."""
    for mark in _REASON.finditer(sentence):
        yield sentence[: mark.start()], sentence[mark.end() :]


def is_reason(text: str) -> bool:
    """Whether words after a time only say why, or what happens then anyway."""
    found = _WHY.fullmatch(text)
    if found is None:
        return False
    told = found["rest"] or found["or"] or found["will"] or ""
    return not _ASKS.search(_SO_NOT.sub("", told))


def as_command(text: str) -> str:
    """What will happen by itself, as it is told: `the tv goes off`."""
    return _STOPS.sub(r"stop \g<d>", _GOES.sub(r"turn \g<w> \g<d>", text))


def plainer(sentence: str) -> str:
    """The sentence with every time in it as it is said most plainly."""
    for pattern, plain in _FORMS:
        sentence = pattern.sub(plain, sentence)
    labelled = _LABELLED.match(sentence)
    if labelled is None:
        return sentence
    rest = sentence[labelled.end() :].lstrip()
    verb = f"{labelled['verb']} " if labelled["verb"] else ""
    return f"{verb}{labelled['d']} {rest}".strip()
