"""Rounds of the model: in each, all work that is under way gets its next steps, computed in one pass."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from model_core.errors import ModelError, PromptTooLong
from model_core.work import Step, Together, Work

_SHORT = 8
"""Tokens up to which a step goes before longer ones, that somebody else's sentence does not stall a plan."""
_LEFT = 4
"""Part of a round that short steps leave to longer ones."""
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Reading:
    """A step, and how much of it was computed."""

    step: Step
    done: int = 0
    last: list[Tensor] = field(default_factory=list)
    """Its last hidden states so far, in parts: the rest of a step may still be computed."""

    @property
    def left(self) -> int:
        return len(self.step.tokens) - self.done

    @property
    def fits(self) -> bool:
        return self.step.cache.length + self.left <= self.step.cache.capacity


@dataclass(slots=True, eq=False)
class _Running:
    work: Work[Any]
    result: Future[Any]
    readings: list[_Reading] = field(default_factory=list)


class Rounds:
    """Work of several, in the order it came. Not for several threads at once."""

    def __init__(self, run: Together, *, most: int) -> None:
        """`most` tokens are computed in a round. What is longer is read over several."""
        self._run, self._most = run, most
        self._running: list[_Running] = []

    def __len__(self) -> int:
        return len(self._running)

    def begin(self, work: Work[Any], result: Future[Any]) -> None:
        """Take up work; `result` gets what it returns or raises. Of a result that is cancelled no more is
        computed.
        """
        running = _Running(work, result)
        self._running.append(running)
        self._go_on(running)

    def once(self) -> None:
        """Compute one round, and let go on whoever has all that it waits for."""
        for running in [r for r in self._running if r.result.cancelled()]:
            running.work.close()
            self._running.remove(running)
        for running in list(self._running):
            if not all(reading.fits for reading in running.readings):
                self._go_on(running, PromptTooLong("What is asked of the model does not fit its cache."))
        chosen = self._chosen()
        try:
            if chosen:
                self._compute(chosen)
        except BaseException as error:  # noqa: BLE001 - nobody must hang
            _log.exception("A pass of the model failed.")
            for running in [r for r in self._running if any(x in chosen for x in r.readings)]:
                self._go_on(running, error if isinstance(error, Exception) else ModelError.of(error))
        for running in list(self._running):
            if not any(reading.left for reading in running.readings):
                self._go_on(running)

    def end(self, error: Exception) -> None:
        """Give up everything, with this error."""
        for running in list(self._running):
            self._go_on(running, error)
            if running in self._running:
                self._end(running, error)

    def _chosen(self) -> list[_Reading]:
        """Short steps, then longer ones, which are left a part of the round."""
        waiting = [x for running in self._running for x in running.readings if x.left]
        short, long = [x for x in waiting if x.left <= _SHORT], [x for x in waiting if x.left > _SHORT]
        chosen, room = [], self._most - (self._most // _LEFT if long else 0)
        for reading in short:
            if reading.left > room:
                break
            chosen.append(reading)
            room -= reading.left
        room = self._most - sum(x.left for x in chosen)
        for reading in long:
            if room <= 0:
                break
            chosen.append(reading)
            room -= reading.left
        return chosen

    def _compute(self, chosen: Sequence[_Reading]) -> None:
        steps, room = [], self._most
        for reading in chosen:
            tokens = reading.step.tokens[reading.done :][:room]
            room -= len(tokens)
            steps.append(Step(tokens, reading.step.cache))
        for reading, step, hidden in zip(chosen, steps, self._run(steps), strict=True):
            reading.done += len(step.tokens)
            wanted = reading.step.states - reading.left
            if wanted > 0:
                reading.last.append(hidden[-wanted:])

    def _go_on(self, running: _Running, failed: Exception | None = None) -> None:
        """Let work go on to what it wants next, with what it waited for or an error instead."""
        states = [torch.cat(reading.last) for reading in running.readings if reading.last]
        try:
            if failed is not None:
                steps = running.work.throw(failed)
            else:
                steps = running.work.send(states) if states else next(running.work)
            running.readings = [_Reading(step) for step in steps]
        except StopIteration as end:
            self._end(running, None, end.value)
        except BaseException as error:  # noqa: BLE001 - a library's panic too belongs to whoever waits for it
            self._end(running, error if isinstance(error, Exception) else ModelError.of(error))

    def _end(self, running: _Running, error: Exception | None, value: Any = None) -> None:
        self._running.remove(running)
        running.work.close()
        with suppress(InvalidStateError):  # cancelled meanwhile
            if error is not None:
                running.result.set_exception(error)
            else:
                running.result.set_result(value)
