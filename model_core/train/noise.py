"""How people really say it: please, hesitations, missing punctuation, typing errors."""

from __future__ import annotations

import random
import re

from model_core.train.mishearing import misheard
from model_core.train.phrasing import tidy

_QUOTED = re.compile(r'"([^"\n]+)"')
_VERBS = frozenset(
    """
    turn switch set put make dim lower raise open close shut lock unlock start stop pause resume play
    skip mute unmute lift drop get bring take send run crank change bump increase decrease brighten
    darken kill cut activate deactivate enable disable add remove tell show give check find ring call
    drive navigate warm cool boil brew clean mow draw pull roll let keep leave move adjust fade toggle
    flip kick remind cancel undo repeat unplug plug arm disarm return halt continue begin finish launch
    """.split()  # noqa: SIM905 - a list of a hundred words
)
_BEFORE = (
    "please", "can you", "could you", "can you please", "could you please", "would you", "will you",
    "would you please", "i want you to", "i'd like you to", "i need you to", "can u", "pls", "go ahead and",
    "please go", "kindly", "be so kind and", "you can", "let's", "i would like you to", "you should",
    "go and", "now",
)  # fmt: skip
_GREETINGS = (
    "hey", "hey there", "ok", "okay", "hi", "so", "well", "um", "uh", "alright", "right", "listen", "oh",
    "yo", "excuse me",
)  # fmt: skip
_AFTER = (
    "please", "thanks", "thank you", "now", "for me", "right now", "would you", "will you", "if you can",
    "pls", "ok", "cheers", "real quick", "quickly", "thx", "for me please", "when you can", "already",
    "if possible", "my friend",
)  # fmt: skip
_HESITATIONS = ("uh", "um", "er", "uhm", "hmm", "like", "you know", "erm")
_STARTS = (
    "turn on the", "turn off", "turn", "set the", "set", "open the", "close", "can you", "could you",
    "i want", "i need the", "what's", "is the", "put the", "switch",
)  # fmt: skip
_NO = (
    "no sorry",
    "no wait",
    "sorry",
    "i mean",
    "no",
    "scratch that",
    "wait no",
    "actually",
    "no no",
    "er no",
)
_NUMBER = re.compile(r"(?<=\bto )(\d{1,3})(?= percent|%| degrees|$)")
_TIMES = re.compile(
    r"\b(at|in|after|before|until|when|tomorrow|tonight|minutes?|hours?|o'clock|every|sunset|sunrise)\b"
)
_NEIGHBOURS = {
    "a": "sq",
    "b": "vn",
    "c": "xv",
    "d": "sf",
    "e": "wr",
    "f": "dg",
    "g": "fh",
    "h": "gj",
    "i": "uo",
    "j": "hk",
    "k": "jl",
    "l": "k",
    "m": "n",
    "n": "bm",
    "o": "ip",
    "p": "o",
    "q": "w",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "u": "yi",
    "v": "cb",
    "w": "qe",
    "x": "zc",
    "y": "tu",
    "z": "x",
}  # fmt: skip


def add_noise(utterance: str, plan: str, rng: random.Random, protect: tuple[str, ...] = ()) -> str:
    """The sentence as somebody may say or type it; texts quoted in the plan and `protect` stay untouched."""
    kept = {w for text in (*_QUOTED.findall(plan), *protect) for w in _words(text)}
    imperative = _words(utterance)[:1] and _words(utterance)[0] in _VERBS
    asked = utterance.rstrip().endswith("?")
    text = utterance
    if imperative and rng.random() < 0.27:
        prefix = rng.choice(_BEFORE)
        text = f"{prefix} {text}"
        asked = prefix.split()[0] in {"can", "could", "would", "will"} and rng.random() < 0.5
    if rng.random() < 0.07:
        text = f"{rng.choice(_GREETINGS)}{rng.choice((',', '', ''))} {text}"
    if imperative and rng.random() < 0.1 and not _TIMES.search(text) and '"' not in plan:
        text = f"{text.rstrip('.!?')}{rng.choice((',', ''))} {rng.choice(_AFTER)}"
    if imperative and rng.random() < 0.03 and plan.startswith(("set ", "run ")) and not _TIMES.search(text):
        text = _restart(text, rng)
    if rng.random() < 0.06:
        text = _corrected(text, plan, rng)
    if rng.random() < 0.05:
        text = _hesitate(text, rng, kept)
    if rng.random() < 0.08:
        text = misheard(text, rng, kept)
    if rng.random() < 0.07:
        text = _typo(text, rng, kept)
    return _punctuate(tidy(text), rng, asked=asked)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.casefold())


def _hesitate(text: str, rng: random.Random, kept: set[str]) -> str:
    words = text.split()
    places = [n for n, w in enumerate(words) if n and not {w.casefold(), words[n - 1].casefold()} & kept]
    if not places:
        return text
    at = rng.choice(places)
    if rng.random() < 0.2:
        words.insert(at, words[at - 1])
    else:
        words.insert(at, rng.choice(_HESITATIONS) + rng.choice(("", "", ",", "...")))
    return " ".join(words)


def _restart(text: str, rng: random.Random) -> str:
    """A start that leads nowhere, taken back before the sentence is said from the beginning."""
    return f"{rng.choice(_STARTS)} {rng.choice(('', 'uh ', 'um ', '... '))}{rng.choice(_NO)} {text}"


def _corrected(text: str, plan: str, rng: random.Random) -> str:
    """Another number first, taken back at once; only for the one number of the sentence and of the plan."""
    found = _NUMBER.search(text)
    numbers = re.findall(r"\d+", text)
    if found is None or numbers != [found[1]] or re.findall(r"\d+", plan) != numbers:
        return text
    value = int(found[1])
    other = rng.choice([n for n in (value - 10, value - 5, value - 1, value + 5, value + 10) if n > 0])
    return f"{text[: found.start()]}{other} {rng.choice(_NO)} {text[found.start() :]}"


def _typo(text: str, rng: random.Random, kept: set[str]) -> str:
    words = text.split(" ")
    places = [n for n, w in enumerate(words) if len(w) > 4 and w.isalpha() and w.casefold() not in kept]
    if not places:
        return text
    at = rng.choice(places)
    word = words[at]
    where = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        word = word[:where] + word[where + 1] + word[where] + word[where + 2 :]
    elif kind == 1:
        word = word[:where] + word[where + 1 :]
    elif kind == 2:
        word = word[:where] + word[where] + word[where:]
    else:
        near = _NEIGHBOURS.get(word[where].lower())
        word = word[:where] + (rng.choice(near) if near else word[where]) + word[where + 1 :]
    words[at] = word
    return " ".join(words)


def _punctuate(text: str, rng: random.Random, *, asked: bool) -> str:
    roll = rng.random()
    bare = text.rstrip()
    if roll < 0.3:
        return re.sub(r"(?<=\w)[,.?!](?=\s|$)", "", bare)
    if roll < 0.65 or bare[-1:] in ".?!":
        return bare
    return bare + ("?" if asked else rng.choice(".....!"))
