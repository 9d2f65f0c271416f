"""Entries of shopping and to-do lists, in the words people use."""

from __future__ import annotations

import random

from model_core.train.splits import pool

GROCERIES = (
    "milk", "oat milk", "eggs", "bread", "sourdough", "butter", "apples", "bananas", "avocados",
    "coffee beans", "olive oil", "toilet paper", "dish soap", "batteries", "cat food", "dog treats", "rice",
    "spaghetti", "tomatoes", "cheddar", "yoghurt", "chicken thighs", "salmon", "tofu", "light bulbs",
    "paper towels", "red wine", "sparkling water", "garlic", "ginger", "cereal", "flour", "baking powder",
    "nappies", "shampoo", "lemons", "limes", "spinach", "carrots", "onions", "potatoes", "broccoli",
    "mushrooms", "peppers", "cucumbers", "grapes", "oranges", "peanut butter", "honey", "jam", "maple syrup",
    "oats", "granola", "crackers", "ketchup", "mustard", "mayonnaise", "soy sauce", "vinegar",
    "black pepper", "salt", "sugar", "brown sugar", "vanilla extract", "chocolate", "ice cream",
    "orange juice", "green tea", "beer", "bacon", "ham", "ground beef", "turkey", "prawns", "tuna",
    "chickpeas", "lentils", "black beans", "tortillas", "noodles", "cream cheese", "parmesan", "mozzarella",
    "sour cream", "bin bags", "laundry detergent", "sponges", "toothpaste", "soap", "tissues", "sunscreen",
    "aspirin", "plasters", "candles", "wrapping paper", "razor blades", "almond milk", "basil", "coriander",
    "paprika", "curry paste", "coconut milk", "frozen peas", "pizza", "bagels", "croissants", "kombucha",
)  # fmt: skip
CHORES = (
    "call the plumber", "water the plants", "pay the rent", "book the dentist", "renew the passport",
    "fix the bike", "return the library books", "clean the gutters", "buy stamps", "wrap the presents",
    "send the invoice", "ring grandma", "wash the car", "order printer ink", "pick up the parcel",
    "vaccinate the dog", "mow the lawn", "change the sheets", "descale the kettle", "empty the dishwasher",
    "feed the cat", "vacuum the stairs", "iron shirts", "file taxes", "email the landlord", "book flights",
    "pack the suitcase", "sign the school form", "charge the camera", "sharpen the knives", "clean the oven",
    "replace the smoke alarm battery", "take out the recycling", "renew car insurance", "practise piano",
    "write a thank you note", "get a haircut", "defrost the freezer", "oil the hinges", "call mom",
    "walk the dog", "back up photos", "cancel the gym", "pick up the kids", "clean windows",
    "buy a gift for sam",
)  # fmt: skip
ITEMS = (*GROCERIES, *CHORES)
_AMOUNTS = (
    "two bags of", "3 cans of", "a dozen", "a bottle of", "two packs of", "500 grams of", "half a kilo of",
    "one jar of", "2", "six", "a box of", "four", "a bag of", "10", "a tin of", "plenty of",
)  # fmt: skip
_ARTICLES = ("some ", "some ", "more ", "the ")


def item_said(rng: random.Random, split: str, *, shopping: bool = False) -> tuple[str, str]:
    """What is said and what belongs on the list: without `some` or `the`, with the amount."""
    if not shopping and rng.random() < 0.5:
        chore = rng.choice(pool(CHORES, split))
        return chore, chore
    item = rng.choice(pool(GROCERIES, split))
    roll = rng.random()
    if roll < 0.2:
        item = f"{rng.choice(_AMOUNTS)} {item}"
        return item, item
    if roll < 0.35:
        return f"{rng.choice(_ARTICLES)}{item}", item
    return item, item
