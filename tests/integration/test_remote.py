"""A large model behind an HTTP API: told the language, read strictly, and done without when it fails."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.planner import Cascade, ModelPlanner
from model_core.errors import EngineBusy, InvalidPlan, ModelError, RemoteUnavailable
from model_core.language.parse import parse
from model_core.language.vocabulary import Vocabulary
from model_core.plan import Assignment, Plan, RunStep, SetStep
from model_core.remote import RemoteEngine
from model_core.world import Request, Turn
from tests.unit.model_core.worlds import house

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


def saying(content: str | None) -> tuple[int, Any]:
    """A completion with that content."""
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return 200, {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}


def planning(text: str) -> tuple[int, Any]:
    """A completion that keeps to the schema."""
    return saying(json.dumps({"plan": text}))


class Site:
    """An API that answers as the test says, one answer a request and the last one again."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, Any] | Answer] = []
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                site.asked.append(body)
                site.keys.append(self.headers["Authorization"])
                answer = site.answers.pop(0) if len(site.answers) > 1 else site.answers[0]
                status, content = answer(body) if callable(answer) else answer
                sent = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"


@pytest.fixture
def site() -> Iterator[Site]:
    """A listening API."""
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


async def ask(site: Site, utterance: str = "lamp on", *, deadline: float = 5.0, key: str = "") -> Plan:
    """The plan of the site's model for a sentence."""
    engine = RemoteEngine(site.url, "large", key=key)
    try:
        turn = Turn("robot home", "run roborock: dock")
        request = Request(house(), utterance, room="Bedroom", history=(turn,))
        return await engine.plan(request, deadline=deadline)
    finally:
        await engine.close()


async def test_the_model_is_told_language_home_and_conversation(site: Site) -> None:
    site.answers = [planning("set desk lamp: on=true; run roborock: clean minutes=10")]
    plan = await ask(site, "Lamp on, and clean for ten minutes", key="a-secret")
    assert plan.steps == (
        SetStep(("lamp",), (Assignment("on", True),)),
        RunStep(("robot",), "clean", (("minutes", 10),)),
    )
    assert (plan.source, plan.confidence) == ("remote", None)
    (body,) = site.asked
    system, user = body["messages"]
    assert "set TARGET: PROPERTY=VALUE" in system["content"]
    assert "desk lamp = light2" in system["content"]
    assert user["content"].splitlines() == [
        "user: robot home",
        "plan: run roborock: dock",
        "here: bedroom",
        "user: lamp on, and clean for ten minutes",
        "plan:",
    ]
    assert (body["model"], body["temperature"]) == ("large", 0.0)
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["plan"]
    assert site.keys == ["Bearer a-secret"]


async def test_a_server_without_schemas_is_asked_without(site: Site) -> None:
    refused = (400, {"error": {"message": "response_format is not supported"}})
    site.answers = [refused, saying("```json\n" + json.dumps({"plan": "set desk lamp: on=true"}) + "\n```")]
    engine = RemoteEngine(site.url, "large")
    for _ in range(2):
        plan = await engine.plan(Request(house(), "lamp on"))
        assert plan.text == "set desk lamp: on=true"
    await engine.close()
    assert ["response_format" in body for body in site.asked] == [True, False, False]


@pytest.mark.parametrize(
    "bare",
    [
        "set desk lamp: on=true",
        "Sure!\nplan: set desk lamp: on=true\n",
        'Here it is: {"plan": "set desk lamp: on=true"}',
        '<think>The lamp.\nOn.</think>\n{"plan": "set desk lamp: on=true"}',
    ],
)
async def test_a_bare_plan_is_read_too(site: Site, bare: str) -> None:
    site.answers = [saying(bare)]
    assert (await ask(site)).text == "set desk lamp: on=true"


async def test_a_plan_that_is_none_is_asked_for_once_more_with_the_reason(site: Site) -> None:
    site.answers = [planning("set sauna: on=true"), planning("set desk lamp: on=true")]
    assert (await ask(site)).steps == (SetStep(("lamp",), (Assignment("on", True),)),)
    told = site.asked[1]["messages"]
    assert told[2]["role"] == "assistant"
    assert "That is not a plan" in told[3]["content"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        None,
        "I turned it on!",
        "[1]",
        '{"plan": 7}',
        '{"plan": ""}',
        '{"plan": "set desk lamp: locked=true"}',
        '{"plan": "' + "set desk lamp: on=true; " * 200 + 'cancel"}',
        '{"plan": "refuse unknown \\"\\ud83d\\""}',
        '{"plan": "set thermostat: target_temperature=' + "9" * 400 + '"}',
        '{"plan": "later after ' + "9" * 30 + ' h"}',
        "[" * 15_000,
        "x" * 20_000,
    ],
)
async def test_what_is_no_plan_moves_nothing(site: Site, content: str | None) -> None:
    site.answers = [saying(content)]
    with pytest.raises(InvalidPlan):
        await ask(site)
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"error": {"message": "who are you?"}}),
        (404, {}),
        (500, b""),
        (200, b"<html>"),
        (200, b"null"),
        (200, [1]),
        (200, "x"),
        (200, {}),
        (200, {"choices": [{}]}),
        (200, {"choices": [None]}),
        (200, {"choices": "abc"}),
        (200, {"choices": [{"message": {"content": ["set"]}}]}),
        (200, b"[" * 100_000),
    ],
)
async def test_a_server_that_fails_is_a_clear_error(site: Site, status: int, body: object) -> None:
    site.answers = [(status, body)]
    with pytest.raises(RemoteUnavailable, match="did not answer"):
        await ask(site)


