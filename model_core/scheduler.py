"""The queue of a model and the thread that works on it: several at the same time, begun as they came."""

from __future__ import annotations

import logging
import threading
from collections import deque
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import torch

from model_core.errors import EngineBusy, EngineClosed, ModelError
from model_core.rounds import Rounds
from model_core.work import Work

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    work: Work[Any]
    result: Future[Any]
    always: bool
    """Whether it may wait however many do."""


class Scheduler:
    """Work from any thread, done on one."""

    def __init__(self, rounds: Rounds, thread: ThreadPoolExecutor, *, at_once: int, queue: int) -> None:
        """`at_once` are worked on, `queue` more may wait. `thread`: of one worker; the scheduler ends it."""
        self._rounds, self._thread = rounds, thread
        self._at_once, self._queue = at_once, queue
        self._waiting: deque[_Waiting] = deque()
        self._changed = threading.Condition()
        self._is_working = self._is_closing = self._is_closed = False

    @property
    def busy(self) -> tuple[int, int]:
        """How many are worked on, and how many wait."""
        with self._changed:
            return len(self._rounds), self._left()

    def submit(self, work: Work[T], *, always: bool = False) -> Future[T]:
        """The result that the work will have; cancelling it gives the work up.

        Raises EngineBusy where too many wait, unless it shall wait `always`, and EngineClosed.
        """
        result: Future[T] = Future()
        with self._changed:
            if self._is_closing:
                raise EngineClosed
            free = self._at_once - len(self._rounds)
            if not always and self._left(limited=True) >= self._queue + max(0, free):
                raise EngineBusy(f"{self._left()} requests are waiting already; try again in a moment.")
            self._waiting.append(_Waiting(work, result, always))
            if not self._is_working:
                self._is_working = True
                self._thread.submit(self._work).add_done_callback(_ended)
        return result

    def close(self, grace: float) -> None:
        """Refuse what is new, give what was taken `grace` seconds, end the thread; blocks till then.

        Whoever still waits gets EngineClosed.
        """
        with self._changed:
            self._is_closing = True
            self._changed.wait_for(lambda: not self._is_working, grace)
            self._is_closed = True
        self._thread.shutdown()

    def _left(self, *, limited: bool = False) -> int:
        """How many wait, or only those of them that are limited; what nobody wants any more is let go of."""
        self._waiting = deque(one for one in self._waiting if not one.result.cancelled())
        return sum(not (limited and one.always) for one in self._waiting)

    def _work(self) -> None:
        try:
            with torch.inference_mode():
                while self._take_up():
                    self._rounds.once()
        except BaseException as error:
            with self._changed:
                self._give_up(ModelError.of(error))
                self._is_working = False
                self._changed.notify_all()
            raise

    def _give_up(self, error: ModelError) -> None:
        self._rounds.end(error)
        for one in self._waiting:
            with suppress(InvalidStateError):  # cancelled meanwhile
                one.result.set_exception(error)
        self._waiting.clear()

    def _take_up(self) -> bool:
        """Begin with as much as can be worked on at once; False where there is nothing left to do."""
        with self._changed:
            if self._is_closed:
                self._give_up(EngineClosed())
            free = self._at_once - len(self._rounds)
            begun = [self._waiting.popleft() for _ in range(min(free, self._left()))]
            if not begun and not len(self._rounds):
                self._is_working = False
                self._changed.notify_all()
                return False
        for one in begun:
            self._rounds.begin(one.work, one.result)
        return True


def _ended(work: Future[None]) -> None:
    error = work.exception()
    if error is not None:
        _log.critical("The thread of the model ended by an error.", exc_info=error)
