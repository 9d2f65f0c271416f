"""Where a wish came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Who asked, in which conversation, and through which device; empty where it does not apply."""

    actor: str = ""
    """A member's or device's id, or a routine's."""
    conversation_id: str = ""
    source_device: str = ""
