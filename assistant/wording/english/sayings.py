"""What is said in the same words every time, in English."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.wording.sayings import Saying

SAYINGS: Mapping[Saying, str] = {
    Saying.CHAT: "I look after the devices here, so I can't help with that.",
    Saying.HELLO: "Hello.",
    Saying.WELCOME: "You are welcome.",
    Saying.GOODBYE: "Goodbye.",
    Saying.HELP: (
        "I switch and set what is registered here, tell you how it is, and keep timers and plans. "
        "Say, for example, “turn off all the lights”, “is everything locked?” or “ten minute egg timer”."
    ),
    Saying.UNCLEAR: "Sorry, I did not understand that.",
    Saying.UNABLE: "I can't do that.",
    Saying.NO_SUCH_DEVICE: "I don't know such a device.",
    Saying.UNKNOWN_DEVICE: "I don't know any device called {name}.",
    Saying.WHICH: "Which one do you mean?",
    Saying.WHAT: "What should I do?",
    Saying.DO_THAT: "do that",
    Saying.YES: "Yes",
    Saying.NO: "No",
    Saying.QUESTION_CLOSED: "That question is no longer open, so nothing was done. Please ask again.",
    Saying.LEFT: "All right, I left it as it was.",
    Saying.WRONG_PIN: "That is not the right PIN, so nothing was done.",
    Saying.PIN_NEEDED: "That needs the PIN, so nothing was done.",
    Saying.NO_MORE_PINS: "There were too many wrong PINs, so I take none for a while. Nothing was done.",
    Saying.NO_MEMORY: "I can't remember what I asked at the moment, so nothing was done. Please ask again.",
    Saying.CANNOT_ASK: "So I can't ask you to confirm, and did not do it.",
    Saying.MISUNDERSTOOD: "I may have misunderstood you.",
    Saying.UNSURE: "I can't say for sure.",
    Saying.NOTHING_WAITING: "There is nothing waiting to be cancelled.",
    Saying.TOO_MUCH_WAITING: "There is too much waiting already, so I did not note that.",
    Saying.CUT_SHORT: "I was stopped in the middle of something planned and can't say how far I came.",
    Saying.MISSED: "I was not running when something planned was due, and now it is too late for it.",
    Saying.PLAN_FAILED: "Something planned could not be done.",
    Saying.TOO_FAR_AHEAD: "I can only wait for up to a year.",
    Saying.UNKNOWN_DAY: "I don't know the day “{day}”.",
    Saying.UNKNOWN_TIME: "I don't know the time “{time}”.",
    Saying.NO_MOMENT: "I could not find such a moment.",
    Saying.NO_PLACE: "I don't know where the home is, so I can't tell the time of {event}.",
    Saying.NO_SUN: "There is no {event} on that day.",
}
