"""Word lists that homes are named with: rooms by class, floors, owners, qualifiers, nicknames."""

from __future__ import annotations

from collections.abc import Mapping

ROOMS: Mapping[str, tuple[str, ...]] = {
    "kitchen": (
        "Kitchen", "Kitchen", "Kitchen", "Kitchenette", "Galley", "Pantry", "Küche", "Cucina", "Scullery",
        "Back Kitchen",
        "Kitchen Diner", "Larder", "Cocina", "Keuken", "Cuisine"
    ),
    "living": (
        "Living Room", "Living Room", "Lounge", "Sitting Room", "Family Room", "Den", "Salon", "Great Room",
        "TV Room", "Media Room", "Wohnzimmer", "Sala", "Snug", "Library", "Parlour", "Drawing Room",
        "Reception Room", "Front Room", "Morning Room", "Rec Room", "Man Cave", "Cinema Room", "Soggiorno",
        "Woonkamer", "Stue", "Fireside"
    ),
    "dining": ("Dining Room", "Dining Room", "Dining Area", "Breakfast Nook", "Dinette", "Comedor",
        "Breakfast Room", "Dining Nook",
        "Esszimmer"),
    "bedroom": (
        "Bedroom", "Bedroom", "Master Bedroom", "Main Bedroom", "Guest Room", "Guest Bedroom",
        "Primary Bedroom", "Back Bedroom", "Front Bedroom", "Spare Room", "Schlafzimmer", "Loft",
        "Blue Room", "Dormer", "Box Room", "Loft Room", "Attic Bedroom", "Bunk Room", "Red Room",
        "Green Room",
        "Yellow Room", "Small Bedroom", "Annexe", "Granny Flat", "Dormitorio", "Slaapkamer", "Chambre"
    ),
    "kids": ("Kids Room", "Nursery", "Playroom", "Children's Room", "Baby's Room", "Teen Room",
        "Game Room", "Toy Room",
        "Twins' Room", "Kinderzimmer", "Bunk Bed Room"),
    "bathroom": (
        "Bathroom", "Bathroom", "Guest Bathroom", "En Suite", "Ensuite", "Shower Room", "Powder Room",
        "Bath", "Master Bath", "Toilet", "Washroom", "WC", "Guest WC", "Half Bath", "Cloakroom", "Wet Room",
        "Family Bathroom", "Loo", "Restroom", "Badezimmer", "Salle de Bain"
    ),
    "hall": (
        "Hallway", "Hall", "Corridor", "Landing", "Staircase", "Stairs", "Flur", "Upper Hall", "Gallery",
        "Passage",
        "Stairwell", "Back Hall", "Mezzanine", "Breezeway", "Couloir"
    ),
    "entry": ("Entry", "Entrance", "Foyer", "Entryway", "Mudroom", "Vestibule", "Lobby", "Genkan",
        "Boot Room",
        "Entrance Hall", "Front Hall", "Ingresso"),
    "office": (
        "Office", "Study", "Home Office", "Workroom", "Studio", "Hobby Room", "Music Room", "Bureau", "Lab",
        "Reading Room", "Craft Room", "Sewing Room", "Atelier", "Darkroom", "Arbeitszimmer", "Cubby"
    ),
    "utility": (
        "Laundry Room", "Utility Room", "Laundry", "Boiler Room", "Storage Room", "Closet", "Walk-in Closet",
        "Server Room", "Dressing Room", "Gym", "Sauna", "Cellar", "Basement", "Attic", "Workshop",
        "Wine Cellar", "Utility", "Airing Cupboard", "Linen Closet", "Plant Room", "Root Cellar", "Tool Room",
        "Drying Room", "Cat Room", "Bar", "Keller", "Waschküche", "Bike Room", "Crawl Space"
    ),
    "garage": ("Garage", "Garage", "Carport", "Shed", "Barn", "Double Garage", "Outhouse", "Tool Shed",
        "Bike Shed", "Stable",
        "Boathouse", "Lean-To"),
    "outdoor": (
        "Garden", "Backyard", "Patio", "Balcony", "Terrace", "Porch", "Front Porch", "Driveway", "Deck",
        "Pool", "Greenhouse", "Front Yard", "Back Porch", "Roof Deck", "Veranda", "Courtyard", "Side Yard",
        "Gazebo", "Conservatory", "Sunroom", "Balkon", "Orchard",
        "Front Garden", "Back Garden", "Roof Terrace", "Allotment", "Pool House", "Summerhouse", "Pergola",
        "Jetty", "Treehouse", "Paddock", "Lanai", "Loggia", "Garten", "Terraza", "Forecourt", "Bin Store"
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
    "utility room": ("laundry room", "utility"),
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
    "front garden": ("front yard",),
    "back garden": ("backyard", "back yard"),
    "roof terrace": ("terrace", "rooftop"),
    "family bathroom": ("bathroom",),
    "loft room": ("loft",),
    "attic": ("loft",),
    "boot room": ("mudroom",),
    "mudroom": ("boot room",),
    "conservatory": ("sunroom",),
    "sunroom": ("sun room", "conservatory"),
    "shed": ("garden shed",),
    "tool shed": ("shed",),
    "game room": ("games room",),
    "cinema room": ("home cinema",),
    "small bedroom": ("little bedroom",),
    "entrance hall": ("entrance", "front hall"),
    "stairwell": ("stairs",),
    "utility": ("utility room",),
    "keller": ("cellar", "basement"),
    "cocina": ("kitchen",),
    "keuken": ("kitchen",),
    "woonkamer": ("living room",),
    "soggiorno": ("living room",),
    "esszimmer": ("dining room",),
    "badezimmer": ("bathroom",),
    "garten": ("garden",),
    "arbeitszimmer": ("study", "office"),
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
    ("Basement Level", "Ground Level", "Upper Level", "Attic Level"),
    ("Floor 1", "Floor 2", "Floor 3"),
    ("Bottom Floor", "Middle Floor", "Top Floor"),
    ("Main Floor", "Loft Floor"),
    ("Garden Level", "Street Level", "Top Level"),
    ("First Floor", "Second Floor", "Third Floor"),
    ("Lower Level", "Upper Level"),
)  # fmt: skip

OWNERS = (
    "Mia", "Noah", "Dad", "Mom", "Mum", "Lena", "Arjun", "Yuki", "Carlos", "Sofia", "Ben", "Chloe", "Hassan",
    "Ingrid", "Tom", "Priya", "Wei", "Zoe", "Luca", "Fatima", "Oskar", "Anna", "Jonas", "Grandma", "Emeka",
    "Freya", "Igor", "Nadia", "Paul", "Rosa", "Sam", "Tara", "Viktor", "Ella", "Max", "Leila", "Hugo",
    "Ines", "Kofi", "Maya", "Nils", "Olga", "Pedro", "Quinn", "Ravi", "Stella", "Theo", "Uma", "Wren", "Alex",
    "Amara", "Bjorn", "Claire", "Deepa", "Elif", "Finn", "Giulia", "Hannah", "Ivan", "Jamal", "Kenji", "Liam",
    "Mateo", "Nora", "Omar", "Petra", "Rashid", "Sven", "Thandi", "Ursula", "Vera", "Willa", "Xin", "Yusuf",
    "Zara", "Granddad", "Nana", "Opa", "Papa", "Charlie", "Daisy", "George", "Harriet", "Jack", "Katie",
    "Lucy", "Mohammed", "Olivia", "Robert", "Aunt May", "Dev", "Esme", "Gran", "Isla", "Leo", "Milo", "Ruby"
)  # fmt: skip

QUALIFIERS = (
    "left", "right", "big", "small", "main", "front", "back", "corner", "old", "new", "middle", "upper",
    "lower", "white", "black", "round", "tall", "wooden", "inner", "outer", "side", "center", "top",
    "bottom", "far", "spare",
    "long", "short", "little", "grey", "green", "east", "west", "north", "south", "mini", "antique", "brass",
    "glass", "hanging", "portable"
)  # fmt: skip

NICKNAMES: Mapping[str, tuple[str, ...]] = {
    "light": (
        "Sunny", "Glowworm", "Moonbeam", "Luna", "Firefly", "Big Bertha", "Jellyfish", "Mushroom", "Pixar",
        "Edison", "Sputnik", "Lava", "Beacon", "Pineapple", "Cloud Nine", "Halo", "Neon Cactus", "Twinkle",
        "Sol", "Rudolph", "Big Bird", "Ziggy", "Lumiere", "Galileo", "Marshmallow", "Candyfloss", "Starlight",
        "Bat Signal", "Eiffel", "Dragon Egg", "Saturn", "Polaris", "Uncle Bob", "Flamingo", "Banana"
    ),
    "vacuum": (
        "Dusty", "Rosie", "Hoover Dam", "Mr. Sucks", "Wall-E", "Jeeves", "Alfred", "Bumblebee", "Robo",
        "Dobby", "Crumbs", "Scooter", "Sir Cleanalot", "Frida", "Kevin", "Marvin", "Roomy", "Zippy",
        "Henry", "Bender", "R2", "Fluffy", "Dirt Devil Dan", "Swiffy", "Mrs. Doubtfire", "Colin", "Hoovie"
    ),
    "mower": ("Shaun", "Goat", "Mowgli", "Grasshopper", "Lawn Ranger", "Moe", "Chewy"),
    "television": ("Big Screen", "The Beast", "Cinema", "Black Mirror", "Goggle Box", "The Wall",
        "Movie Machine"),
    "speaker": ("Boombox", "Jukebox", "Thumper", "Echo Chamber", "Woofer", "DJ", "Maestro", "Radio",
        "Beethoven", "Elvis", "Noisy", "Big Sound", "Karen", "Bassline"),
    "fan": ("Breezy", "Windy", "Whirly", "Tornado", "Chopper"),
    "coffee maker": ("Barista", "Black Gold", "Morning Glory", "Gianni", "Perky"),
    "car": ("Betsy", "Blue Thunder", "Herbie", "Zebra", "Pebbles", "Millie"),
    "plug": (
        "Christmas Tree", "Aquarium Pump", "Fairy Lights", "Salt Lamp", "Router", "Neon Sign", "Disco Ball",
        "Iron", "Hair Straightener", "Charger", "Mini Fridge", "Turntable", "Printer", "Heat Mat", "Freezer",
        "Monitor", "Modem", "Xbox", "Amplifier", "Electric Blanket", "Bubble Lamp", "Phone Charger",
        "Wax Melter", "Curling Iron", "Soldering Iron", "Nativity Scene", "Window Candles", "Hotplate"
    ),
    "curtain": ("Velvet",),
    "heater": ("Hotbox", "Toasty", "Dragon", "Hephaestus"),
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
