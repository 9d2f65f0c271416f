"""Runs the model over a few tokens or many, each in the way that was faster here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.model import Decoder
from model_core.native.decoder import NativeDecoder

Run = Callable[[Sequence[int], KeyValues], Tensor]
"""Tokens that continue what the cache holds -> their last hidden states [T, H]; the cache takes them in."""

_LENGTHS = (1, 4, 12)
_PAST = 64
_ROUNDS = 2


class Passes:
    """The model behind one call; `timings` has milliseconds by way and number of tokens."""

    def __init__(self, model: Decoder, native: NativeDecoder | None = None, *, most: int = 0) -> None:
        """`most`: tokens up to which the native decoder is used."""
        self._model = model
        self._native = native
        self.most = most
        self.timings: Mapping[str, Mapping[int, float]] = {}

    @classmethod
    def measured(cls, model: Decoder) -> Passes:
        """Compile the native decoder where the model's shape allows, and time up to where it is faster."""
        if not NativeDecoder.fits(model.config):
            return cls(model)
        passes = cls(model, NativeDecoder(model), most=max(_LENGTHS))
        passes.timings = passes._times()
        torch_times, native_times = passes.timings["torch"], passes.timings["native"]
        faster = [n for n in _LENGTHS if native_times[n] < torch_times[n]]
        passes.most = max(faster, default=0)
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
