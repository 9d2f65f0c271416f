"""Needs that are spoken of instead of commands."""

from __future__ import annotations

import pytest

from model_core.language.vocabulary import Vocabulary
from model_core.reading.reader import Reader
from model_core.world import Action, Attribute, Kind, Request, Room, Thing, World

_ON = Attribute("on", Kind.BOOLEAN)
_BRIGHTNESS = Attribute("brightness", Kind.INTEGER, 0, 100, "%")
_VOLUME = Attribute("volume", Kind.INTEGER, 0, 100, "%")
_MUTED = Attribute("muted", Kind.BOOLEAN)
_WARMTH = Attribute("target_temperature", Kind.NUMBER, 5, 30, "°C")
_PLAYS = (Action("play"), Action("pause"))
_START = (Action("start"),)
_ITEM = (Attribute("item", Kind.STRING, required=True),)
_ADD, _REMOVE = Action("add", _ITEM), Action("remove", _ITEM)
_CAR = (
    Attribute("climate_on", Kind.BOOLEAN),
    Attribute("trunk_open", Kind.BOOLEAN),
    Attribute("windows", Kind.INTEGER, 0, 100, "%"),
    Attribute("driver_seat_heating", Kind.INTEGER, 0, 100, "%"),
)
_THINGS: tuple[tuple[str, str, str | None, tuple[Attribute, ...], tuple[Action, ...]], ...] = (
    ("Ceiling Light", "light", "Living Room", (_ON, _BRIGHTNESS), ()),
    ("Floor Lamp", "light", "Living Room", (_ON, _BRIGHTNESS), ()),
    ("Kitchen Light", "light", "Kitchen", (_ON,), ()),
    ("TV", "television", "Living Room", (_ON, _VOLUME, _MUTED), _PLAYS),
    ("Kitchen Speaker", "speaker", "Kitchen", (_VOLUME, _MUTED), _PLAYS),
    ("Heating", "thermostat", "Living Room", (_WARMTH,), ()),
    ("Fan", "fan", "Bedroom", (_ON,), ()),
    ("Blinds", "blind", "Living Room", (Attribute("position", Kind.INTEGER, 0, 100, "%"),), ()),
    ("Kettle", "plug", "Kitchen", (_ON,), ()),
    ("Printer", "plug", "Office", (_ON,), ()),
    ("Coffee Machine", "coffee maker", "Kitchen", (_ON,), _START),
    ("Robo", "vacuum", "Hallway", (), _START),
    ("Front Door", "lock", "Hallway", (Attribute("locked", Kind.BOOLEAN),), ()),
    ("Anna's Phone", "phone", None, (), (Action("ring"),)),
    ("Movie Night", "scene", None, (), (Action("activate"),)),
    ("Good Night", "scene", None, (), (Action("activate"),)),
    ("Mower", "mower", None, (), _START),
    ("Planter", "planter", "Balcony", (), (Action("water"),)),
    ("Dishwasher", "dishwasher", "Kitchen", (), _START),
    ("Washing Machine", "washer", "Kitchen", (), _START),
    ("Oven", "oven", "Kitchen", (_ON,), ()),
    ("Groceries", "list", None, (), (_ADD, _REMOVE)),
    ("To-do", "list", None, (), (_ADD, _REMOVE)),
    ("Cleo", "car", "Garage", _CAR, (Action("start_charging"), Action("honk"))),
    ("Aquarium", "aquarium", "Office", (), (Action("feed"),)),
    ("Garden Hose", "valve", "Balcony", (Attribute("open", Kind.BOOLEAN),), ()),
    ("Night Light", "light", "Nursery", (_ON,), ()),
    ("Purifier", "air purifier", "Living Room", (_ON,), ()),
    ("Towel Rail", "towel rail", "Bathroom", (_ON,), ()),
)
_ROOMS = (
    "Living Room",
    "Kitchen",
    "Bedroom",
    "Hallway",
    "Balcony",
    "Office",
    "Bathroom",
    "Garage",
    "Nursery",
)
_READER = Reader(
    Vocabulary(
        World(
            tuple(Room(name) for name in _ROOMS),
            tuple(Thing(f"d{n}", *thing) for n, thing in enumerate(_THINGS)),
        )
    )
)


