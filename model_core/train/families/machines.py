"""Kind 1: machines that run: vacuums, mowers, washers, ovens, coffee, irrigation."""

from __future__ import annotations

import random

from model_core.train.example import Draft, family
from model_core.train.home import Household
from model_core.train.intents import APPLIANCES, is_kind, of_kinds, run_one

_VACUUM_START = (
    "start {the}", "run {the}", "turn on {the}", "send {the} out", "get {the} {going|cleaning|started}",
    "{x} start", "let {the} clean", "have {the} clean", "start cleaning with {the}", "fire up {the}",
    "make {the} clean[ up]", "set {the} to work", "launch {the}",
    "tell {the} to {clean|start|get going|start cleaning}", "{the} should clean", "let {the} do its round",
    "begin cleaning with {the}", "start {x}", "put {the} to work", "can {the} start cleaning",
    "vacuum with {the}", "have {the} do the floors", "start a cleaning run with {the}", "ask {the} to clean",
)  # fmt: skip
_VACUUM_PAUSE = (
    "pause {the}", "hold {the}", "{x} pause", "have {the} pause", "tell {the} to {pause|wait|hold on}",
    "pause {x}", "put {the} on hold", "freeze {the}", "make {the} wait", "interrupt {the}",
    "let {the} take a break", "halt {the} for a moment", "{the} should pause",
)  # fmt: skip
_VACUUM_STOP = (
    "stop {the}", "{x} stop", "have {the} stop", "tell {the} to stop", "turn off {the}", "stop {x}",
    "end the cleaning of {the}", "make {the} stop", "stop cleaning with {the}", "shut off {the}",
    "abort {the}", "{the} should stop", "get {the} to stop cleaning",
)  # fmt: skip
_VACUUM_DOCK = (
    "dock {the}", "send {the} home", "send {the} back to its {base|dock|charger|charging station}",
    "return {the} to {its|the} {base|dock|charger}", "return {x} to base", "{x} go home",
    "tell {the} to {go home|dock|charge|go back|return home}", "bring {the} home",
    "have {the} {return to base|go back to its dock|recharge}", "{x} back to base", "charge {the}",
    "put {the} back on its {dock|charger}", "let {the} go charge",
    "get {the} back to the {dock|charging station|base}", "make {the} go home", "call {the} back",
    "park {the}", "{the} should go home", "{x} home", "send {x} to charge", "{x} return to dock",
    "recall {the}", "have {the} go back home",
)  # fmt: skip
_RESUME = (
    "resume {the}", "continue with {the}", "{x} resume", "let {the} {continue|carry on|go on}",
    "tell {the} to {continue|resume|carry on}", "resume {x}", "unpause {the}",
    "have {the} {continue|carry on}", "{the} can carry on", "get {the} going again",
    "restart {the} where it left off", "{x} continue",
)  # fmt: skip
_MOW = (
    "start {the}", "mow the {lawn|grass} with {the}", "have {the} mow", "send {the} out",
    "tell {the} to mow", "{x} start", "let {the} {mow|cut the grass}", "get {the} mowing", "run {the}",
    "turn on {the}", "set {the} going", "{the} should mow", "put {the} to work", "start mowing with {the}",
)  # fmt: skip
_WASH = (
    "start {the}", "run {the}", "turn on {the}", "{x} start", "get {the} {going|started|running}",
    "start {x}", "set {the} going", "begin with {the}", "kick off {the}", "switch on {the}",
    "start a load in {the}", "have {the} start", "let {the} run", "launch {the}", "start a cycle on {the}",
    "{the} can start",
)  # fmt: skip
_WASH_STOP = (
    "stop {the}", "{x} stop", "turn off {the}", "end {the}", "have {the} stop", "cancel the cycle of {the}",
    "switch off {the}", "abort {the}", "make {the} stop", "stop {x}", "end the cycle on {the}",
    "shut off {the}", "stop the load in {the}",
)  # fmt: skip
_WASH_PAUSE = (
    "pause {the}", "{x} pause", "put {the} on hold", "hold {the}", "have {the} pause",
    "pause the cycle of {the}", "interrupt {the}", "pause {x}", "make {the} wait", "freeze {the}",
)  # fmt: skip
_PROGRAMME = (
    "start {the} on {p}", "run {the} on {p}", "start the {p} programme on {the}",
    "run the {p} program on {the}", "start a {p} cycle in {the}", "run a {p} cycle on {the}",
    "put {the} on {p}", "{x} {p}", "set {the} to {p} and start", "start {the} with {p}", "{the} on {p}",
    "use {p} on {the}", "have {the} do a {p} run", "do a {p} load in {the}",
    "start {the} with the {p} setting", "turn on {the}, {p} programme", "begin a {p} wash with {the}",
    "get {the} going on {p}",
)  # fmt: skip
_COFFEE = (
    "make me {a} {p}", "make {a} {p}", "i'd like {a} {p}", "brew {a} {p}", "{a} {p}, please",
    "get me {a} {p}", "could i have {a} {p}", "have {the} make {a} {p}", "prepare {a} {p}",
    "brew me {a} {p} with {the}", "make {a} {p} with {the}", "start {the} with {a} {p}",
    "i could use {a} {p}", "fix me {a} {p}", "one {p} please", "i want {a} {p}", "{p} from {the}",
    "pour me {a} {p}",
)  # fmt: skip
_COFFEE_START = (
    "make {coffee|me a coffee|some coffee}", "brew {coffee|some coffee|me a coffee}", "start {the}",
    "i need coffee", "make me a cup of coffee", "coffee please", "get the coffee going", "put the coffee on",
    "start brewing", "have {the} brew", "run {the}", "i'd love a coffee", "brew a cup", "{x} start",
    "start making coffee", "a coffee, please", "fix me a coffee",
)  # fmt: skip
_SPRINKLE = (
    "start {the}", "turn on {the}", "run {the}", "water {the lawn|the plants|the grass} with {the}",
    "{x} on", "switch {the} on", "have {the} run", "get {the} going", "start watering with {the}",
    "let {the} run", "begin {the}", "{x} start",
)  # fmt: skip
_SPRINKLE_STOP = (
    "stop {the}", "turn off {the}", "{x} off", "shut off {the}", "end {the}", "switch {the} off",
    "stop watering with {the}", "kill {the}", "have {the} stop", "{x} stop",
    "that's enough water, stop {the}",
)  # fmt: skip
_SPRINKLE_FOR = (
    "run {the} for {n} minutes", "water with {the} for {n} minutes", "start {the} for {n} minutes",
    "turn {the} on for {n} minutes", "{x} for {n} minutes", "let {the} run {n} minutes",
    "give the garden {n} minutes with {the}", "{n} minutes of {the}", "have {the} run for {n} min",
    "{n} minutes of watering with {the}", "start a {n} minute run of {the}",
)  # fmt: skip
_SNAPSHOT = (
    "take a {picture|photo|snapshot} with {the}", "snapshot from {the}",
    "get a {picture|photo|still} from {the}", "{x} snapshot", "grab a frame from {the}",
    "have {the} take a picture", "capture {the}", "photo from {the}", "let {the} take a photo",
    "take a snapshot on {the}",
)  # fmt: skip
_OVEN_STOP = (
    "turn off {the}", "stop {the}", "switch {the} off", "{x} off", "shut off {the}", "shut {the} down",
    "end cooking in {the}", "kill {the}", "make sure {the} is off", "{the} can be turned off",
)  # fmt: skip


