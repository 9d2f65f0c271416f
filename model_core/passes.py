"""Runs the model over a few tokens or many, each in the way that was faster here."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import torch
from torch import Tensor

from model_core.cache import KeyValues
from model_core.model import Decoder
from model_core.work import Step

if TYPE_CHECKING:
    from model_core.native.decoder import NativeDecoder
    from model_core.native.vector_decoder import VectorDecoder

_log = logging.getLogger(__name__)

Run = Callable[[Sequence[int], KeyValues], Tensor]
"""Tokens that continue what the cache holds -> their last hidden states [T, H]; the cache takes them in."""

_LENGTHS = (1, 4, 12, 48, 192)
_ANY = sys.maxsize
_BLOCK = 256
"""Tokens that torch computes in one go where others wait."""
_PAST = 64
_ROUNDS = 3
_AGREEMENT = 0.2
"""Relative error of a hidden state beyond which the compiled pass computes something else than the model."""
_CLEARLY = 0.8
"""Share of the compiled pass's time within which torch has to be: having both takes twice the memory."""


@runtime_checkable
class Joint(Protocol):
    """A compiled decoder that continues several sequences in one pass."""

    at_once: int
    """Tokens of a pass."""

    def together(self, spans: Sequence[tuple[Sequence[int], KeyValues]]) -> list[Tensor]:
        """Hidden states [T, H] of the tokens of each, which continue its cache."""


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
        if native is None or not passes._agree():
            passes._native = None
        passes.measure()
        return passes

    def measure(self) -> None:
        """Time both ways, where there are two, and use the native decoder up to where it is faster."""
        if self._native is None:
            return
        self.timings = self._times()
        torch_times, native_times = self.timings["torch"], self.timings["native"]
        won = list(takewhile(lambda n: _wins(native_times[n], torch_times[n]), native_times))
        self.most = _ANY if len(won) == len(_LENGTHS) else max(won, default=0)
        if not won:
            self._native = None  # its copy of the weights is large

    @property
    def alone(self) -> bool:
        """Whether torch's own layers are never run."""
        return self.most == _ANY

    @property
    def at_once(self) -> int:
        """Tokens that several may have together: a longer pass would keep short ones waiting."""
        return self._native.at_once if isinstance(self._native, Joint) else _BLOCK

    def __call__(self, tokens: Sequence[int], cache: KeyValues) -> Tensor:
        """Last hidden states [T, H], in the model's own type; see `Run`."""
        if self._native is not None and len(tokens) <= self.most:
            return self._native(tokens, cache).to(self._model.output.dtype)
        hidden: Tensor = self._model(torch.tensor(tokens), cache=cache)
        return hidden

    def together(self, steps: Sequence[Step]) -> list[Tensor]:
        """The same for several at once, in one pass where the compiled decoder can."""
        if isinstance(self._native, Joint) and all(len(step.tokens) <= self.most for step in steps):
            found = self._native.together([(step.tokens, step.cache) for step in steps])
            return [hidden.to(self._model.output.dtype) for hidden in found]
        return [self(step.tokens, step.cache) for step in steps]

    def _agree(self) -> bool:
        """Whether both ways compute the same but for rounding; compiled loops may be kept from older ones.

        Most tokens have to: rounding may send one of them to another expert.
        """
        count, vocabulary = max(_LENGTHS[:3]), self._model.config.vocabulary
        # from all over the vocabulary: the first are signs that no text has and training never saw
        tokens, hidden = [place * vocabulary // (count + 1) for place in range(1, count + 1)], []
        with torch.inference_mode():
            for self.most in (0, _ANY):
                cache = KeyValues(self._model.config, len(tokens), self._model.output.dtype)
                hidden.append(torch.cat([self(part, cache) for part in (tokens[:9], tokens[9:])]).float())
        self.most = 0
        errors, sizes = (hidden[1] - hidden[0]).norm(dim=-1), hidden[0].norm(dim=-1)
        if float((errors - _AGREEMENT * sizes).median()) <= 0:
            return True
        _log.warning(
            "The model runs more slowly: its compiled loops differ from it by %.3g of %.3g. If this "
            "stays, delete model_core/native/__pycache__.",
            float(errors.median()),
            float(sizes.median()),
        )
        return False

    def _times(self) -> dict[str, dict[int, float]]:
        """Both ways at rising lengths, up to the first at which torch is faster."""
        cache = KeyValues(self._model.config, _PAST + max(_LENGTHS), self._model.output.dtype)
        ways = {"torch": 0, "native": _ANY}
        times: dict[str, dict[int, float]] = {way: {} for way in ways}
        with torch.inference_mode():
            self._model(torch.zeros(_PAST, dtype=torch.long), cache=cache)
            for count in _LENGTHS:
                for way, self.most in ways.items():
                    best = float("inf")
                    for _ in range(_ROUNDS):
                        cache.rewind(_PAST)
                        start = time.perf_counter()
                        self([0] * count, cache)
                        best = min(best, time.perf_counter() - start)
                    times[way][count] = best * 1000
                if not _wins(times["native"][count], times["torch"][count]):
                    break
        return times


def _wins(native: float, torchs: float) -> bool:
    return _CLEARLY * native < torchs


def _compiled(model: Decoder) -> Run | None:
    """The fastest compiled decoder that the model and this machine allow; None where there is none."""
    for kind in _kinds():
        try:
            if not kind.fits(model.config):
                continue
            native = kind(model)
            with torch.inference_mode():
                native([0], KeyValues(model.config, 1, model.output.dtype))
        except Exception as error:  # noqa: BLE001 - without it the model is slower, but the same
            _log.warning("The model runs more slowly, its loops were not compiled: %s", error)
            continue
        return native
    return None


def _kinds() -> tuple[type[VectorDecoder] | type[NativeDecoder], ...]:
    """The compiled decoders, the fastest first."""
    try:
        from model_core.native.decoder import NativeDecoder
        from model_core.native.vector_decoder import VectorDecoder
    except Exception as error:  # noqa: BLE001 - as above
        _log.warning("The model runs more slowly, its loops cannot be compiled here: %s", error)
        return ()
    return VectorDecoder, NativeDecoder
