"""Errors of the model host, each with a stable code."""

from __future__ import annotations

from typing import ClassVar


class ModelError(Exception):
    """The model host cannot do what was asked; `str()` is a sentence for people."""

    code: ClassVar[str] = "model_error"

    def __init__(self, message: str, **details: str) -> None:
        super().__init__(message)
        self.details = details

    @classmethod
    def of(cls, error: BaseException) -> ModelError:
        """The same error where it is one of these, else one that names its type."""
        return error if isinstance(error, ModelError) else cls(f"The model failed: {type(error).__name__}.")


class CheckpointMissing(ModelError):
    """A file that the model needs is not there."""

    code = "checkpoint_missing"


class CheckpointCorrupt(ModelError):
    """A file of the checkpoint does not have the content it was published with."""

    code = "checkpoint_corrupt"


class EngineBusy(ModelError):
    """Too many requests are waiting, or one did not get its turn in time."""

    code = "engine_busy"


class EngineClosed(ModelError):
    """The model takes nothing any more; another may soon."""

    code = "shutting_down"

    def __init__(self, message: str = "The model is being shut down.", **details: str) -> None:
        super().__init__(message, **details)


class PromptTooLong(ModelError):
    """The home and the sentence together do not fit the model's context."""

    code = "prompt_too_long"


class InvalidPlan(ModelError):
    """A text is not a plan in the plan language of this home."""

    code = "invalid_plan"


class InvalidGrammar(ModelError):
    """A grammar or JSON schema that an answer shall follow cannot be used."""

    code = "invalid_grammar"


class InvalidConversation(ModelError):
    """The messages are not a conversation that the model's template takes."""

    code = "invalid_conversation"


class OutOfTime(ModelError):
    """An answer was not ready before its deadline."""

    code = "deadline_exceeded"


class RemoteUnavailable(ModelError):
    """The large model elsewhere did not answer, or its client is not installed."""

    code = "remote_unavailable"


class KernelUnavailable(ModelError):
    """A kernel cannot run here: a package or device is missing, or it cannot be built for this shape."""

    code = "kernel_unavailable"
