"""AssistantService: the two ways to say something, over one conversation service."""

# ruff: noqa: ARG002, N802 - gRPC gives the methods their names and parameters

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import grpc.aio
from ensemble.v1 import assistant_pb2
from ensemble.v1.assistant_pb2_grpc import AssistantServiceServicer

from assistant import bounds
from assistant.call import EVERYONE, Call, current_call
from assistant.convert import result_to_proto
from assistant.notices import Notices
from assistant.ports import MAX_UTTERANCE, Conversation, ConversationRequest
from assistant.services.turns import Turns
from assistant.wording.language import Language, language_of
from assistant.wording.wordings import WORDINGS, errors_in
from devices.errors import UnknownDevice, UnknownHome, UnknownRoom


class AssistantServicer(AssistantServiceServicer):
    """Checks bounds and rights, then leaves the turn to the conversation service."""

    def __init__(
        self, conversation: Conversation, *, closing: asyncio.Event, notices: Notices | None = None
    ) -> None:
        """`closing` is set when the server is about to stop: streams then end after their turn.

        Streams hand on `notices` as well.
        """
        self._conversation = conversation
        self._closing = closing
        self._notices = notices

    async def Converse(
        self, request: assistant_pb2.ConverseRequest, context: grpc.aio.ServicerContext[Any, Any]
    ) -> assistant_pb2.ConverseResponse:
        """One turn; a caller that goes away stops the waiting, not what was already sent."""
        result = await self._conversation.converse(turn_request(request, current_call()))
        return result_to_proto(result, include_plan=request.options.include_plan)

    async def ConverseStream(
        self,
        request: AsyncIterator[assistant_pb2.ConverseStreamRequest],
        context: grpc.aio.ServicerContext[Any, Any],
    ) -> AsyncIterator[assistant_pb2.ConverseStreamResponse]:
        """Turns one after the other, with events as they happen."""
        call = current_call()
        turns = Turns(
            self._conversation,
            lambda message: turn_request(message, call),
            closing=self._closing,
            notices=self._notices,
        )
        try:
            async for response in turns.serve(request):
                yield response
        finally:
            await turns.close()


def turn_request(message: assistant_pb2.ConverseRequest, call: Call) -> ConversationRequest:
    """A checked request; raises AssistantError or DeviceError, in the language of what was said."""
    said = message.utterance[:MAX_UTTERANCE]
    wording = WORDINGS[language_of(said) or Language.of_tag(message.language)]
    with errors_in(lambda: wording):
        return _checked(message, call)


def _checked(message: assistant_pb2.ConverseRequest, call: Call) -> ConversationRequest:
    home_id = bounds.known_id(message.home_id, "home_id", UnknownHome)
    call.allow(home_id, EVERYONE)
    return ConversationRequest(
        home_id=home_id,
        utterance=bounds.utterance(message.utterance),
        trace_id=call.trace_id,
        conversation_id=bounds.opaque(message.conversation_id, "conversation_id"),
        device_id=bounds.optional_id(message.device_id, "device_id", UnknownDevice),
        room_id=bounds.optional_id(message.room_id, "room_id", UnknownRoom),
        language=bounds.language(message.language),
        question_id=bounds.opaque(message.question_id, "question_id"),
        caller=call.caller,
        deadline=call.deadline,
    )
