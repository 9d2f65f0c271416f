"""Questions that name no device: rooms, what is on or open, the weather, lists, calendars and jobs."""

from __future__ import annotations

import re

from model_core.language.vocabulary import clean
from model_core.reading import measures, states
from model_core.reading.asking import Asking
from model_core.reading.clauses import Done
from model_core.reading.comparisons import COMPARED, DEGREES, NUMBER, sign
from model_core.reading.referents import Found
from model_core.reading.values import number
from model_core.reading.wishes import type_of
from model_core.world import Thing

_ASK = r"(?:what is|tell me|give me|check|what about|how about|read me|know|look up|get me|show me)"
_ANYTHING = r"(?:anything|something|any (?:device|devices|thing|things)|some device)"
_ON = r"(?:on|running|switched on|turned on|active)"
_WHOLE: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (verb, state, re.compile(pattern))
    for verb, state, pattern in (
        ("any", "on", rf"(?:is|are) (?:there )?{_ANYTHING} (?:left |still )*{_ON}(?P<l>.*)"),
        ("any", "on", rf"(?:did|have) (?:i|we|anyone) (?:leave|left) {_ANYTHING} {_ON}(?P<l>.*)"),
        ("any", "on", r"did (?:i|we) forget to turn anything off(?P<l>.*)"),
        ("list", "on", rf"what (?:devices |things )?(?:is|are) (?:left |still )*{_ON}(?P<l>.*)"),
        ("list", "on", rf"(?:which|what) (?:devices|things) are (?:still )?{_ON}(?P<l>.*)"),
        ("list", "on", rf"(?:what did|what have) (?:i|we) (?:leave|left) {_ON}(?P<l>.*)"),
        ("list", "on", rf"(?:list|show me|tell me) (?:everything (?:that is )?|what is )(?:still )?{_ON}(?P<l>.*)"),
        ("list", "on", rf"(?:list|show me|tell me) (?:all )?(?:the )?(?:devices|things) (?:that are )?(?:still )?{_ON}(?P<l>.*)"),
        ("count", "on", rf"how many (?:devices|things) (?:are|did i leave) (?:still )?{_ON}(?P<l>.*)"),
        ("count", "on", rf"count (?:the |all )?(?:devices|things) (?:that are )?(?:still )?{_ON}(?P<l>.*)"),
        ("check", "off", r"is everything (?:turned |switched )?off(?P<l>.*)"),
        ("check", "off", r"is everything (?P<l>.+) (?:turned |switched )?off"),
        ("check", "off", r"are all (?:of )?(?:the )?(?:devices|things) (?:turned |switched )?off(?P<l>.*)"),
        ("check", "off", r"(?:did|have) (?:i|we) (?:turn|turned|switch|switched) everything off(?P<l>.*)"),
        ("check", "off", r"has everything been (?:switched|turned) off(?P<l>.*)"),
        ("check", "on", r"is everything (?:turned |switched )?on(?P<l>.*)"),
        ("any", "open", rf"(?:is|are) (?:there )?{_ANYTHING} (?:left |still )*open(?P<l>.*)"),
        ("any", "open", rf"(?:did|have) (?:i|we|anyone) (?:leave|left) {_ANYTHING} open(?P<l>.*)"),
        ("any", "open", r"anything (?:still )?open(?P<l>.*)"),
        ("list", "open", r"(?:tell me |show me )?(?:what is|everything that is) (?:still |standing )*open(?P<l>.*)"),
        ("list", "open", r"what (?:did|have) (?:i|we) (?:leave|left) open(?P<l>.*)"),
        ("check", "closed", r"is (?:everything|it all) (?:closed|shut)(?: up)?(?P<l>.*)"),
        ("check", "closed", r"is nothing (?:still )?open(?P<l>.*)"),
        ("check", "closed", r"(?:did|have) (?:i|we) (?:close|closed|shut) everything(?: up)?(?P<l>.*)"),
    )
)  # fmt: skip
_OPENED = frozenset({"curtain", "blind", "garage door", "gate", "valve", "door sensor", "window sensor"})
_KEYED = frozenset({"lock", "car"})
_LOCKED = re.compile(
    r"is everything locked(?: up)?|is the (?:house|home|flat|apartment|whole (?:house|place)) locked(?: up)?|are we locked(?: up)?|"
    r"are (?:all )?(?:of )?the doors (?:all )?locked|are all doors locked|did (?:i|we) lock (?:up|everything|all the doors)|is every door locked|"
    r"have (?:i|we) locked (?:everything|up|all the doors)"
)
_UNLOCKED = re.compile(
    r"is (?:anything|something|any door) (?:still )?unlocked|are (?:there )?any (?:unlocked doors|doors (?:still )?unlocked)|"
    r"(?:did|have) (?:i|we|anyone) (?:leave|left) (?:any door|a door|anything|something) unlocked|did (?:i|we) forget to lock (?:a|any) door|"
    r"is there a door (?:that is not locked|that isn't locked|still unlocked|unlocked)"
)
_ALARMS: tuple[tuple[re.Pattern[str], str, str, str], ...] = tuple(
    (re.compile(pattern), kind, role, verb)
    for pattern, kind, role, verb in (
        (r"is (?:anyone|anybody|someone|somebody)(?: at)? home|is there (?:anybody|anyone|someone) (?:in the house|home|at home)|"
         r"is (?:anyone|anybody|someone) (?:in|about|around|there)|is (?:anyone|someone|anybody) moving(?: about| around)?(?: in the house)?|"
         r"is there (?:any )?(?:motion|movement)(?: anywhere| in the house)?", "motion sensor", "motion", "any"),
        (r"is (?:the house|the home|nobody home) ?(?:empty)?", "motion sensor", "motion", "none"),
        (r"is (?:anything|something) leaking(?: anywhere)?|do we have a leak|is there a leak(?: anywhere)?|are there any leaks|"
         r"did anything (?:leak|flood)|is there (?:any )?water where it shouldn't be|is there a water leak(?: anywhere)?",
         "leak sensor", "leak", "any"),
        (r"is there (?:any )?smoke(?: anywhere| in the house)?|is (?:anything|something) (?:burning|on fire)|is there a fire|"
         r"did a smoke (?:alarm|detector) go off", "smoke detector", "smoke", "any"),
    )
)  # fmt: skip
_ARMED = re.compile(
    r"is the (?:alarm|security|security system|alarm system) (?:on|armed|set|active)|(?:did|have) (?:i|we) (?:arm|set|armed) the alarm|"
    r"is the house armed|are we armed"
)
_WARMEST = re.compile(
    r"(?:(?:which|what|in which|in what) room (?:is|is it|has) (?:the )?|where is it (?:the )?|(?:what is|tell me|know|which is) the )"
    r"(?:(?P<w>warmest|hottest)|(?P<k>coldest|coolest))(?: room)?(?: in the house| at home| of all)?"
)
_HIGHEST = re.compile(r"what is the (?P<e>highest|lowest) temperature(?: in the house| at home)?")
_MORE_ROOM = rf"(?P<s>{COMPARED} {NUMBER}{DEGREES})"
_ROOMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (verb, re.compile(pattern))
    for verb, pattern in (
        ("list", rf"(?:which|what) rooms are {_MORE_ROOM}"),
        ("list", rf"(?:list|show me|tell me) (?:all )?(?:the )?rooms that are {_MORE_ROOM}"),
        ("list", rf"(?:where|in which rooms) is it {_MORE_ROOM}"),
        ("any", rf"(?:is|are) (?:there )?(?:any|some|a) rooms? {_MORE_ROOM}"),
        ("any", rf"is it {_MORE_ROOM} anywhere(?: in the house)?"),
        ("any", rf"do we have a room {_MORE_ROOM}"),
        ("check", rf"are all (?:of )?(?:the )?rooms {_MORE_ROOM}"),
        ("check", rf"is every room {_MORE_ROOM}"),
        ("check", rf"is it {_MORE_ROOM} everywhere(?: in the house)?"),
        ("check", rf"is the whole house {_MORE_ROOM}"),
        ("count", rf"how many rooms are {_MORE_ROOM}"),
        ("count", rf"in how many rooms is it {_MORE_ROOM}"),
        ("count", rf"count the rooms that are {_MORE_ROOM}"),
    )
)  # fmt: skip
_CLIMATE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("temperature", r"how (?:warm|cold|hot|cool|chilly) is it(?P<l>.*)"),
        ("temperature", r"tell me how (?:warm|cold|hot) it is(?P<l>.*)"),
        ("temperature", r"(?:how many degrees|what temperature) (?:is it|do we have|are there)(?P<l>.*)"),
        ("temperature", rf"(?:{_ASK} )?(?:the )?(?:current |room )?temperature(?P<l> .*)?"),
        ("temperature", rf"{_ASK} the (?:current |room )?temp(?P<l> .*)?"),
        ("temperature", r"how is the temperature(?P<l>.*)"),
        ("temperature", r"what does the thermometer say(?P<l> .+)"),
        ("humidity", r"how (?:humid|damp) is (?:it|the air)(?P<l>.*)"),
        ("humidity", r"how (?:moist|dry) is the air(?P<l>.*)"),
        ("humidity", rf"(?:{_ASK} )?(?:the )?(?:air |current )?(?:humidity|moisture)(?P<l> .*)?"),
        ("humidity", r"what percent humidity do we have(?P<l>.*)"),
    )
)  # fmt: skip
_NUMBERED: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:is it|are we) {COMPARED} {NUMBER}{DEGREES}(?P<l>.*)",
        rf"is (?:the )?temperature(?P<l> .*?)? {COMPARED} {NUMBER}{DEGREES}",
        rf"do we have {COMPARED} {NUMBER} degrees(?P<l>.*)",
        rf"has it (?:gone|dropped|fallen|risen|got) (?P<c>over|above|below|under) {NUMBER}{DEGREES}(?P<l>.*)",
    )
)
_OUT = r" ?(?:outside|out|out there|outdoors|in the open)"
_CONDITIONS = {
    "sunny": "sunny", "nice and sunny": "sunny", "cloudy": "cloudy", "overcast": "cloudy", "raining": "rainy",
    "rainy": "rainy", "snowing": "snowy", "snowy": "snowy", "windy": "windy", "foggy": "foggy", "stormy": "stormy",
    "thundering": "stormy",
}  # fmt: skip
_DAY = r"(?: (?:today|tomorrow|outside|outdoors|out there|out|like|later|this afternoon|looking|here))*"
_WEATHER: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), does)
    for pattern, does in (
        (rf"(?:(?:what|how) is (?:the )?|{_ASK} (?:the )?)?weather(?: report| forecast)?(?: doing)?{_DAY}", "get condition, temperature"),
        (r"what is it like outside|how is it (?:looking )?outside|how does the weather look(?: today| outside)?|"
         r"what kind of weather do we have|is the weather (?:nice|good|bad)(?: today)?|describe the weather outside", "get condition, temperature"),
        (rf"how (?:warm|cold|hot) is it{_OUT}|(?:what is |tell me )?(?:the )?temperature{_OUT}|(?:what is )?(?:the )?(?:outside|outdoor) temperature|"
         rf"how many degrees (?:is it|are there){_OUT}", "get temperature"),
        (rf"do (?:i|we) need a (?:coat|jacket|scarf)(?: today)?|is it (?:cold|warm|hot|chilly){_OUT}", "get temperature"),
        (rf"how (?:humid|damp) is it{_OUT}|(?:what is )?the humidity{_OUT}|outdoor humidity", "get humidity"),
        (r"how windy is it(?: outside| today)?|what is the wind(?: speed)?(?: like| doing)?|is there much wind(?: today)?|how strong is the wind|"
         r"how hard is it blowing(?: outside)?", "get wind_speed"),
        (r"what (?:is the chance|are the chances) of rain(?: today)?|how likely is rain(?: today)?|how likely is it to rain(?: today)?|"
         r"(?:what is )?the rain probability|how probable is rain(?: today)?", "get rain_chance"),
        (r"(?:do|will|should|must) (?:i|we) (?:need|take|bring) (?:an|my) umbrella(?: today| tomorrow)?|is it going to rain(?: today| later)?|"
         r"(?:will|could) it rain(?: today| later| this afternoon)?|any rain (?:today|coming|expected)|do (?:i|we) need a raincoat",
         "rain"),
        (r"is (?:it|there) (?:freezing|frost|below freezing|below zero|under freezing)(?: outside| out there)?|has it dropped below zero(?: outside)?|"
         r"are we below (?:zero|freezing)(?: outside)?", "check temperature<0"),
        (r"is it wet outside|is there rain(?: outside)?", "check condition=rainy"),
    )
)  # fmt: skip
_IS_WEATHER = re.compile(
    rf"is (?:it|the weather) (?P<s>{'|'.join(_CONDITIONS)})(?: today| outside| out there| out)?"
)
_ITEMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:tell me |show me |read me |read )?what is (?:still |left )?(?:on|in) (?P<t>.+)",
        r"what (?:do|have|did) (?:i|we) (?:have|got|put) (?:on|in|to) (?P<t>.+)",
        r"(?:read|read me|read out|show|show me|go through|open) (?P<t>.+?)(?: with me| and read it)?",
        r"(?:list|show me|read me|read) (?:everything|the items|all items|all the items) (?:that is )?(?:on|in) (?P<t>.+)",
        r"(?:which|what) (?:items|entries|things) are (?:still )?(?:on|in) (?P<t>.+)",
        r"what are the (?:items|entries) (?:on|in) (?P<t>.+)",
        r"what does (?P<t>.+) say",
        r"(?:is there )?(?:anything|something) (?:on|in) (?P<t>.+)",
        r"how many (?:items|things) are on (?P<t>.+)",
        r"(?:is|are) (?:there )?(?:still )?(?:any |some )?(?P<x>.+?) (?:already |still )?on (?P<t>.+)",
        r"(?:did|have) (?:i|we|anyone|somebody|someone) (?:already )?(?:put|add|added|write|written|got) (?P<x>.+?) (?:on|to) (?P<t>.+)",
        r"(?:do|have) (?:i|we) (?:have|got) (?P<x>.+?) on (?P<t>.+)",
        r"does (?P<t>.+?) (?:already )?(?:have|include|contain) (?P<x>.+)",
        r"do (?:i|we) still have to put (?P<x>.+?) on (?P<t>.+)",
    )
)  # fmt: skip
_TO_BUY = re.compile(
    r"what (?:do (?:we|i) (?:still )?need(?: to buy| to get)?(?: (?:from|at) the (?:shop|store|supermarket))|do (?:we|i) need to buy|should (?:i|we) buy|do (?:we|i) have to (?:buy|get)"
    r"(?: at the (?:store|supermarket|shop))?|am i supposed to (?:buy|get|bring home)|are we out of|is left to buy)|"
    r"do (?:i|we) (?:still )?need to (?:buy|get) .+|do (?:i|we) have to (?:buy|get|pick up) .+|should (?:i|we) (?:buy|get) .+|"
    r"am i supposed to buy .+|how many things (?:are on the shopping list|do we need to buy)"
)
_TO_DO = re.compile(
    r"what do (?:i|we) have to do(?: today)?|what is left to do|what are my (?:tasks|chores|to dos|to-dos)|"
    r"do i have (?:any )?(?:tasks|chores)(?: left)?|which tasks are open|what else do i need to do"
)
_TIME = r"(?: (?:today|tomorrow|tonight|this week|this weekend|this afternoon|on [a-z]+day|at the weekend|for [a-z]+day))"
_EVENTS = re.compile(
    rf"what is on{_TIME}|what (?:do|have) (?:i|we) (?:have |got )?(?:on |planned )?(?:today|tomorrow|tonight|this week|this weekend)|"
    rf"what is (?:in|on) (?:the|my) calendar{_TIME}?|(?:do|have) (?:i|we) (?:have|got) (?:anything|something) (?:on|planned){_TIME}|"
    rf"am i (?:free|busy){_TIME}|(?:are there |do i have )?any (?:meetings|appointments|events){_TIME}|"
    rf"what is my (?:day|schedule|week)(?: like| look like)?|(?:read|show) me my (?:appointments|meetings|schedule)|is there anything on{_TIME}"
)  # fmt: skip
_NEXT = re.compile(
    r"(?:what|when) is (?:my|the) next (?:appointment|meeting|event)|what is (?:coming up|next)(?: on the calendar| in my diary)?|"
    r"what do i have next|(?:when|where) do i have to be(?: somewhere)? next|what comes up next(?: for me)?"
)
_IN_CALENDAR: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("next_event", r"(?:what|when) is (?:the|my) next (?:event|appointment|meeting) (?:in|on) (?P<t>.+)"),
        ("next_event", r"(?:what comes next|what is next) (?:in|on) (?P<t>.+)"),
        ("next_event", r"tell me the next (?:event|appointment|meeting) (?:in|on) (?P<t>.+)"),
        ("events", rf"what is (?:on|in|planned in) (?P<t>.+?){_TIME}?"),
        ("events", rf"what do (?:i|we) have (?:on|in) (?P<t>.+?){_TIME}?"),
        ("events", r"(?:read|read me|show|show me) (?P<t>.+)"),
        ("events", r"(?:what|which) (?:appointments|events|meetings) (?:are|do i have) (?:in|on) (?P<t>.+)"),
        ("events", rf"do (?:i|we) have anything (?:in|on) (?P<t>.+?){_TIME}?"),
        ("events", r"(?:are there )?any (?:events|appointments|meetings) (?:in|on) (?P<t>.+)"),
        ("events", r"list the (?:events|appointments) (?:in|on) (?P<t>.+)"),
    )
)  # fmt: skip
_POWER: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(
        r"how much (?:power|electricity) (?:are we|is the house) using|what is our (?:power|electricity) (?:usage|consumption)|"
        r"how many watts (?:are we using|is the house drawing)|what is the house (?:using|drawing|pulling)|how much (?:power|electricity) does the house use|"
        r"current power (?:use|usage|consumption)"), "power_draw"),
    (re.compile(
        r"how much (?:power|electricity|energy) (?:did|have) we (?:use|used)(?: today)?|how many kilowatt hours have we used(?: today)?|"
        r"what is today's (?:energy|electricity|power) (?:use|usage|consumption)|electricity used today"), "energy_today"),
)  # fmt: skip
_BATTERY = rf"(?P<c>below|under|less than) {NUMBER}"
_BATTERIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (verb, re.compile(pattern))
    for verb, pattern in (
        ("list", rf"(?:which|what) (?:devices|things) have a battery {_BATTERY}(?: percent)?"),
        ("list", rf"(?:which|what) batteries are {_BATTERY}(?: percent)?"),
        ("list", rf"which devices are {_BATTERY} percent(?: battery)?"),
        ("list", rf"(?:list|show me) (?:devices|everything) with {_BATTERY} percent battery"),
        ("list", rf"(?:what|which devices|which batteries) (?:has|have) {_BATTERY} percent(?: battery| charge)?"),
        ("list", rf"what is {_BATTERY} percent battery"),
        ("any", rf"(?:are any batteries|is any (?:battery|device)) {_BATTERY}(?: percent)?(?: battery)?"),
        ("any", rf"does anything have {_BATTERY} percent battery"),
        ("any", rf"is there a (?:device|battery) {_BATTERY} percent"),
        ("lowest", r"(?:which|what) (?:device|battery) has the lowest (?:battery|charge|level)|what has the lowest battery|"
         r"which device needs (?:charging|a new battery) (?:first|most)|whose battery is (?:the )?lowest|what is the lowest battery(?: in the house)?|"
         r"which battery will (?:die|run out) first"),
    )
)  # fmt: skip
_FOOD = r"(?:dinner|the food|the roast|the cake|the pizza|the lasagne|lunch)"
_JOBS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (kind, state, re.compile(pattern))
    for kind, state, pattern in (
        ("washer", "done", r"is (?:the|my) (?:laundry|washing) (?:done|finished|ready)|are (?:the|my) clothes (?:washed|clean|done)|"
         r"is the wash (?:done|through|over|finished)|can i hang up the (?:washing|laundry)|has the (?:washing|laundry) finished"),
        ("dryer", "done", r"are (?:the|my) (?:clothes|towels|sheets) dry|is the (?:drying|dry cycle) (?:done|finished)|can i fold the laundry|is the laundry dry"),
        ("dishwasher", "done", r"are the dishes (?:done|clean|ready|finished)|are the plates clean|can i (?:put away|unload) the dishes|is the washing up done|"
         r"have the dishes finished"),
        ("oven", "done", rf"is {_FOOD} (?:ready|done)(?: in the oven)?|has the (?:cake|roast|chicken|bread) finished(?: baking| cooking)?|can we eat"),
        ("coffee maker", "done", r"is (?:the|my) coffee (?:ready|done|through)|has the coffee finished(?: brewing)?|can i have my coffee"),
        ("washer", "running", r"is the (?:laundry|washing) (?:still )?(?:going|running|in progress)|are (?:the|my) clothes (?:still )?being washed|is there a wash (?:on|running)"),
        ("dryer", "running", r"are the (?:clothes|towels) (?:still )?(?:drying|being dried)|is (?:the laundry|something) still tumbling|is there a load in the dryer going"),
        ("dishwasher", "running", r"are the dishes (?:still )?being (?:washed|done)|is the washing up still going|are the plates (?:still )?in the wash"),
        ("oven", "running", r"is (?:anything|something|dinner) (?:still )?(?:in the oven|cooking|baking)|is the (?:cake|roast) still baking|is the food still cooking"),
        ("coffee maker", "running", r"is the coffee (?:still )?(?:brewing|being made)|is (?:some|any) coffee being made|are you still making the coffee"),
        ("vacuum", "cleaning", r"are the floors being (?:cleaned|vacuumed|hoovered)|is (?:somebody|someone) vacuuming|is the (?:hoovering|vacuuming) (?:still )?going on"),
        ("mower", "mowing", r"is the (?:grass|lawn) being (?:cut|mowed|mown)|is the lawn getting mowed|is (?:somebody|someone) cutting the grass"),
        ("irrigation", "watering", r"is the (?:garden|lawn|grass) being watered|are the (?:plants|flowers|lawn) getting water|is the watering (?:still )?(?:on|going)"),
    )
)  # fmt: skip
_MOTION = re.compile(
    r"(?:is there (?:any )?|do you see (?:any )?|any )?(?:motion|movement|activity)(?P<l> .+)|is (?:somebody|someone|anybody|anyone)(?: moving)?(?P<l2> .+)|"
    r"has (?:anybody|anyone|someone) (?:been|walked)(?P<l3> .+)|did something move(?P<l4> .+)"
)