def _read(sentence: str, room: str | None = "Living Room") -> str | None:
    plan = _READER.read(Request(_READER.vocabulary.world, sentence, room))
    return plan.text if plan is not None else None


_LEFT = "set all light: on=false; set tv: on=false; set fan: on=false; set front door: locked=true"


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        ("Blimey, it's dark in here", "set all light in living room: on=true"),
        ("It's pitch black, I can't see my own hand.", "set all light in living room: on=true"),
        ("why is it so dark in here?", "set all light in living room: on=true"),
        ("it's far too dark in the kitchen to read", "set kitchen light: on=true"),
        ("the kitchen is really gloomy", "set kitchen light: on=true"),
        ("it's so dark in the wine cellar", 'refuse unknown "wine cellar"'),
        ("these lights are way too harsh", "set all light in living room: brightness=less"),
        ("nobody's in the kitchen anymore", "set kitchen light: on=false"),
        ("I'm freezing my socks off", "set heating: target_temperature=more"),
        ("grandma's shivering", "set heating: target_temperature=more"),
        ("it's chilly in the bathroom", "set towel rail: on=true"),
        ("phew, I'm boiling", "set heating: target_temperature=less"),
        ("it stinks of burnt toast in here", "set purifier: on=true"),
        ("the sun's in my eyes", "set blinds: position=0"),
        ("I can't see the telly for the sun", "set blinds: position=0"),
        ("let some sunshine in", "set blinds: position=100"),
        (
            "we're leaving",
            "set all light: on=false; set tv: on=false; set fan: on=false; set front door: locked=true",
        ),
        ("I'm off to bed", "run good night: activate"),
        ("I'm knackered, going to bed", "run good night: activate"),
        ("movie time!", "run movie night: activate"),
        ("I could do with a coffee", "run coffee machine: start"),
        ("I'd love a cuppa", "set kettle: on=true"),
        ("I need to print something", "set printer: on=true"),
        ("the floor is full of crumbs", "run robo: start"),
        ("the lawn is getting long", "run mower: start"),
        ("the plants look thirsty", "run planter: water"),
        ("the dishwasher's full", "run dishwasher: start"),
        ("the dryer is full", 'refuse unknown "dryer"'),
        ("the laundry is in the drum, go ahead", "run washing machine: start"),
        ("I can't find my phone", "run anna's phone: ring"),
        ("somebody could walk in through the front door", "set front door: locked=true"),
        ("let me in", "set front door: locked=false"),
        ("I can't hear a word of what they are saying", "set tv: volume=more"),
        ("too loud", "set tv: volume=less"),
        ("my mum is calling", "run tv: pause"),
        ("nobody is watching the tv", "set tv: on=false"),
        ("the match is over", "set tv: on=false"),
        ("I'm done cooking", "set oven: on=false"),
        ("I'm too hot to concentrate", "set heating: target_temperature=less"),
        ("the kids are too cold to sleep", "set heating: target_temperature=more"),
        ("my eyes are streaming from all that dust", "set purifier: on=true"),
        ("the cat hair makes me sneeze", "set purifier: on=true"),
        ("an espresso would be great", "run coffee machine: start"),
        ("I can hardly wake up, I need caffeine", "run coffee machine: start"),
        ("there's not a clean towel left", "run washing machine: start"),
        ("I can't bear this quiz any longer", "set tv: on=false"),
        ("that's my favourite tune", "set kitchen speaker: volume=more"),
        ("I'm by the front door with both hands full of shopping", "set front door: locked=false"),
        ("the girls are back from training and left their keys at school", "set front door: locked=false"),
        ("our landlord will be round about the noise", "set tv: volume=less"),
        ("why's the kitchen lit up like a fairground", "set kitchen light: on=false"),
        ("the car should be toasty when we set off", "set cleo: climate_on=true"),
        ("catch you later, off to the gym", _LEFT),
        ("I've been feeling around for the light switch", "set all light in living room: on=true"),
        ("Lily never settles without a night light", "set all light in living room: on=true"),
        ("I'd do anything for an americano", "run coffee machine: start"),
        ("we only have a bit of flour left", 'run groceries: add item="flour"'),
        ("we must remember to book the vet", 'run to-do: add item="book the vet"'),
        ("heaven knows where my mobile is hiding", "run anna's phone: ring"),
        ("we're outside and have got no key", "set front door: locked=false"),
        ("I can't remember locking up", "set front door: locked=true"),
        ("not one clean towel left", "run washing machine: start"),
        ("can't nod off with that full moon", "set blinds: position=0"),
        ("there are muddy paw prints all over the floor", "run robo: start"),
        ("take care, we're off", _LEFT),
        ("is anybody else shivering?", "set heating: target_temperature=more"),
        ("don't you find it dingy in the kitchen?", "set kitchen light: on=true"),
        ("it's colder in here than in the street", "set heating: target_temperature=more"),
        ("there's frost on the inside of the panes", "set heating: target_temperature=more"),
        ("the adverts are deafening", "set tv: volume=less"),
        ("cheerio, we're off", _LEFT),
        ("we're off on our honeymoon for three weeks", _LEFT),
        ("nearly out of washing powder", 'run groceries: add item="washing powder"'),
        ("visitors in ten minutes and the carpet's a disgrace", "run robo: start"),
        ("how about something more intimate", "set all light in living room: brightness=less"),
        ("what's that horrible stench?", "set purifier: on=true"),
    ],
)
def test_a_need_is_met_with_what_the_home_has(sentence: str, plan: str) -> None:
    assert _read(sentence) == plan


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        (
            "gran's sat there with two cardigans and a blanket on",
            "Living Room",
            "set heating: target_temperature=more",
        ),
        ("my fingers have gone all numb", "Living Room", "set heating: target_temperature=more"),
        ("I'm straining my eyes over this crossword", "Kitchen", "set kitchen light: on=true"),
        ("nosy old Brian is peering in again", "Living Room", "set blinds: position=0"),
        ("it's absolutely roasting, I've kicked the duvet off", "Bedroom", "set fan: on=true"),
        ("what's she saying? I missed that", "Living Room", "set tv: volume=more"),
        ("little Jack has finally nodded off", "Living Room", "set tv: volume=less"),
        ("the toddler's tipped a whole box of cereal out", "Hallway", "run robo: start"),
        ("not a clean fork left in the house", "Kitchen", "run dishwasher: start"),
        ("my pie is turning to charcoal", "Kitchen", "set oven: on=false"),
        ("mum's on the front step and can't get in", "Hallway", "set front door: locked=false"),
        ("my bum's frozen on these leather seats", "Garage", "set cleo: driver_seat_heating=max"),
        ("where on earth did I park", None, "run cleo: honk"),
        ("my arms are full and I can't get the boot open", "Garage", "set cleo: trunk_open=true"),
        ("it's tipping down and Cleo's windows are down", None, "set cleo: windows=min"),
        ("I've plugged the car in", "Garage", "run cleo: start_charging"),
        ("the lawn is a swamp", "Balcony", "set garden hose: open=false"),
        ("the goldfish are starving", "Office", "run aquarium: feed"),
        ("there's a monster under the bed", "Nursery", "set night light: on=true"),
        ("nothing worse than a chilly towel", "Bathroom", "set towel rail: on=true"),
        ("we have run out of eggs", "Kitchen", 'run groceries: add item="eggs"'),
        ("I just used the last of the butter", "Kitchen", 'run groceries: add item="butter"'),
        ("we need bread", "Kitchen", 'run groceries: add item="bread"'),
        ("I bought the milk", "Kitchen", 'run groceries: remove item="milk"'),
        ("I mustn't forget to ring the dentist", "Kitchen", 'run to-do: add item="ring the dentist"'),
    ],
)
def test_a_need_is_given_away_by_its_signs(sentence: str, room: str | None, plan: str) -> None:
    assert _read(sentence, room) == plan


