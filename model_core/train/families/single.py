"""Kind 1: one device switched, opened, closed, locked; by name, by room and type, by type alone."""

from __future__ import annotations

import random
import re

from model_core.plan import Word
from model_core.train.example import Draft, family
from model_core.train.home import Household
from model_core.train.intents import COVERS, GATES, cover, is_kind, of_kinds, set_one

_ON = (
    "turn on {the}", "turn {the} on", "switch on {the}", "switch {the} on", "{x} on", "put {the} on",
    "put on {the}", "turn the {x} on", "get {the} {on|going|running}", "power on {the}", "power {the} up",
    "power up {the}", "start {the}", "{the} on", "set {the} to on", "set {x} on", "i need {the} on",
    "i want {the} on", "{the} should be on", "make sure {the} is on", "turn on {x}", "flick {the} on",
    "flip on {the}", "fire up {the}", "enable {the}", "activate {the}", "have {the} on", "bring {the} on",
    "on with {the}", "let {the} run", "i'd like {the} {on|turned on}", "{the} needs to be {on|turned on}",
    "throw {the} on", "kick on {the}", "turn {the} back on", "switch {the} back on",
    "is it possible to turn {the} on", "{x} - on", "could {the} be turned on", "mind turning on {the}",
    "would you mind switching {the} on", "can we have {the} on", "how about turning {the} on",
    "go ahead, turn {the} on", "i'd be glad if {the} was on", "{x} please", "tunr on {the}", "swich on {the}",
)  # fmt: skip
_OFF = (
    "turn off {the}", "turn {the} off", "switch off {the}", "switch {the} off", "{x} off", "shut off {the}",
    "shut {the} off", "kill {the}", "cut {the}", "power off {the}", "power {the} down", "power down {the}",
    "put {the} off", "put {the} out", "{the} off", "set {the} to off", "set {x} off",
    "i don't need {the} {on|}[ anymore]", "i want {the} off", "{the} should be off",
    "make sure {the} is off", "turn off {x}", "flick {the} off", "flip off {the}", "deactivate {the}",
    "disable {the}", "off with {the}", "no more {x}", "get {the} off", "stop {the}",
    "i'd like {the} {off|turned off}", "{the} can be turned off", "{the} can go off", "turn {the} back off",
    "we're done with {the}[, turn it off]", "nobody needs {the}, turn it off", "{x} - off", "out with {the}",
    "could {the} be turned off", "mind turning off {the}", "would you mind switching {the} off",
    "don't leave {the} on", "somebody left {the} on, turn it off", "i forgot to turn off {the}",
    "have {the} turned off", "trun off {the}", "shut down {the}", "shut {the} down", "unpower {the}",
)  # fmt: skip
_RUNNING = re.compile(r"start|stop|run|going|kick on|fire up|activate")  # words for what a machine does
_LIGHT_ON = (
    "light up {the}", "lights on: {x}", "illuminate {the}", "let {the} shine", "{the} on, it's dark",
    "give me {the}", "i can't see, turn on {the}", "lighten up {the}", "can i get {the} on", "hit {the}",
    "some light from {the}", "{x} on, i can't see a thing",
)  # fmt: skip
_LIGHT_OFF = (
    "lights out: {x}", "put out {the}", "douse {the}", "extinguish {the}", "darken {the}",
    "hit {the}, i'm going to sleep", "{the} out", "cut {the} off", "black out {the}", "{x} out",
    "snuff {the}", "{the} is still on, switch it off",
)  # fmt: skip
_TOGGLE = (
    "toggle {the}", "flip {the}", "{x} toggle", "toggle {x}",
    "toggle the state of {the}", "switch {the} over", "invert {the}",
)  # fmt: skip
_OPEN = (
    "open {the}", "open up {the}", "raise {the}", "pull {the} up", "pull up {the}", "roll up {the}",
    "roll {the} up", "lift {the}", "{x} open", "{x} up", "draw {the} open", "draw back {the}",
    "get {the} up", "get {the} open", "put {the} up", "pull {the} open", "let some light in through {the}",
    "let the sun in, open {the}", "open {the} {fully|completely|all the way|wide}", "{the} all the way up",
    "i want {the} open", "have {the} opened", "can {the} go up", "fully open {the}",
    "uncover the window, open {the}", "part {the}", "set {the} to open", "move {the} up",
    "make sure {the} is open", "bring {the} up", "crank {the} open", "wind up {the}", "{the} open",
    "open {x}", "{the} should be open", "could you have {the} raised", "mind opening {the}", "opne {the}",
    "time to open {the}",
)  # fmt: skip
_CLOSE = (
    "close {the}", "shut {the}", "lower {the}", "pull {the} down", "pull down {the}", "roll down {the}",
    "roll {the} down", "drop {the}", "{x} closed", "{x} down", "draw {the}", "draw {the} closed",
    "get {the} down", "get {the} closed", "put {the} down", "let {the} down",
    "close {the} {fully|completely|all the way}", "{the} all the way down", "i want {the} closed",
    "have {the} closed", "can {the} go down", "fully close {the}", "cover the window with {the}",
    "set {the} to closed", "move {the} down", "make sure {the} is closed", "bring {the} down",
    "pull {the} closed", "wind down {the}", "{the} shut", "close {x}", "{the} should be closed",
    "mind closing {the}", "colse {the}", "the sun is blinding me, close {the}", "close up {the}",
    "could you have {the} lowered", "time to close {the}", "keep the sun out, shut {the}",
)  # fmt: skip
_GATE_OPEN = (
    "open {the}", "open up {the}", "raise {the}", "{x} open", "get {the} open", "let me in through {the}",
    "i'm home, open {the}", "lift {the}", "i need {the} open", "roll up {the}", "could you have {the} open",
    "open {x}", "the car needs to get out, open {the}", "{x} up", "make {the} open", "pop {the} open",
    "set {the} to open", "swing {the} open", "mind opening {the}", "i'm pulling into the drive, open {the}",
)  # fmt: skip
_GATE_CLOSE = (
    "close {the}", "shut {the}", "lower {the}", "{x} closed", "get {the} closed", "close up {the}",
    "put {the} down", "i left {the} open, close it", "i need {the} closed", "roll down {the}",
    "make sure {the} is closed", "close {x}", "{x} down", "did i leave {the} open? close it",
    "set {the} to closed", "bring {the} down", "don't leave {the} open", "swing {the} shut",
    "mind shutting {the}", "{the} should be shut",
)  # fmt: skip
_LOCK = (
    "lock {the}", "lock up {the}", "{x} locked", "lock {x}", "secure {the}", "bolt {the}",
    "make sure {the} is locked", "i want {the} locked", "engage {the}", "set {the} to locked",
    "put {the} on lock", "can {the} be locked", "get {the} locked", "keep {the} locked", "latch {the}",
    "did i forget {the}? lock it", "lock {the}, we're in for the night", "please make {the} secure",
    "deadbolt {the}", "mind locking {the}", "{x} should be locked", "i left without locking {the}, lock it",
    "{x} lock", "have {the} locked",
)  # fmt: skip
_UNLOCK = (
    "unlock {the}", "{x} unlocked", "unlock {x}", "unbolt {the}", "make sure {the} is unlocked",
    "i want {the} unlocked", "disengage {the}", "set {the} to unlocked", "can {the} be unlocked",
    "get {the} unlocked", "i'm locked out, unlock {the}", "let the guests in, unlock {the}", "release {the}",
    "unlatch {the}", "unlock {the} for the cleaner", "take the lock off {the}", "mind unlocking {the}",
    "have {the} unlocked", "undo {the}", "the delivery is here, unlock {the}",
)  # fmt: skip
_VALVE_OPEN = (
    "open {the}", "turn on {the}", "open up {the}", "{x} open", "turn {the} on",
    "let the water run through {the}", "get {the} open", "open {x}", "set {the} to open", "unblock {the}",
    "start the flow at {the}", "i need {the} open", "{x} on", "make sure {the} is open", "release {the}",
)  # fmt: skip
_VALVE_CLOSE = (
    "close {the}", "shut {the}", "turn off {the}", "shut off {the}", "{x} closed", "turn {the} off",
    "close off {the}", "cut {the}", "close {x}", "set {the} to closed", "block {the}",
    "stop the flow at {the}", "i need {the} closed", "{x} off", "make sure {the} is shut",
    "there's a leak, close {the}",
)  # fmt: skip


