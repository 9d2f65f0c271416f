"""What is undone again after a while: words for a state that lasts, and the step that takes a step back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model_core.reading.clauses import Done

BACK = re.compile(
    r"^(?P<a>.+?)(?: now)?(?:, and then|,? and then|,? then|,? and|,)"
    r"(?: (?P<verb>turn the sound|turn|switch|shut|kill|stop|start|close|open|lock|unlock|mute|unmute|put|"
    r"set|bring|take|get|have|power|pause|play|resume|continue|carry on|press play|let|cut))?"
    r"(?: (?:it|them|that))?(?: back| right back)?"
    r"(?: (?P<state>on|off|up|down|open|closed|shut|locked|unlocked|play on|to what it was|"
    r"to normal|to how it was))?"
    r"(?: (?:back|again))*$"
)
"""`A and B`, where B takes A back: `turn it on and off again`."""
_OPPOSITE = {"true": "false", "false": "true", "100": "0", "0": "100"}
_STEP = re.compile(r"(?P<target>set [^:]+: )(?P<name>\w+)=(?P<value>[^,;]+)")
_REST = (
    (re.compile(r"^(?:(?:i|we) )?(?:only )?(?:need|want) (.+?) to (?:be on|run|stay on)$"), r"turn on \1"),
    (re.compile(r"^(?:i|we) (?:only )?(?:need|want|would like) (?:to have )?(.+)$"), r"turn on \1"),
    (re.compile(r"^let (.+?) (?:run|be on|stay on|keep running|keep going)$"), r"turn on \1"),
    (re.compile(r"^(?:have|keep|leave|get) (.+?) (?:running|going|turned on|switched on)$"), r"turn on \1"),
    (re.compile(r"^(?:can|could|may) (.+?) (?:run|be on|stay on)$"), r"turn on \1"),
    (re.compile(r"^(.+?) (?:should|can|must|may|has to) (?:run|be on|stay on|be running)$"), r"turn on \1"),
    (re.compile(r"^(.+?) (?:should|can|must|may|has to) (?:be|stay|remain) off$"), r"turn off \1"),
    (re.compile(r"^(?:keep|leave|have) (.+?) (?:switched|turned) off$"), r"turn off \1"),
    (re.compile(r"^(?:keep|leave|have|let) (.+?) (?:stay |be )?open$"), r"open \1"),
    (re.compile(r"^(?:keep|leave|have|let) (.+?) (?:stay |be )?(?:closed|shut)$"), r"close \1"),
    (re.compile(r"^(?:keep|leave|have|let) (.+?) (?:stay |be )?locked$"), r"lock \1"),
    (re.compile(r"^(?:keep|leave|have|let) (.+?) (?:stay |be )?unlocked$"), r"unlock \1"),
    (re.compile(r"^(?:keep|leave|have) (.+?) (?:muted|on mute)$"), r"mute \1"),
    (re.compile(r"^(?:keep|leave|have|put) (.+?) (?:paused|on pause)$"), r"pause \1"),
    (re.compile(r"^no (.+)$"), r"turn off \1"),
    (re.compile(r"^let (.+) rest$"), r"turn off \1"),
    (re.compile(r"^give me (.+)$"), r"turn on \1"),
    (re.compile(r"^(?:pause|hold) what is (?:on|playing on) (.+)$"), r"pause \1"),
    (re.compile(r"^(?:keep|hold|leave|heat|have) (.+?) (?:at|on|to) (.+)$"), r"set \1 to \2"),
    (re.compile(r"^(.+?) at (volume .+|\d+ (?:percent|degrees))$"), r"set \1 to \2"),
)  # fmt: skip
"""Words for a state that lasts, and those for bringing it about."""
_TRUE, _FALSE, _PLAY = ("=true",), ("=false",), (": play",)
_OPEN, _SHUT = ("=true", "=100"), ("=false", "=0")
_OF_STATE = {
    "on": _TRUE, "off": _FALSE, "open": _OPEN, "closed": _SHUT, "shut": _SHUT, "locked": _TRUE,
    "unlocked": _FALSE, "play on": _PLAY, "up": ("=100",), "down": ("=0",),
}  # fmt: skip
_OF_VERB = {
    "kill": _FALSE, "stop": _FALSE, "cut": _FALSE, "start": _TRUE, "close": _SHUT, "open": _OPEN,
    "shut": _SHUT, "lock": _TRUE, "unlock": _FALSE, "mute": _TRUE, "unmute": _FALSE, "play": _PLAY,
    "resume": _PLAY, "continue": _PLAY, "carry on": _PLAY, "press play": _PLAY,
}  # fmt: skip
"""How steps end that words like these mean."""
_NOT_OF = {
    "locked": ("on", "off", "open", "close", "closed", "shut", "kill", "stop", "start", "cut"),
    "muted": ("on", "off", "open", "close", "closed", "shut", "kill", "stop", "start", "cut"),
}
"""Words that never speak of what is locked or muted: `unlock the car and start it in ten minutes`."""
_ONLY_OF = {
    "lock": "locked", "locked": "locked", "unlock": "locked", "unlocked": "locked", "mute": "muted",
    "unmute": "muted", "up": "position", "down": "position",
}  # fmt: skip
"""Words that speak of one property only: `warm the car and unlock it in ten minutes`."""


def brought_about(text: str) -> Iterator[str]:
    """The commands that bring about what a text wants to last."""
    for pattern, plain in _REST:
        if pattern.match(text):
            yield pattern.sub(plain, text)


def undone(done: Done) -> str | None:
    """The step that takes a step back; None where nothing does."""
    found = _STEP.fullmatch(done.text)
    if found is None or found["target"].startswith("set all"):
        paused = re.fullmatch(r"run ([^:;]+): pause", done.text)
        plays = paused and all(t.find_action("play") for t in done.things)
        return f"run {paused[1]}: play" if paused and plays else None
    value = found["value"]
    things = done.things
    properties = [t.find_property(found["name"]) for t in things]
    if value in _OPPOSITE and (value in {"true", "false"} or _moves(found["name"])):
        return f"{found['target']}{found['name']}={_OPPOSITE[value]}"
    number = re.fullmatch(r"-?\d+(?:\.\d+)?[CF]?", value)
    chosen = all(p is not None and p.choices for p in properties)
    if (number or (chosen and value != "previous")) and all(p is not None for p in properties):
        return f"{found['target']}{found['name']}=previous"
    return None


def says_so(found: re.Match[str], back: str) -> bool:
    """Whether the words for going back, as `BACK` finds them, mean what the step does."""
    verb, state = found["verb"] or "", found["state"] or ""
    if verb == "turn the sound":
        return state == "on" and back.endswith("muted=false")
    if verb == "lock" and state == "up":
        state = ""
    if state.startswith("to ") or (not state and verb in {"put", "set", "turn", "bring"}):
        return back.endswith("=previous")
    said, name = state or verb, _STEP.search(back)
    of = name["name"] if name else ""
    if said in _NOT_OF.get(of, ()) or not _is_of(of, _ONLY_OF.get(said)):
        return False
    return back.endswith(_OF_STATE.get(state, ()) if state else _OF_VERB.get(verb, ()))


def _is_of(name: str, only: str | None) -> bool:
    """Whether a word for the property `only`, or for any, may speak of the one of this name."""
    return only in {None, name} or (only == "position" and (_moves(name) or name == "open"))


def _moves(name: str) -> bool:
    return name in {"position", "opening", "percent_open"}
