"""What makes a placement impossible, each with a stable code."""

from __future__ import annotations

from model_core.errors import ModelError


class DoesNotFit(ModelError):
    """The model, its cache and its activations are larger than the machine's memory.

    `details`: `needed` and `usable` bytes on one GPU, `gpus` of the machine, `enough` GPUs (empty where no
    number of them was found to do).
    """

    code = "model_does_not_fit"


class InvalidPlacement(ModelError):
    """A machine, a load or a split that cannot be, such as eleven slices of 64 heads."""

    code = "invalid_placement"
