"""Kind 5: a need is spoken of instead of a device: dark, cold, loud, bedtime, leaving, crumbs."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.plan import Value, Word
from model_core.train.example import Draft, Effect, family
from model_core.train.families.media import only_media
from model_core.train.home import Household
from model_core.train.intents import COVERS, MEDIA, Wanted, cover
from model_core.train.phrasing import (
    group_plan,
    group_run,
    run_effects,
    run_plan,
    say,
    selector,
    set_effects,
    set_plan,
)
from model_core.train.speech import in_room, spoken_room
from model_core.world import Thing

_DARK = (
    "it's dark in here", "it's too dark in here", "i can't see anything", "it's pitch black in here",
    "i can't see a thing", "why is it so dark in here", "it's so dark", "it's getting dark in here",
    "i need some light", "could use some light in here", "let there be light", "it's too dark to read",
    "i'm sitting in the dark", "i keep bumping into things in the dark", "need light", "give me some light",
    "it's gloomy in here", "can't see where i'm going", "some light please", "i'm in the dark here",
    "too dark", "light please", "we need light in here", "it's awfully dark", "i need to see what i'm doing",
    "i can barely see my hands",
)  # fmt: skip
_DARK_ROOM = (
    "it's dark {in}", "it's too dark {in}", "i can't see anything {in}", "it's pitch black {in}",
    "we need some light {in}", "i'm going {in}, it's dark there", "some light {in} please",
    "could use some light {in}", "why is it so dark {in}", "it's getting dark {in}", "there's no light {in}",
    "i need light {in}",
)  # fmt: skip
_BRIGHT = (
    "it's too bright in here", "the lights are too bright", "it's too bright",
    "the light is hurting my eyes", "my eyes hurt, it's so bright", "it's way too bright in here",
    "could it be less bright in here", "this is too much light", "too bright", "it's glaring in here",
    "the light in here is too harsh", "i have a headache, it's too bright", "it's blinding in here",
    "there's too much light in here",
)  # fmt: skip
_DONE = (
    "nobody's {in} anymore", "we're done {in}", "i'm done {in}", "i've left {the}", "there's no one {in}",
    "no one is {in} anymore", "everyone's out of {the}", "i'm finished {in}", "we're leaving {the}",
    "{the} is empty now", "nobody is using {the}",
)  # fmt: skip
_SUN_IN = (
    "let some light in", "let the sun in", "let the sunshine in", "let in some daylight",
    "it's a beautiful day, let the sun in", "i want some daylight in here",
    "let's get some natural light in here", "i want to look outside", "let me see the view",
    "i'd like to see outside", "let the daylight in", "bring in some sunlight",
)  # fmt: skip
_SUN_OUT = (
    "the sun is blinding me", "the sun is in my eyes", "i need some privacy", "we need privacy in here",
    "the neighbours can see in", "there's a glare on the screen", "keep the sun out", "block the sun",
    "people can look in here", "the sun is too strong in here", "it's glaring through the window",
    "there's too much sun in here", "shut out the sun", "i don't want anybody looking in",
)  # fmt: skip
_COLD = (
    "i'm freezing", "i'm cold", "it's cold in here", "it's freezing in here", "it's chilly in here",
    "i'm so cold", "it's too cold in here", "brr, it's cold", "my hands are freezing",
    "we're freezing in here", "it's a bit chilly", "it could be warmer in here",
    "it's like a fridge in here", "i'm shivering", "it's way too cold", "i could use some warmth",
    "it's not warm enough", "my feet are cold", "the kids are cold", "why is it so cold in here",
)  # fmt: skip
_HOT = (
    "i'm hot", "it's hot in here", "it's boiling in here", "it's too hot in here", "i'm sweating",
    "i'm melting", "it's too warm in here", "i'm boiling", "it's like an oven in here", "we're roasting",
    "it's way too hot", "it's sweltering in here", "it's so hot", "i'm overheating",
    "i could use some cooling", "the heat is killing me", "why is it so hot in here", "it's a sauna in here",
    "it's a bit warm in here",
)  # fmt: skip
_STUFFY = (
    "it's stuffy in here", "the air is bad in here", "it smells in here", "the air is stale",
    "i need some fresh air", "we need better air in here", "it's so stuffy", "the air in here is awful",
    "it stinks in here", "i can't breathe in here", "it's smoky in here", "the air feels thick in here",
)  # fmt: skip
_DRY = (
    "the air is too dry", "it's so dry in here", "my throat is dry from the air", "the air is dry in here",
    "my skin is dry, the air needs moisture", "it's too dry in here", "we need more humidity",
    "the air could be more humid", "i wake up with a dry nose",
)  # fmt: skip
_DAMP = (
    "it's too humid in here", "it's damp in here", "the air is too moist", "it's so humid",
    "it feels clammy in here", "the humidity is too high", "it's muggy in here",
    "the walls are getting damp", "everything feels damp in here",
)  # fmt: skip
_LOUD = (
    "it's too loud", "it's too loud in here", "i can't hear myself think", "the music is too loud",
    "this is way too loud", "that's too loud", "my ears hurt, it's so loud",
    "the neighbours will complain about the noise", "too loud", "it's so loud in here",
    "we can't talk over this noise", "it's deafening", "can we have it a bit less noisy",
)  # fmt: skip
_QUIET = (
    "i can't hear anything", "it's too quiet, i can't hear the words", "i can't hear it",
    "i can barely hear that", "the sound is too low", "the music is too quiet",
    "i can't make out what they're saying", "the volume is too low", "it's not loud enough",
    "what did they say, it's too quiet",
)  # fmt: skip
_CALL = (
    "i'm on the phone", "i have to take a call", "the phone is ringing, no sound please",
    "i'm about to take a call", "quiet, i'm on a call", "my boss is calling", "hush, i'm on the phone",
    "i need silence", "shh", "be quiet",
)  # fmt: skip
_CRUMBS = (
    "the floor is dirty", "there are crumbs everywhere", "the floor needs cleaning",
    "the carpet is full of dog hair", "the floors are a mess", "i spilled cereal all over the floor",
    "it's dusty in here", "there's dust everywhere", "the kids left crumbs all over",
    "someone should vacuum", "time to vacuum", "the floor is filthy", "we should clean the floors",
    "can you vacuum", "vacuum the house", "do the floors", "clean the house", "clean the floors",
)  # fmt: skip
_GRASS = (
    "the grass is too long", "the lawn needs mowing", "mow the lawn", "cut the grass",
    "time to mow the lawn", "the lawn looks wild", "the grass is getting tall", "the grass needs a cut",
    "could somebody mow the lawn", "trim the lawn",
)  # fmt: skip
_DRY_LAWN = (
    "the lawn is dry", "water the garden", "the plants need water", "the flowers look thirsty",
    "water the lawn", "the grass is turning yellow, water it", "the garden needs water",
    "give the plants some water", "it hasn't rained in weeks, the lawn needs water", "the beds are bone dry",
)  # fmt: skip
_DISHES = (
    "wash the dishes", "do the dishes", "the dishes are dirty", "the dishwasher is full",
    "the dishes need washing", "clean the dishes", "it's time to wash the dishes",
    "i've loaded the dishwasher", "all the plates are dirty", "let's get the dishes done",
)  # fmt: skip
_LAUNDRY = (
    "do the laundry", "wash my clothes", "the laundry is in, go", "wash the clothes", "start the laundry",
    "i've put the laundry in", "it's laundry time", "the clothes are in the washer, start it",
    "get the laundry going", "wash the laundry",
)  # fmt: skip
_SCENES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("movie night", "movie time", "cinema"), ("movie time", "it's movie time", "let's watch a movie",
        "time for a movie", "we're going to watch a film", "we're about to watch a movie",
        "movie's starting", "i want to watch a movie", "let's have a movie night", "film time",
        "get the room ready for a movie")),
    (("good night", "bedtime"), ("good night", "time for bed", "i'm going to bed", "we're off to bed",
        "bedtime", "it's bedtime", "i'm going to sleep", "we're going to sleep now", "night night",
        "i'm heading to bed", "i'm turning in", "time to sleep", "let's call it a day, good night",
        "off to bed")),
    (("away", "leaving home"), ("we're leaving", "i'm leaving", "i'm heading out", "we're going out",
        "goodbye, i'm off", "we're off", "leaving now", "i'm off to work", "we're on our way out",
        "i'm going out", "bye, see you later", "nobody will be home", "we're leaving the house", "i'm out")),
    (("welcome home",), ("i'm home", "we're home", "i'm back", "we're back home", "honey i'm home",
        "hello, i'm back", "just got home", "i just walked in", "we just arrived home", "i've arrived home")),
    (("good morning", "wake up"), ("good morning", "i'm up", "i'm awake", "time to get up", "rise and shine",
        "morning", "i just woke up", "we're up", "it's morning", "let's start the day")),
    (("dinner", "romantic dinner"), ("dinner's ready", "dinner time", "we're having dinner", "time to eat",
        "let's have dinner", "dinner is served", "we're sitting down to eat", "it's dinner time",
        "supper's ready")),
    (("party mode",), ("let's party", "it's party time", "party time", "time to party",
        "let's get this party started", "the guests are here, let's party", "we're throwing a party",
        "get the party going")),
    (("reading",), ("i want to read", "time to read", "i'm going to read a book", "let me read",
        "i'd like to read for a while", "i'm reading now", "reading time")),
    (("work mode", "focus"), ("i need to concentrate", "i have to focus", "time to work", "i need to focus",
        "i'm getting to work", "let's get some work done", "help me concentrate", "i want to work now")),
    (("relax",), ("i want to relax", "i need to unwind", "time to relax", "let me relax",
        "i'd like to chill", "help me unwind", "i want to wind down", "time to chill")),
    (("game night",), ("it's game night", "let's play some games", "time for board games",
        "we're playing games tonight", "game time", "the game's about to start")),
    (("nap time",), ("i'm going to take a nap", "nap time", "the baby is napping", "time for a nap",
        "i'm having a nap", "i need a nap")),
)  # fmt: skip


def _in(home: Household, kind: str, room: str, wanted: Wanted) -> tuple[str, tuple[Effect, ...]]:
    members = home.of_type(kind, room)
    plan = group_plan(home, selector(home, kind, [home.room_label(room)]), members, wanted)
    return plan, set_effects(home, members, wanted)


def _only(home: Household, things: Sequence[Thing]) -> Thing | None:
    """The one here, else the only one."""
    here = [t for t in things if t.room is not None and t.room == home.speaker.room]
    if here:
        return here[0] if len(here) == 1 else None
    return things[0] if len(things) == 1 else None


def _set(home: Household, text: str, thing: Thing, wanted: Wanted) -> Draft:
    return Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


@family(kind=5, weight=1.6)
def dark(home: Household, rng: random.Random) -> Draft | None:
    """Too dark: the lights here; with the room unknown the only light, or a question."""
    lights = home.of_type("light")
    room = home.speaker.room
    if not lights:
        return None
    text = say(rng, home, _DARK)
    if room is not None and home.of_type("light", room):
        return Draft(text, *_in(home, "light", room, {"on": True}))
    if len(lights) == 1:
        return _set(home, text, lights[0], {"on": True})
    return Draft(text, f"ask which all {home.type_name('light')}", ())


@family(kind=5, weight=0.6)
def dark_room(home: Household, rng: random.Random) -> Draft | None:
    """Too dark in a room that is named."""
    rooms = home.rooms_with("light")
    if not rooms:
        return None
    room = rng.choice(rooms)
    text = say(rng, home, _DARK_ROOM, **{"in": in_room(spoken_room(home, room, rng), rng)})
    return Draft(text, *_in(home, "light", room, {"on": True}))


@family(kind=5, weight=0.8)
def bright(home: Household, rng: random.Random) -> Draft | None:
    """Too bright: dim what can be dimmed here, else switch it off."""
    room = home.speaker.room
    lights = home.of_type("light", room) if room else home.of_type("light")
    if not lights or (room is None and len(lights) > 1):
        return None
    dimmable = any(home.can(t, "brightness") for t in lights)
    wanted: Wanted = {"brightness": Word.LESS} if dimmable else {"on": False}
    text = say(rng, home, _BRIGHT)
    return Draft(text, *_in(home, "light", room, wanted)) if room else _set(home, text, lights[0], wanted)


@family(kind=5, weight=0.5)
def done(home: Household, rng: random.Random) -> Draft | None:
    """Nobody is in a room any more: its lights off."""
    rooms = [r for r in home.rooms_with("light") if r != home.speaker.room]
    if not rooms:
        return None
    room = rng.choice(rooms)
    inside = in_room(spoken_room(home, room, rng), rng)
    text = say(rng, home, _DONE, **{"in": inside, "the": inside.split(" ", 1)[1]})
    return Draft(text, *_in(home, "light", room, {"on": False}))


@family(kind=5, weight=1.0)
def sun(home: Household, rng: random.Random) -> Draft | None:
    """Sun or privacy: the covers here, when they are of one kind."""
    room = home.speaker.room
    kinds = [k for k in COVERS if home.of_type(k, room)] if room else []
    open_it = rng.random() < 0.5
    text = say(rng, home, _SUN_IN if open_it else _SUN_OUT)
    if not kinds:
        every = [t for k in COVERS for t in home.of_type(k)]
        return _set(home, text, every[0], cover(home, every[0], open_it=open_it)) if len(every) == 1 else None
    if len(kinds) != 1 or room is None:
        return None
    wanted = [cover(home, t, open_it=open_it) for t in home.of_type(kinds[0], room)]
    if any(w != wanted[0] for w in wanted):
        return None
    return Draft(text, *_in(home, kinds[0], room, wanted[0]))


@family(kind=5, weight=1.4)
def cold(home: Household, rng: random.Random) -> Draft | None:
    """Cold: more heat here; several thermostats and none here: a question."""
    text = say(rng, home, _COLD)
    warmers = home.of_type("thermostat")
    thing = _only(home, warmers)
    if thing is not None:
        return _set(home, text, thing, {"target_temperature": Word.MORE})
    if len(warmers) > 1:
        return Draft(text, f"ask which all {home.type_name('thermostat')}", ())
    heater = _only(home, home.able("on", "heater"))
    if heater is not None:
        return _set(home, text, heater, {"on": True})
    unit = _only(home, home.of_type("air conditioner"))
    return (
        _set(home, text, unit, {"target_temperature": Word.MORE})
        if unit and not home.of_type("heater")
        else None
    )


@family(kind=5, weight=1.2)
def hot(home: Household, rng: random.Random) -> Draft | None:
    """Hot: the air conditioner, else the fan, else less heat; what is here comes first."""
    text = say(rng, home, _HOT)
    room = home.speaker.room
    for local in (True, False):
        for kind, wanted in (
            ("air conditioner", {"on": True}),
            ("fan", {"on": True}),
            ("thermostat", {"target_temperature": Word.LESS}),
        ):
            things = home.of_type(kind, room) if local and room else () if local else home.of_type(kind)
            if len(things) == 1:
                return _set(home, text, things[0], wanted)
            if things:
                return None
    return None


@family(kind=5, weight=0.6)
def air(home: Household, rng: random.Random) -> Draft | None:
    """Stuffy, dry or damp air."""
    kinds, templates = rng.choice(
        ((("air purifier", "fan"), _STUFFY), (("humidifier",), _DRY), (("dehumidifier",), _DAMP))
    )
    for kind in kinds:
        if home.of_type(kind):
            thing = _only(home, home.of_type(kind))
            return _set(home, say(rng, home, templates), thing, {"on": True}) if thing else None
    return None


@family(kind=5, weight=1.0)
def sound(home: Household, rng: random.Random) -> Draft | None:
    """Too loud, too quiet, or a call."""
    word: Value | Word
    role, word, templates = rng.choice(
        (("volume", Word.LESS, _LOUD), ("volume", Word.MORE, _QUIET), ("muted", True, _CALL))
    )
    thing = only_media(home, role)
    return (
        _set(home, say(rng, home, templates), thing, {role: word})
        if thing and home.kinds[thing.id] in MEDIA
        else None
    )


@family(kind=5, weight=1.2)
def chores(home: Household, rng: random.Random) -> Draft | None:
    """Dirt, grass, dishes, laundry: the only machine for it starts."""
    options = (
        ("vacuum", _CRUMBS),
        ("mower", _GRASS),
        ("irrigation", _DRY_LAWN),
        ("dishwasher", _DISHES),
        ("washer", _LAUNDRY),
    )
    fitting = [(k, t) for k, t in options if len(home.of_type(k)) == 1]
    if not fitting:
        return None
    kind, templates = rng.choice(fitting)
    thing = home.of_type(kind)[0]
    return Draft(
        say(rng, home, templates), run_plan(home, [thing], "start"), run_effects(home, [thing], "start")
    )


@family(kind=5, weight=0.4)
def every_vacuum(home: Household, rng: random.Random) -> Draft | None:
    """The whole house is dirty and there are several vacuums: all of them."""
    members = home.of_type("vacuum")
    if len(members) < 2:
        return None
    text = say(
        rng,
        home,
        (
            "vacuum the whole house",
            "clean all the floors in the house",
            "clean the whole house",
            "vacuum everywhere",
            "do the floors in the entire house",
            "all the floors are dirty",
        ),
    )
    return Draft(
        text, group_run(home, selector(home, "vacuum"), members, "start"), run_effects(home, members, "start")
    )


@family(kind=5, weight=1.8)
def occasion(home: Household, rng: random.Random) -> Draft | None:
    """An occasion with a scene of its own; without one, only what is plain."""
    scenes = home.of_type("scene")
    fitting = [
        (names, said) for names, said in _SCENES if sum(t.name.casefold() in names for t in scenes) == 1
    ]
    if fitting and rng.random() < 0.8:
        names, said = rng.choice(fitting)
        thing = next(t for t in scenes if t.name.casefold() in names)
        return Draft(
            say(rng, home, said), run_plan(home, [thing], "activate"), run_effects(home, [thing], "activate")
        )
    names, said = rng.choice(_SCENES[:3])
    if any(t.name.casefold() in names for t in scenes):
        return None
    text = say(rng, home, said)
    if names[0] == "movie night":
        screen = _only(home, home.of_type("television"))
        return _set(home, text, screen, {"on": True}) if screen else None
    steps: list[str] = []
    effects: tuple[Effect, ...] = ()
    wanted: tuple[tuple[str, dict[str, Value]], ...] = (("light", {"on": False}),)
    if names[0] == "away":
        wanted = (*wanted, ("lock", {"locked": True}))
    for kind, values in wanted:
        if home.of_type(kind):
            steps.append(group_plan(home, selector(home, kind), home.of_type(kind), values))
            effects += set_effects(home, home.of_type(kind), values)
    return Draft(text, "; ".join(steps), effects) if steps else None
