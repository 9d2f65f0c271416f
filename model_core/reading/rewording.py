"""Other words for the same question: `how bright have I got the lamp` as `how bright is the lamp`."""

from __future__ import annotations

import re
from collections.abc import Iterator

WHO = (
    r"(?:i|we|you|someone|somebody|anybody|anyone|they|he|she|"
    r"(?:one|some|any|either) of (?:you|us|them|the)(?: (?:lot|two|kids|children|guys|boys|girls))?|"
    r"whoever (?!left\b)[a-z ]+?|"
    r"(?:the|my|our) (?:kids?|children|boys?|girls?|wife|husband|son|daughter|partner|cleaner|guests|others)|"
    r"(?!(?:the|any|every|some|it|all|there|my|our|your|a|an|this|that|not|both|what|who|been)\b)[a-z]+)"
)
"""Who may have done something: a pronoun, one of the family, or a name."""
_GOT = r"(?:got|get|set|put|left|leave|have|had|turned|turn)"
_HAVE = r"(?:'ve| have| has| had| did| do)"
_AT = r"(?:set to|set at|set on|on|at|to|in|up to|down to)"
_REWORDED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(said), plain)
    for said, plain in (
        (
            rf"(what|which)( [a-z]+(?: [a-z]+)?){_HAVE} {WHO} {_GOT} (.+?) {_AT}(?: to)?",
            r"\1\2 is \3 set to",
        ),
        (rf"(what|which)( [a-z]+){_HAVE} {WHO} {_GOT} ((?:the|my|our) .+)", r"\1\2 is \3 set to"),
        (rf"how ([a-z]+){_HAVE} {WHO} {_GOT} ((?:the|my|our) .+?)(?: set| turned(?: up)?)?", r"how \1 is \2"),
        (rf"how many (.+?){_HAVE} {WHO} (?:got|left|have|leave) (.+)", r"how many \1 are \2"),
        (rf"(?:which|what) (.+?){_HAVE} {WHO} got (.+)", r"which \1 are \2"),
        (
            r"(when|what time|at what time) (is|does|will) ([a-z]+)'s alarm (.+)",
            r"\1 \2 the alarm on \3's phone \4",
        ),
        (r"(how [a-z]+) ([a-z]+'s .+) (?:is|are)", r"\1 is \2"),
        (
            r"(?:which|what)(?: one)? (?:can|will|would) (?:go|drive|get) (?:further|farther),? (.+)",
            r"which has a higher range, \1",
        ),
        (r"(?:which|whose) range is (?:longer|higher|greater),? (.+)", r"which has a higher range, \1"),
        (
            r"which(?: one)? (?:finishes|ends|(?:is|will be) (?:done|ready|finished)) first,? (.+ or .+)",
            r"which has less minutes left, \1",
        ),
        (r"which ([a-z]+) (has|is) (.+?),? ([a-z]+'s) or ([a-z]+'s)", r"which \2 \3, \4 \1 or \5 \1"),
        (r"(?:is|are) (.+?) wide open", r"is \1 open"),
        (r"(what|which|how|where|who) ([a-z]+)'s (.+)", r"\1 \2 is \3"),
        (r"(?:what|how) about (.+?),? (is|are) (?:it|they) (.+)", r"\2 \1 \3"),
        (r"(.+?), (is|are) (?:it|they|that|those) (.+)", r"\2 \1 \3"),
        (r"(how [a-z]+|(?:what|which) [a-z]+) it is(.*)", r"\1 is it\2"),
        (
            r"(how [a-z]+|(?:what|which) [a-z]+) ((?:the|my|our) .+) (is|are)( (?:on|at|in|set to|set at))?",
            r"\1 \3 \2\4",
        ),
        (r"(what|where|how) ((?:the|my|our) .+?)(?: is|'s)( .+)?", r"\1 is \2\3"),
        (r"any (?!idea|clue|chance|way)(.+)", r"is there any \1"),
        (r"(is|are) (there any .+?) (?:that|which) have been (?:left )?(.+)", r"\1 \2 \3"),
        (
            r"(?:was it|is it) (?:me|us|[a-z]+) (?:who|that) (left|locked|opened|closed|shut) (.+)",
            r"did i \1 \2",
        ),
        (
            rf"(?:have|has|did) {WHO} (?:leave|left) (the [a-z' ]+?s) (on|open)( .+)?",
            r"is there any of \1 \2\3",
        ),
        (
            (
                r"(has|have) (.+?) been (?:left |pulled |put |let )?"
                r"(on|off|up|down|open|closed|shut|locked|unlocked|turned off|turned on)"
            ),
            r"is \2 \3",
        ),
    )
)
_NEGATED = re.compile(r"(has|have|was|were|did|does|do|is|are)n't ")


def reworded(text: str) -> Iterator[str]:
    """The question in plainer words where there are such, then as it is."""
    text = _NEGATED.sub(r"\1 ", text)
    for said, plain in _REWORDED:
        found = said.fullmatch(text)
        if found:
            yield found.expand(plain)
    yield text
