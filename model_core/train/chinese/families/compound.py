"""Kind 6: two to five wishes in one sentence, some of which cannot be granted."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence

from model_core.plan import Value
from model_core.train.chinese.borrow import borrow, is_imperative
from model_core.train.chinese.families.impossible import absent_thing
from model_core.train.chinese.numerals import percent_said
from model_core.train.chinese.registry import family
from model_core.train.chinese.scopes import listed
from model_core.train.chinese.speech import key, nouns, spoken
from model_core.train.example import Draft, Effect
from model_core.train.families.borrow import devices_of, is_command
from model_core.train.home import Household
from model_core.train.phrasing import say, set_effects, set_plan
from model_core.world import Thing

_TWO = (
    "{a}，{b}", "{a}，然后{b}", "{a}，再{b}", "{a}然后{b}", "先{a}，再{b}", "先{a}，然后{b}", "{a}，还有{b}",
    "{a}，顺便{b}", "{a}，同时{b}", "{a}，另外{b}", "{a}并且{b}", "{a}，接着{b}", "{a}。{b}", "{a}，也{b}",
    "{a}，之后{b}", "{a}再{b}", "先{a}再{b}", "{a}，对了，{b}", "{a}，{b}，谢谢", "{a}；{b}", "{a}，最后{b}",
    "帮我{a}，再{b}", "请{a}，然后{b}",
)  # fmt: skip
_THREE = (
    "{a}，{b}，{c}", "{a}，{b}，然后{c}", "{a}，{b}，再{c}", "先{a}，再{b}，最后{c}", "{a}，然后{b}，再{c}",
    "{a}，{b}，还有{c}", "{a}。{b}。{c}", "{a}，{b}，另外{c}", "帮我{a}，{b}，{c}",
    "先{a}，然后{b}，接着{c}", "{a}、{b}、{c}", "{a}，{b}，顺便{c}",
)  # fmt: skip
_FOUR = (
    "{a}，{b}，{c}，{d}", "{a}，{b}，然后{c}，再{d}", "先{a}，再{b}，然后{c}，最后{d}",
    "{a}，{b}，{c}，还有{d}", "{a}。{b}。{c}。{d}", "帮我{a}，{b}，{c}，再{d}",
)  # fmt: skip
_FIVE = (
    "{a}，{b}，{c}，{d}，{e}", "先{a}，再{b}，然后{c}，{d}，最后{e}", "{a}，{b}，{c}，{d}，还有{e}",
    "{a}。{b}。{c}。{d}。{e}", "{a}，{b}，{c}，然后{d}，再{e}",
)  # fmt: skip
_LINES = {2: _TWO, 3: _THREE, 4: _FOUR, 5: _FIVE}
_LINKED = re.compile(r"(先|再|然后|顺便|同时|并且|接着|也|之后|最后|帮我|请)\{")
"""Words after which only a verb may follow."""
_MARKS = frozenset("，。？！；、,?!")
_LEANING = re.compile(
    r"^(亮度|音量|声音|温度|灯光|室温|风速|风量|把(亮度|音量|声音|温度|室温|房间温度|风|灯调|灯光))|"
    r"^灯(调|开到|的亮度|亮)|[它这那]|一[盏个台]|谁没|忘|吗$|其他|其它|别的|剩下|除"
)  # fmt: skip
"""Sentences that mean another device after a first wish, or that ask."""


def _plain(draft: Draft) -> bool:
    said = draft.utterance
    return not _MARKS & set(said) and _LEANING.search(said) is None and 2 < len(said) <= 18


def _usable(home: Household, draft: Draft) -> bool:
    if not (is_command(draft) and _plain(draft)) or "previous" in draft.plan or ";" in draft.plan:
        return False
    said = key(draft.utterance)
    moved = [t for t in home.world.things if t.id in devices_of(draft)]
    return any(key(w) in said for t in moved for w in (t.name, *nouns(home, t))) or "门" in said


def _refusal(draft: Draft) -> bool:
    return (
        _plain(draft) and draft.plan.startswith(("refuse unknown", "refuse unable")) and is_imperative(draft)
    )


def _parts(
    home: Household, rng: random.Random, count: int, kinds: Sequence[int], bad: int
) -> list[Draft] | None:
    """Parts that do not meddle with one another, `bad` of them impossible."""
    parts: list[Draft] = []
    moved: set[str] = set()
    for _ in range(count - bad):
        part = borrow(home, rng, kinds, lambda d: _usable(home, d))
        if part is None or devices_of(part) & moved:
            return None
        parts.append(part)
        moved |= devices_of(part)
    for _ in range(bad):
        part = borrow(home, rng, (7,), _refusal)
        if part is None:
            return None
        parts.append(part)
    if len({p.plan for p in parts}) < count:
        return None
    rng.shuffle(parts)
    return parts


def _joined(home: Household, rng: random.Random, parts: Sequence[Draft]) -> Draft:
    lines = _LINES[len(parts)]
    if not all(is_imperative(p) for p in parts):
        lines = tuple(t for t in lines if not _LINKED.search(t))
    utterance = say(rng, home, lines, **dict(zip("abcde", (p.utterance for p in parts), strict=False)))
    effects: list[Effect] = [e for p in parts for e in p.expected or ()]
    protect = tuple(w for p in parts for w in p.protect)
    return Draft(utterance, "; ".join(p.plan for p in parts), tuple(effects), protect=protect)


def _several(
    home: Household, rng: random.Random, counts: Mapping[int, float], kinds: Sequence[int], bad: int
) -> Draft | None:
    for _ in range(6):
        count = rng.choices(tuple(counts), tuple(counts.values()))[0]
        parts = _parts(home, rng, count, kinds, bad)
        if parts is not None:
            return _joined(home, rng, parts)
    return None


@family(kind=6, weight=4.0)
def mixed(home: Household, rng: random.Random) -> Draft | None:
    """Wishes of several kinds, all of them possible."""
    return _several(home, rng, {2: 6, 3: 3, 4: 1, 5: 0.5}, (1, 2, 3, 4), 0)


@family(kind=6, weight=2.0)
def partly_impossible(home: Household, rng: random.Random) -> Draft | None:
    """The valid wishes are planned, the others refused, in the order said."""
    return _several(home, rng, {2: 6, 3: 3, 4: 0.6}, (1, 2, 3), 1)


_ASKING = (
    "{a}，{b}", "{a}，然后告诉我{b}", "{a}，顺便看看{b}", "{a}。{b}", "{a}，再告诉我{b}", "{a}，对了，{b}",
    "{a}，另外{b}",
)  # fmt: skip
_ASKED_FIRST = ("{b}，然后{a}", "{b}？{a}", "{b}，另外{a}", "{b}，再{a}", "{b}？顺便{a}")


@family(kind=6, weight=1.0)
def with_question(home: Household, rng: random.Random) -> Draft | None:
    """A wish and a question."""
    first = borrow(home, rng, (1, 2, 3), lambda d: _usable(home, d) and is_imperative(d))
    second = borrow(home, rng, (9,), lambda d: not _MARKS & set(d.utterance) and "refuse" not in d.plan)
    if first is None or second is None:
        return None
    a, b = first.utterance, second.utterance
    if rng.random() < 0.35:
        return Draft(say(rng, home, _ASKED_FIRST, a=a, b=b), f"{second.plan}; {first.plan}", first.expected)
    lines: tuple[str, ...] = _ASKING
    if b.endswith(("吗", "吧")) or b.startswith(
        ("看", "查", "告诉", "我", "帮", "念", "读", "报", "列", "数", "检查")
    ):
        lines = tuple(t for t in lines if "告诉" not in t and "看看" not in t)
    return Draft(say(rng, home, lines, a=a, b=b), f"{first.plan}; {second.plan}", first.expected)


_SHARED: tuple[tuple[bool, tuple[str, ...]], ...] = (
    (True, ("打开{l}", "把{l}打开", "{l}都打开", "开一下{l}", "把{l}都打开", "开启{l}", "帮我开{l}")),
    (False, ("关掉{l}", "把{l}关了", "{l}都关掉", "关一下{l}", "把{l}都关了", "关闭{l}", "帮我关{l}")),
)  # fmt: skip


@family(kind=6, weight=2.4)
def shared_verb(home: Household, rng: random.Random) -> Draft | None:
    """One verb for two to four devices, one of which may not be there."""
    value, lines = rng.choice(_SHARED)
    things = [t for t in home.able("on") if home.kinds[t.id] != "camera"]
    count = rng.choices((2, 3, 4), (0.6, 0.3, 0.1))[0]
    if len(things) < count:
        return None
    chosen = rng.sample(things, count)
    names = [s for t in chosen if (s := spoken(home, t, rng, lambda t: home.can(t, "on")))]
    if len(names) < count or len(set(names)) < count:
        return None
    absent = absent_thing(home, rng) if rng.random() < 0.35 else None
    steps: list[tuple[Thing | None, str]] = list(zip(chosen, names, strict=True))
    if absent is not None:
        steps[rng.randrange(count)] = (None, absent)
    utterance = say(rng, home, lines, l=listed([name for _, name in steps], rng))
    kept = [t for t, _ in steps if t is not None]
    wanted = {"on": value}
    effects = set_effects(home, kept, wanted)
    return Draft(utterance, _in_order(home, steps, wanted), effects, protect=(absent,) if absent else ())


def _in_order(home: Household, steps: Sequence[tuple[Thing | None, str]], wanted: Mapping[str, Value]) -> str:
    plans: list[str] = []
    run: list[Thing] = []
    for thing, name in [*steps, (None, "")]:
        if thing is not None:
            run.append(thing)
            continue
        if run:
            plans.append(set_plan(home, run, wanted))
            run = []
        if name:
            plans.append(f'refuse unknown "{name}"')
    return "; ".join(plans)


_APART: Mapping[bool, tuple[str, ...]] = {
    True: ("打开{a}，关掉{b}", "把{a}打开，把{b}关了", "{a}打开，{b}关掉", "开{a}，关{b}", "{a}开，{b}关",
        "把{a}开开，{b}关上",
        "{a}开一下，{b}关一下", "打开{a}，{b}就关了吧", "打开{a}并关掉{b}"),
    False: ("关掉{a}，打开{b}", "把{a}关了，把{b}打开", "{a}关掉，{b}打开", "关{a}，开{b}", "{a}关，{b}开",
        "把{a}关上，{b}开开",
        "{a}关一下，{b}开一下", "关掉{a}换成{b}", "关掉{a}，{b}要开着", "关掉{a}并打开{b}"),
}  # fmt: skip
_LEVELS = (
    "{a}调到{x}，{b}调到{y}", "把{a}调到{x}，把{b}调到{y}", "{a}{x}，{b}{y}", "{a}亮度{x}，{b}亮度{y}",
    "把{a}亮度设为{x}，{b}设为{y}", "{a}调到{x}，{b}{y}", "将{a}设为{x}，{b}设为{y}",
)  # fmt: skip


@family(kind=6, weight=1.4)
def different_values(home: Household, rng: random.Random) -> Draft | None:
    """One on and the other off, one at 20 and the other at 60."""
    role = rng.choice(("on", "on", "brightness"))
    things = [t for t in home.able(role) if home.kinds[t.id] != "phone"]
    if len(things) < 2:
        return None
    pair = rng.sample(things, 2)
    a, b = (spoken(home, t, rng, lambda t: home.can(t, role)) for t in pair)
    if a is None or b is None or a == b:
        return None
    values: tuple[Value, Value]
    if role == "on":
        on = rng.random() < 0.5
        values = (on, not on)
        text = say(rng, home, _APART[on], a=a, b=b)
    else:
        low, high = rng.randrange(5, 50, 5), rng.randrange(50, 100, 5)
        low, high = (low, high) if rng.random() < 0.5 else (high, low)
        values = (low, high)
        text = say(rng, home, _LEVELS, a=a, b=b, x=percent_said(low, rng), y=percent_said(high, rng))
    steps = [(t, {role: v}) for t, v in zip(pair, values, strict=True)]
    effects = tuple(e for t, wanted in steps for e in set_effects(home, [t], wanted))
    return Draft(text, "; ".join(set_plan(home, [t], wanted) for t, wanted in steps), effects)
