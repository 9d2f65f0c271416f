"""What somebody adds to what was just done: a bit more, half that, fully shut, carry on, how much longer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.plan import RunStep, SetStep, Step
from model_core.reading import roles
from model_core.reading.phrases import any_of
from model_core.world import Attribute, Thing

_LEAD = re.compile(rf"^(?:{any_of('followups', 'lead')}(?:[ ,;]+|$))+")
_NEGATED = re.compile(r"\b(?:no|nah|nope|naw|wrong|sorry|oops|whoops|wait|actually|not)\b")
_TAIL = re.compile(rf"(?:[ ,;]+{any_of('followups', 'tail')})+$")
_BIT = (
    r"(?:(?:just |only )?(?:a |an )?(?:(?:wee|tiny|little|teeny) )?"
    r"(?:bit|touch|tad|hair|smidge|smidgen|notch|little|shade|fraction)|slightly)"
)
_MUCH = r"(?:(?:a |an )?(?:whole |good |great )?(?:lot|bit of a lot|deal)|much|way|far|loads|heaps|lots)"
_MORE = re.compile(
    rf"(?:(?:still|make it|do|go|just|yet) )*(?:(?P<bit>{_BIT})|(?P<much>{_MUCH}))?(?: of)? ?"
    r"(?P<w>more|less|higher|lower|further)(?: (?P<open>open|up)| (?P<shut>shut|closed|down))?"
    r"(?: (?:than that|than this|still|again|yet))*"
)
_TIMES = re.compile(
    r"(?:(?:make it|do|just|only) )*(?:(?P<half>half(?: of)? (?:that|it|as much)|"
    r"halve (?:it|that)|cut (?:it|that) in half)|"
    r"(?:double|twice) (?:that|it|as much))(?: (?:is|will be|would be) (?:enough|plenty|fine))?"
)
_ALL_THE_WAY = re.compile(
    r"(?:(?:all the way|fully|completely|right|wide) ?)?(?P<w>open|up|shut|closed|down)?(?: all the way)?"
)
_SHUTS = re.compile(r"\b(?:close|shut|lower|down|drop)\b")
_GOES_ON = re.compile(
    r"(?:(?:it|he|she|that|they) (?:can|may|could|should) |let (?:it|him|her) |have (?:it|him|her) )?"
    r"(?:carry on|go on|keep going|continue|resume|get going|get on with it|start|start up|"
    r"start (?:it|her|him)(?: up)?|"
    r"get back to (?:it|work)|go again|get (?:it|him|her) going|set (?:it|him|her) going|as you were)"
    r"(?: (?:again|now|then|with it))*"
)
_HOW_LONG = re.compile(r"how (?:much longer|long|many minutes)(?: (?:left|to go|now|still|is left))*")
_IT = re.compile(r"\b(?:it|that|he|she|they)\b")


def stripped(sentence: str) -> Iterator[str]:
    """A sentence without the words that lead in and that trail off; as what is meant instead after a `no`."""
    lead = _LEAD.match(sentence)
    rest = _TAIL.sub("", sentence[lead.end() :] if lead else sentence).strip(" ,;")
    if not rest or rest == sentence:
        return
    yield rest
    negated = (lead and _NEGATED.search(lead[0])) or _NEGATED.search(sentence[len(rest) :])
    if negated and len(rest.split()) <= 4 and not rest.startswith("i "):
        yield f"i meant {rest}"


def is_lead(sentence: str) -> bool:
    """Whether a sentence is no more than what leads in: `no`, `hang on`."""
    return _LEAD.fullmatch(sentence) is not None


def changed(sentence: str, step: Step, thing: Thing, said: str) -> str | None:
    """What is set of the device of the last step by words for how much; `said`: that turn's words."""
    found = _last_number(step, thing)
    if found is None:
        return None
    if (more := _MORE.fullmatch(sentence)) is not None:
        if (more["open"] or more["shut"]) and found.name not in roles.PROPERTIES["position"]:
            return None
        up = more["w"] in {"more", "higher"} or (more["w"] == "further" and not _SHUTS.search(said))
        if more["open"] or more["shut"]:
            up = bool(more["open"]) == (more["w"] != "less")
        how = "slightly " if more["bit"] else "much " if more["much"] else ""
        return f"{found.name}={how}{'more' if up else 'less'}"
    if (times := _TIMES.fullmatch(sentence)) is not None:
        return f"{found.name}*={'0.5' if times['half'] else '2'}"
    whole = _ALL_THE_WAY.fullmatch(sentence)
    if whole is not None and found.name in roles.PROPERTIES["position"]:
        shut = whole["w"] in {"shut", "closed", "down"} or (not whole["w"] and _SHUTS.search(said))
        return f"{found.name}={0 if shut else 100}"
    return None


def goes_on(sentence: str, step: Step, thing: Thing) -> str | None:
    """The action by which a device goes on that was paused or stopped."""
    if not isinstance(step, RunStep) or step.action not in roles.ACTIONS["pause"]:
        return None
    found = next((a for r in ("resume", "play", "start") if (a := roles.find_action(thing, r))), None)
    return found.name if found is not None and _GOES_ON.fullmatch(sentence) else None


def questions(sentence: str, label: str) -> Iterator[str]:
    """The question about the device that was spoken of."""
    if _HOW_LONG.fullmatch(sentence):
        yield f"how much longer on the {label}"
    named = _IT.sub(f"the {label}", sentence, count=1)
    if named != sentence:
        yield named


def _last_number(step: Step, thing: Thing) -> Attribute | None:
    """The number that was set, or the one that goes up and down on what was only switched on."""
    if not isinstance(step, SetStep):
        return None
    numbers = [p for a in step.assignments if (p := thing.find_property(a.property)) and roles.is_number(p)]
    if numbers:
        return numbers[0] if len(numbers) == 1 else None
    found = [p for r in ("brightness", "volume", "position", "speed") if (p := roles.find(thing, r))]
    return found[0] if len(found) == 1 else None