def test_what_is_there_comes_first() -> None:
    assert _read("it's too hot", "Bedroom") == "set fan: on=true"
    assert _read("there is a draught", "Bedroom") == "set fan: on=false"


_HEATER = (_ON, Attribute("level", Kind.STRING, choices=("low", "high")))
_PROGRAMME = (
    Action("start", (Attribute("programme", Kind.STRING, choices=("espresso", "latte", "coffee")),)),
)
_WASHES = (Action("start", (Attribute("programme", Kind.STRING, choices=("cotton", "wool", "towels")),)),)
_FLAT: tuple[tuple[str, str, str | None, tuple[Attribute, ...], tuple[Action, ...]], ...] = (
    ("Fan heater", "heater", "Study", _HEATER, ()),
    ("Potter", "pottery", "Bathroom", (), (Action("open_vents"),)),
    ("Tado", "thermostat", "Living room", (_WARMTH,), ()),
    ("Tado", "thermostat", "Bathroom", (_WARMTH,), ()),
    ("Dyson", "fan", "Bedroom", (_ON,), ()),
    ("Coffee maker", "coffee maker", "Kitchen", (_ON,), _PROGRAMME),
    ("Kettle", "plug", "Kitchen", (_ON,), ()),
    ("Oven", "oven", "Kitchen", (_ON,), ()),
    ("Printer", "plug", "Study", (_ON,), ()),
    ("Washer", "washer", "Bathroom", (), _WASHES),
    ("Blind", "blind", "Study", (Attribute("position", Kind.INTEGER, 0, 100, "%"),), ()),
    ("Leaving home", "scene", None, (), (Action("activate"),)),
    ("Shopping list", "list", None, (), (_ADD, _REMOVE)),
    ("Front door", "lock", "Kitchen", (Attribute("locked", Kind.BOOLEAN),), ()),
    *((f"{room} light", "light", room, (_ON,), ()) for room in ("Study", "Kitchen", "Bedroom")),
)
_FLAT_ROOMS = ("Study", "Living room", "Bathroom", "Bedroom", "Kitchen")
_FLAT_READER = Reader(
    Vocabulary(
        World(
            tuple(Room(name) for name in _FLAT_ROOMS),
            tuple(Thing(f"d{n}", *thing) for n, thing in enumerate(_FLAT)),
        )
    )
)


