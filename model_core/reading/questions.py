"""Questions about devices: states, values, numbers to compare with, and where something is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from model_core.language.vocabulary import Vocabulary
from model_core.reading import measures, roles, states
from model_core.reading.asking import Asking, splits
from model_core.reading.clauses import Done
from model_core.reading.comparisons import COMPARED, DEGREES, NUMBER, compared, sign
from model_core.reading.group_questions import GroupQuestions
from model_core.reading.home_questions import HomeQuestions
from model_core.reading.referents import Referents
from model_core.reading.values import number
from model_core.reading.wishes import type_of
from model_core.world import Kind, Thing

_WHETHER = re.compile(
    r"^(?:(?:please )?(?:(?:tell|show) me|let me know|check(?: and see)?|check for me|see|find out|look|know|say|"
    r"(?:can|could) you (?:tell me|see|check|say)|do you (?:know|happen to know|see)|have a look|look up|make out|"
    r"i (?:wonder|am wondering|was wondering|would like to know|want to know|need to know|am not sure|do not know|"
    r"cannot remember|can't remember|do not remember|don't remember|am unsure|forgot|can't tell|cannot tell)|"
    r"wondering|not sure|any idea|can't remember) (?:if|whether)|"
    r"check that|is it (?:true|right|correct) that|am i (?:right|correct) that|would you say(?: that)?|say(?: that)?(?= .*\bthan\b)|"
    r"i hope(?: that)?|surely|do not tell me(?: that)?|someone said(?: that)?|any chance(?: that)?) "
)
"""What goes before a statement that is meant as a question."""
_ASIDE = re.compile(
    r"^(?:quick question|just checking|just wondering|question|a question|tell me|let me know|do you know|know|"
    r"do you happen to know|(?:can|could) you (?:tell me|see|check)|i (?:would like|want|need) to know|i wonder|i am wondering|"
    r"any idea|have you any idea|i do not know|find out|see|check|hey there|say|out of interest|by the way|"
    r"i can't remember|i do not remember|i don't remember|i forgot|show me)[, ]+(?=(?:is|are|was|were|what|which|how|where|when|who|does|do|did|"
    r"has|have|will|can|could|would|in which|at what|to what)\b)"
)
"""What goes before a question that is asked as one."""
_TAG = re.compile(
    r"[, ]+(?:(?:is|are|was) (?:not )?(?:it|they|he|she|there)(?: not)?|right|correct|(?:is|was) that (?:so|right|true|correct)|"
    r"yes|no|did (?:i|we))$"
)
_OR_NOT = re.compile(r",? or (?:not|is it not|isn't it|no)$")
_ARE = r"(?:is|are|was|were)"
_WHO = r"(?:i|we|you|someone|somebody|anybody|anyone|they|he|she)"
_T = r"(?P<t>.+?)"
_DONE = tuple(
    (re.compile(pattern), state)
    for pattern, state in (
        (r"lock(?:ed)?(?: up)? (?P<t>.+)", "locked"), (r"unlock(?:ed)? (?P<t>.+)", "unlocked"),
        (r"(?:closed?|shut) (?P<t>.+)", "closed"), (r"open(?:ed)? (?P<t>.+)", "open"),
        (r"muted? (?P<t>.+)", "muted"), (r"paused? (?P<t>.+)", "paused"), (r"arm(?:ed)? (?P<t>.+)", "armed"),
        (r"plug(?:ged)? in (?P<t>.+)", "plugged in"), (r"plug(?:ged)? (?P<t>.+) in", "plugged in"),
        (r"(?:turn|switch)(?:ed)? off (?P<t>.+)", "off"), (r"(?:turn|switch)(?:ed)? (?P<t>.+) off", "off"),
        (r"(?:turn|switch)(?:ed)? on (?P<t>.+)", "on"), (r"(?:turn|switch)(?:ed)? (?P<t>.+) on", "on"),
        (r"put (?P<t>.+) on do not disturb", "on do not disturb"), (r"put (?P<t>.+) on the charger", "on the charger"),
        (r"connect(?:ed)? (?P<t>.+) to the charger", "plugged in"),
    )
)  # fmt: skip
_CMP, _N, _DEG = COMPARED, NUMBER, DEGREES
_PCT = r"(?: percent)?"
_KM = r"(?: ?(?:km|kilometres|kilometers|kilometre|kilometer|kms|k))"
Roles = tuple[str, ...]

_NUMBERS: tuple[tuple[re.Pattern[str], Roles], ...] = tuple(
    (re.compile(pattern), tuple(parts.split()))
    for pattern, parts in (
        (rf"{_ARE} {_T} {_CMP} {_N} percent open", "position"),
        (rf"{_ARE} {_T} open {_CMP} {_N} percent", "position"),
        (rf"{_ARE} {_CMP} {_N} percent of {_T} open", "position"),
        (rf"{_ARE} {_T} (?:dimmed|set|turned up|turned down) (?:to )?{_CMP} {_N} percent", "brightness volume position speed"),
        (rf"{_ARE} {_T} dimmed (?:to )?{_CMP} {_N}", "brightness"),
        (rf"{_ARE} {_T} (?:set|turned (?:up|down)) (?:to )?{_CMP} {_N}{_DEG}", "target_temperature"),
        (rf"did {_WHO} set {_T} (?:to )?{_CMP} {_N}{_DEG}", "target_temperature"),
        (rf"{_ARE} {_T} (?:playing|turned (?:up|down)) (?:at |to )?{_CMP} {_N}{_PCT}", "volume"),
        (rf"{_ARE} {_T} (?P<m>louder|quieter|softer) than {_N}{_PCT}", "volume"),
        (rf"{_ARE} {_T} (?P<m>brighter|dimmer|darker) than {_N}{_PCT}", "brightness"),
        (rf"{_ARE} {_T} (?P<m>faster|slower) than {_N}{_PCT}", "speed"),
        (rf"{_ARE} {_T} running at {_CMP} {_N}{_PCT}", "speed"),
        (rf"{_ARE} {_T} charged (?:to )?{_CMP} {_N}{_PCT}", "battery"),
        (rf"(?:does|do) {_T} (?:show|read|say|report|measure) {_CMP} {_N} percent(?: humidity)?", "humidity"),
        (rf"(?:does|do) {_T} (?:show|read|say|report|measure) {_CMP} {_N}{_DEG}", "temperature"),
        (rf"{_ARE} {_T} (?:showing|reading|reporting|measuring) {_CMP} {_N}{_DEG}", "temperature"),
        (rf"is it (?:damper|more humid) than {_N} percent according to {_T}", "humidity >"),
        (rf"is it (?:drier|less humid) than {_N} percent according to {_T}", "humidity <"),
        (rf"has {_T} (?:gone|risen|got) (?P<c>above|past|over) {_N}{_DEG}", "temperature"),
        (rf"(?:has|did) {_T} (?:dropped|fallen|gone|fall|drop|sunk) (?P<c>below|under) {_N} percent", "battery"),
        (rf"has {_T} (?:dropped|fallen|gone|fall|drop|sunk) (?P<c>below|under) {_N}{_DEG}", "temperature"),
        (rf"(?:does|do|has|have) {_T} (?:have|got) {_CMP} {_N} percent(?: (?:battery|charge|left|of battery|of charge))*", "battery"),
        (rf"is there {_CMP} {_N} percent (?:left )?(?:in|on) {_T}", "battery"),
        (rf"(?:is|are) {_T} down to {_CMP} {_N} percent", "battery"),
        (rf"(?:is|are) {_T} (?:using|drawing|pulling|consuming) {_CMP} {_N} watts?", "power_draw"),
        (rf"(?:does|do) {_T} (?:use|draw|pull|consume) {_CMP} {_N} watts?", "power_draw"),
        (rf"(?:does|do) {_T} (?:still )?need {_CMP} {_N} minutes?", "minutes_left"),
        (rf"will {_T} (?:take|need) {_CMP} {_N} minutes?", "minutes_left"),
        (rf"will {_T} be (?:done|finished|ready) in (?P<c>under|less than) {_N} minutes?", "minutes_left"),
        (rf"{_ARE} there {_CMP} {_N} minutes? left (?:on|for|in) {_T}", "minutes_left"),
        (rf"(?:can|could) (?:i|we) (?:drive|go|do|get|travel|manage) (?:another )?{_N}{_KM}(?: away| more)? (?:with|in) {_T}", "range >="),
        (rf"(?:can|could|will|would) {_T} (?:still )?(?:go|drive|do|make it|manage|last|make|reach)(?: for)?(?: another)? {_N}{_KM}(?: without charging)?", "range >="),
        (rf"(?:does|has|have|do) {_T} (?:have |got )?enough (?:range|charge|juice|battery|fuel|power)(?: left)? for {_N}{_KM}", "range >="),
        (rf"is there enough (?:range |charge |juice |battery )?(?:left )?in {_T} (?:to go|for) {_N}{_KM}", "range >="),
        (rf"(?:have|has|do) (?:i|we) (?:got|have) enough (?:range |charge |juice |battery )?(?:left )?(?:in|with) {_T} for {_N}{_KM}", "range >="),
        (rf"(?:do|have) (?:i|we) (?:have|got) enough (?:range|charge|juice) for {_N}{_KM} (?:in|with) {_T}", "range >="),
        (rf"(?:do (?:i|we) have|are there|have (?:i|we) got) {_N}{_KM} (?:of range )?left (?:in|on|with) {_T}", "range >="),
        (rf"is (?:a trip of )?{_N}{_KM} (?:possible|doable|feasible)? ?(?:with|in) {_T}", "range >="),
        (rf"is {_T} (?:good|charged enough|fit) for {_N}{_KM}", "range >="),
        (rf"{_ARE} {_T} {_CMP} {_N} percent", "percent"),
    )
)  # fmt: skip
_COMPARED = re.compile(
    rf"{_ARE} (?P<x>.+?) (?:at )?{_CMP} {_N}(?: (?:percent|watts?|ppm|minutes?|hours?|km|grams?|kilos?|kg|degrees?))?"
    r"(?: (?P<u>c|f|celsius|fahrenheit))?"
)
_HAS_A = re.compile(
    rf"(?:does|do) {_T} have a (?P<p>[a-z0-9 ]+?) (?:of )?{_CMP} {_N}(?: (?:percent|degrees?|watts?))?(?: (?P<u>c|f))?"
)
_VALUES: tuple[tuple[re.Pattern[str], Roles], ...] = tuple(
    (re.compile(pattern), tuple(parts.split()))
    for pattern, parts in (
        (rf"how much (?:battery|charge|juice|power)(?: charge| life)? (?:does|do|has|have) {_T} (?:have|got|have got)(?: left)?", "battery"),
        (rf"how much (?:battery|charge|juice|power) (?:is|has) (?:there )?(?:left )?(?:in|on|got) {_T}", "battery"),
        (rf"how much (?:battery|charge|juice|power) (?:has|is left in) {_T}(?: got)?(?: left)?", "battery"),
        (rf"tell me how much (?:battery|charge|juice) {_T} has(?: left)?", "battery"),
        (rf"how (?:full|charged|empty) is {_T}'s battery", "battery"),
        (rf"how is (?:the )?battery (?:of|on|in) {_T}(?: doing| looking)?", "battery"),
        (rf"how is {_T} doing for (?:battery|charge|power)", "battery"),
        (rf"what (?:percent|percentage) is {_T} at", "battery"),
        (rf"what is {_T}(?:'s battery)? charged to", "battery"),
        (rf"(?:does|do) {_T} (?:need (?:charging|to be charged|new batteries|a new battery|a charge)|have enough battery)", "battery"),
        (rf"(?:is|are) {_T} running low(?: on battery)?", "battery"),
        (rf"how long will {_T} last on its battery", "battery"),
        (rf"how many percent (?:does {_T} have|are left in (?P<t2>.+?))(?: left)?", "battery"),
        (rf"how much light (?:is|are) {_T} giving(?: off)?", "brightness"),
        (rf"how (?:far|much) (?:is|are) {_T} dimmed", "brightness"),
        (rf"(?:what percent|to what percentage|what brightness|at what brightness|what level) (?:is|are) {_T}(?: on| dimmed| at| set to| set)*", "brightness"),
        (rf"(?:what|which|at what) volume (?:is|are) {_T}(?: at| on| set to| playing at)?", "volume"),
        (rf"how loud (?:have|did) {_WHO} (?:got|set|turn|put|turned) {_T}(?: up)?", "volume"),
        (rf"how high (?:is|are) {_T} turned up", "volume"),
        (rf"how much of {_T} is open", "position"),
        (rf"how far (?:did|have) {_WHO} open(?:ed)? {_T}", "position"),
        (rf"what position (?:is|are) {_T}(?: in| at)?", "position"),
        (rf"(?:what|which) temperature (?:is|are) {_T} (?:set (?:to|at|on)|aiming for|aiming at)", "target_temperature"),
        (rf"(?:what|which) temperature (?:did|have) {_WHO} (?:set|put|got)(?: on)? {_T}(?: to| at| on)?", "target_temperature"),
        (rf"how many degrees (?:is|are) {_T} set to", "target_temperature"),
        (rf"how (?:high|warm|hot|cold|cool) (?:is|are) {_T} set", "target_temperature"),
        (rf"how warm should {_T} (?:make it|be|get)", "target_temperature"),
        (rf"what (?:is|are) {_T} aiming (?:for|at)", "target_temperature"),
        (rf"what (?:is|are) {_T} set (?:to|at|on)", "target_temperature brightness volume"),
        (rf"what did {_WHO} set {_T} to", "set"),
        (rf"how (?:warm|hot|cold|cool) is it (?:according to|at|by) {_T}", "temperature"),
        (rf"(?:what|which) temperature (?:does|do) {_T} (?:show|report|measure|read|say|have)", "temperature"),
        (rf"how many degrees (?:does|do) {_T} (?:show|report|measure|read|have|say)", "temperature"),
        (rf"how (?:humid|damp|dry) is it according to {_T}", "humidity"),
        (rf"(?:how much|what) humidity (?:does|do) {_T} (?:show|report|measure)", "humidity"),
        (rf"(?:what|which|in what|in which) colou?r (?:is|are) {_T}(?: set to| in| shining(?: in)?| set| showing| at the moment)?", "color"),
        (rf"what colou?r did {_WHO} (?:give|set) {_T}", "color"),
        (rf"(?:what|which) (?:input|source) (?:is|are) {_T}(?: on| using| playing from| set to)?", "source"),
        (rf"what (?:speed|fan speed) (?:is|are) {_T}(?: on| at| set to| running at| doing| going)?", "speed"),
        (rf"at what speed (?:is|are) {_T} (?:going|running|driving|moving|spinning)", "speed"),
        (rf"how (?:fast|quickly) (?:is|are) {_T}(?: going| spinning| running| driving| moving| set)?", "speed"),
        (rf"how strong(?:ly)? (?:is|are) {_T} blowing", "speed"),
        (rf"how fast does {_T} (?:go|drive|run|spin)", "speed"),
        (rf"(?:what|which) channel (?:is|are) (?:on )?{_T}(?: on| set to| showing)?", "channel"),
        (rf"which channel are we watching on {_T}", "channel"),
        (rf"(?:what|which) mode (?:is|are) {_T}(?: in| on| set to| running in)?", "mode"),
        (rf"(?:what|which) gear (?:is|are) {_T}(?: in)?", "gear"),
        (rf"how much (?:power|electricity|energy) (?:is {_T} (?:using|drawing|consuming|pulling)|does (?P<t2>.+?) (?:use|draw|consume|need))", "power_draw"),
        (rf"how many watts (?:is {_T} (?:using|drawing|pulling|consuming)|does (?P<t2>.+?) (?:use|draw|consume|pull))", "power_draw"),
        (rf"what is {_T} (?:drawing|pulling|consuming)", "power_draw"),
        (rf"how much does {_T} (?:draw|consume)", "power_draw"),
        (rf"what does {_T} (?:draw|consume)", "power_draw"),
        (rf"how much (?:energy|electricity|power) (?:did|has) {_T} (?:use|used|consume|consumed) today", "energy_today"),
        (rf"what did {_T} use today", "energy_today"),
        (rf"(?:what is )?today's (?:energy |power )?consumption (?:on|of) {_T}", "energy_today"),
        (rf"how (?:long|much longer|much time|much more time) (?:does|do|will) {_T} (?:still )?(?:need|take|have left|have|run|be running|go on)(?: for| to finish| still)?(?: left)?", "minutes_left"),
        (rf"when (?:is|will|are) {_T} (?:be )?(?:done|finished|ready|through|over)", "minutes_left"),
        (rf"when (?:does|do|will) {_T} (?:finish|end|be done)", "minutes_left"),
        (rf"how (?:many minutes|much time|long|many more minutes) (?:are|is|remain|remains)(?: there)? ?(?:left )?(?:on|for|in) {_T}", "minutes_left"),
        (rf"how (?:long|much longer) (?:until|till|before) {_T} (?:is|are) (?:done|finished|ready|over)", "minutes_left"),
        (rf"when can (?:i|we) empty {_T}", "minutes_left"),
        (rf"how much water is (?:left |there )?in {_T}", "water_level"),
        (rf"(?:does|do) {_T} need (?:more )?water", "water_level"),
        (rf"do (?:i|we) have to (?:fill up|fill|refill|top up) {_T}", "water_level"),
        (rf"how much co2 does {_T} (?:show|measure|report)", "co2"),
        (rf"how (?:good|bad|clean|is) (?:is )?the air according to {_T}", "air_quality co2"),
        (rf"how stuffy is it according to {_T}", "co2"),
        (rf"what (?:is|are) {_T} (?:doing|up to)", "state"),
        (rf"how is (?:it going with )?{_T}(?: doing| going| getting on| coming along)", "state"),
        (rf"how is it going with {_T}", "state"),
        (rf"what is (?:happening|going on) with {_T}", "state"),
        (rf"where is {_T} (?:in|with) its (?:work|cycle|job)", "state"),
        (rf"(?:is|are) {_T} busy or what (?:is|are) (?:it|they) doing", "state"),
        (rf"(?:tell me )?what {_T} (?:is|are) (?:doing|up to)", "state"),
        (rf"what is playing (?:on|in) {_T}", "title"),
        (rf"what (?:is|are) {_T} playing", "title"),
        (rf"(?:which|what) (?:song|track|piece|tune|title) (?:is|are) {_T} playing", "title"),
        (rf"(?:which|what) (?:song|track|piece|tune) is (?:this |that |playing |on |this playing )?(?:on|in) {_T}", "title"),
        (rf"what (?:am i|are we) (?:listening to|hearing) (?:on|in) {_T}", "title"),
        (rf"(?:what is |tell me )?(?:the )?(?:title|name) of (?:the )?(?:song|track) (?:playing )?on {_T}", "title"),
        (rf"name the (?:song|track) on {_T}", "title"),
        (rf"(?:where|whereabouts) (?:is|are) {_T}(?: at| parked| standing| now| on the map)?", "location"),
        (rf"where (?:did|have|has) {_WHO} (?:park|parked|leave|left|put) {_T}", "location"),
        (rf"(?:i (?:can't|cannot|do not|don't) remember |i forgot |tell me |show me )?where (?:i|we) (?:parked|left|put) {_T}", "location"),
        (rf"(?:tell me|show me|know|see|find out|any idea|i do not remember|i don't remember) where {_T} is", "location"),
        (rf"where (?:has|did) {_T} (?:gone|end up|go)", "location"),
        (rf"where would {_T} be", "location"),
        (rf"where on earth is {_T}", "location"),
        (rf"(?:locate|track) {_T}", "location"),
        (rf"show (?:me )?{_T} on the map", "location"),
        (rf"(?:in|at) (?:which|what) (?:place|street) is {_T}(?: parked| at)?", "location"),
        (rf"how far (?:can|could|will) (?:i|we) (?:still )?(?:go|drive|get|travel) (?:with|in) {_T}", "range"),
        (rf"how (?:far|much further|much farther) (?:can|will|could|does) {_T} (?:still )?(?:go|drive|get|make it)(?: on this charge)?", "range"),
        (rf"how (?:many (?:km|kilometres|kilometers)|much range) (?:are left in|is left in|can (?:i|we) drive with|does|has|have) {_T}(?: have| got)?(?: left)?", "range"),
        (rf"tell me how far {_T} can go", "range"),
        (rf"(?:what|which) range (?:has|does) {_T} (?:got|have)(?: left)?", "range"),
        (rf"what distance (?:can {_T} cover|is left in (?P<t2>.+?))", "range"),
        (rf"how (?:warm|cold|hot|cool) is it (?:in|inside) {_T}", "cabin_temperature"),
        (rf"how many degrees is it (?:in|inside) {_T}", "cabin_temperature"),
        (rf"how (?:warm|cold|hot) is {_T} inside", "cabin_temperature"),
        (rf"what is the (?:inside |interior )?temperature (?:in|inside) {_T}", "cabin_temperature"),
        (rf"(?:when is|what is|which|what) (?:the |next |the next )?alarms? (?:is |are )?(?:set )?on {_T}(?: set)?(?: to| for)?", "alarm"),
        (rf"(?:when|at what time) (?:will|does) {_T} (?:wake me|go off)(?: up)?", "alarm"),
        (rf"(?:what|which|any|show me the|read me the|do i have|are there any) (?:new )?notifications (?:are )?on {_T}", "notifications"),
    )
)  # fmt: skip
_ASK = (
    r"(?:what (?:is|are|was)|tell me|give me|read me|show me|show|report|check|know|look up|get me|read|see|say|"
    r"how is|what about|how about|do you know|could you tell me|i (?:would like|want|need) to know|i can't tell)"
)
_VALUE_OF = re.compile(rf"(?:{_ASK} )?(?:the )?(?P<x>.+)")
_ASKED_OF = re.compile(
    rf"(?:what|which|how much|what kind of) (?P<p>[a-z0-9 ]+?) (?:does|do|has|have|is|are) {_T}"
    r"(?: have| got| have got| show| report| measure| say| read| at| on| set to| in| using| left)*"
)
_SAY = re.compile(rf"what (?:does|do) {_T} (?:say|report|show|tell)(?: you)? about (?:the )?(?P<p>.+)")
_HOW = re.compile(
    rf"how (?P<h>{'|'.join(sorted(measures.HOW, key=len, reverse=True))}) (?:is|are) {_T}(?: set| open| inside)?"
)


_PREPOSITION = re.compile(r"(?:of|for|on|in|at|from|inside|to) ")
_REQUEST = re.compile(
    r"\b(?:can|could|would|will|won't|can't|couldn't|wouldn't) (?:you|u|ya|i|we)\b|\b(?:may|might) (?:i|we)\b|\bmind\b|\bplease\b|"
    r"\b(?:how|what) about \w+ing\b|\bpossible to\b|\bshall (?:i|we)\b|\bwhy (?:don't|not)\b"
)


def is_request(text: str) -> bool:
    """Whether a question is worded as one people ask when they want something done: `can you ...?`."""
    return _REQUEST.search(text.casefold().replace("’", "'")) is not None


class Questions:
    """Reads questions in one home; a statement or a command is none."""

    def __init__(self, vocabulary: Vocabulary, referents: Referents) -> None:
        self._asking = Asking(vocabulary, referents)
        self._groups = GroupQuestions(self._asking)
        self._home = HomeQuestions(self._asking)

    def read(self, clause: str, here: str | None) -> Done | None:
        """The plan for a question said in the room `here`."""
        for text, told in _forms(clause):
            found = self._read(text, told, here)
            if found is not None:
                return found
        return None

    def terse(self, clause: str, here: str | None) -> Done | None:
        """The plan for words that a question mark alone makes a question: `kitchen light on`."""
        return self.read(clause, here) or self._state(splits(clause), here)

    def _read(self, text: str, statement: bool, here: str | None) -> Done | None:
        if statement:
            said = _fronted(text)
            return (said and self._asked(said, here)) or self._state(_stated(text), here)
        return self._asked(text, here)

    def _asked(self, text: str, here: str | None) -> Done | None:
        return (
            self._home.read(text, here)
            or self._groups.read(text, here)
            or self._did(text, here)
            or self._number(text, here)
            or self._direct(text, here)
            or self._value(text, here)
        )

    # states

    def _direct(self, text: str, here: str | None) -> Done | None:
        found = re.match(rf"{_ARE} (?:not )?(.+)", text)
        return self._state(splits(found[1]), here) if found else None

    def _state(self, parted: Iterator[tuple[str, str]], here: str | None) -> Done | None:
        """Whether a subject is in a state, where only one way to part the two can be read."""
        found: dict[str, Done] = {}
        for subject, rest in parted:
            said, place = self._asking.placed(rest)
            for state, phrase in (
                ((rest, subject), (said, f"{subject} {place}")) if place else ((rest, subject),)
            ):
                if not state:
                    continue
                read = self._is(phrase, state, here)
                if read is not None:
                    found[read.text] = read
        sure = {text: read for text, read in found.items() if not text.startswith(("ask", "refuse"))}
        chosen = sure or found
        return next(iter(chosen.values())) if len(chosen) == 1 else None

    def _is(self, subject: str, state: str, here: str | None) -> Done | None:
        known = states.known(state)
        if not known and not any(states.test(t, state) for t in self._asking.vocabulary.world.things):
            return None
        part = self._part(subject, state, here) if known else None
        return part or self._asking.one(
            "check", subject, here, lambda t: states.test(t, state), sure=known and len(state.split()) < 3
        )

    def _part(self, subject: str, state: str, here: str | None) -> Done | None:
        """A flag of a device by its own name: `the child lock of the oven is on`, `the trunk is open`."""
        told = states.flag(state)
        if told is None:
            return None
        for name, phrase in _owned(subject):

            def test(thing: Thing, name: str = name) -> str | None:
                return states.flagged(thing, name, told)

            if any(test(t) for t in self._asking.vocabulary.world.things):
                if phrase:
                    found = self._asking.one("check", phrase, here, test, sure=False)
                else:
                    found = self._alone("check", here, test)
                if found is not None:
                    return found
        return None

    def _alone(self, verb: str, here: str | None, told: Callable[[Thing], str | None]) -> Done | None:
        """The only device that has what was named, or the only one here."""
        able = [t for t in self._asking.vocabulary.world.things if told(t) is not None]
        near = [t for t in able if here is not None and t.room == here]
        chosen = near if len(near) == 1 else able
        if len(chosen) != 1:
            return None
        return Done(
            f"{verb} {self._asking.vocabulary.labels[chosen[0].id]}: {told(chosen[0])}", tuple(chosen)
        )

    def _did(self, text: str, here: str | None) -> Done | None:
        """`did i leave the oven on`, `have we locked the door`."""
        begun = re.match(rf"(?:did|have|has) {_WHO} (?:just )?(.+)", text)
        if not begun:
            return None
        said = begun[1]
        left = re.match(r"(?:leave|left|got|forget that|forgotten that) (.+)", said)
        if left:
            parted = _stated(left[1]) if said.startswith("forg") else splits(left[1])
            return self._state(parted, here)
        forgot = re.match(r"(?:forget|forgotten|forgot|remember|remembered) to (.+)", said)
        said = forgot[1] if forgot else said
        for pattern, state in _DONE:
            told = pattern.fullmatch(said)
            if told:
                wanted = f"not {state}" if forgot and forgot[0].startswith("forg") else state
                return self._is(told["t"], wanted, here)
        return None

    # numbers

    def _number(self, text: str, here: str | None) -> Done | None:
        for pattern, parts in _NUMBERS:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            sign_of = _sign(found, parts)
            unit = (found.groupdict().get("u") or "")[:1].upper()

            def told(
                thing: Thing, parts: Roles = parts, sign: str = sign_of, n: str = found["n"], unit: str = unit
            ) -> str | None:
                name = compared(thing, parts)
                return f"{name}{sign}{number(float(n))}{unit}" if name else None

            read = self._asking.one("check", found["t"], here, told, sure=False)
            if read is not None:
                return read
        return self._named_number(text, here)

    def _named_number(self, text: str, here: str | None) -> Done | None:
        """`is the humidity of the bathroom fan above 60`."""
        for pattern in (_HAS_A, _COMPARED):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            ways = [(found["p"], found["t"])] if "p" in found.groupdict() else _owned(found["x"])
            unit = (found["u"] or "")[:1].upper()
            for name, phrase in ways:

                def told(
                    thing: Thing,
                    name: str = name,
                    end: str = f"{_sign(found, ())}{number(float(found['n']))}{unit}",
                ) -> str | None:
                    attribute = measures.named(thing, name)
                    if attribute is None or not roles.is_number(attribute):
                        return None
                    return f"{attribute.name}{end}"

                if not any(told(t) for t in self._asking.vocabulary.world.things):
                    continue
                if phrase:
                    read = self._asking.one("check", phrase, here, told, sure=False)
                elif not measures.is_named(name):
                    read = self._alone("check", here, told)
                else:
                    read = None
                if read is not None:
                    return read
        return None

    # values

    def _value(self, text: str, here: str | None) -> Done | None:
        for pattern, parts in _VALUES:
            found = pattern.fullmatch(text)
            if found is not None:
                read = self._get(found["t"] or found.groupdict().get("t2") or "", here, parts)
                if read is not None:
                    return read
        found = _HOW.fullmatch(text)
        if found:
            read = self._of(found["t"], here, lambda t, h=found["h"]: _name(measures.how(t, h)))  # type: ignore[misc]
            if read is not None:
                return read
        for pattern in (_ASKED_OF, _SAY):
            found = pattern.fullmatch(text)
            if found:
                read = self._of(found["t"], here, lambda t, p=found["p"]: _name(measures.named(t, p)))  # type: ignore[misc]
                if read is not None:
                    return read
        return self._value_of(text, here)

    def _get(self, phrase: str, here: str | None, parts: Roles) -> Done | None:
        def told(thing: Thing) -> str | None:
            found = [p for r in parts if (p := measures.of(thing, r)) is not None]
            return found[0].name if found else None

        if parts == ("set",):
            return self._of(phrase, here, _what_was_set)
        if parts == ("alarm",):
            return self._of(
                phrase, here, lambda t: next((n for n in ("alarm", "alarms") if t.find_property(n)), None)
            )
        if parts == ("location",):
            return self._where(phrase, here, told)
        return self._of(phrase, here, told)

    def _where(self, phrase: str, here: str | None, told: Callable[[Thing], str | None]) -> Done | None:
        """A device that does not tell where it is rings."""
        read = self._asking.one("get", phrase, here, told, sure=False)
        if read is not None:
            return read
        return self._asking.one(
            "run",
            phrase,
            here,
            lambda t: "ring" if type_of(t) == "phone" and t.find_action("ring") else None,
            sure=False,
        )

    def _of(self, phrase: str, here: str | None, told: Callable[[Thing], str | None]) -> Done | None:
        if not any(told(t) for t in self._asking.vocabulary.world.things):
            return None
        return self._asking.one("get", phrase, here, told, sure=False)

    def _value_of(self, text: str, here: str | None) -> Done | None:
        """`the humidity of the bathroom fan`, `the bathroom fan's humidity`, with or without words that ask."""
        found = _VALUE_OF.fullmatch(text)
        if found is None:
            return None
        asked = not text.startswith(found["x"]) and not text.startswith("the ")
        for name, phrase in _owned(found["x"]):

            def told(thing: Thing, name: str = name) -> str | None:
                attribute = measures.named(thing, name)
                return None if attribute is None or (not asked and attribute.kind is Kind.BOOLEAN) else attribute.name

            if not any(told(t) for t in self._asking.vocabulary.world.things):
                continue
            if phrase:
                read = self._asking.one("get", phrase, here, told, sure=False)
            elif asked and not measures.is_named(name):
                read = self._alone("get", here, told)
            else:
                read = None
            if read is not None:
                return read
        return None


def _forms(clause: str) -> Iterator[tuple[str, bool]]:
    """The question without what leads up to it; True: it is worded as a statement."""
    text = states.plain(_OR_NOT.sub("", clause)) if not clause.startswith("what") else clause
    text = re.sub(r" (?:right now|at the moment|at present|currently|just now|these days)\b", "", text)
    tag = _TAG.search(text)
    if tag and not re.match(rf"(?:{_ARE}|did|does|do|has|have|what|which|how|where) ", text):
        text, tagged = text[: tag.start()], True
        text = re.sub(
            r" (is|are|was|were) not ",
            r" \1 ",
            re.sub(r"^(?:i hope|surely|just checking|i think|someone said(?: that)?),? ", "", text),
        )
    else:
        tagged = False
    if tagged:
        yield re.sub(r"\bshould be\b", "is", text), True
        return
    told = _WHETHER.match(text)
    while (aside := _ASIDE.match(text)) and not told:
        text = text[aside.end() :]
        told = _WHETHER.match(text)
    if told:
        yield text[told.end() :], True
        return
    yield text, False


def _fronted(text: str) -> str | None:
    """A statement in the order of a question; None where it is `the light is on`."""
    found = re.match(
        r"(there|it|everything|anything|something|nothing|someone|somebody|anyone|anybody|we) (is|are|has|was) (.+)",
        text,
    )
    if found:
        return f"{found[2]} {found[1]} {found[3]}"
    found = re.match(
        rf"({_WHO}) (left|locked|closed|shut|turned off|turned on|switched off|opened|forgot|put|need) (.+)",
        text,
    )
    if found:
        return f"{'do' if found[2] == 'need' else 'did'} {found[1]} {found[2]} {found[3]}"
    found = re.match(r"(.+?) (has|have|does|do|can|will|is|are) (.+)", text)
    return f"{found[2]} {found[1]} {found[3]}" if found else None


def _stated(text: str) -> Iterator[tuple[str, str]]:
    """Subject and state on both sides of each `is`."""
    for found in re.finditer(rf" {_ARE} ", text):
        yield text[: found.start()], text[found.end() :]


def _owned(text: str) -> Iterator[tuple[str, str]]:
    """What may be the name of a property, and whose it is; no owner where the text is all name."""
    text = text.removeprefix("the ")
    for found in re.finditer(r" (?:of|for|on|in|at|from|inside) ", text):
        if not _PREPOSITION.match(text, found.end()):
            yield text[: found.start()], text[found.end() :]
    for owner, name in splits(text):
        yield name, owner.removesuffix("'s")
    yield text, ""


def _sign(found: re.Match[str], parts: Roles) -> str:
    return parts[-1] if parts and parts[-1] in {">", "<", ">="} else sign(found)


def _what_was_set(thing: Thing) -> str | None:
    """What somebody sets on a device, where that is but one thing."""
    found = [p for r in ("target_temperature", "brightness", "volume", "mode") if (p := measures.of(thing, r))]
    return found[0].name if len(found) == 1 else None


def _name(attribute: object) -> str | None:
    return getattr(attribute, "name", None)
