"""Word lists that homes are named with: rooms by class, floors, owners, qualifiers, nicknames."""

from __future__ import annotations

from collections.abc import Mapping

ROOMS: Mapping[str, tuple[str, ...]] = {
    "kitchen": (
        "Kitchen", "Kitchen", "Kitchen", "Kitchenette", "Galley", "Pantry", "Küche", "Cucina", "Scullery"
    ),
    "living": (
        "Living Room", "Living Room", "Lounge", "Sitting Room", "Family Room", "Den", "Salon", "Great Room",
        "TV Room", "Media Room", "Wohnzimmer", "Sala", "Snug", "Library", "Parlour"
    ),
    "dining": ("Dining Room", "Dining Room", "Dining Area", "Breakfast Nook", "Dinette", "Comedor"),
    "bedroom": (
        "Bedroom", "Bedroom", "Master Bedroom", "Main Bedroom", "Guest Room", "Guest Bedroom",
        "Primary Bedroom", "Back Bedroom", "Front Bedroom", "Spare Room", "Schlafzimmer", "Loft",
        "Blue Room", "Dormer"
    ),
    "kids": ("Kids Room", "Nursery", "Playroom", "Children's Room", "Baby's Room", "Teen Room", "Game Room"),
    "bathroom": (
        "Bathroom", "Bathroom", "Guest Bathroom", "En Suite", "Ensuite", "Shower Room", "Powder Room",
        "Bath", "Master Bath", "Toilet", "Washroom", "WC", "Guest WC", "Half Bath"
    ),
    "hall": (
        "Hallway", "Hall", "Corridor", "Landing", "Staircase", "Stairs", "Flur", "Upper Hall", "Gallery"
    ),
    "entry": ("Entry", "Entrance", "Foyer", "Entryway", "Mudroom", "Vestibule", "Lobby", "Genkan"),
    "office": (
        "Office", "Study", "Home Office", "Workroom", "Studio", "Hobby Room", "Music Room", "Bureau", "Lab"
    ),
    "utility": (
        "Laundry Room", "Utility Room", "Laundry", "Boiler Room", "Storage Room", "Closet", "Walk-in Closet",
        "Server Room", "Dressing Room", "Gym", "Sauna", "Cellar", "Basement", "Attic", "Workshop",
        "Wine Cellar"
    ),
    "garage": ("Garage", "Garage", "Carport", "Shed", "Barn", "Double Garage"),
    "outdoor": (
        "Garden", "Backyard", "Patio", "Balcony", "Terrace", "Porch", "Front Porch", "Driveway", "Deck",
        "Pool", "Greenhouse", "Front Yard", "Back Porch", "Roof Deck", "Veranda", "Courtyard", "Side Yard",
        "Gazebo", "Conservatory", "Sunroom", "Balkon", "Orchard"
    ),
}  # fmt: skip

OUTDOOR_ONLY = frozenset({"garage", "outdoor"})

ROOM_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "living room": ("lounge", "sitting room", "front room"),
    "lounge": ("living room",),
    "sitting room": ("living room",),
    "family room": ("living room",),
    "hallway": ("hall", "corridor"),
    "hall": ("hallway",),
    "corridor": ("hallway",),
    "entry": ("entryway", "entrance"),
    "entryway": ("entry", "entrance hall"),
    "entrance": ("entryway",),
    "foyer": ("entrance hall",),
    "bathroom": ("bath", "washroom"),
    "toilet": ("loo", "restroom"),
    "wc": ("toilet", "loo"),
    "backyard": ("back yard", "yard", "back garden"),
    "garden": ("yard",),
    "front yard": ("front garden",),
    "office": ("study",),
    "study": ("office",),
    "home office": ("office", "study"),
    "laundry room": ("laundry",),
    "laundry": ("laundry room",),
    "utility room": ("laundry room",),
    "kids room": ("kid's room", "children's room", "kids' bedroom"),
    "children's room": ("kids room", "kids' room"),
    "baby's room": ("nursery",),
    "nursery": ("baby's room",),
    "master bedroom": ("main bedroom", "primary bedroom"),
    "main bedroom": ("master bedroom",),
    "primary bedroom": ("master bedroom", "main bedroom"),
    "guest room": ("guest bedroom", "spare room"),
    "guest bedroom": ("guest room",),
    "spare room": ("guest room",),
    "dining room": ("dining area",),
    "kitchenette": ("kitchen",),
    "basement": ("cellar",),
    "cellar": ("basement",),
    "front porch": ("porch",),
    "roof deck": ("rooftop",),
    "patio": ("terrace",),
    "terrace": ("patio",),
    "staircase": ("stairs", "stairway"),
    "stairs": ("staircase", "stairway"),
    "tv room": ("media room",),
    "media room": ("tv room",),
    "gym": ("home gym",),
    "walk-in closet": ("closet",),
    "double garage": ("garage",),
    "küche": ("kitchen",),
    "cucina": ("kitchen",),
    "wohnzimmer": ("living room",),
    "schlafzimmer": ("bedroom",),
    "sala": ("living room",),
    "flur": ("hall", "hallway"),
    "balkon": ("balcony",),
}  # fmt: skip

