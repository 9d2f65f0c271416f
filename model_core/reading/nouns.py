"""What people call devices and places in everyday English, by the type that a device states."""

from __future__ import annotations

from collections.abc import Mapping

NOUNS: Mapping[str, tuple[str, ...]] = {
    "light": ("light", "lamp", "bulb", "light bulb"),
    "plug": ("plug", "outlet", "socket", "smart plug", "power socket"),
    "switch": ("switch",),
    "fan": ("fan", "ventilator"),
    "thermostat": ("thermostat", "heating", "radiator", "heat"),
    "heater": ("heater", "space heater"),
    "air conditioner": (
        "air conditioner", "ac", "a/c", "air con", "aircon", "air conditioning", "air conditioning unit",
    ),
    "humidifier": ("humidifier",),
    "dehumidifier": ("dehumidifier",),
    "air purifier": ("air purifier", "purifier", "air cleaner", "air filter"),
    "curtain": ("curtain", "drape"),
    "blind": ("blind", "shade", "window shade", "shutter"),
    "garage door": ("garage door",),
    "gate": ("gate",),
    "lock": ("lock", "door", "door lock"),
    "television": ("tv", "television", "telly", "tv set", "film", "movie", "show"),
    "speaker": ("speaker", "loudspeaker", "stereo", "music", "sound system", "music player"),
    "vacuum": ("vacuum", "vacuum cleaner", "robot vacuum", "hoover", "vac", "robot", "robovac"),
    "mower": ("mower", "lawn mower", "lawnmower", "robot mower"),
    "washer": ("washing machine", "washer", "wash", "laundry machine"),
    "dryer": ("dryer", "tumble dryer", "tumble drier", "drier"),
    "dishwasher": ("dishwasher", "dish washer"),
    "oven": ("oven",),
    "coffee maker": ("coffee machine", "coffee maker"),
    "kettle": ("kettle",),
    "water heater": ("water heater", "boiler"),
    "valve": ("valve", "water valve"),
    "temperature sensor": ("temperature sensor", "thermometer"),
    "camera": ("camera", "cam", "security camera"),
    "alarm": ("alarm", "alarm system", "security system"),
    "irrigation": ("irrigation", "sprinkler"),
    "doorbell": ("doorbell",),
    "list": ("list",),
    "calendar": ("calendar",),
    "scene": ("scene",),
    "phone": ("phone", "mobile", "mobile phone", "smartphone", "cell phone", "cellphone", "handset"),
    "car": ("car",),
}  # fmt: skip
"""The plainest noun first; a type that is not here is called what it states."""

SAME_TYPE: Mapping[str, str] = {
    "outlet": "plug", "climate": "thermostat", "shade": "blind", "shutter": "blind", "tv": "television",
    "media player": "speaker", "robot vacuum": "vacuum", "washing machine": "washer", "lamp": "light",
    "coffee machine": "coffee maker", "vehicle": "car", "to-do list": "list", "todo list": "list",
    "lawn mower": "mower", "door lock": "lock", "hvac": "thermostat", "water valve": "valve",
}  # fmt: skip
"""Other types that devices state for one of `NOUNS`."""

ROOMS: tuple[frozenset[str], ...] = tuple(
    frozenset(names)
    for names in (
        ("living room", "lounge", "sitting room", "front room", "family room"),
        ("hallway", "hall", "corridor"),
        ("entry", "entryway", "entrance", "entrance hall", "foyer"),
        ("bathroom", "bath", "washroom"),
        ("toilet", "loo", "restroom", "wc"),
        ("backyard", "back yard", "back garden"),
        ("garden", "yard"),
        ("front yard", "front garden"),
        ("office", "study", "home office"),
        ("laundry room", "laundry", "utility room"),
        ("kids room", "kid's room", "children's room", "kids bedroom", "kids' room"),
        ("nursery", "baby's room"),
        ("master bedroom", "main bedroom", "primary bedroom"),
        ("guest room", "guest bedroom", "spare room"),
        ("dining room",),
        ("kitchen",),
        ("bedroom",),
        ("garage",),
        ("basement", "cellar"),
        ("attic", "loft"),
        ("patio", "terrace"),
        ("balcony",),
        ("porch", "front porch"),
        ("pantry",),
        ("conservatory", "sunroom", "winter garden"),
        ("library",),
        ("gym",),
        ("playroom",),
        ("workshop",),
        ("greenhouse",),
        ("sauna",),
        ("shed", "garden shed"),
        ("pool house",),
        ("wine cellar",),
        ("staircase", "stairs"),
        ("closet", "dressing room", "walk in closet"),
        ("media room", "home cinema", "home theater"),
        ("music room",),
        ("driveway",),
    )
)
"""Names that people use for the same room where only one of them is there."""

