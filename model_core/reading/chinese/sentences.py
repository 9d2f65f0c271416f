"""A Mandarin sentence in its clauses: cut in two wherever both sides can be read, asides left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from model_core.language.vocabulary import Vocabulary
from model_core.reading.chinese import corrections, joining
from model_core.reading.chinese.asides import Asides
from model_core.reading.chinese.beyond import Beyond
from model_core.reading.chinese.clauses import Clauses
from model_core.reading.chinese.cuts import Cut, Cuts
from model_core.reading.chinese.gadgets import Gadgets
from model_core.reading.chinese.lacking import Lacking
from model_core.reading.chinese.likewise import Likewise, may_be
from model_core.reading.chinese.lists import Lists
from model_core.reading.chinese.nouns import PROPERTIES
from model_core.reading.chinese.places import key
from model_core.reading.chinese.playing import Playing
from model_core.reading.chinese.questions import Questions
from model_core.reading.chinese.referents import Referents
from model_core.reading.chinese.spans import Spans
from model_core.reading.chinese.text import courteous
from model_core.reading.chinese.traditional import simplified
from model_core.reading.clauses import Done
from model_core.reading.outcomes import asks, refuses
from model_core.reading.referents import Found
from model_core.reading.wishes import type_of
from model_core.world import Thing

_DONE = re.compile(r"(?![把将]).+?也?(?:关|熄|灭|锁|停|开|断)了|.+(?:开着|亮着|点着)")
"""After another wish no statement but a wish."""
_OPENED = re.compile(r"position=100\b")
_KEPT = re.compile(
    r"(?P<t>[^,;]+?)(?:嘛|呢|的话)?(?:就|给我|先|还是|也)*"
    r"(?:留着(?:别[动关]|不关|开|亮|照明?|就[好行])?|留下|"
    r"[开亮放停拉锁]着(?:就[好行]|[别不](?:用|要)?[动关管碰])|"
    r"不用(?:[动管理碰]它?)?|不(?:动|关|管|开|锁|拉|收)|先不[关开动锁]|"
    r"(?:别|莫|不用|不要|不必|甭)(?:去)?(?:(?:动|关|管|理|碰|停)(?:掉|它|了)?|(?:开|锁|拉|收|断|拔)着?))"
)
_CALLED = re.compile(r"^(?:把|将|让|给|叫|用)|[全都也先再就]+$")
_TOLD_OF = re.compile(r"[关开]了")
"""What may be told and not wished for: `关了空调好热`."""
_EACH = re.compile(r"(?:全都|全部都|都)(?!是)")
"""Where several devices were told something, one by one, those are meant, and no one of them."""
_WHAT_OF = re.compile(r"[^,;]*呢(?:[,;]|$)")
"""A question that leaves out what it asks, behind another one."""
_RATHER = re.compile(r"^(?:那|还是)?算了(?:吧|还是|就|,)*(?=.)")
_NUMBERED = re.compile(r"(?<=[\u4e00-\u9fff])(?<![到成为至加减升降高低大小第开调])\d$")
"""What ends as names do, of which the rest of it is said: `煤气阀2打开`."""
_LONGEST_REFUSED = 20
_WHERE = re.compile(r"[,;]|哪|不见|找不")
"""More than one clause; what is lost is looked for, by the means that there are."""
_THEN = re.compile(r"[^,;]{0,6}就(?!行|好|可以|够|是|成)")
"""What is to be done once something is so, which then was no wish: `窗户打开,空调就关`."""
_NO_PLACE = frozenset({"alarm", "scene", "car", "phone"})
"""What stands somewhere, but works for the whole home."""
_ASKED_ABOUT = re.compile(r"(?:check|get) (?P<t>[^:;,]+): [^;]+")
_OF_IT = re.compile("|".join(sorted(PROPERTIES, key=len, reverse=True)))
"""Begins what is wished for of a property alone."""
_IF_NOT = re.compile(
    r"(?:要是|如果|要)?(?:没有?|还没)(?:[开关锁停拉亮][好上着掉开死]?)?(?:的话|呢)?[, ]*"
    r"(?:(?:那|你|就|给|赶紧|赶快|快点?|马上|立马|帮)(?:我|它)?)+(?!算|拉倒|行|好|别|不)"
)
"""What comes behind a question, before the wish that the answer may call for: `锁了没,没锁就锁上`."""
_STOPS = re.compile(r"run [^;]+: stop")
_HALTED = re.compile(
    r"^(?:(?:快|赶紧|马上)*停(?:下来?|住)?[,;]*|(?:别|莫|甭|不要|不许)再?(?:开|关|动|放|拉|升|降|走)了[,;]*)+"
)
"""That something shall stop, said once more: `停,别开了` is no order to close it."""
_MOST_PARTS = 6
_MOST_READ = 1000
"""Clauses that are remembered, which is more than the ways to cut a sentence give."""


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
        unable: Sequence[Lacking | Beyond],
    ) -> None:
        self._vocabulary = vocabulary
        self._referents = referents
        self._lists = lists
        self._playing = playing
        self._asides = asides
        self._cuts = cuts
        self._unable = unable
        self._clauses = Clauses(vocabulary, referents)
        self._likewise = Likewise(referents, self._clauses)
        self._questions = Questions(vocabulary, referents)
        self._gadgets = Gadgets(vocabulary, referents)
        self._spans = Spans(vocabulary, referents)
        self._read: dict[tuple[object, ...], Done | None] = {}
        self._labelled = {vocabulary.labels[t.id]: t for t in vocabulary.world.things}

    def read(
        self,
        text: str,
        here: str | None,
        before: tuple[Thing, ...] = (),
        *,
        alone: bool,
        heard: str | None,
        depth: int = 0,
        told: tuple[str, ...] = (),
    ) -> list[Done] | None:
        """The clauses of a sentence in plain form; what can be read as a whole is not cut.

        `before`: the devices of the clause before; `alone`: nothing was said before; `heard`: the device
        that hears it; `told`: the wishes before for one device, with a gap for it.
        """
        whole = self._likewise.read(text, here, before, told, heard)
        if whole is not None:
            return [whole]
        whole = self._clause(text, here, before, alone=alone, heard=heard)
        cuts = self._cuts.of(text)
        if whole is not None and (whole.things or not refuses(whole.text) or not cuts):
            return [whole]
        if depth >= _MOST_PARTS:
            return None
        spare: list[Done] | None = None
        for cut in cuts:
            first, rest = courteous(text[: cut.start]), courteous(text[cut.end :])
            if not first or not rest:
                continue
            if self._is_name(first, here) or self._is_torn(first, cut, here):
                continue
            if cut.start == cut.end and _NUMBERED.search(first):
                continue
            left = self._likewise.read(first, here, before, told, heard)
            left = left or self._clause(first, here, before, alone=alone and not before, heard=heard)
            if left is None:
                found = self._without(first, rest, cut, here, before, alone=alone, heard=heard, depth=depth)
            else:
                found = self._joined(
                    left, text, first, rest, cut, here, heard=heard, depth=depth, before=before, told=told
                )
            if found is not None and len(found) > 1 and any(asks(d.text) for d in found):
                spare = spare or (None if joining.is_named_in(text, found) else found)
            elif found is not None:
                return found
        return [whole] if whole is not None else spare

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
        before: tuple[Thing, ...],
        told: tuple[str, ...],
    ) -> list[Done] | None:
        """A wish and what comes after it: more, or what asks for nothing.

        `before`: the devices of what came before the wish.
        """
        several = bool(before)
        told_of = cut.start == cut.end and _TOLD_OF.match(first) is not None
        parted = cut.end > cut.start
        if cut.parts and not told_of and self._asides.are(rest, parted=parted, strict=several):
            return self._hidden([left], first, rest)
        rest = _HALTED.sub("", rest) if _STOPS.fullmatch(left.text) else rest
        kept = self._kept(rest, here)
        if not rest or (kept and not set(kept) & set(left.things)):
            return [left]
        if (several and _EACH.match(rest)) or (joining.is_asked(left) and _WHAT_OF.match(rest)):
            return None
        rest = self._if_not(left, rest)
        rather = _RATHER.match(rest)
        if rather is not None:
            rest = rest[rather.end() :]
        instead = corrections.rest_of(rest)
        if asks(left.text):
            return self._asked_beside(left, rest, cut, here, heard, depth=depth)
        if refuses(left.text) and ((cut.bare and not cut.ends) or _THEN.match(rest)):
            return None
        told = self._likewise.templates(first, left, here, before, told) if may_be(rest) else ()
        acted = () if joining.is_asked(left) else left.things
        rooms = {t.room for t in acted if type_of(t) not in _NO_PLACE}
        there = next(iter(rooms)) if here is None and len(rooms) == 1 else None
        spare: list[Done] | None = None
        for place in dict.fromkeys((here, there)):
            right = self.read(
                instead or rest, place, left.things, alone=False, heard=heard, depth=depth + 1, told=told
            )
            if right is not None and any(asks(d.text) for d in right):
                plain = parted and rather is None and instead is None and joining.may_ask(right, left)
                spare = spare or ([left, *right] if plain else None)
            elif right is not None and instead is not None:
                return joining.instead(left, right)
            elif right is not None and rather is not None:
                return right if right[0].things == left.things else None
            elif right is not None:
                return joining.joined(left, right, text, cut)
        return spare

    def _if_not(self, asked: Done, rest: str) -> str:
        """What comes behind a question, with the device in place of `if it is not`."""
        unless = _IF_NOT.match(rest) if joining.is_asked(asked) and len(asked.things) == 1 else None
        return rest if unless is None else f"{self._name(asked.things[0])}{rest[unless.end() :]}"

    def _asked_beside(
        self, left: Done, rest: str, cut: Cut, here: str | None, heard: str | None, *, depth: int
    ) -> list[Done] | None:
        """A wish that leaves open which device is meant, and others that are of none of these."""
        if cut.end == cut.start or not left.text.startswith(joining.WHICH):
            return None
        right = self.read(rest, here, (), alone=False, heard=heard, depth=depth + 1)
        return [left, *right] if right is not None and joining.may_ask(right, left) else None

    def _hidden(self, done: list[Done], command: str, aside: str) -> list[Done]:
        """A curtain that is 拉起来 since somebody sees in or the sun does is closed."""
        if "拉起" in command and self._asides.hides(aside):
            return [replace(d, text=_OPENED.sub("position=0", d.text)) for d in done]
        return done

    def _clause(
        self, text: str, here: str | None, before: tuple[Thing, ...], *, alone: bool, heard: str | None
    ) -> Done | None:
        """One clause: a command, or else a question; read once, as a sentence is cut in many ways."""
        key = text, here, tuple(thing.id for thing in before), alone, heard
        if key not in self._read:
            if len(self._read) >= _MOST_READ:
                self._read.clear()
            self._read[key] = self._once(text, here, before, alone=alone, heard=heard)
        return self._read[key]

    def _once(
        self, text: str, here: str | None, before: tuple[Thing, ...], *, alone: bool, heard: str | None
    ) -> Done | None:
        command = self._clauses.command(text, here, before, alone=alone, heard=heard)
        of_car = len(before) == 1 and type_of(before[0]) == "car"
        unsure = ("refuse unknown", joining.WHICH) if of_car else ("refuse unknown",)
        if len(before) == 1 and (
            command is None or command.text.startswith(unsure) or (asks(command.text) and _OF_IT.match(text))
        ):
            command = self._of_the_same(text, here, before[0], heard) or command
        if command is None and before and _DONE.fullmatch(text):
            command = self._clauses.command(f"把{text}", here, before, alone=alone, heard=heard)
        if command is None:
            command = self._lists.folded(text, here, before) or self._gadgets.read(text, here, before)
            command = command or self._spans.read(text, here)
        if command is None or asks(command.text) or refuses(command.text):
            command = self._playing.after(text, here, before, heard) or command
        if command is None and (about := self._playing.renamed(text, here, heard)) is not None:
            command = self._clauses.command(about, here, alone=alone)
        if command is not None:
            return command
        asked = self._question(text, here)
        if len(before) == 1 and (asked is None or asks(asked.text)):
            asked = self._asked_of(text, here, before[0]) or asked
        return asked if asked is not None else self._refused(text, here, before)

    def _refused(self, text: str, here: str | None, before: tuple[Thing, ...]) -> Done | None:
        """What the one device that is meant has nothing for."""
        if len(text) > _LONGEST_REFUSED or _WHERE.search(text):
            return None
        for said in (text, *((f"{self._name(before[0])}{text}",) if len(before) == 1 else ())):
            refused = (one.read(said, here) for one in self._unable)
            if (done := next((d for d in refused if d is not None and d.things), None)) is not None:
                return done
        return None

    def _question(self, text: str, here: str | None) -> Done | None:
        """A question, with the one device that it asks about."""
        asked = self._questions.read(text, here)
        about = _ASKED_ABOUT.fullmatch(asked.text) if asked is not None else None
        thing = self._labelled.get(about["t"]) if about is not None else None
        return asked if asked is None or thing is None else replace(asked, things=(thing,))

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
        asked = self._question(f"{self._name(thing)}{text}", here)
        return asked if asked is not None and asked.things == (thing,) else None

    def _name(self, thing: Thing) -> str:
        alike = self._vocabulary.labels[thing.id] != thing.name
        return simplified(f"{thing.room or ''}{thing.name}" if alike else thing.name)

    def _of_the_same(self, text: str, here: str | None, thing: Thing, heard: str | None) -> Done | None:
        """A clause without a device about the one of the clause before."""
        said = self._clauses.command(f"{self._name(thing)}{text}", here, (), alone=False, heard=heard)
        return said if said is not None and said.things == (thing,) else None
