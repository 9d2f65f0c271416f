"""Carries plans out on a household and compares what they do with what the family meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import llguidance

from model_core.language import grammar
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import (
    AskStep,
    GetStep,
    LaterStep,
    Op,
    Plan,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
    Value,
    Word,
)
from model_core.train.example import Effect, Example
from model_core.train.home import Household, State
from model_core.world import Attribute, Kind, World

_STEPS = {
    Word.MORE: 0.1, Word.LESS: -0.1, Word.SLIGHTLY_MORE: 0.05, Word.SLIGHTLY_LESS: -0.05,
    Word.MUCH_MORE: 0.25, Word.MUCH_LESS: -0.25,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state after a plan and every single effect on the way, in order."""

    state: State
    effects: tuple[Effect, ...]


class Wrong(Exception):
    """The example's plan does not do what the family said."""


def effects_of(plan: Plan, world: World) -> tuple[Effect, ...]:
    """What the immediate steps of a plan do, device by device; steps for later do nothing now."""
    effects: list[Effect] = []
    for step in plan.steps:
        if not isinstance(step, SetStep | RunStep):
            continue
        for device in step.devices:
            thing = world.thing(device)
            if thing is None:
                raise Wrong(f"The plan names {device}, which is not in the home.")
            if isinstance(step, RunStep):
                if thing.find_action(step.action):
                    effects.append(Effect(device, step.action, arguments=step.arguments))
                elif not step.group:
                    raise Wrong(f"{thing.name} cannot {step.action}.")
                continue
            for a in step.assignments:
                attribute = thing.find_property(a.property)
                if attribute is not None and attribute.writable:
                    effects.append(Effect(device, a.property, a.value, a.op, a.unit))
                elif not step.group:
                    raise Wrong(f"{thing.name} has no writable {a.property}.")
    return tuple(effects)


def execute(plan: Plan, home: Household) -> Outcome:
    """The state after the immediate steps of a plan, and the effects that led there."""
    state = {device: dict(values) for device, values in home.state.items()}
    effects = effects_of(plan, home.world)
    for effect in effects:
        thing = home.world.thing(effect.device)
        attribute = thing.find_property(effect.name) if thing else None
        if effect.value is not None and attribute is not None:
            present = state[effect.device].get(effect.name)
            state[effect.device][effect.name] = _resolved(attribute, present, effect)
    return Outcome(state, effects)


def _resolved(attribute: Attribute, present: Value | None, effect: Effect) -> Value:
    value = effect.value
    if attribute.kind is Kind.BOOLEAN or isinstance(value, bool | None):
        return (
            (not present)
            if value is Word.TOGGLE
            else (present or False)
            if isinstance(value, Word)
            else value or False
        )
    if attribute.kind not in {Kind.INTEGER, Kind.NUMBER}:
        return (present or "") if isinstance(value, Word) else value
    low = attribute.minimum if attribute.minimum is not None else 0.0
    high = attribute.maximum if attribute.maximum is not None else 100.0
    now = float(present) if isinstance(present, int | float) else low
    if isinstance(value, Word):
        if value in {Word.MAXIMUM, Word.MINIMUM}:
            return high if value is Word.MAXIMUM else low
        return min(high, max(low, now + _STEPS.get(value, 0.0) * (high - low)))
    amount = float(value)
    if effect.unit == "F":
        amount = round((amount - 32) / 1.8, 1) if effect.op is Op.ASSIGN else amount / 1.8
    wanted = {Op.ASSIGN: amount, Op.ADD: now + amount, Op.SUBTRACT: now - amount, Op.MULTIPLY: now * amount}[
        effect.op
    ]
    return wanted if effect.op is Op.ASSIGN else min(high, max(low, wanted))


def check(example: Example, home: Household) -> Outcome:
    """Parses and carries out the plan. Raises InvalidPlan or Wrong."""
    plan = parse(example.plan, home.vocabulary, utterance=example.request.utterance)
    outcome = execute(plan, home)
    if example.expected is not None:
        done, meant = Counter(map(_key, outcome.effects)), Counter(map(_key, example.expected))
        if done != meant:
            sentence = f"{example.request.utterance!r} -> {example.plan!r}"
            raise Wrong(f"{sentence} does {done - meant} and misses {meant - done}.")
    return outcome


def _key(effect: Effect) -> tuple[object, ...]:
    """Texts compare without regard to capitals: the plan is written from a lower-case sentence."""
    arguments = tuple((n, v.casefold() if isinstance(v, str) else v) for n, v in effect.arguments)
    value = effect.value
    shown = value.casefold() if isinstance(value, str) and not isinstance(value, Word) else value
    return (effect.device, effect.name, type(shown).__name__, shown, effect.op, effect.unit, arguments)


class Acceptor:
    """The grammar of one home, compiled once, to ask whether a decoder could write a plan."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._tokenizer = llguidance.LLTokenizer("byte")
        lark = llguidance.LLMatcher.grammar_from_lark(grammar.build(vocabulary))
        self._matcher = llguidance.LLMatcher(self._tokenizer, lark)

    def accepts(self, plan: str) -> bool:
        """True when the plan text, with its leading space, is a whole sentence of the grammar."""
        matcher = self._matcher.deep_copy()
        written = matcher.consume_tokens(self._tokenizer.tokenize_str(f" {plan}"))
        return bool(written) and bool(matcher.is_accepting())


def meaning(plan: Plan, world: World) -> tuple[object, ...]:
    """What a plan does, asks or answers, without the words it is written in."""
    others = [s for s in plan.steps if not isinstance(s, SetStep | RunStep)]
    return (frozenset(effects_of(plan, world)), *(_step(s, world) for s in others))


def _step(step: Step, world: World) -> object:
    match step:
        case AskStep():
            return "ask", step.question, frozenset(step.choices)
        case RefuseStep():
            return "refuse", step.reason, frozenset(step.devices if step.reason is Reason.UNABLE else ())
        case GetStep():
            return "get", step.query, frozenset(step.devices), frozenset(step.properties), step.test
        case LaterStep():
            inner = Plan(step.steps)
            return "later", step.trigger, step.name, step.about, meaning(inner, world)
        case _:
            return step