_LOW = ("basement", "cellar", "lower ground floor")
FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(names)
    for names in (
        _LOW,
        ("ground floor", "ground", "downstairs", "main floor", "street level"),
        ("first floor", "upstairs", "upper floor", "top floor", "second floor"),
        ("attic", "loft", "top floor"),
    )
)

THINGS = frozenset(
    """
    toaster|jacuzzi|hot tub|sauna|fountain|fireplace|microwave|fridge|freezer|stove|hob|cooker|blender|mixer|air fryer|
    rice cooker|waffle iron|slow cooker|grill|barbecue|bbq|smoker|disco ball|lava lamp|projector|beamer|piano|
    record player|radio|stereo|hi-fi|printer|scanner|computer|laptop|tablet|games console|playstation|xbox|alarm|
    alarm system|burglar alarm|doorbell|intercom|baby monitor|camera|security camera|webcam|elevator|lift|escalator|
    stairlift|treadmill|exercise bike|swimming pool|pool|pool pump|pond pump|waterfall|sprinkler|sprinklers|lawnmower|
    lawn mower|mower|hedge trimmer|leaf blower|snow blower|irrigation|greenhouse|aquarium|fish tank|terrarium|
    pet feeder|cat flap|dog door|bird feeder|electric blanket|hair dryer|hairdryer|straightener|iron|ironing board|
    sewing machine|dehumidifier|humidifier|air purifier|heat pump|boiler|solar panels|wallbox|charger|ev charger|
    generator|skylight|awning|shutters|pergola|gate|garage|garage door|barn door|safe|letterbox|mailbox|telescope|
    kiln|3d printer|robot|drone|helicopter|spaceship|motorbike|bicycle|e-bike|scooter|boat|yacht|caravan|tractor|
    massage chair|recliner|standing desk|water bed|cocktail machine|popcorn machine|ice maker|wine cooler|juicer
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Things that people may ask for; what a home has of them, its own words say."""

INSTEAD: Mapping[str, tuple[str, ...]] = {
    "ceiling light": ("big light", "main light", "overhead light", "ceiling lamp", "top light"),
    "floor lamp": ("standing lamp", "standard lamp", "floor light", "tall lamp"),
    "bedside lamp": ("bedside light", "nightstand lamp", "nightstand light", "bed lamp", "bed light"),
    "desk lamp": ("desk light",),
    "table lamp": ("table light", "little lamp"),
    "reading lamp": ("reading light",),
    "night light": ("nightlight", "night lamp"),
    "counter light": ("worktop light", "countertop light", "counter lamp"),
    "cabinet light": ("cupboard light", "under cabinet light"),
    "light strip": ("led strip", "strip light", "strip"),
    "led strip": ("light strip", "strip light", "strip"),
    "string lights": ("fairy lights", "christmas lights"),
    "fairy lights": ("string lights", "christmas lights"),
    "spotlights": ("spots", "spot lights"),
    "pendant": ("pendant light", "pendant lamp", "hanging lamp", "hanging light"),
    "wall light": ("wall lamp", "sconce"),
    "mirror light": ("mirror lamp",),
    "extractor fan": ("extractor", "cooker hood", "exhaust fan"),
    "floor heating": ("underfloor heating",),
    "towel rail": ("towel warmer", "heated towel rail", "towel radiator"),
    "soundbar": ("sound bar",),
    "hi-fi": ("stereo", "hifi"),
    "record player": ("turntable",),
    "washing machine": ("washer",),
    "tumble dryer": ("dryer", "clothes dryer"),
    "coffee machine": ("coffee maker", "espresso machine"),
    "garden tap": ("garden hose", "outside tap", "hose"),
    "front door": ("main door", "entrance door"),
    "doorbell camera": ("video doorbell",),
    "fish tank": ("aquarium",),
    "aquarium": ("fish tank",),
}
"""What people say instead of a part of a name."""