def _power(
    home: Household, rng: random.Random, *, on: bool, templates: tuple[str, ...], kinds: tuple[str, ...] = ()
) -> Draft | None:
    things = [t for t in home.able("on", *kinds) if home.kinds[t.id] != "camera"]
    machines = [t for t in things if any(home.can(t, r) for r in ("start", "stop", "play"))]
    if machines and rng.random() < len(machines) / len(things):
        things, templates = machines, tuple(t for t in templates if not _RUNNING.search(t))
    else:
        things = [t for t in things if t not in machines]
    return set_one(home, rng, things, {"on": on}, templates, able=lambda t: home.can(t, "on"))


@family(kind=1, weight=2.0)
def switch_on(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device on."""
    return _power(home, rng, on=True, templates=_ON)


@family(kind=1, weight=2.0)
def switch_off(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device off."""
    return _power(home, rng, on=False, templates=_OFF)


@family(kind=1)
def light_on(home: Household, rng: random.Random) -> Draft | None:
    """One light on, in words for lights."""
    return _power(home, rng, on=True, templates=_ON + _LIGHT_ON * 2, kinds=("light",))


@family(kind=1)
def light_off(home: Household, rng: random.Random) -> Draft | None:
    """One light off, in words for lights."""
    return _power(home, rng, on=False, templates=_OFF + _LIGHT_OFF * 2, kinds=("light",))


@family(kind=1, weight=0.4)
def toggle(home: Household, rng: random.Random) -> Draft | None:
    """One switchable device toggled."""
    things = home.able("on", "light", "plug", "switch", "fan")
    return set_one(home, rng, things, {"on": Word.TOGGLE}, _TOGGLE, able=lambda t: home.can(t, "on"))


def _cover(
    home: Household, rng: random.Random, kinds: tuple[str, ...], templates: tuple[str, ...], *, open_it: bool
) -> Draft | None:
    return set_one(
        home, rng, of_kinds(home, kinds), lambda t: cover(home, t, open_it=open_it), templates,
        able=is_kind(home, *COVERS, *GATES, "valve", "lock"),
    )  # fmt: skip


@family(kind=1, weight=1.3)
def cover_open(home: Household, rng: random.Random) -> Draft | None:
    """One curtain or blind open."""
    return _cover(home, rng, COVERS, _OPEN, open_it=True)


@family(kind=1, weight=1.3)
def cover_close(home: Household, rng: random.Random) -> Draft | None:
    """One curtain or blind closed."""
    return _cover(home, rng, COVERS, _CLOSE, open_it=False)


@family(kind=1, weight=1.5)
def gate_open(home: Household, rng: random.Random) -> Draft | None:
    """One garage door or gate open."""
    return _cover(home, rng, GATES, _GATE_OPEN, open_it=True)


@family(kind=1, weight=1.5)
def gate_close(home: Household, rng: random.Random) -> Draft | None:
    """One garage door or gate closed."""
    return _cover(home, rng, GATES, _GATE_CLOSE, open_it=False)


@family(kind=1, weight=1.3)
def valve_open(home: Household, rng: random.Random) -> Draft | None:
    """One valve open."""
    return _cover(home, rng, ("valve",), _VALVE_OPEN, open_it=True)


@family(kind=1, weight=1.3)
def valve_close(home: Household, rng: random.Random) -> Draft | None:
    """One valve closed."""
    return _cover(home, rng, ("valve",), _VALVE_CLOSE, open_it=False)


@family(kind=1, weight=1.6)
def lock(home: Household, rng: random.Random) -> Draft | None:
    """One door locked."""
    return set_one(
        home,
        rng,
        home.able("locked", "lock"),
        {"locked": True},
        _LOCK,
        able=is_kind(home, "lock", "car"),
    )


@family(kind=1, weight=1.6)
def unlock(home: Household, rng: random.Random) -> Draft | None:
    """One door unlocked."""
    return set_one(
        home,
        rng,
        home.able("locked", "lock"),
        {"locked": False},
        _UNLOCK,
        able=is_kind(home, "lock", "car"),
    )
