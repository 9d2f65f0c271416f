"""The checkpoint that ships: a standard mixture of experts, verified, and able to do its job."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from assistant.startup import load_settings
from model_core import checkpoint
from model_core.agreement import Agreement
from model_core.engine import Engine
from model_core.errors import CheckpointCorrupt
from model_core.language.parse import parse
from model_core.language.prompt import render_home, render_request
from model_core.language.vocabulary import Vocabulary
from model_core.plan import (
    AskStep,
    Assignment,
    GetStep,
    Query,
    Question,
    Reason,
    RefuseStep,
    RunStep,
    SetStep,
    Step,
)
from model_core.tokenizer import Tokenizer
from model_core.world import Action, Request, Thing, World
from tests.unit.model_core.worlds import house

pytestmark = [pytest.mark.model, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def folder() -> Path:
    return checkpoint.bundled(load_settings().model_cache_dir)


@pytest.fixture(scope="module")
def engine(folder: Path) -> Iterator[Engine]:
    made = Engine.load(folder)
    yield made
    made.close()


def test_transformers_loads_it_unmodified_and_computes_the_same(folder: Path) -> None:
    import transformers

    request = Request(house(), "turn on the desk lamp")
    vocabulary = Vocabulary(request.world)
    tokenizer = Tokenizer.load(folder, end=2)
    ids = torch.tensor(tokenizer.encode(render_home(vocabulary) + render_request(vocabulary, request)))
    ours = checkpoint.load(folder, dtype=torch.float32)
    theirs: Any = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    assert type(theirs).__name__ == "Glm4MoeForCausalLM"
    with torch.inference_mode():
        expected = theirs(ids[None]).logits[0]
        got = ours.logits(ours(ids))
    assert float((got - expected).abs().max()) < 1e-2
    assert torch.equal(got.argmax(-1), expected.argmax(-1))


SENTENCES: list[tuple[str, Step]] = [
    ("turn on the desk lamp", SetStep(("lamp",), (Assignment("on", True),))),
    (
        "Set the kitchen ceiling light to 40 percent",
        SetStep(("kitchen_light",), (Assignment("brightness", 40),)),
    ),
    ("start the roborock", RunStep(("robot",), "start")),
    ("what's the temperature of the thermostat", GetStep(("thermostat",), Query.VALUE, ("temperature",))),
    ("switch on the sauna", RefuseStep(Reason.UNKNOWN, "sauna")),
    ("who wrote hamlet", RefuseStep(Reason.CHAT)),
]


@pytest.mark.parametrize(("utterance", "step"), SENTENCES, ids=[u for u, _ in SENTENCES])
async def test_it_understands_plain_sentences(engine: Engine, utterance: str, step: Step) -> None:
    plan = await engine.plan(Request(house(), utterance))
    assert plan.steps == (step,)


@pytest.mark.parametrize(("utterance", "step"), SENTENCES, ids=[u for u, _ in SENTENCES])
async def test_a_plan_that_was_read_rightly_stands(
    engine: Engine, folder: Path, utterance: str, step: Step
) -> None:
    own = await engine.plan(Request(house(), utterance))
    checked = await engine.check(Request(house(), utterance), own, doubt=0.0)
    assert checked.steps == (step,)
    known = Agreement.load(folder)
    assert known is not None
    assert checked.confidence == known.agreed


async def test_a_plan_that_was_read_wrongly_is_put_right_or_doubted(engine: Engine) -> None:
    vocabulary = Vocabulary(house())
    half = parse("set desk lamp: on=true", vocabulary)
    checked = await engine.check(
        Request(house(), "turn on the desk lamp and start the roborock"), half, doubt=1.0
    )
    assert [step for _, step in (SENTENCES[0], SENTENCES[2])] == list(checked.steps)
    wrong = parse("set desk lamp: on=false", vocabulary)
    checked = await engine.check(Request(house(), "turn on the desk lamp"), wrong, doubt=1.0)
    assert checked.steps == (SENTENCES[0][1],)


async def test_the_home_is_part_of_what_it_reads(engine: Engine) -> None:
    """The same words in a home without the lamp must not move another light."""
    without = house().select(("robot", "thermostat"))
    plan = await engine.plan(Request(without, "turn on the desk lamp"))
    assert not any(isinstance(step, SetStep | RunStep) for step in plan.steps)


async def test_which_of_two_phones_is_asked_unless_a_word_tells(engine: Engine) -> None:
    ring = (Action("ring"),)
    phones = tuple(Thing(name, f"{name}'s phone", "phone", None, (), ring) for name in ("Ivy", "Tom"))
    home = World((), phones)
    asked = await engine.plan(Request(home, "I've lost the phone somewhere, make it ring"))
    assert asked.steps == (AskStep(Question.WHICH, ("Ivy", "Tom")),)
    told = await engine.plan(Request(home, "I've lost Tom's phone somewhere, make it ring"))
    assert told.steps == (RunStep(("Tom",), "ring"),)


def test_a_changed_file_is_refused(folder: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "changed"
    shutil.copytree(folder, copy)
    with (copy / checkpoint.WEIGHTS).open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes((last[0] ^ 1,)))
    with pytest.raises(CheckpointCorrupt):
        Engine.load(copy)
