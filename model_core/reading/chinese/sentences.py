"""A Mandarin sentence in its clauses: cut in two wherever both sides can be read, asides left out."""

from __future__ import annotations

import re
from dataclasses import replace

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.clauses import Clauses
from model_core.reading.chinese.cuts import Cut, Cuts, refined
from model_core.reading.chinese.lists import Lists
from model_core.reading.chinese.places import key
from model_core.reading.chinese.playing import Playing
from model_core.reading.chinese.questions import Questions
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.text import courteous
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found
from model_core.world import Thing

_DONE = re.compile(r"(?![把将]).+?也?(?:关|熄|灭|锁|停|开|断)了|.+(?:开着|亮着|点着)")
"""After another wish no statement but a wish."""
_OPENED = re.compile(r"position=100\b")
_KEPT = re.compile(
    r"(?P<t>[^,;]+?)(?:就|给我|先|还是|也)*"
    r"(?:留着|别动|不用动|不用管|别管|不管|不用理|别碰|不要动|别关|不用关|先不关|不要关|开着别关)"
)
_CALLED = re.compile(r"^(?:把|将|让|给|叫|用)|[全都也先再就]+$")
_TOLD_OF = re.compile(r"[关开]了")
"""What may be told and not wished for: `关了空调好热`."""
_TOO = re.compile(r"(?:[,;、]|(?<![a-z]) )[,;、 ]*[^,;]*也(?!别|不)")
"""What is said of another device than the one before it."""
_EACH = re.compile(r"(?:全都|全部都|都)(?!是)")
"""Where several devices were told something, one by one, those are meant, and no one of them."""
_WHAT_OF = re.compile(r"[^,;]*呢(?:[,;]|$)")
"""A question that leaves out what it asks, behind another one."""
_AFTER_THAT = re.compile(r"[,;、 ]*[^,;、 ]*(?:再|然后|接着|最后|之后|完)")
"""What comes behind the wish before it, and not in its place."""
_RATHER = re.compile(r"^(?:那|还是)?算了(?:吧|还是|就|,)*(?=.)")
_SET = re.compile(r"set [^:;]+: (?P<property>\w+)(?P<sign>[-+*]?)=(?P<value>[^;,]+)")
_PLACED, _EVERYWHERE = re.compile(r"set all [\w ]+ in "), re.compile(r"set all (?:(?! in )[^:])+:")
_RELATIVE = re.compile(r"(?:slightly |much )?(?:more|less)|toggle|previous")
_NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff])(?<![到成为至加减升降高低大小第开调])\d$")
"""What ends as names do, of which the rest of it is said: `煤气阀2打开`."""
_MOST_PARTS = 6


