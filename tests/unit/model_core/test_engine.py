"""The engine with a small untrained model: whatever it writes is a plan of the home, and its limits hold."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor

from model_core.config import ModelConfig
from model_core.engine import Engine
from model_core.errors import EngineBusy, EngineClosed, InvalidPlan, ModelError, PromptTooLong
from model_core.language.prompt import render_request
from model_core.language.vocabulary import Vocabulary
from model_core.model import Decoder
from model_core.plan import Plan
from model_core.retrieval.candidates import Candidates
from model_core.retrieval.excerpt import Index
from model_core.tokenizer import Tokenizer
from model_core.work import Step
from model_core.world import Attribute, Kind, Request, Room, Thing, Turn, World
from tests.unit.model_core.retrieval.test_excerpt import hotel
from tests.unit.model_core.test_model import MIXTURE
from tests.unit.model_core.worlds import house

ON = Attribute("on", Kind.BOOLEAN, writable=True)
SMALL = {**MIXTURE, "vocab_size": 49152, "max_position_embeddings": 4096, "tie_word_embeddings": True}


def small_model(seed: int) -> Decoder:
    torch.manual_seed(seed)
    model = Decoder(ModelConfig.from_dict(SMALL))
    for parameter in model.parameters():
        parameter.data.normal_(0, 0.3)
    return model.eval()


@pytest.fixture
def engine(tokenizer: Tokenizer) -> Iterator[Engine]:
    made = Engine(small_model(0), tokenizer, queue=2, at_once=1)
    yield made
    made.close()


async def outcome(engine: Engine, request: Request) -> Plan | ModelError:
    try:
        return await engine.plan(request)
    except ModelError as error:
        return error


async def test_whatever_the_weights_are_the_text_is_a_plan(tokenizer: Tokenizer) -> None:
    ended = 0
    for seed in range(12):
        engine = Engine(small_model(seed), tokenizer)
        result = await outcome(engine, Request(house(), f"sentence {seed}"))
        engine.close()
        assert not isinstance(result, InvalidPlan)
        if isinstance(result, Plan):
            ended += 1
            assert result.steps
            assert result.confidence is None
        else:
            assert isinstance(result, PromptTooLong)
    assert ended


async def test_a_model_whose_scores_are_not_finite_fails_instead_of_guessing(tokenizer: Tokenizer) -> None:
    model = small_model(0)
    model.norm.weight.data[0] = float("nan")
    engine = Engine(model, tokenizer)
    with pytest.raises(ModelError, match="not finite"):
        await engine.plan(Request(house(), "hello"))
    engine.close()


async def test_a_home_is_read_once_and_again_when_it_changes(engine: Engine) -> None:
    home = house()
    for _ in range(3):
        await outcome(engine, Request(home, "hello"))
    assert (engine.counters.homes_read, engine.counters.homes_reused) == (1, 2)
    await outcome(engine, Request(World(home.rooms, home.things[:-1]), "hello"))
    assert engine.counters.homes_read == 2


async def test_warming_reads_the_home_ahead(engine: Engine) -> None:
    await engine.warm(house())
    await outcome(engine, Request(house(), "hello"))
    assert (engine.counters.homes_read, engine.counters.homes_reused) == (1, 1)


async def test_the_same_request_gets_the_same_plan_after_others(engine: Engine) -> None:
    first = await outcome(engine, Request(house(), "one"))
    await outcome(engine, Request(house(), "something else that is longer"))
    second = await outcome(engine, Request(house(), "one"))
    assert getattr(first, "text", str(first)) == getattr(second, "text", str(second))


async def test_a_deadline_in_the_past_is_busy(engine: Engine) -> None:
    with pytest.raises(EngineBusy, match="deadline"):
        await engine.plan(Request(house(), "hello"), deadline=0)


async def test_a_full_queue_refuses_at_once_and_has_room_again_later(engine: Engine) -> None:
    gate = threading.Event()
    blocked = asyncio.get_running_loop().run_in_executor(engine._scheduler._thread, gate.wait, 30)
    waiting = [asyncio.create_task(outcome(engine, Request(house(), "hello"))) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(EngineBusy, match="waiting already"):
        await engine.plan(Request(house(), "one too many"))
    gate.set()
    await asyncio.gather(blocked, *waiting)
    assert not isinstance(await outcome(engine, Request(house(), "hello")), EngineBusy)


async def test_a_cancelled_request_gives_its_place_back(engine: Engine) -> None:
    gate = threading.Event()
    blocked = asyncio.get_running_loop().run_in_executor(engine._scheduler._thread, gate.wait, 30)
    waiting = [asyncio.create_task(engine.plan(Request(house(), "hello"))) for _ in range(3)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    gate.set()
    await blocked
    assert not isinstance(await outcome(engine, Request(house(), "hello")), EngineBusy)


async def test_several_at_once_get_what_each_gets_alone(engine: Engine) -> None:
    requests = [Request(house(), said) for said in ("lamp on", "is it warm", "off")]
    alone = [await outcome(engine, request) for request in requests]
    read = engine.counters.homes_read
    fresh = Engine(engine.model, engine._tokenizer)
    widths: list[int] = []
    run = fresh._scheduler._rounds._run

    def counted(steps: Sequence[Step]) -> Sequence[Tensor]:
        widths.append(len(steps))
        return run(steps)

    fresh._scheduler._rounds._run = counted
    together = await asyncio.gather(*(outcome(fresh, request) for request in requests))
    fresh.close()
    assert [getattr(x, "text", str(x)) for x in together] == [getattr(x, "text", str(x)) for x in alone]
    assert max(widths) == 3
    assert fresh.counters.homes_read == read == 1  # though all three asked for the home at once


async def test_a_request_that_nobody_waits_for_is_given_up_midway(engine: Engine) -> None:
    await outcome(engine, Request(house(), "hello"))
    begun, gate, passes = asyncio.Event(), threading.Event(), 0
    run, loop = engine._scheduler._rounds._run, asyncio.get_running_loop()

    def held(wanted: Sequence[Step]) -> Sequence[Tensor]:
        nonlocal passes
        passes += 1
        loop.call_soon_threadsafe(begun.set)
        assert gate.wait(30)
        return run(wanted)

    engine._scheduler._rounds._run = held
    task = asyncio.create_task(engine.plan(Request(house(), "hello")))
    await begun.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    given_up, passes = passes, 0
    gate.set()
    assert not isinstance(await outcome(engine, Request(house(), "hello")), EngineBusy)
    whole, passes = passes, 0
    await outcome(engine, Request(house(), "hello"))
    assert (given_up, whole) == (1, passes)  # the first took no pass after nobody waited for it
    assert passes > 1
    assert engine._scheduler.busy == (0, 0)


async def test_a_closed_engine_says_so(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("model_core.engine._GRACE", 0.0)
    engine = Engine(small_model(0), tokenizer)
    gate = threading.Event()
    blocked = asyncio.get_running_loop().run_in_executor(engine._scheduler._thread, gate.wait, 30)
    waiting = asyncio.create_task(outcome(engine, Request(house(), "hello")))
    await asyncio.sleep(0)
    closing = asyncio.get_running_loop().run_in_executor(None, engine.close)
    while not engine._scheduler._is_closed:  # noqa: ASYNC110 - another thread makes it so
        await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(blocked, closing)
    assert isinstance(await waiting, EngineClosed)
    with pytest.raises(EngineClosed):
        await engine.plan(Request(house(), "hello"))


async def test_what_is_under_way_ends_before_the_engine_is_closed(engine: Engine) -> None:
    asked = asyncio.create_task(outcome(engine, Request(house(), "hello")))
    await asyncio.sleep(0)
    await asyncio.get_running_loop().run_in_executor(None, engine.close)
    assert not isinstance(await asked, EngineClosed)


async def test_a_history_that_does_not_fit_is_too_long(engine: Engine) -> None:
    with pytest.raises(PromptTooLong, match="tokens long"):
        await engine.plan(
            Request(house(), "hello", history=(Turn("very " * 390 + "long", "refuse chat"),) * 2)
        )


async def test_the_loop_runs_while_the_model_works(engine: Engine) -> None:
    beats = 0
    task = asyncio.create_task(outcome(engine, Request(house(), "hello")))
    while not task.done():
        beats += 1
        await asyncio.sleep(0)
    assert beats > 1


async def test_of_a_large_home_only_an_excerpt_is_read(engine: Engine) -> None:
    home = hotel()
    await engine.warm(home)
    assert engine.counters.homes_read == 0
    result = await outcome(engine, Request(home, "turn on lamp 23"))
    if isinstance(result, Plan):
        assert {d for step in result.steps for d in getattr(step, "devices", ())} <= {
            t.id for t in home.things
        }
    else:
        assert isinstance(result, PromptTooLong)
    await outcome(engine, Request(home, "turn on lamp 23"))
    assert (engine.counters.homes_read, engine.counters.homes_reused) == (1, 1)
    await outcome(engine, Request(home, "is the radiator in room 31 warm"))
    assert engine.counters.homes_read == 2


async def test_long_names_of_what_resembles_a_sentence_do_not_make_it_too_long(engine: Engine) -> None:
    name = "顶层靠近楼梯口旁边的那一盏非常明亮的吸顶灯"
    things = tuple(Thing(f"l{n}", f"{name}{n}", "light", name, (ON,)) for n in range(8))
    world = World((Room(name, name),), things)
    near = Candidates(Vocabulary(world))(Request(world, f"{name} off"))
    whole = render_request(Vocabulary(world), Request(world, f"{name} off"), near)
    assert len(engine._tokenizer.encode(whole)) > 512
    assert len(engine._prompt(Vocabulary(world), Request(world, f"{name} off"), near)) <= 512


async def test_a_sentence_that_is_too_long_is_refused_before_an_excerpt_is_chosen(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_index: Index, request: Request, _near: object) -> tuple[str, ...]:
        asked.append(request.utterance)
        return ("lamp_1",)

    monkeypatch.setattr(Index, "choose", choose)
    with pytest.raises(PromptTooLong, match="tokens long"):
        await engine.plan(Request(hotel(), " ".join(f"q{n}z" for n in range(1000, 1300))))
    assert asked == []
    assert engine.counters.homes_read == 0
    await outcome(engine, Request(hotel(), "hello"))
    assert asked == ["hello"]


async def test_time_that_runs_out_while_choosing_is_noticed_before_reading(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = 0.0

    def choose(_index: Index, _request: Request, _near: object) -> tuple[str, ...]:
        nonlocal clock
        clock += 5.0
        return ("lamp_1",)

    await engine.warm(hotel())
    monkeypatch.setattr(Index, "choose", choose)
    monkeypatch.setattr("model_core.engine.time", SimpleNamespace(monotonic=lambda: clock))
    with pytest.raises(EngineBusy, match="deadline"):
        await engine.plan(Request(hotel(), "hello"), deadline=4.0)
    assert engine.counters.homes_read == 0
    with suppress(PromptTooLong):
        await engine.plan(Request(hotel(), "hello"), deadline=6.0)
    assert engine.counters.homes_read == 1