def _run(
    home: Household, rng: random.Random, kinds: tuple[str, ...], role: str, templates: tuple[str, ...]
) -> Draft | None:
    return run_one(home, rng, of_kinds(home, kinds), role, templates, able=is_kind(home, *kinds))


@family(kind=1, weight=1.6)
def vacuum_start(home: Household, rng: random.Random) -> Draft | None:
    """A vacuum starts."""
    return _run(home, rng, ("vacuum",), "start", _VACUUM_START)


@family(kind=1, weight=1.0)
def vacuum_pause(home: Household, rng: random.Random) -> Draft | None:
    """A vacuum or mower pauses."""
    return _run(home, rng, ("vacuum", "mower"), "pause", _VACUUM_PAUSE)


@family(kind=1, weight=1.0)
def vacuum_stop(home: Household, rng: random.Random) -> Draft | None:
    """A vacuum stops."""
    return _run(home, rng, ("vacuum",), "stop", _VACUUM_STOP)


@family(kind=1, weight=1.8)
def vacuum_dock(home: Household, rng: random.Random) -> Draft | None:
    """A vacuum or mower goes back to its dock."""
    return _run(home, rng, ("vacuum", "mower"), "dock", _VACUUM_DOCK)


@family(kind=1, weight=1.2)
def resume(home: Household, rng: random.Random) -> Draft | None:
    """A paused machine goes on."""
    return _run(home, rng, ("vacuum", *APPLIANCES), "resume", _RESUME)