class HomeQuestions:
    """Reads questions about one home at large."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._things = asking.vocabulary.world.things

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a question that names no device; None for any other."""
        return (
            self._weather(text)
            or self._jobs(text)
            or self._whole(text, here)
            or self._doors(text)
            or self._alarms(text, here)
            or self._rooms(text)
            or self._climate(text, here)
            or self._batteries(text)
            or self._power(text)
            or self._entries(text, here)
        )

    def _of_type(self, *kinds: str) -> list[Thing]:
        return [t for t in self._things if type_of(t) in kinds]

    def _label(self, thing: Thing) -> str:
        return self._asking.vocabulary.labels[thing.id]

    def _only(self, verb: str, things: list[Thing], end: str) -> Done | None:
        return Done(f"{verb} {self._label(things[0])}: {end}", tuple(things)) if len(things) == 1 else None

    # the home

    def _whole(self, text: str, here: str | None) -> Done | None:
        for verb, state, pattern in _WHOLE:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            place = (found["l"] or "").strip()
            if state in {"on", "off"}:
                if text == "what is on" and self._of_type("calendar"):
                    return None
                return self._asking.whole(verb, place, here, lambda t, s=state: self._switched(t, s))  # type: ignore[misc]
            return self._open(verb, state, place, here)
        return None

    def _switched(self, thing: Thing, state: str) -> str | None:
        found = states.find(thing, "on")
        return f"{found.name}={'true' if state == 'on' else 'false'}" if found is not None else None

    def _open(self, verb: str, state: str, place: str, here: str | None) -> Done | None:
        """What is open, where one property tells it of everything that opens."""
        told = {t.id: states.test(t, state) for t in self._of_type(*_OPENED)}
        names = {re.split(r"[=<>!]", text)[0] for text in told.values() if text}
        if len(names) != 1 or self._of_type(*_KEYED):
            return None
        return self._asking.whole(verb, place, here, lambda t: told.get(t.id))

    def _doors(self, text: str) -> Done | None:
        shut = _LOCKED.fullmatch(text)
        if not shut and not _UNLOCKED.fullmatch(text):
            return None
        locks = self._of_type("lock")
        names = {self._asking.vocabulary.class_of[t.id].type for t in locks}
        tests = {states.test(t, "locked" if shut else "unlocked") for t in locks}
        if len(names) != 1 or len(tests) != 1 or (test := tests.pop()) is None:
            return None
        if len(locks) == 1:
            return self._only("check", locks, test)
        return Done(f"check {'all' if shut else 'any'} {names.pop()}: {test}", tuple(locks))

    def _alarms(self, text: str, here: str | None) -> Done | None:
        if _ARMED.fullmatch(text):
            alarms = [t for t in self._of_type("alarm") if t.find_property("mode")]
            return self._only("check", alarms, "mode!=off")
        for pattern, kind, role, verb in _ALARMS:
            things = [t for t in self._of_type(kind) if t.find_property(role)]
            if not things or not pattern.fullmatch(text):
                continue
            end = f"{role}={'false' if verb == 'none' else 'true'}"
            if len(things) == 1:
                return self._only("check", things, end)
            types = {self._asking.vocabulary.class_of[t.id].type for t in things}
            start = "all" if verb == "none" else "any"
            return Done(f"check {start} {types.pop()}: {end}", tuple(things)) if len(types) == 1 else None
        found = _MOTION.fullmatch(text)
        place = next((g.strip() for g in found.groups() if g), "") if found else ""
        room = self._asking.room(place, here) if place else None
        if room is None:
            return None
        return self._only(
            "check", [t for t in self._of_type("motion sensor") if t.room == room], "motion=true"
        )

    def _rooms(self, text: str) -> Done | None:
        """The warmest room, and rooms by their temperature: by the devices that measure most rooms."""
        kind = next((k for k in ("temperature sensor", "thermostat") if len(self._of_type(k)) > 1), None)
        things = self._of_type(kind) if kind else []
        names = {p.name if (p := measures.of(t, "temperature")) else "" for t in things}
        types = {self._asking.vocabulary.class_of[t.id].type for t in things}
        if len(names) != 1 or len(types) != 1 or "" in names:
            return None
        name, group = names.pop(), types.pop()
        found = _WARMEST.fullmatch(text) or _HIGHEST.fullmatch(text)
        if found:
            high = bool(found.groupdict().get("w")) or found.groupdict().get("e") == "highest"
            return Done(f"{'highest' if high else 'lowest'} all {group}: {name}", tuple(things))
        for verb, pattern in _ROOMS:
            found = pattern.fullmatch(text)
            if found:
                start = "check any" if verb == "any" else f"{verb} all"
                return Done(f"{start} {group}: {name}{self._number(found)}", tuple(things))
        return None

    def _number(self, found: re.Match[str]) -> str:
        unit = (found.groupdict().get("u") or "")[:1].upper()
        return f"{sign(found)}{number(float(found['n']))}{unit}"

    def _climate(self, text: str, here: str | None) -> Done | None:
        for role, pattern in _CLIMATE:
            found = pattern.fullmatch(text)
            if found:
                return self._measured("get", role, (found["l"] or "").strip(), here)
        for pattern in _NUMBERED:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            place = (found["l"] or "").strip()
            if re.fullmatch(_OUT, f" {place}"):
                return self._only("check", self._of_type("weather"), f"temperature{self._number(found)}")
            return self._measured("check", "temperature", place, here, self._number(found))
        return None

    def _measured(self, verb: str, role: str, place: str, here: str | None, end: str = "") -> Done | None:
        room = self._asking.room(place, here)
        if room is None:
            return None
        measured = self._asking.measuring(room, role)
        if measured is None:
            return None
        thing, attribute = measured
        return Done(f"{verb} {self._label(thing)}: {attribute.name}{end}", (thing,))

    # what devices know of the world

    def _weather(self, text: str) -> Done | None:
        things = self._of_type("weather")
        for pattern, does in _WEATHER:
            if not pattern.fullmatch(text):
                continue
            if not things and does == "get condition, temperature":
                return Done('refuse unknown "weather"', ())
            if len(things) != 1:
                return None
            step = does
            if does == "rain":
                step = (
                    "get rain_chance" if things[0].find_property("rain_chance") else "check condition=rainy"
                )
            verb, end = step.split(" ", 1)
            names = re.findall(r"[a-z_]+(?=[=<,]|$)", end.split("=")[0])
            return self._only(verb, things, end) if all(things[0].find_property(n) for n in names) else None
        found = _IS_WEATHER.fullmatch(text)
        if found is None or len(things) != 1:
            return None
        attribute, condition = things[0].find_property("condition"), _CONDITIONS[found["s"]]
        known = attribute is not None and condition in {clean(c) for c in attribute.choices}
        return self._only("check", things, f"condition={condition}") if known else None

    def _jobs(self, text: str) -> Done | None:
        for kind, state, pattern in _JOBS:
            if not pattern.fullmatch(text):
                continue
            things = self._of_type(kind)
            attribute = things[0].find_property("state") if len(things) == 1 else None
            if attribute is not None and state in attribute.choices:
                return self._only("check", things, f"state={state}")
        return None

    def _batteries(self, text: str) -> Done | None:
        things = tuple(t for t in self._things if t.find_property("battery"))
        for verb, pattern in _BATTERIES if len(things) > 1 else ():
            found = pattern.fullmatch(text)
            if found:
                end = "" if verb == "lowest" else self._number(found)
                start = "check any" if verb == "any" else f"{verb} all"
                return Done(f"{start}: battery{end}", things)
        return None

    def _power(self, text: str) -> Done | None:
        for pattern, role in _POWER:
            if pattern.fullmatch(text):
                meters = [t for t in self._of_type("energy meter") if t.find_property(role)]
                if len(meters) == 1 and "solar" not in meters[0].name.casefold():
                    return self._only("get", meters, role)
        return None

    # lists and calendars

    def _entries(self, text: str, here: str | None) -> Done | None:
        calendars, lists = self._of_type("calendar"), self._of_type("list")
        if calendars and (found := self._in_calendar(text, calendars, here)):
            return found
        if not lists:
            return None
        shops = [t for t in lists if re.search(r"shopping|grocer", t.name.casefold())]
        tasks = [t for t in lists if re.search(r"to-do|todo|task|chore", t.name.casefold())]
        if _TO_BUY.fullmatch(text):
            return self._only("get", shops, "items")
        if _TO_DO.fullmatch(text):
            return self._only("get", tasks, "items")
        for pattern in _ITEMS:
            found_list = pattern.fullmatch(text)
            if found_list is None:
                continue
            meaning = self._asking.find(
                found_list["t"], here, lambda t: "items" if t in lists and t.find_property("items") else None
            )
            if isinstance(meaning, Found) and len(meaning.things) == 1 and meaning.things[0] in lists:
                return self._only("get", list(meaning.things), "items")
        return None

    def _in_calendar(self, text: str, calendars: list[Thing], here: str | None) -> Done | None:
        if _EVENTS.fullmatch(text):
            return self._only("get", calendars, "events")
        if _NEXT.fullmatch(text):
            return self._only("get", calendars, "next_event")
        for name, pattern in _IN_CALENDAR:
            found = pattern.fullmatch(text)
            if found is None:
                continue
            meaning = self._asking.find(
                found["t"],
                here,
                lambda t, n=name: n if t in calendars and t.find_property(n) else None,  # type: ignore[misc]
            )
            if isinstance(meaning, Found) and len(meaning.things) == 1 and meaning.things[0] in calendars:
                return self._only("get", list(meaning.things), name)
        return None
