"""Runs the model over a few tokens or many, each in the way that was faster here."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.model import Decoder

_log = logging.getLogger(__name__)

Run = Callable[[Sequence[int], KeyValues], Tensor]
"""Tokens that continue what the cache holds -> their last hidden states [T, H]; the cache takes them in."""

_LENGTHS = (1, 4, 12)
_PAST = 64
_ROUNDS = 2


class Passes:
    """The model behind one call; `timings` has milliseconds by way and number of tokens."""

    def __init__(self, model: Decoder, native: Run | None = None, *, most: int = 0) -> None:
        """`most`: tokens up to which the native decoder is used."""
        self._model = model
        self._native = native
        self.most = most
        self.timings: Mapping[str, Mapping[int, float]] = {}

    @classmethod
    def measured(cls, model: Decoder) -> Passes:
        """Compile the native decoder where that can be done, and time up to where it is faster."""
        native = _compiled(model)
        passes = cls(model, native)
        if native is None:
            return passes
        passes.timings = passes._times()
        torch_times, native_times = passes.timings["torch"], passes.timings["native"]
        passes.most = max(takewhile(lambda n: native_times[n] < torch_times[n], _LENGTHS), default=0)
        if not passes.most:
            passes._native = None  # its copy of the weights is large
        return passes

    def __call__(self, tokens: Sequence[int], cache: KeyValues) -> Tensor:
        """Last hidden states [T, H], in the model's own type; see `Run`."""
        if self._native is not None and len(tokens) <= self.most:
            return self._native(tokens, cache).to(self._model.output.dtype)
        hidden: Tensor = self._model(torch.tensor(tokens), cache=cache)
        return hidden

    def _times(self) -> dict[str, dict[int, float]]:
        cache = KeyValues(self._model.config, _PAST + max(_LENGTHS), self._model.output.dtype)
        ways = {"torch": 0, "native": max(_LENGTHS)}
        times: dict[str, dict[int, float]] = {way: {} for way in ways}
        with torch.inference_mode():
            self._model(torch.zeros(_PAST, dtype=torch.long), cache=cache)
            for way, self.most in ways.items():
                for count in _LENGTHS:
                    best = float("inf")
                    for _ in range(_ROUNDS):
                        cache.rewind(_PAST)
                        start = time.perf_counter()
                        self([0] * count, cache)
                        best = min(best, time.perf_counter() - start)
                    times[way][count] = best * 1000
        return times


def _compiled(model: Decoder) -> Run | None:
    """The model's native decoder, compiled; None where its shape or this machine does not allow one."""
    try:
        from model_core.native.decoder import NativeDecoder

        if not NativeDecoder.fits(model.config):
            return None
        native = NativeDecoder(model)
        with torch.inference_mode():
            native([0], KeyValues(model.config, 1, model.output.dtype))
    except Exception as error:  # noqa: BLE001 - without it the model is slower, but the same
        _log.warning("The model decodes in torch, which is slower; its loops were not compiled: %s", error)
        return None
    return native