async def test_one_refused_request_does_not_end_the_schema(site: Site) -> None:
    site.answers = [(400, {"error": {"message": "unknown model"}})]
    engine = RemoteEngine(site.url, "large")
    with pytest.raises(RemoteUnavailable):
        await engine.plan(Request(house(), "lamp on"))
    site.answers = [planning("set desk lamp: on=true")]
    await engine.plan(Request(house(), "lamp on"))
    await engine.close()
    assert "response_format" in site.asked[-1]


async def test_nobody_there_and_too_slow(site: Site) -> None:
    def slow(_body: dict[str, Any]) -> tuple[int, Any]:
        time.sleep(1.0)
        return planning("cancel")

    site.answers = [slow]
    with pytest.raises(RemoteUnavailable):
        await ask(site, deadline=0.1)
    engine = RemoteEngine("http://127.0.0.1:1/v1", "large")
    with pytest.raises(RemoteUnavailable, match="did not answer"):
        await engine.plan(Request(house(), "lamp on"))
    await engine.close()


class Own:
    """A planner that is as sure as the test says, or fails."""

    def __init__(self, confidence: float | None = None, error: ModelError | None = None) -> None:
        self.confidence = confidence
        self.error = error

    async def plan(self, request: Request, *, timeout: float) -> Plan:
        """Always the same plan."""
        assert timeout > 0
        if self.error:
            raise self.error
        return parse("set desk lamp: on=false", Vocabulary(request.world), confidence=self.confidence)


@pytest.mark.parametrize(
    ("confidence", "below", "source"),
    [
        (0.9, 0.7, "model"),
        (0.5, 0.7, "remote"),
        (None, 0.7, "model"),
        (0.99, 1.0, "remote"),
        (None, 1.0, "remote"),
    ],
)
async def test_the_large_model_is_asked_where_the_own_one_is_unsure(
    site: Site, confidence: float | None, below: float, source: str
) -> None:
    site.answers = [planning("set desk lamp: on=true")]
    engine = RemoteEngine(site.url, "large")
    cascade = Cascade(Own(confidence), ModelPlanner(engine), below=below)
    plan = await cascade.plan(Request(house(), "lamp"), timeout=5)
    await engine.close()
    assert plan.source == source


async def test_when_the_large_model_fails_the_own_plan_stands(site: Site) -> None:
    site.answers = [(500, b"")]
    engine = RemoteEngine(site.url, "large")
    plan = await Cascade(Own(0.1), ModelPlanner(engine), below=0.7).plan(Request(house(), "lamp"), timeout=5)
    assert (plan.source, plan.confidence) == ("model", 0.1)
    unable = Cascade(Own(error=InvalidPlan("No.")), ModelPlanner(engine), below=0.7)
    with pytest.raises(InvalidPlan, match="No"):
        await unable.plan(Request(house(), "lamp"), timeout=5)
    unable = Cascade(Own(error=InvalidPlan("No.")), ModelPlanner(engine), below=0.7)
    site.answers = [planning("set desk lamp: on=true")]
    assert (await unable.plan(Request(house(), "lamp"), timeout=5)).source == "remote"
    busy = Cascade(Own(error=EngineBusy("Later.")), ModelPlanner(engine), below=0.7)
    assert (await busy.plan(Request(house(), "lamp"), timeout=5)).source == "remote"
    await engine.close()


async def test_a_server_that_cannot_be_reached_is_left_alone_for_a_while(site: Site) -> None:
    site.answers = [(503, b"")]
    engine = RemoteEngine(site.url, "large")
    cascade = Cascade(Own(0.1), ModelPlanner(engine), below=0.7)
    request = Request(house(), "lamp")
    assert (await cascade.plan(request, timeout=20)).source == "model"
    tried = len(site.asked)
    site.answers = [planning("set desk lamp: on=true")]
    assert (await cascade.plan(request, timeout=20)).source == "model"
    assert len(site.asked) == tried > 0
    await engine.close()


@pytest.mark.parametrize(
    ("utterance", "timeout"), [("1 2 3 4", 20.0), ("my pin is 12345", 20.0), ("lamp", 1.0)]
)
async def test_digits_stay_here_and_time_is_left_to_act(site: Site, utterance: str, timeout: float) -> None:
    site.answers = [planning("set desk lamp: on=true")]
    engine = RemoteEngine(site.url, "large")
    cascade = Cascade(Own(0.1), ModelPlanner(engine), below=0.7)
    assert (await cascade.plan(Request(house(), utterance), timeout=timeout)).source == "model"
    await engine.close()
    assert site.asked == []
