"""What a conversation remembers between its turns, in Redis: bounded, and gone after a while."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self, TypeVar

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from assistant.errors import SessionsUnavailable
from assistant.wording.language import Language
from model_core.plan import Question
from model_core.world import Turn

log = structlog.get_logger(__name__)

TURNS = 4
"""Exchanges that are remembered."""
TURN_TEXT = 2000
"""Longest utterance or plan text that is remembered; a longer one is cut."""
MEMORY_S = 1800
"""Seconds of silence after which a conversation is forgotten."""
KEPT_S = 600
"""Seconds an expired question is kept, so that a late yes can be told so."""
DEADLINE_S = 1.0
"""Seconds the store may take for one answer."""
NOTICES = 4
"""Things a conversation is told of afterwards."""
NOTICES_S = 24 * 3600
"""Seconds after which it is too late to tell."""
WRONG_PINS = 5
WRONG_PINS_S = 900
"""After so many wrong PINs within so many seconds no PIN is taken."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that waits for its answer, with exactly what a yes would do."""

    id: str
    kind: Question
    text: str
    expires_at: datetime
    subject: str = ""
    """Who was asked; nobody else's yes counts."""
    pin: bool = False
    """The answer is a PIN."""
    intents: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    """As dumped by `codec.dump_intent`."""
    laters: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    """As dumped by `later.Deferred`, in the order in which they are done."""
    language: Language = Language.ENGLISH
    """What it was asked in."""

    def dump(self) -> str:
        """The question as JSON text."""
        return json.dumps(
            {
                "id": self.id,
                "kind": self.kind.value,
                "text": self.text,
                "expires_at": self.expires_at.isoformat(),
                "subject": self.subject,
                "pin": self.pin,
                "intents": list(self.intents),
                "laters": list(self.laters),
                "language": self.language.value,
            }
        )

    @classmethod
    def load(cls, text: str | bytes) -> Self:
        """The question that was dumped; raises ValueError or KeyError for anything else."""
        data = json.loads(text)
        return cls(
            id=data["id"],
            kind=Question(data["kind"]),
            text=data["text"],
            expires_at=datetime.fromisoformat(data["expires_at"]),
            subject=data["subject"],
            pin=data["pin"],
            intents=tuple(data["intents"]),
            laters=tuple(data["laters"]),
            language=Language.of_tag(data["language"]),
        )


class Sessions:
    """Conversations by home and id; every call raises SessionsUnavailable when the store is silent."""

    def __init__(self, url: str, *, deadline: float = DEADLINE_S) -> None:
        self._redis: Redis = _connect(url, deadline)
        self._deadline = deadline
        self._down = False

    async def close(self) -> None:
        """Let go of the store."""
        await self._redis.aclose()

    async def check(self) -> bool:
        """Whether the store answers."""
        try:
            await self._ask(self._redis.ping())
        except SessionsUnavailable:
            return False
        return True

    async def history(self, home_id: str, conversation_id: str) -> tuple[Turn, ...]:
        """The last exchanges, oldest first."""
        raw = await self._ask(self._redis.lrange(_key("turns", home_id, conversation_id), -TURNS, -1))
        turns: list[Turn] = []
        for item in raw:
            try:
                utterance, plan = json.loads(item)
                turns.append(Turn(str(utterance), str(plan)))
            except (ValueError, TypeError):
                log.warning("turn_unreadable", home_id=home_id, conversation_id=conversation_id)
        return tuple(turns)

    async def remember(self, home_id: str, conversation_id: str, turn: Turn) -> None:
        """Add an exchange; the oldest beyond `TURNS` is dropped."""
        key = _key("turns", home_id, conversation_id)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.rpush(key, json.dumps([turn.utterance[:TURN_TEXT], turn.plan[:TURN_TEXT]]))
            pipe.ltrim(key, -TURNS, -1)
            pipe.expire(key, MEMORY_S)
            await self._ask(pipe.execute())

    async def ask(self, home_id: str, conversation_id: str, pending: Pending) -> None:
        """Open a question; it takes the place of one that is open."""
        key = _key("question", home_id, conversation_id)
        await self._ask(self._redis.set(key, pending.dump(), ex=KEPT_S))

    async def take(self, home_id: str, conversation_id: str) -> Pending | None:
        """The open question, closed by this call: only one caller ever gets it."""
        raw = await self._ask(self._redis.getdel(_key("question", home_id, conversation_id)))
        if raw is None:
            return None
        try:
            return Pending.load(raw)
        except (ValueError, KeyError, TypeError):
            log.warning("question_unreadable", home_id=home_id, conversation_id=conversation_id)
            return None

    async def keep_notice(self, home_id: str, conversation_id: str, text: str) -> None:
        """Keep what the conversation is to be told next time; the oldest beyond `NOTICES` is dropped."""
        key = _key("notices", home_id, conversation_id)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.rpush(key, text[:TURN_TEXT])
            pipe.ltrim(key, -NOTICES, -1)
            pipe.expire(key, NOTICES_S)
            await self._ask(pipe.execute())

    async def take_notices(self, home_id: str, conversation_id: str) -> tuple[str, ...]:
        """What was kept, oldest first, forgotten by this call."""
        key = _key("notices", home_id, conversation_id)
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.lrange(key, 0, -1)
            pipe.delete(key)
            raw, _ = await self._ask(pipe.execute())
        return tuple(text.decode() for text in raw)

    async def pins_allowed(self, home_id: str) -> bool:
        """Whether a PIN may be tried at all."""
        raw = await self._ask(self._redis.get(_key("pins", home_id, "wrong")))
        return raw is None or int(raw) < WRONG_PINS

    async def try_pin(self, home_id: str, matches: Callable[[], bool]) -> bool | None:
        """Whether the PIN matches; None after too many wrong ones, and then it is not looked at.

        A try is counted before its PIN is looked at, so that many at once are worth no more than one by one.
        """
        if not await self.pins_allowed(home_id):
            return None
        if await self._count_pin(home_id, 1) > WRONG_PINS:
            return None
        if not matches():
            log.warning("wrong_pin", home_id=home_id)
            return False
        await self._count_pin(home_id, -1)
        return True

    async def _count_pin(self, home_id: str, by: int) -> int:
        key = _key("pins", home_id, "wrong")
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.incrby(key, by)
            pipe.expire(key, WRONG_PINS_S)
            count, _ = await self._ask(pipe.execute())
        return int(count)

    async def _ask(self, work: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self._deadline):
                answer = await work
        except (RedisError, OSError, TimeoutError) as error:
            if not self._down:
                self._down = True
                log.warning("sessions_down", error=type(error).__name__)
            raise SessionsUnavailable from error
        if self._down:
            self._down = False
            log.info("sessions_back")
        return answer


def _connect(url: str, deadline: float) -> Redis:
    if url == "memory://":
        from fakeredis import FakeAsyncRedis, FakeServer

        return FakeAsyncRedis(server=FakeServer())
    return Redis.from_url(url, socket_timeout=deadline, socket_connect_timeout=deadline)


def _key(what: str, home_id: str, conversation_id: str) -> str:
    return f"ensemble:{what}:{home_id}:{conversation_id}"
