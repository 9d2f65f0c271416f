"""Telling people what they did not ask for just now: at once where somebody can hear it, else next time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from assistant.course import Course
from assistant.errors import SessionsUnavailable
from assistant.routines import Notice, Tell
from assistant.sessions import Sessions
from devices.commands import Origin, State
from devices.errors import DeviceError
from devices.hub import CommandRequest, Hub
from devices.schema import Device, Risk

log = structlog.get_logger(__name__)

PHONE, NOTIFY, TEXT = "phone", "notify", "text"
LONGEST = 240
"""Characters of a notification; a longer text is cut."""
PHONE_TIMEOUT = 5.0
"""Seconds a phone may take to show a notification."""
TOLD = frozenset({State.SUCCEEDED, State.ACCEPTED})

Deliver = Callable[[str], bool]
"""Takes a text for a listener without waiting; false when it cannot."""


@dataclass(frozen=True, slots=True, eq=False)
class _Listener:
    home_id: str
    conversation_id: str
    deliver: Deliver


class Notices:
    """Takes notices to open streams and to phones; what reaches nobody is kept for its conversation."""

    def __init__(self, hub: Hub, sessions: Sessions, *, also: Tell | None = None) -> None:
        """`also` hears every notice, whoever else does."""
        self._hub = hub
        self._sessions = sessions
        self._also = also
        self._listeners: set[_Listener] = set()

    def listen(self, home_id: str, conversation_id: str, deliver: Deliver) -> Callable[[], None]:
        """Hand notices to `deliver` until the function that this returns is called."""
        listener = _Listener(home_id, conversation_id, deliver)
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    async def tell(self, notice: Notice) -> None:
        """Tell the streams of its conversation, or else of its home, and the home's phones."""
        if self._also is not None:
            await self._also(notice)
        heard = self._to_streams(notice)
        heard += await self._to_phones(notice)
        if not heard:
            await self._keep(notice)
        log.info("notice", home_id=notice.home_id, routine_id=notice.routine_id, heard=heard)

    def _to_streams(self, notice: Notice) -> int:
        at_home = [each for each in self._listeners if each.home_id == notice.home_id]
        own = [each for each in at_home if each.conversation_id == notice.conversation_id]
        return sum(each.deliver(notice.text) for each in own) or sum(
            each.deliver(notice.text) for each in at_home if each not in own
        )

    async def _to_phones(self, notice: Notice) -> int:
        try:
            phones = [d for d in (await self._hub.snapshot(notice.home_id)).devices if _can_notify(d)]
            if not phones:
                return 0
            arguments = {TEXT: notice.text[:LONGEST]}
            commands = await self._hub.submit(
                notice.home_id,
                [CommandRequest(phone.id, run=NOTIFY, arguments=arguments) for phone in phones],
                origin=Origin(notice.routine_id, notice.conversation_id),
            )
            ids = [command.id for command in commands]
            commands = await self._hub.wait(notice.home_id, ids, timeout=PHONE_TIMEOUT)
        except DeviceError as error:
            log.warning("notice_reaches_no_phone", home_id=notice.home_id, code=error.code)
            return 0
        return sum(command.state in TOLD for command in commands)

    async def _keep(self, notice: Notice) -> None:
        try:
            await self._sessions.keep_notice(notice.home_id, notice.conversation_id, notice.text)
        except SessionsUnavailable as error:
            log.warning("notice_lost", home_id=notice.home_id, routine_id=notice.routine_id, code=error.code)


async def with_kept(sessions: Sessions, course: Course, said: str) -> str:
    """The reply with what the conversation has not been told yet in front; that is then forgotten."""
    if not course.request.conversation_id or course.forgetful:
        return said
    try:
        kept = await sessions.take_notices(course.house.home.id, course.conversation_id)
    except SessionsUnavailable:
        return said
    general = course.wording.general
    first = [general.by_the_way(told) for told in kept[:1]]
    return general.joined([*first, *kept[1:], *([said] if said else [])])


def _can_notify(device: Device) -> bool:
    """Whether it is a phone that shows a text without being asked for more."""
    action = device.description.find_action(NOTIFY)
    if device.description.type != PHONE or not device.online or action is None:
        return False
    needed = {argument.name for argument in action.arguments if argument.required} | {TEXT}
    return needed == {TEXT} and action.risk is Risk.FREE and any(a.name == TEXT for a in action.arguments)