FLOORS: tuple[tuple[str, ...], ...] = (
    ("Ground Floor", "First Floor"),
    ("Ground Floor", "First Floor", "Second Floor"),
    ("Downstairs", "Upstairs"),
    ("Downstairs", "Upstairs"),
    ("First Floor", "Second Floor"),
    ("Main Floor", "Upper Floor"),
    ("Basement Level", "Main Level", "Upper Level"),
    ("Level 1", "Level 2"),
    ("Ground Floor", "Upstairs", "Attic Floor"),
    ("1st Floor", "2nd Floor", "3rd Floor"),
    ("Lower Floor", "Upper Floor"),
    ("Erdgeschoss", "Obergeschoss"),
)  # fmt: skip

OWNERS = (
    "Mia", "Noah", "Dad", "Mom", "Mum", "Lena", "Arjun", "Yuki", "Carlos", "Sofia", "Ben", "Chloe", "Hassan",
    "Ingrid", "Tom", "Priya", "Wei", "Zoe", "Luca", "Fatima", "Oskar", "Anna", "Jonas", "Grandma", "Emeka",
    "Freya", "Igor", "Nadia", "Paul", "Rosa", "Sam", "Tara", "Viktor", "Ella", "Max", "Leila", "Hugo",
    "Ines", "Kofi", "Maya", "Nils", "Olga", "Pedro", "Quinn", "Ravi", "Stella", "Theo", "Uma", "Wren", "Alex"
)  # fmt: skip

QUALIFIERS = (
    "left", "right", "big", "small", "main", "front", "back", "corner", "old", "new", "middle", "upper",
    "lower", "white", "black", "round", "tall", "wooden", "inner", "outer", "side", "center"
)  # fmt: skip

NICKNAMES: Mapping[str, tuple[str, ...]] = {
    "light": (
        "Sunny", "Glowworm", "Moonbeam", "Luna", "Firefly", "Big Bertha", "Jellyfish", "Mushroom", "Pixar",
        "Edison", "Sputnik", "Lava", "Beacon", "Pineapple", "Cloud Nine", "Halo", "Neon Cactus", "Twinkle"
    ),
    "vacuum": (
        "Dusty", "Rosie", "Hoover Dam", "Mr. Sucks", "Wall-E", "Jeeves", "Alfred", "Bumblebee", "Robo",
        "Dobby", "Crumbs", "Scooter", "Sir Cleanalot", "Frida", "Kevin", "Marvin", "Roomy", "Zippy"
    ),
    "mower": ("Shaun", "Goat", "Mowgli", "Grasshopper", "Lawn Ranger", "Moe", "Chewy"),
    "television": ("Big Screen", "The Beast", "Cinema", "Black Mirror"),
    "speaker": ("Boombox", "Jukebox", "Thumper", "Echo Chamber", "Woofer", "DJ", "Maestro", "Radio"),
    "fan": ("Breezy", "Windy", "Whirly", "Tornado", "Chopper"),
    "coffee maker": ("Barista", "Black Gold", "Morning Glory", "Gianni", "Perky"),
    "car": ("Betsy", "Blue Thunder", "Herbie", "Zebra", "Pebbles", "Millie"),
    "plug": (
        "Christmas Tree", "Aquarium Pump", "Fairy Lights", "Salt Lamp", "Router", "Neon Sign", "Disco Ball"
    ),
    "curtain": ("Velvet",),
    "heater": ("Hotbox", "Toasty"),
    "phone": ("Pocket Rocket",),
}  # fmt: skip

BRANDS = (
    "Philips", "Ikea", "Aqara", "Sonos", "Lumora", "Vestra", "Nanoleaf", "Meross", "Tuya", "Shelly", "Kasa",
    "Orbweave", "Tradfri", "Govee", "Lifx", "Wiz", "Brightly", "Haldane", "Nordlux", "Casaline", "Zentro",
    "Eufy", "Velar", "Yeelight", "Eve", "Fibaro", "Somfy", "Bosch", "Homely", "Arlen", "Quorin", "Pexa"
)  # fmt: skip

COLOURS = (
    "red", "orange", "yellow", "green", "cyan", "blue", "purple", "pink", "white", "warm white", "cool white"
)  # fmt: skip