def _read_in_flat(sentence: str, room: str) -> str | None:
    plan = _FLAT_READER.read(Request(_FLAT_READER.vocabulary.world, sentence, room))
    return plan.text if plan is not None else None


@pytest.mark.parametrize(
    ("sentence", "room", "plan"),
    [
        ("my teeth are chattering", "Study", "set fan heater: on=true"),
        ("nobody can work in this heat", "Study", "set fan heater: on=false"),
        ("the study is freezing", "Kitchen", "set fan heater: on=true"),
        ("I'm freezing", "Kitchen", "ask which all thermostat"),
        ("where's my coat, I can't see a thing", "Kitchen", "set kitchen light: on=true"),
        ("pitch black where I'm standing", "Kitchen", "set kitchen light: on=true"),
        ("I'll break my neck if I can't see where I'm going", "Bedroom", "set bedroom light: on=true"),
        ("it's dark already this evening", "Bedroom", "set bedroom light: on=true"),
        ("I need it dark to sleep", "Bedroom", "set bedroom light: on=false"),
        ("not a whisper of wind tonight", "Bedroom", "set dyson: on=true"),
        ("I could do without this draught", "Bedroom", "set dyson: on=false"),
        ("that's everyone out of the flat", "Study", "run leaving home: activate"),
        ("we're off till six", "Study", "run leaving home: activate"),
        ("I'm desperate for an espresso", "Study", "run coffee maker: start programme=espresso"),
        ("a latte would be lovely", "Study", "run coffee maker: start programme=latte"),
        ("my wool jumpers are in the drum", "Bathroom", "run washer: start programme=wool"),
        ("the towels are in the drum", "Bathroom", "run washer: start"),
        ("the fridge has no eggs", "Kitchen", 'run shopping list: add item="eggs"'),
        ("the bread has been bought already", "Kitchen", 'run shopping list: remove item="bread"'),
        ("let me have a look out of the window", "Study", "set blind: position=100"),
        ("the pasta needs boiling water", "Kitchen", "set kettle: on=true"),
        ("the oven has served its purpose", "Kitchen", "set oven: on=false"),
        ("anyone could walk in with the front door like that", "Study", "set front door: locked=true"),
        ("my homework needs printing", "Study", "set printer: on=true"),
    ],
)
def test_what_helps_here_comes_first_and_what_is_said_is_passed_on(
    sentence: str, room: str, plan: str
) -> None:
    assert _read_in_flat(sentence, room) == plan


