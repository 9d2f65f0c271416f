"""The door to the model: requests in, plans out, on a thread of its own."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

from model_core import checkpoint, memory
from model_core.agreement import LEAST_OWN, Agreement
from model_core.cache import KeyValues
from model_core.confidence import Calibration
from model_core.decode import Constraint, Decoded, Decoding, Grammars, PlanEndless, PlanUnlikely
from model_core.errors import EngineBusy, InvalidPlan, PromptTooLong
from model_core.language import grammar
from model_core.language.denials import denies_what_is_there
from model_core.language.parse import parse
from model_core.language.prompt import render_home, render_request
from model_core.language.quotes import Quotes, Spellings
from model_core.language.repeats import Repeats
from model_core.language.vocabulary import Vocabulary
from model_core.loading import prepare
from model_core.model import Decoder
from model_core.passes import Passes
from model_core.plan import Plan
from model_core.reading.wishes import which
from model_core.retrieval.candidates import Candidate, Candidates
from model_core.retrieval.excerpt import WHOLE, Index
from model_core.rounds import Rounds
from model_core.scheduler import Scheduler
from model_core.tokenizer import Tokenizer
from model_core.weighing.alternatives import LEAST, UNSURE, alternatives, ended
from model_core.weighing.doubts import is_plain
from model_core.weighing.evidence import Evidence
from model_core.weighing.judge import Judge, Weighed, preference
from model_core.weighing.parts import picks_unasked
from model_core.work import Step, Work
from model_core.world import Request, World

_EXCERPTS = 4
"""Excerpts of large homes whose descriptions stay computed, for the same words said again."""
K = TypeVar("K")
V = TypeVar("V")
_GRACE = 5.0
"""Seconds for what is under way when the engine is closed."""
_ROOM_FOR_REQUEST = 1024
"""Tokens kept free after the home for history, sentence and plan."""


@dataclass(slots=True)
class Home:
    """What is computed once for a home or an excerpt of it: names, grammar, keys and values of the text."""

    vocabulary: Vocabulary
    whole: Vocabulary
    """That of the home; the groups of a plan are groups of all its devices."""
    candidates: Candidates
    """Of the whole home as well."""
    grammar: str
    repeats: Repeats
    cache: KeyValues


@dataclass(slots=True)
class Counters:
    """What the engine has done since it started."""

    plans: int = 0
    tokens: int = 0
    forced: int = 0
    passes: int = 0
    homes_read: int = 0
    homes_reused: int = 0


class Engine:
    """Turns requests into plans with one model: several at the same time, begun in the order they came."""

    def __init__(
        self,
        model: Decoder,
        tokenizer: Tokenizer,
        *,
        passes: Passes | None = None,
        calibration: Calibration | None = None,
        judge: Judge | None = None,
        agreement: Agreement | None = None,
        homes: int = 16,
        queue: int = 32,
        at_once: int = 16,
        thread: ThreadPoolExecutor | None = None,
    ) -> None:
        """`judge` weighs what else an unsure plan could be, `agreement` a plan that was read and the model's.

        `at_once` requests are worked on, `queue` more may wait. `thread`: of one worker, for everything that
        the model computes; the engine ends it.
        """
        self._judge = judge
        self._agreement = agreement
        self._known_evidence: WeakKeyDictionary[Vocabulary, Evidence] = WeakKeyDictionary()
        self._model = model
        self._passes = passes or Passes(model)
        self._calibration = calibration
        self._tokenizer = tokenizer
        self._grammars = Grammars(tokenizer)
        self._spellings = Spellings(self._grammars.spelled, tokenizer.size)
        self._homes: OrderedDict[World, Home] = OrderedDict()
        self._indices: OrderedDict[World, Index] = OrderedDict()
        self._excerpts: OrderedDict[tuple[World, tuple[str, ...]], Home] = OrderedDict()
        self._being_read: set[World] = set()
        self._keep = homes
        rounds = Rounds(self._passes.together, most=self._passes.at_once)
        self._scheduler = Scheduler(rounds, thread or worker(), at_once=at_once, queue=queue)
        self.counters = Counters()

    @classmethod
    def load(
        cls, folder: Path, *, progress: checkpoint.Progress = lambda _stage, _done: None, verify: bool = True
    ) -> Engine:
        """Load a checkpoint folder, after checking it against its manifest.

        Raises CheckpointMissing, CheckpointCorrupt.
        """
        memory.keep_together()
        thread = worker()
        try:
            return thread.submit(cls._load, folder, progress, verify=verify, thread=thread).result()
        except BaseException:
            thread.shutdown(wait=False)
            raise

    @classmethod
    def _load(
        cls, folder: Path, progress: checkpoint.Progress, *, verify: bool, thread: ThreadPoolExecutor
    ) -> Engine:
        model, passes = prepare(folder, progress, verify=verify)
        tokenizer = Tokenizer.load(folder, end=2)
        engine = cls(
            model,
            tokenizer,
            passes=passes,
            calibration=Calibration.load(folder),
            judge=Judge.load(folder),
            agreement=Agreement.load(folder),
            thread=thread,
        )
        engine._spellings.prepare()
        memory.give_back()
        memory.page_out_libraries()
        return engine

    @property
    def model(self) -> Decoder:
        """The model that is hosted."""
        return self._model

    def is_word(self, text: str) -> bool:
        """Whether a text is a common word of the languages that the model was trained on."""
        return self._tokenizer.is_word(text)

    async def plan(self, request: Request, *, deadline: float | None = None) -> Plan:
        """The plan for a request; `deadline` is in seconds from now.

        Raises EngineBusy when too many wait or time runs out, EngineClosed, PromptTooLong, InvalidPlan.
        """
        end = None if deadline is None else time.monotonic() + deadline
        return await asyncio.wrap_future(self._scheduler.submit(self._plan(request, end)))

    async def check(
        self, request: Request, read: Plan, *, doubt: float, deadline: float | None = None
    ) -> Plan:
        """The plan that was read from a request's words, or the model's own where that is likelier right.

        `doubt`: the log odds that the plan is wrong, by its words. The confidence is measured for both
        agreeing and for how they differ; without such a measure nothing is compared. Raises as `plan` does.
        """
        if self._agreement is None:
            return read
        end = None if deadline is None else time.monotonic() + deadline
        return await asyncio.wrap_future(
            self._scheduler.submit(self._checked(self._agreement, request, read, doubt, end))
        )

    async def warm(self, world: World) -> None:
        """Read a home's description ahead of its first request."""
        await asyncio.wrap_future(self._scheduler.submit(self._warm(world), always=True))

    def _warm(self, world: World) -> Work[None]:
        if len(world.things) <= WHOLE:
            yield from self._home(world)
        else:
            self._index(world)
        memory.give_back()

    def close(self) -> None:
        """Let what was taken end, within seconds, and refuse the rest."""
        self._scheduler.close(_GRACE)

    def _plan(self, request: Request, end: float | None) -> Work[Plan]:
        home, decoding = yield from self._heard(request, end)
        first = yield from self._write(decoding, home.grammar, forks=LEAST)
        plan = self._parsed(first, home, request)
        if self._judge is not None and first.probability < UNSURE:
            weighed = yield from self._weighed(self._judge, decoding, first, home, request)
            if weighed is not None:
                return self._told_apart(weighed, request, home)
        certain = 1.0
        if denies_what_is_there(plan, home.whole):
            certain -= first.probability
            first = yield from self._write(decoding, grammar.build(home.vocabulary, refusing=False))
            plan = self._parsed(first, home, request)
        if self._calibration is not None:
            plan = replace(plan, confidence=certain * self._calibration(first))
        return self._told_apart(plan, request, home)

    def _checked(
        self, known: Agreement, request: Request, read: Plan, doubt: float, end: float | None
    ) -> Work[Plan]:
        home, decoding = yield from self._heard(request, end)
        followed = yield from decoding.follow(Constraint(self._grammars, home.grammar), read.text)
        if followed is None:
            return read
        if followed.otherwise is None:
            return replace(read, confidence=known.agreed)
        constraint = Constraint(self._grammars, home.grammar)
        try:
            own = yield from decoding.plan(constraint, followed.otherwise, least=LEAST_OWN)
        except (PlanUnlikely, PlanEndless):
            return replace(read, confidence=known.either)
        self._count(own)
        plan = self._parsed(own, home, request)
        if plan.steps == read.steps:
            return replace(read, confidence=known.agreed)
        if denies_what_is_there(plan, home.whole) or picks_unasked(plan, read):
            return replace(read, confidence=known.either)
        words = preference(self._judge, self._evidence(home.whole), request, plan, read)
        preferred = known.weigh(
            own.probability, followed.probability, doubt, words, is_plain=is_plain(request, read)
        )
        return replace(plan if preferred.is_own else read, confidence=preferred.confidence)

    def _heard(self, request: Request, end: float | None) -> Work[tuple[Home, Decoding]]:
        """The home of a request, or an excerpt of it, and what writes plans for it."""
        _in_time(end)
        if len(request.world.things) > WHOLE:
            index = self._index(request.world)
            near = index.candidates(request)
            prompt = self._prompt(index.vocabulary, request, near)
            home = yield from self._excerpt(index, request, near, end)
        else:
            home = yield from self._home(request.world)
            near = home.candidates(request)
            prompt = self._prompt(home.vocabulary, request, near)
        return home, self._decoding(home, prompt, request, end)

    def _weighed(
        self, judge: Judge, decoding: Decoding, first: Decoded, home: Home, request: Request
    ) -> Work[Plan | None]:
        """The best of what the sentence could mean; None where only denying what is there was thought of."""
        others = yield from alternatives(decoding, lambda: Constraint(self._grammars, home.grammar), first)
        self._count(*others)
        plans = []
        for decoded in (first, *others):
            with suppress(InvalidPlan):
                plan = self._parsed(decoded, home, request)
                if not denies_what_is_there(plan, home.whole):
                    plans.append(Weighed(plan, decoded.probability))
        if not plans:
            return None
        return judge(request, plans, self._evidence(home.whole))

    def _told_apart(self, plan: Plan, request: Request, home: Home) -> Plan:
        """The plan, or the question which is meant where it takes one of several that no word tells apart."""
        alike = self._evidence(home.whole).equals(request, plan)
        if not alike:
            return plan
        question = parse(which(alike, home.whole), home.whole, utterance=request.utterance)
        return replace(question, confidence=plan.confidence)

    def _evidence(self, vocabulary: Vocabulary) -> Evidence:
        known = self._known_evidence.get(vocabulary)
        if known is None:
            known = self._known_evidence[vocabulary] = Evidence(vocabulary, self.is_word)
        return known

    @staticmethod
    def _parsed(decoded: Decoded, home: Home, request: Request) -> Plan:
        return parse(decoded.text, home.whole, utterance=request.utterance)

    def _prompt(self, vocabulary: Vocabulary, request: Request, near: Sequence[Candidate]) -> list[int]:
        """The tokens after the home, the same for a home and its excerpts. Raises PromptTooLong."""
        prompt = self._tokenizer.encode(render_request(vocabulary, request, near))
        while len(prompt) > _ROOM_FOR_REQUEST // 2 and (near or request.pending):
            near, pending = (
                near[:-1],
                request.pending if near else (),
            )  # long names must not cost the sentence
            request = replace(request, pending=pending)
            prompt = self._tokenizer.encode(render_request(vocabulary, request, near))
        if len(prompt) > _ROOM_FOR_REQUEST // 2:
            raise PromptTooLong(f"The sentence and its history are {len(prompt)} tokens long.")
        return prompt

    def _decoding(self, home: Home, prompt: list[int], request: Request, end: float | None) -> Decoding:
        return Decoding(
            self._model,
            home.cache,
            prompt,
            self._tokenizer,
            repeats=home.repeats,
            quotes=Quotes(request, self._spellings),
            out_of_time=lambda: end is not None and time.monotonic() >= end,
        )

    def _write(self, decoding: Decoding, rules: str, *, forks: float = 1.0) -> Work[Decoded]:
        try:
            done = yield from decoding.plan(Constraint(self._grammars, rules), forks=forks)
        except PlanEndless as endless:
            done = yield from ended(decoding, lambda: Constraint(self._grammars, rules), endless)
        self.counters.plans += 1
        self._count(done)
        return done

    def _count(self, *decoded: Decoded) -> None:
        for done in decoded:
            self.counters.tokens += done.tokens
            self.counters.forced += done.forced
            self.counters.passes += done.passes

    def _home(self, world: World) -> Work[Home]:
        """All of a small home."""
        while world in self._being_read:
            yield []
        known = _recall(self._homes, world)
        if known is not None:
            self.counters.homes_reused += 1
            return known
        self._being_read.add(world)
        try:
            vocabulary = Vocabulary(world)
            read = yield from self._read(vocabulary, vocabulary, Candidates(vocabulary))
        finally:
            self._being_read.remove(world)
        return _remember(self._homes, world, read, self._keep)

    def _excerpt(
        self, index: Index, request: Request, near: Sequence[Candidate], end: float | None
    ) -> Work[Home]:
        """The part of a large home that the request could be about. Raises EngineBusy."""
        ids = index.choose(request, near)
        _in_time(end)
        key = (request.world, ids)
        known = _recall(self._excerpts, key)
        if known is not None:
            self.counters.homes_reused += 1
            return known
        vocabulary = Vocabulary(request.world.select(ids), within=index.vocabulary)
        read = yield from self._read(vocabulary, index.vocabulary, index.candidates)
        return _remember(self._excerpts, key, read, _EXCERPTS)

    def _index(self, world: World) -> Index:
        known = _recall(self._indices, world)
        return known or _remember(self._indices, world, Index(Vocabulary(world)), self._keep)

    def _read(self, vocabulary: Vocabulary, whole: Vocabulary, candidates: Candidates) -> Work[Home]:
        """Compute the keys and values of a description. Raises PromptTooLong."""
        tokens = self._tokenizer.encode(render_home(vocabulary))
        config = self._model.config
        if len(tokens) + _ROOM_FOR_REQUEST > config.context:
            raise PromptTooLong(f"The home is {len(tokens)} tokens long; {config.context} fit the model.")
        cache = KeyValues(config, len(tokens), self._model.output.dtype)
        yield [Step(tokens, cache)]
        self.counters.homes_read += 1
        rules, repeats = grammar.build(vocabulary), Repeats(vocabulary)
        return Home(vocabulary, whole, candidates, rules, repeats, cache)


def worker() -> ThreadPoolExecutor:
    """The one thread that a model is loaded and computed on.

    OpenMP keeps helpers for every thread that computes; those of a second one make both wait for a core.
    """
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")


def _in_time(end: float | None) -> None:
    if end is not None and time.monotonic() >= end:
        raise EngineBusy("The request waited longer than its deadline.")


def _recall(kept: OrderedDict[K, V], key: K) -> V | None:
    """What is kept under the key, which becomes the latest used."""
    if key in kept:
        kept.move_to_end(key)
    return kept.get(key)


def _remember(kept: OrderedDict[K, V], key: K, value: V, most: int) -> V:
    """Keep the value; what was used longest ago goes where there are more than `most`."""
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)
    return value
