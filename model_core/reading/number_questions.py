"""Questions that compare a device with a number: `is the TV louder than 30`, `can I drive 200 km`."""

from __future__ import annotations

import re

from model_core.reading import measures, roles, values
from model_core.reading.asking import LONE, Asking, owned
from model_core.reading.clauses import Done
from model_core.reading.comparisons import compared, sign
from model_core.reading.question_forms import TABLE
from model_core.reading.room_questions import RoomQuestions
from model_core.world import Thing


class NumberQuestions:
    """Reads comparisons with numbers in one home."""

    def __init__(self, asking: Asking, rooms: RoomQuestions) -> None:
        self._asking = asking
        self._rooms = rooms

    def read(self, text: str, here: str | None) -> Done | None:
        """The plan for a comparison with a number; None for any other question."""
        for key, pattern in TABLE["numbers"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            parts = tuple(key.split())
            sign_of = _sign(found, parts)
            unit = (found.groupdict().get("u") or "")[:1].upper()

            def told(
                thing: Thing,
                parts: tuple[str, ...] = parts,
                sign: str = sign_of,
                n: str = found["n"],
                unit: str = unit,
            ) -> str | None:
                name = compared(thing, parts)
                return f"{name}{sign}{values.number(float(n))}{unit}" if name else None

            read = self._asking.one("check", found["t"], here, told, sure=False)
            if read is not None:
                return read
        return self._named_number(text, here) or self._lone_number(text, here)

    def _lone_number(self, text: str, here: str | None) -> Done | None:
        """`can I drive 200 km`, where one device alone knows how far."""
        for key, pattern in TABLE["alone_numbers"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            role, sign_of = key.split()
            end = f"{sign_of}{values.number(float(found['n']))}"

            def told(thing: Thing, role: str = role, end: str = end) -> str | None:
                name = compared(thing, (role,))
                return f"{name}{end}" if name else None

            return self._asking.alone("check", here, told)
        return None

    def _named_number(self, text: str, here: str | None) -> Done | None:
        """`is the humidity of the bathroom fan above 60`."""
        for _, pattern in TABLE["named_numbers"].of(text):
            found = pattern.fullmatch(text)
            if found is None:
                continue
            ways = [(found["p"], found["t"])] if "p" in found.groupdict() else owned(found["x"])
            unit = (found["u"] or "")[:1].upper()
            for name, phrase in ways:

                def told(
                    thing: Thing,
                    name: str = name,
                    end: str = f"{_sign(found, ())}{values.number(float(found['n']))}{unit}",
                ) -> str | None:
                    attribute = measures.named(thing, name)
                    if attribute is None or not roles.is_number(attribute):
                        return None
                    return f"{attribute.name}{end}"

                if not any(told(t) for t in self._asking.vocabulary.world.things):
                    continue
                if phrase:
                    read = self._asking.one("check", phrase, here, told, sure=False)
                    end = f"{_sign(found, ())}{values.number(float(found['n']))}{unit}"
                    read = read or self._rooms.measured(name, phrase, here, end)
                elif name in LONE or not measures.is_named(name):
                    read = self._asking.alone("check", here, told)
                else:
                    read = None
                if read is not None:
                    return read
        return None


def _sign(found: re.Match[str], parts: tuple[str, ...]) -> str:
    return parts[-1] if parts and parts[-1] in {">", "<", ">="} else sign(found)
