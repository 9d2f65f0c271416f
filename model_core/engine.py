"""The door to the model: requests in, plans out, on a thread of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

from model_core import checkpoint, memory
from model_core.agreement import LEAST_OWN, Agreement
from model_core.confidence import Calibration
from model_core.counters import Counters
from model_core.decode import Constraint, Decoded, Decoding, Grammars, PlanEndless, PlanUnlikely
from model_core.errors import EngineBusy, InvalidPlan, PromptTooLong
from model_core.homes import ROOM_FOR_REQUEST, Home, Homes
from model_core.language import grammar
from model_core.language.denials import denies_what_is_there
from model_core.language.parse import parse
from model_core.language.prompt import render_request
from model_core.language.quotes import Quotes, Spellings
from model_core.language.vocabulary import Vocabulary
from model_core.loading import prepare
from model_core.model import Decoder
from model_core.passes import Passes
from model_core.plan import Plan
from model_core.reading.wishes import which
from model_core.retrieval.candidates import Candidate
from model_core.retrieval.excerpt import WHOLE
from model_core.rounds import Rounds
from model_core.scheduler import Scheduler
from model_core.tokenizer import Tokenizer
from model_core.weighing.alternatives import LEAST, UNSURE, alternatives, ended
from model_core.weighing.doubts import is_plain
from model_core.weighing.evidence import Evidence
from model_core.weighing.judge import Judge, Weighed, preference
from model_core.weighing.parts import picks_unasked
from model_core.work import Work
from model_core.world import Request, World

_GRACE = 5.0
"""Seconds for what is under way when the engine is closed."""


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
        rounds = Rounds(self._passes.together, most=self._passes.at_once)
        self._scheduler = Scheduler(rounds, thread or worker(), at_once=at_once, queue=queue)
        self.counters = Counters()
        self._homes = Homes(model, tokenizer, self.counters, keep=homes)

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
            yield from self._homes.of(world)
        else:
            self._homes.index(world)
        memory.give_back()

    def close(self) -> None:
        """Let what was taken end, within seconds, and refuse the rest."""
        self._scheduler.close(_GRACE)

    def _plan(self, request: Request, end: float | None) -> Work[Plan]:
        home, decoding = yield from self._heard(request, end)
        plan = yield from self._likeliest(home, decoding, request)
        return self._told_apart(plan, request, home)

    def _likeliest(self, home: Home, decoding: Decoding, request: Request) -> Work[Plan]:
        first = yield from self._write(decoding, home.grammar, forks=LEAST)
        plan = self._parsed(first, home, request)
        if self._judge is not None and first.probability < UNSURE:
            weighed = yield from self._weighed(self._judge, decoding, first, home, request)
            if weighed is not None:
                return weighed
        certain = 1.0
        if denies_what_is_there(plan, home.whole):
            certain -= first.probability
            first = yield from self._write(decoding, grammar.build(home.vocabulary, refusing=False))
            plan = self._parsed(first, home, request)
        return replace(plan, confidence=certain * self._calibration(first)) if self._calibration else plan

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
            index = self._homes.index(request.world)
            near = index.candidates(request)
            prompt = self._prompt(index.vocabulary, request, near)
            ids = index.choose(request, near)
            _in_time(end)
            home = yield from self._homes.excerpt(index, ids)
        else:
            home = yield from self._homes.of(request.world)
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
        while len(prompt) > ROOM_FOR_REQUEST // 2 and (near or request.pending):
            near, pending = (
                near[:-1],
                request.pending if near else (),
            )  # long names must not cost the sentence
            request = replace(request, pending=pending)
            prompt = self._tokenizer.encode(render_request(vocabulary, request, near))
        if len(prompt) > ROOM_FOR_REQUEST // 2:
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


def worker() -> ThreadPoolExecutor:
    """The one thread that a model is loaded and computed on.

    OpenMP keeps helpers for every thread that computes; those of a second one make both wait for a core.
    """
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="model")


def _in_time(end: float | None) -> None:
    if end is not None and time.monotonic() >= end:
        raise EngineBusy("The request waited longer than its deadline.")