@pytest.mark.parametrize(
    "sentence",
    [
        "I smell burning, abort the firing",
        "something is burning, open the vents",
        "I smell burning, cancel the programme",
        "it will be cold tonight",
        "it was hot today",
        "I like it dark",
        "there is no hope anymore",
        "we already have plans",
        "he's leaving the flat to his sister",
        "money doesn't print itself",
        "my brother left his keys at work",
        "she can't stand this show",
        "the neighbours moaned about the noise last week",
        "the front door is ringing",
        "I caught a cold from my sister",
        "an espresso costs four euros there",
        "somebody is calling my name",
        "we are short of staff",
        "I have to get the car out of the repair shop",
        "I'm getting out of the bath",
        "we are nearly out of the woods",
        "the fan mail is too much",
    ],
)
def test_what_is_told_beside_a_need_is_left_to_others(sentence: str) -> None:
    assert _read_in_flat(sentence, "Study") is None


def test_a_question_where_the_room_is_unknown() -> None:
    assert _read("it's dark", None) == "ask which all light"


@pytest.mark.parametrize("sentence", ["it's dark in here", "pitch black in here", "can't see a thing"])
def test_no_light_of_another_room_is_of_help(sentence: str) -> None:
    assert _read(sentence, "Garage") == "refuse chat"
    world = World(
        tuple(Room(name, None) for name in ("Deck", "Study")), (Thing("l", "Lamp", "light", "Study", (_ON,)),)
    )
    reader = Reader(Vocabulary(world))
    helpless = reader.read(Request(world, sentence, "Deck"))
    assert helpless is not None
    assert helpless.text == "refuse chat"
    alone = reader.read(Request(world, sentence, "Study"))
    assert alone is not None
    assert alone.text == "set lamp: on=true"


@pytest.mark.parametrize(
    "sentence",
    [
        "it is dark in winter in Norway",
        "how cold is the moon",
        "is it dark outside?",
        "it's cold outside",
        "it's not dark in here",
        "it isn't cold",
        "it was dark in here yesterday",
        "I love coffee",
        "I don't want coffee",
        "my coffee is cold",
        "I'm off work today",
        "we're leaving tomorrow",
        "are we leaving soon?",
        "I'm not leaving",
        "I'm in love",
        "you're too loud",
        "the movie was too long",
        "what a lovely day",
        "I lost my keys",
        "the fridge is cold",
        "the soup is cold",
        "it is cold in Norway",
        "I love dark chocolate",
        "that film was so dark",
        "I've got cold feet about my exam",
        "he's a cold fish",
        "I'm in the dark about that",
        "I like it when it is dark",
        "the baby was asleep all morning",
        "the candle is burning",
        "I'm bored of my job",
        "we had fish and chips",
        "we are out of ideas",
        "we're out of time",
        "we've run out of luck",
        "we need a holiday",
        "I bought a house",
        "I got the joke",
        "that was the last train",
        "I can't see the point",
        "can you shed some light on gardening",
        "it smells of gas",
        "it smells delicious in here",
        "my phone is broken",
        "the grass is greener on the other side",
    ],
)
def test_talk_is_no_need(sentence: str) -> None:
    assert _read(sentence) in {None, "refuse chat"}
