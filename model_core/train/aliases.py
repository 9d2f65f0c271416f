"""Second names: some homes give devices aliases, and some sentences use them."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from model_core.language.vocabulary import Vocabulary, clean
from model_core.train.example import Example
from model_core.train.home import Household
from model_core.train.names import NICKNAMES
from model_core.train.speech import nouns
from model_core.world import Thing, World


def give_aliases(
    home: Household, rng: random.Random, *, homes: float = 0.3, things: float = 0.3
) -> Household:
    """The home, with some chance of a second name for some of its devices."""
    if rng.random() >= homes:
        return home
    taken = set(home.vocabulary.ids)
    named: list[Thing] = []
    for thing in home.world.things:
        options = [o for o in _options(home, thing) if clean(o) not in taken]
        if options and rng.random() < things:
            alias = rng.choice(options)
            taken.add(clean(alias))
            thing = replace(thing, aliases=(alias,))
        named.append(thing)
    world = World(home.world.rooms, tuple(named))
    return replace(home, world=world, vocabulary=Vocabulary(world))


def _options(home: Household, thing: Thing) -> list[str]:
    kind = home.kinds[thing.id]
    options = list(NICKNAMES.get(kind, ()))
    if len(home.vocabulary.types[home.vocabulary.class_of[thing.id].type]) == 1:
        options += [*nouns(home, thing), f"my {nouns(home, thing)[0]}", clean(thing.type)]
    return options


def say_alias(example: Example, home: Household, rng: random.Random, *, chance: float = 0.6) -> Example:
    """The same wish by the device's alias, where it was said by its name."""
    spoken = example.request.utterance.casefold()
    for device_id, label in home.vocabulary.labels.items():
        aliases = home.vocabulary.names[device_id][1:]
        said = re.search(rf"\b{re.escape(label)}\b", spoken)
        written = re.findall(rf"(?:^|; )\w+ {re.escape(label)}:", example.plan)
        longer = any(label in other and other != label and other in spoken for other in home.vocabulary.ids)
        if aliases and said and len(written) == 1 and not longer and rng.random() < chance:
            alias = rng.choice(aliases)
            utterance = example.request.utterance
            utterance = utterance[: said.start()] + alias + utterance[said.end() :]
            return replace(
                example,
                request=replace(example.request, utterance=utterance),
                plan=example.plan.replace(written[0], written[0].replace(f" {label}:", f" {alias}:")),
            )
    return example
