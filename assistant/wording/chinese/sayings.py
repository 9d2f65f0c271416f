"""What is said in the same words every time, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.wording.sayings import Saying

SAYINGS: Mapping[Saying, str] = {
    Saying.CHAT: "我只管这里的设备，这个帮不了你。",
    Saying.HELLO: "你好。",
    Saying.WELCOME: "不客气。",
    Saying.GOODBYE: "再见。",
    Saying.HELP: (
        "我能开关和调节家里登记的设备，告诉你它们的情况，也能计时和记下安排。"
        "比如可以说“把灯都关了”、“门都锁好了吗”或者“定一个十分钟的计时器”。"
    ),
    Saying.UNCLEAR: "抱歉，我没听懂。",
    Saying.UNABLE: "这个我做不到。",
    Saying.NO_SUCH_DEVICE: "我不知道有这样的设备。",
    Saying.UNKNOWN_DEVICE: "我不知道有叫“{name}”的设备。",
    Saying.WHICH: "你说的是哪一个？",
    Saying.WHAT: "要我做什么？",
    Saying.DO_THAT: "做这件事",
    Saying.YES: "是",
    Saying.NO: "不",
    Saying.QUESTION_CLOSED: "那个问题已经过期了，所以什么都没做。请再说一次。",
    Saying.LEFT: "好的，那就不动了。",
    Saying.WRONG_PIN: "密码不对，所以什么都没做。",
    Saying.PIN_NEEDED: "这需要密码，所以什么都没做。",
    Saying.NO_MORE_PINS: "密码错了太多次，我暂时不接受密码。什么都没做。",
    Saying.NO_MEMORY: "我暂时想不起刚才问了什么，所以什么都没做。请再说一次。",
    Saying.CANNOT_ASK: "所以我没法请你确认，也就没有做。",
    Saying.MISUNDERSTOOD: "我可能听错了。",
    Saying.UNSURE: "我说不准。",
    Saying.NOTHING_WAITING: "没有可以取消的安排。",
    Saying.TOO_MUCH_WAITING: "已经有太多安排了，所以这件事我没有记下。",
    Saying.CUT_SHORT: "有一件安排好的事做到一半被打断了，我说不准做到了哪里。",
    Saying.MISSED: "有一件安排好的事到时间时我没有在运行，现在已经晚了。",
    Saying.PLAN_FAILED: "有一件安排好的事没能做成。",
    Saying.TOO_FAR_AHEAD: "我最多只能等一年。",
    Saying.UNKNOWN_DAY: "我不知道“{day}”是哪一天。",
    Saying.UNKNOWN_TIME: "我不知道“{time}”是几点。",
    Saying.NO_MOMENT: "我找不到这样的时间。",
    Saying.NO_PLACE: "我不知道家在哪里，所以算不出日出日落的时间。",
    Saying.NO_SUN: "那一天没有日出或日落。",
}