@family(kind=1, weight=0.8)
def mow(home: Household, rng: random.Random) -> Draft | None:
    """A mower starts."""
    return _run(home, rng, ("mower",), "start", _MOW)


@family(kind=1, weight=1.2)
def wash(home: Household, rng: random.Random) -> Draft | None:
    """A washer, dryer, dishwasher or oven starts."""
    return _run(home, rng, APPLIANCES, "start", _WASH)


@family(kind=1, weight=0.8)
def wash_stop(home: Household, rng: random.Random) -> Draft | None:
    """A washer, dryer or dishwasher stops."""
    return _run(home, rng, APPLIANCES, "stop", _WASH_STOP)


@family(kind=1, weight=0.8)
def wash_pause(home: Household, rng: random.Random) -> Draft | None:
    """A washer, dryer or dishwasher pauses."""
    return _run(home, rng, APPLIANCES, "pause", _WASH_PAUSE)


@family(kind=3, weight=1.4)
def programme(home: Household, rng: random.Random) -> Draft | None:
    """A machine starts with a programme."""
    things = [t for t in of_kinds(home, APPLIANCES) if (a := home.action(t, "start")) and a.arguments]
    if not things:
        return None
    thing = rng.choice(things)
    start = home.action(thing, "start")
    value = rng.choice(start.arguments[0].choices) if start else ""
    able = is_kind(home, home.kinds[thing.id])
    return run_one(
        home, rng, [thing], "start", _PROGRAMME, arguments={"programme": value}, able=able, p=value
    )


@family(kind=1, weight=1.2)
def coffee(home: Household, rng: random.Random) -> Draft | None:
    """The only coffee maker, or the one here, makes a coffee or a named drink."""
    things = [t for t in home.of_type("coffee maker") if t.room == home.speaker.room] or home.of_type(
        "coffee maker"
    )
    if len(things) != 1:
        return None
    start = home.action(things[0], "start")
    if start and start.arguments and rng.random() < 0.6:
        drink = rng.choice(start.arguments[0].choices)
        article = "an" if drink[0] in "aeiou" else "some" if drink == "hot water" else "a"
        return run_one(
            home, rng, things, "start", _COFFEE, arguments={"programme": drink}, p=drink, a=article
        )
    return run_one(home, rng, things, "start", _COFFEE_START)


@family(kind=1, weight=0.8)
def sprinkle(home: Household, rng: random.Random) -> Draft | None:
    """Irrigation starts or stops, perhaps for some minutes."""
    things = home.of_type("irrigation")
    roll = rng.random()
    if roll < 0.35:
        return run_one(home, rng, things, "stop", _SPRINKLE_STOP)
    if roll < 0.6:
        minutes = rng.choice((5, 8, 10, 12, 15, 20, 25, 30, 45, 60))
        return run_one(
            home, rng, things, "start", _SPRINKLE_FOR, arguments={"minutes": minutes}, n=str(minutes)
        )
    return run_one(home, rng, things, "start", _SPRINKLE)


@family(kind=1, weight=0.6)
def snapshot(home: Household, rng: random.Random) -> Draft | None:
    """A camera takes a picture."""
    return run_one(home, rng, home.of_type("camera"), "snapshot", _SNAPSHOT, able=is_kind(home, "camera"))


@family(kind=1, weight=0.6)
def oven_stop(home: Household, rng: random.Random) -> Draft | None:
    """An oven that has no switch stops."""
    things = [t for t in home.of_type("oven") if not home.can(t, "on")]
    return run_one(home, rng, things, "stop", _OVEN_STOP)
