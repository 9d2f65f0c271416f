"""What is asked or said of time beside a need, and puts nothing off."""

from __future__ import annotations

import re

ASIDE = re.compile(
    r"^(?:where (?:is|are|'s|did i put|did i leave|have i put)|where's|who (?:took|moved|has)) "
    r"(?:my|our|the|his|her) (?!phone|mobile|cell|car)[a-z]+(?: [a-z]+)?, (?=it|i|we|this|my|the)"
)
"""A question about something that somebody looks for, before what is wrong."""
_COMPLAINT = re.compile(
    r"^(?:where (?:is|has|did|on earth|the|have) .*\b(?:phone|mobile|cell|park|parked|car)\b|"
    r"what (?:is|are|did|was) (?:she|he|they) (?:just )?(?:say|saying)\b|"
    r"(?:can|could) (?:somebody|someone|anybody|anyone) (?!turn|switch|set|tell)|why |what an? |"
    r"(?:has|have) (?:anyone|anybody|somebody|someone|you|any of you) seen |"
    r"who (?:left|has left|forgot) |"
    r"how (?:is|are|am) (?:i|we|you|one|[a-z]+) (?:meant|supposed|expected|going|ever) |"
    r"who (?:can|could) [a-z]+ |(?:are we|am i|is this) (?:at|in|on|a|an|the) |"
    r"who (?:burnt|burned|dropped|spilt|spilled|trod|made|tipped|knocked|smashed|broke|emptied|ate|tracked|"
    r"tramped|(?:has |is |'s )?been \w+ing)\b|"
    r"is it (?:just |only )?me\b|am i the only one |(?:is|are) (?:anyone|anybody|someone) else \w|"
    r"(?:isn't it|is it not|is not it) |(?:don't|do not) you (?:think|find|feel|reckon) |"
    r"do you not (?:think|find) |"
    r"what is (?:that|this) (?:\w+ )?(?:smell|pong|stink|stench|whiff|reek|niff)\b|"
    r"who (?:is |would )?(?:for|having|up for|after|ready for|wants|fancies|like) "
    r"(?:a |an |some |another |more )?(?:\w+ ){0,3}"
    r"(?:tea|coffee|coffees|cuppa|cuppas|brew|brews|espresso|latte)\b)"
)
_PLANNED = re.compile(
    r"\b(?:going to|gonna|will|'ll|would be|might|may|forecast|tomorrow|yesterday|was|were|remind|every|"
    r"wake|alarm|timer|party|movie|film|match|dinner|supper|guests?|visitors?|coming|"
    r"(?:i'm|i am|we're|we are) "
    r"(?!freez|boil|roast|shiver|melt|sweat|swelter|bak|perish|suffocat|overheat)\w+ing)\b"
)
"""What is told of another time, whatever is felt."""
_TODAY = re.compile(
    r"(?: for)?,? \b(?:tonight|today|this (?:morning|afternoon|evening)|all (?:day|night|morning|evening)|"
    r"at night|again today)(?=$|[ ,])|^(?:tonight|today|this (?:morning|afternoon|evening)),? "
)
_AWAY = re.compile(
    r"^(?!.* in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter))"
    r"(?P<out>(?:(?:right|ok|okay|bye|well),? )*(?:(?:i'm|i am|we're|we are|that's us|that's me|everyone's|"
    r"everybody's|everyone is|everybody is|the house is|the house will be) (?:all |just )?"
    r"(?:off|out|away|leaving|gone|empty|heading out|off out|heading off|going out|"
    r"(?:going|off|leaving) (?:on|for) (?:a |our )?(?:holidays?|vacation|trip|cruise|honeymoon))"
    r"(?: now| then)?|"
    r"(?:nobody|no one)(?:'s| is| will be)? (?:home|in|at home))),? (?:and )?"
    r"(?:(?:i'll be |we'll be |will be |be )?back (?:by|at|around|before|after|about|in|on|late|later|"
    r"tonight|tomorrow|soon)|till|until|for(?= (?:the|an?|our|two|three|four|\d+|several|some)\b)|"
    r"not back (?:till|until|before))(?: [\w': ]+)?$"
)
_WHILE = re.compile(
    r",? (?:when(?:ever)? (?:i|we|you|one|he|she|they) (?:step|get|come|climb|hop|jump) out"
    r"(?: of (?:the )?\w+)?|before (?:i|we|he|she) (?:drop|nod|doze|drift) off|before (?:bed|sleep|bedtime|"
    r"i sleep|i go to sleep|going to sleep|lights out))(?=$|,)"
)
_COMPANY = re.compile(
    r",? (?:and )?(?:(?:my|our|the|his|her|\w+'s) )?(?:guests?|friends?|visitors?|parents|in[- ]laws|"
    r"sister|brother|mum|mother|mother[- ]in[- ]law|dad|father|people|company|family|"
    r"landlord|estate agent|boss|neighbours?|cousins?|aunt|uncle|grand\w+) (?:is|are|'s|'re) "
    r"(?:coming|visiting|arriving|due|popping|here)(?: over| round| by| in)?"
    r"(?: for \w+)?(?: (?:tomorrow|tonight|later|today|soon|(?:this|next|on|at|in) [\w ]+))?$"
)
"""Who is about to come, which makes a need the more pressing."""
_SET_OFF = re.compile(
    r"^(?:i|we) (?:leave|are leaving|set off|are setting off|are off|head off|have to go|need to go|go|drive|"
    r"have to leave|need to leave|must leave)(?: (?:for|to) \w+)? (?:in|at) (?:[\w':]+ ){1,5}?"
    r"(?:and|so|but) (?=the |it |my )"
)
_APPOINTMENT = re.compile(
    r"(?:,| and|,? because) (?:i|we|he|she)(?:'ve| have| has)?(?: got)? (?:an? |my |to be up |work |school )"
    r".*\b(?:o'clock|at \d+|at half|in the morning|tomorrow)\b.*$"
)
_HOURLY = re.compile(r"\b(?:the |my )?\d+ o'clock (?=news|show|film|movie|programme|match|game)")
_NO_MOMENTS = tuple(
    (re.compile(said), written)
    for said, written in (
        (
            (
                r"(?:^|,? |, and )(?:(?:i'll|we'll|i will|we will|will) )?"
                r"see (?:you|ya|yous|y'all|everyone|everybody)"
                r"(?: (?:all|both|lot|guys|kids))* (?:in the morning|at breakfast|tomorrow(?: morning)?)$"
            ),
            ", good night",
        ),
        (
            (
                r"(?<=\w),? (?:see you|see ya|catch you|till|until|speak)(?: (?:all|both|guys|lot))?"
                r"(?: (?:later|soon|tomorrow|tonight|then|in a (?:bit|few|while)|next week|this evening|"
                r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day))+$"
            ),
            ", bye",
        ),
        (r"\b(am|is|are|'s|'m|'re) after (?=(?:nearly |just |almost )?\w+ing\b)", r"\1 "),
        (r"\b(stands?|stood|standing|waiting|parked|sitting|stopped) before (?=the |our |my )", r"\1 at "),
        (r"\bafter (?=(?:that|my|the|his|her|our) (?:long |hot )?(?:shower|bath)\b)", "from "),
        (
            r"\b(rained|rain|water|watered) (?:for|in) (?:\w+ )?(?:days|weeks|months|ages|a week|a month)\b",
            r"\1 in ages",
        ),
        (
            r"^(?:guests?|visitors?|company|people|friends) (?:in|within) [\w ]+?(?:,| and) (?=the |this )",
            "",
        ),
        (r"^(?:see you|see ya|catch you|speak) (?:later|soon|tomorrow|tonight),? (?=\w)", "bye "),
        (
            (
                r"\b(?P<now>warm|toasty|cosy|cozy|defrosted) (?:when|before|by the time) (?:i|we) "
                r"(?:leave|go|get in|set off|drive off|head off)\b"
            ),
            r"\g<now>",
        ),
        (r"\b(can't|cannot|can hardly|can barely) wake up\b", "cannot get going"),
        (r"\bafter (?=(?:sitting|standing|baking|being) )", "from "),
        (r"\b(sun|heat|cold|frost|snow) all (?:day|night|morning|afternoon|week)\b", r"\1"),
        (
            (
                r"\bwake up to (?=(?:the|a|that|this|our) (?:\w+ )?"
                r"(?:view|sea|ocean|garden|mountains?|lake|river|bay)\b)"
            ),
            "see ",
        ),
    )
)
"""Words for times that say nothing of when."""
_IF_NOT = re.compile(r",? (?:if|when) (?=(?:i|we) (?:can't|cannot|can hardly|can barely) (?:see|find)\b)")


