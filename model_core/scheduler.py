"""The queue of a model and the thread that works on it: several at the same time, begun as they came."""

from __future__ import annotations

import logging
import threading
from collections import deque
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

import torch

from model_core.errors import EngineBusy, EngineClosed
from model_core.rounds import Rounds
from model_core.work import Work

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Scheduler:
    """Work from any thread, done on one."""

    def __init__(self, rounds: Rounds, thread: ThreadPoolExecutor, *, at_once: int, queue: int) -> None:
        """`at_once` are worked on, `queue` more may wait. `thread`: of one worker; the scheduler ends it."""
        self._rounds, self._thread = rounds, thread
        self._at_once, self._queue = at_once, queue
        self._waiting: deque[tuple[Work[Any], Future[Any]]] = deque()
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
            if not always and self._left() >= self._queue:
                raise EngineBusy(f"{self._left()} requests are waiting already; try again in a moment.")
            self._waiting.append((work, result))
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

    def _left(self) -> int:
        """How many wait; those that nobody wants any more are let go of."""
        self._waiting = deque(pair for pair in self._waiting if not pair[1].cancelled())
        return len(self._waiting)

    def _work(self) -> None:
        with torch.inference_mode():
            while self._take_up():
                self._rounds.once()

    def _take_up(self) -> bool:
        """Begin with as much as can be worked on at once; False where there is nothing left to do."""
        with self._changed:
            if self._is_closed:
                self._rounds.end(EngineClosed())
                for _, result in self._waiting:
                    with suppress(InvalidStateError):  # cancelled meanwhile
                        result.set_exception(EngineClosed())
                self._waiting.clear()
            free = self._at_once - len(self._rounds)
            begun = [self._waiting.popleft() for _ in range(min(free, self._left()))]
            if not begun and not len(self._rounds):
                self._is_working = False
                self._changed.notify_all()
                return False
        for work, result in begun:
            self._rounds.begin(work, result)
        return True


def _ended(work: Future[None]) -> None:
    error = work.exception()
    if error is not None:
        _log.critical("The thread of the model ended by an error.", exc_info=error)