class Sentences:
    """Reads sentences of one home, clause by clause."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        referents: Referents,
        lists: Lists,
        playing: Playing,
        asides: Asides,
        cuts: Cuts,
    ) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._lists = lists
        self._playing = playing
        self._asides = asides
        self._cuts = cuts
        self._clauses = Clauses(vocabulary, referents)
        self._questions = Questions(vocabulary, referents)

    def read(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...] = (),
        *,
        alone: bool,
        heard: str | None,
        depth: int = 0,
    ) -> list[Done] | None:
        """The clauses of a sentence in plain form; what can be read as a whole is not cut.

        `before`: the devices of the clause before; `alone`: nothing was said before; `heard`: the device
        that hears it.
        """
        whole = self._clause(text, here, before, alone=alone, heard=heard)
        cuts = self._cuts.of(text)
        if whole is not None and (whole.things or not refuses(whole.text) or not cuts):
            return [whole]
        if depth >= _MOST_PARTS:
            return None
        for cut in cuts:
            first, rest = courteous(text[: cut.start]), courteous(text[cut.end :])
            if not first or not rest:
                continue
            if self._is_name(first, here) or self._is_torn(first, cut, here):
                continue
            if cut.start == cut.end and _NUMBERED.search(first):
                continue
            left = self._clause(first, here, before, alone=alone and not before, heard=heard)
            if left is None:
                found = self._without(first, rest, cut, here, before, alone=alone, heard=heard, depth=depth)
            else:
                several = bool(before)
                found = self._joined(
                    left, text, first, rest, cut, here, heard=heard, depth=depth, several=several
                )
            if found is not None:
                return found
        return [whole] if whole is not None else None

    def _without(
        self,
        first: str,
        rest: str,
        cut: Cut,
        here: str | None,
        before: tuple[Thing, ...],
        *,
        alone: bool,
        heard: str | None,
        depth: int,
    ) -> list[Done] | None:
        """The wishes after what asks for nothing."""
        aside = (cut.parts or self._asides.leads(first)) and self._asides.are(
            first, parted=cut.end > cut.start, strict=bool(before)
        )
        kept = () if aside else self._kept(first, here)
        if (not aside and not kept) or set(kept) & set(before):
            return None
        place = self._asides.place(first) if aside else None
        before = before or (self._told_of(first, here) if aside else ())
        found = None
        for there in dict.fromkeys((place or here, here)):
            found = self.read(rest, there, kept or before, alone=alone, heard=heard, depth=depth + 1)
            if found is not None and not any(asks(d.text) for d in found):
                break
        if found is None or any(set(kept or ()) & set(d.things) for d in found):
            return None
        return self._hidden(found, rest, first)

    def _joined(
        self,
        left: Done,
        text: str,
        first: str,
        rest: str,
        cut: Cut,
        here: str | None,
        *,
        heard: str | None,
        depth: int,
        several: bool,
    ) -> list[Done] | None:
        """A wish and what comes after it: more, or what asks for nothing; `several`: some came before."""
        told_of = cut.start == cut.end and _TOLD_OF.match(first) is not None
        parted = cut.end > cut.start
        if cut.parts and not told_of and self._asides.are(rest, parted=parted, strict=several):
            return self._hidden([left], first, rest)
        kept = self._kept(rest, here)
        if kept and not set(kept) & set(left.things):
            return [left]
        if (several and _EACH.match(rest)) or (_asked(left) and _WHAT_OF.match(rest)):
            return None
        rather = _RATHER.match(rest)
        if rather is not None:
            rest = rest[rather.end() :]
        if asks(left.text) or (cut.bare and refuses(left.text)):
            return None
        rooms = {t.room for t in left.things}
        there = next(iter(rooms)) if here is None and len(rooms) == 1 else None
        for place in dict.fromkeys((here, there)):
            right = self.read(rest, place, left.things, alone=False, heard=heard, depth=depth + 1)
            if right is not None and not any(asks(d.text) for d in right):
                if rather is not None:
                    return right if right[0].things == left.things else None
                if parted and _TOO.match(text, cut.start) and not _is_other(right[0], left):
                    return None
                known = refined(left, right[0]) or left.text == right[0].text
                again = not known and _sets_again(left, right[0])
                if again and not parted:
                    return None
                if again and not _is_relative(right[0]) and not _AFTER_THAT.match(text, cut.start):
                    return right
                return right if known else [left, *right]
        return None

    def _hidden(self, done: list[Done], command: str, aside: str) -> list[Done]:
        """A curtain that is 拉起来 since somebody sees in or the sun does is closed."""
        if "拉起" in command and self._asides.hides(aside):
            return [replace(d, text=_OPENED.sub("position=0", d.text)) for d in done]
        return done

    def _clause(
        self, text: str, here: str | None, before: tuple[Thing, ...], *, alone: bool, heard: str | None
    ) -> Done | None:
        """One clause: a command, or else a question."""
        command = self._clauses.command(text, here, before, alone=alone, heard=heard)
        if command is None and len(before) == 1:
            command = self._of_the_same(text, here, before[0], heard)
        if command is None and before and _DONE.fullmatch(text):
            command = self._clauses.command(f"把{text}", here, before, alone=alone, heard=heard)
        if command is None:
            command = self._lists.folded(text, here, before)
        if command is None or asks(command.text) or refuses(command.text):
            command = self._playing.after(text, here, before, heard) or command
        if command is None and (about := self._playing.renamed(text, here, heard)) is not None:
            command = self._clauses.command(about, here, alone=alone)
        if command is not None:
            return command
        asked = self._questions.read(text, here)
        return asked if asked is not None or len(before) != 1 else self._asked_of(text, here, before[0])

    def _is_name(self, text: str, here: str | None) -> bool:
        """Whether a text is no more than what devices are called; a scene is told by its name."""
        meaning = self._referents.find(_CALLED.sub("", text), here)
        return isinstance(meaning, Found) and not any(t.find_action("activate") for t in meaning.things)

    def _is_torn(self, text: str, cut: Cut, here: str | None) -> bool:
        """Whether a cut without a mark leaves of the last part of a text no more than a name."""
        _, mark, last = text.rpartition(",")
        return (
            bool(mark)
            and cut.end == cut.start
            and ((cut.bare and not cut.parts) or self._is_name(last, here))
        )

    def _kept(self, text: str, here: str | None) -> tuple[Thing, ...]:
        """The devices that a clause says to leave as they are: `台灯给我留着`, `客厅的别动`."""
        found = _KEPT.fullmatch(text)
        if found is None:
            return ()
        place = self._referents.places.named(key(found["t"]))
        if place is not None:
            return tuple(
                t for t in self._vocabulary.world.things if self._referents.places.holds((place,), t.room)
            )
        meaning = self._referents.find(found["t"], here)
        return meaning.things if isinstance(meaning, Found) else ()

    def _told_of(self, aside: str, here: str | None) -> tuple[Thing, ...]:
        """The one device that an aside begins with: `厨房灯太刺眼`."""
        for end in range(len(aside) - 1, 1, -1):
            meaning = self._referents.find(aside[:end], here)
            if isinstance(meaning, Found):
                return meaning.things if len(meaning.things) == 1 else ()
        return ()

    def _asked_of(self, text: str, here: str | None, thing: Thing) -> Done | None:
        """A question without a device about the one of the clause before: `车还能跑多远,停在哪`."""
        asked = self._questions.read(f"{self._name(thing)}{text}", here)
        return asked if asked is not None and asked.things == (thing,) else None

    def _name(self, thing: Thing) -> str:
        alike = self._vocabulary.labels[thing.id] != thing.name
        return simplified(f"{thing.room or ''}{thing.name}" if alike else thing.name)

    def _of_the_same(self, text: str, here: str | None, thing: Thing, heard: str | None) -> Done | None:
        """A clause without a device about the one of the clause before."""
        said = self._clauses.command(f"{self._name(thing)}{text}", here, (), alone=False, heard=heard)
        return said if said is not None and said.things == (thing,) else None


def _asked(done: Done) -> bool:
    return done.text.startswith(("check ", "get "))


def _is_other(done: Done, before: Done) -> bool:
    """Whether what is wished for too is of other devices, and of no more places than before it."""
    if done.text == before.text:
        return False
    return not (_PLACED.match(before.text) and _EVERYWHERE.match(done.text))


def _sets_again(left: Done, right: Done) -> bool:
    """Whether a wish sets what the one before it set."""
    first, then = _SET.fullmatch(left.text), _SET.fullmatch(right.text)
    if first is None or then is None or left.things != right.things or not left.things:
        return False
    return first["property"] == then["property"]


def _is_relative(done: Done) -> bool:
    found = _SET.fullmatch(done.text)
    return found is not None and (found["sign"] != "" or _RELATIVE.fullmatch(found["value"]) is not None)