def is_complaint(sentence: str) -> bool:
    """Whether a question in plain form is asked for want of something."""
    return ASIDE.match(sentence) is not None or _COMPLAINT.match(sentence.replace("'s", " is")) is not None


_WORN_OUT = re.compile(
    r" (?:after|from) (?:(?:that|a|the|my|this|such) )?(?:(?:a|\w+) ){0,2}"
    r"(?:shifts?|day|week|nights?|match|game|drive|walk|run|session|trip|flight)(?=$|,)"
)
"""What somebody is tired of."""
_GOING_AWAY = re.compile(
    r"^(?:(?:right|ok|okay|bye|well),? )*(?:i'm|i am|we're|we are|that's|that is|everyone|everybody|nobody|"
    r"off|heading|last)\b.*\b(?:off|out|away|leaving|gone|empty|heading|home|in)\b"
)
_FOR_DAYS = re.compile(
    r" for (?:the|a|our|this|\d+|a few|a couple of) (?:(?:long|whole|bank holiday|entire|half) )*"
    r"(?:weekend|days?|weeks?|fortnight|month|nights?|holidays?|hols|evening|afternoon)\b"
)
"""For how long somebody goes away."""
_SOON = re.compile(
    r"\b(kick(?:s|ing)? off|start(?:s|ing)?|begin(?:s|ning)?|on|starting|kick offs?) "
    r"(?:is )?in (?:an?|1|2|3|4|5) (?:seconds?|secs?|minutes?|mins?)\b"
)
_ALWAYS = re.compile(r"(?<=wake up) every (?:\w+ )?(?:morning|night|day)(?=$| with)| all the time$")


def without_moments(sentence: str) -> str:
    """A sentence in plain form without times and conditions under which something is needed now."""
    away = _AWAY.match(sentence)
    if away is not None:
        return away["out"]
    if _GOING_AWAY.match(sentence):
        sentence = _FOR_DAYS.sub("", sentence)
    for pattern, written in _NO_MOMENTS:
        sentence = pattern.sub(written, sentence)
    text = _HOURLY.sub("the ", _APPOINTMENT.sub("", _SET_OFF.sub("", _COMPANY.sub("", sentence))))
    text = _SOON.sub(r"\1", text)
    text = _ALWAYS.sub("", _WORN_OUT.sub("", _IF_NOT.sub(", ", _WHILE.sub("", text))))
    return text if _PLANNED.search(text) else _TODAY.sub("", text).strip(" ,")
