"""The grammar of plans for one home, in llguidance's Lark dialect: nothing that is not there can be named.

plan    := step ("; " step)*
step    := "set" target ": " assignments | "run" target ": " action | query | ask | refuse
           | later | cancel | adjust | tell
target  := label ("," label)* | "all" [type] ["in" places] ["except" labels]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from model_core.language.vocabulary import Vocabulary, clean
from model_core.plan import Word
from model_core.world import Action, Attribute, Kind, Thing

_RELATIVE = (Word.MORE, Word.LESS, Word.SLIGHTLY_MORE, Word.SLIGHTLY_LESS, Word.MUCH_MORE, Word.MUCH_LESS)
_EXTREMES = (Word.MAXIMUM, Word.MINIMUM)
_NUMERIC = frozenset({Kind.INTEGER, Kind.NUMBER})

_FLAG = '"=true" | "=false" | "=toggle" | "=previous"'
_UNSEEN = (
    r"\x00-\x1f\x7f-\xa0\u00ad\u0600-\u0605\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    r"\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\uffff"
)
"""Characters that cannot be shown: no text of a plan has them, and the parser refuses them."""
_COMMON = r"""
start: " " step ("; " step)*
NUMBER: /-?[0-9]{1,6}(\.[0-9]{1,3})?/
AMOUNT: /[1-9][0-9]{0,3}(\.[0-9]{1,2})?|0\.[1-9][0-9]?/
TEXT: /"[^"UNSEEN]{1,120}"/
CLOCK: /([01][0-9]|2[0-3]):[0-5][0-9]|(1[0-2]|[1-9]):[0-5][0-9][ap]m/
compare: "=" | "!=" | ">=" | "<=" | ">" | "<"
ask: "ask which " (ref (", " ref)+ | group) | "ask what" (": " ref)?
refuse: "refuse unknown " TEXT | "refuse unable: " ref (", " ref)* | "refuse chat" | "refuse unclear"
timed: "THEN_PLACEHOLDER"
duration: AMOUNT unit (" " AMOUNT unit)?
unit: " s" | " min" | " h"
time: CLOCK | "sunrise" | "sunset"
clock: time days?
days: " tomorrow" | " daily" | " weekdays" | " weekends" | weekday
weekday: (" mon" | " tues" | " wednes" | " thurs" | " fri" | " satur" | " sun") "day"
cancel: "cancel" which
later: "later " trigger called? (" about " TEXT)? (" then " timed)?
called: " called " TEXT
which: " all"? (" timer" | " alarm" | " reminder")? called? (" of " duration)? (" at " time)?
adjust: ("pause" | "resume") " waiting" which | ("extend" | "shorten") " waiting" which " by " duration
tell: "tell " ("time" | "date" | "waiting" which)
"""


def build(vocabulary: Vocabulary, *, refusing: bool = True) -> str:
    """The Lark grammar of every plan that this home allows; not `refusing`: of those that refuse nothing.

    The lexer is greedy, so "all" and the type after it are two terminals: a joint one would swallow
    the space of "all in kitchen".
    """
    return _Builder(vocabulary).text(refusing=refusing)


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _any_of(texts: Iterable[str]) -> str:
    return " | ".join(_literal(t) for t in dict.fromkeys(texts))


class _Builder:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._rules: list[str] = []
        self._shared: dict[str, str] = {}
        self._steps: list[str] = []
        self._timed: list[str] = []
        self._triggers = ['"after " duration', '"at " clock']

    def text(self, *, refusing: bool) -> str:
        vocabulary = self._vocabulary
        self._rules.append(f"ref: {_any_of(vocabulary.ids)}" if vocabulary.ids else 'ref: "nothing"')
        places = [*vocabulary.rooms, *vocabulary.floors]
        if places:
            self._rules.append(f"place: {_any_of(places)}")
            scope = ' (" in " place (", " place)*)? (" except " (ref | place) (", " (ref | place))*)?'
        else:
            scope = ' (" except " ref (", " ref)*)?'
        self._rules.append(f"scope:{scope}")
        if vocabulary.types:
            kinds = _any_of(f" {kind}" for kind in vocabulary.types)
            self._rules.append(f'group: "all" ({kinds})? scope')
        else:
            self._rules.append('group: "all"')
        for number, device_class in enumerate(vocabulary.classes):
            name = f"c{number}"
            self._rules.append(
                f"{name}: {_any_of(n for t in device_class.things for n in vocabulary.names[t.id])}"
            )
            self._target(f'{name} (", " {name})*', (device_class.sample,), name)
            self._condition(name, device_class.sample)
        for number, (kind, things) in enumerate(vocabulary.types.items()):
            self._target(
                f'"all" {_literal(f" {kind}")} scope',
                things,
                f"t{number}",
                any_of=f'"any" {_literal(f" {kind}")} scope',
            )
        if vocabulary.world.things:
            self._target('"all" scope', vocabulary.world.things, "w", any_of='"any" scope')
            self._comparison_between()
        steps = [*self._timed, "ask", *(["refuse"] if refusing else []), "later", "cancel", "adjust", "tell"]
        common = _COMMON.replace("UNSEEN", _UNSEEN).replace(
            'timed: "THEN_PLACEHOLDER"', f"timed: {' | '.join(self._timed) or 'refuse'}"
        )
        return "\n".join(
            [
                common.strip(),
                f"step: {' | '.join(steps)}",
                f"trigger: {' | '.join(self._triggers)}",
                *self._rules,
                "",
            ]
        )

    def _target(self, target: str, things: Sequence[Thing], name: str, any_of: str | None = None) -> None:
        """Rules for everything that can be said of one target."""
        attributes = [p for thing in things for p in thing.properties]
        writable = [self._assignment(p) for p in attributes if p.writable]
        if writable:
            self._add(f"{name}_set", writable)
            self._timed.append(f'"set " {target} ": " {name}_set (", " {name}_set)*')
        actions = [self._action(a) for thing in things for a in thing.actions]
        if actions:
            self._add(f"{name}_run", actions)
            self._timed.append(f'"run " {target} ": " {name}_run')
        if attributes:
            self._add(f"{name}_get", (_literal(p.name) for p in attributes))
            self._add(f"{name}_test", (self._test(p) for p in attributes))
            self._timed.append(f'"get " {target} ": " {name}_get (", " {name}_get)*')
            self._timed.append(f'("check " | "count " | "list ") {target} ": " {name}_test')
            if any_of:
                self._timed.append(f'"check " {any_of} ": " {name}_test')
        numbers = [_literal(p.name) for p in attributes if p.kind in _NUMERIC]
        if any_of and numbers:
            self._add(f"{name}_number", numbers)
            self._timed.append(f'("highest " | "lowest ") {target} ": " {name}_number')

    def _comparison_between(self) -> None:
        numbers = [
            _literal(p.name)
            for t in self._vocabulary.world.things
            for p in t.properties
            if p.kind in _NUMERIC
        ]
        if numbers:
            self._add("any_number", numbers)
            self._timed.append('("highest " | "lowest ") ref (", " ref)+ ": " any_number')

    def _condition(self, name: str, sample: Thing) -> None:
        if sample.properties:
            self._triggers.append(f'"when " {name} ": " {name}_test')

    def _add(self, name: str, alternatives: Iterable[str]) -> None:
        self._rules.append(f"{name}: {' | '.join(dict.fromkeys(alternatives))}")

    def _assignment(self, attribute: Attribute) -> str:
        name = _literal(attribute.name)
        match attribute.kind:
            case Kind.BOOLEAN:
                return f"{name} {self._share('flag', _FLAG)}"
            case Kind.INTEGER | Kind.NUMBER:
                words = _any_of(f"={w}" for w in (*_RELATIVE, *_EXTREMES, Word.PREVIOUS))
                unit = ' ("F" | "C")?' if attribute.unit in {"°C", "°F"} else ""
                body = f'("=" | "+=" | "-=" | "*=") NUMBER{unit} | {words}'
                return f"{name} {self._share('degrees' if unit else 'amount', body)}"
            case Kind.STRING if attribute.choices:
                values = _any_of([*(f"={clean(c)}" for c in attribute.choices), "=previous"])
                return f"{name} {self._share('', values)}"
            case Kind.STRING | Kind.LIST:
                return f'{name} "=" TEXT'

    def _action(self, action: Action) -> str:
        if not action.arguments:
            return _literal(action.name)
        arguments = " | ".join(f"{_literal(f' {a.name}=')} {self._argument(a)}" for a in action.arguments)
        return f"{_literal(action.name)} ({arguments})*"

    def _argument(self, attribute: Attribute) -> str:
        match attribute.kind:
            case Kind.BOOLEAN:
                return '("true" | "false")'
            case Kind.INTEGER | Kind.NUMBER:
                return "NUMBER"
            case Kind.STRING if attribute.choices:
                return f"({_any_of(clean(c) for c in attribute.choices)})"
            case Kind.STRING | Kind.LIST:
                return "TEXT"

    def _test(self, attribute: Attribute) -> str:
        name = _literal(attribute.name)
        match attribute.kind:
            case Kind.BOOLEAN:
                return f'{name} ("=true" | "=false")'
            case Kind.INTEGER | Kind.NUMBER:
                unit = ' ("F" | "C")?' if attribute.unit in {"°C", "°F"} else ""
                return f"{name} compare NUMBER{unit}"
            case Kind.STRING if attribute.choices:
                values = self._share("", _any_of(clean(c) for c in attribute.choices))
                return f'{name} ("=" | "!=") {values}'
            case Kind.STRING | Kind.LIST:
                return f'{name} ("=" | "!=") TEXT'

    def _share(self, name: str, body: str) -> str:
        """The name of a rule with this body; equal bodies are written once."""
        if body not in self._shared:
            rule = f"v_{name or len(self._shared)}"
            self._shared[body] = rule
            self._rules.append(f"{rule}: {body}")
        return self._shared[body]
