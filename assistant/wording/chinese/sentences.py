"""What every error code says in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # What the caller names does not exist.
    "unknown_home": "我不知道有这个家。",
    "unknown_room": "我不知道有这个房间。",
    "unknown_device": "我不知道有叫“{name}”的设备。",
    "unknown_member": "我不知道这里有这个人。",
    "unknown_command": "我不知道有这条指令。",
    "unknown_property": "{device}没有{property}。",
    "unknown_action": "{device}做不到这个。",
    # What the caller asks for is not possible.
    "invalid_request": "请求无效：请检查{field}。",
    "malformed_message": "这条消息无法读取。",
    "invalid_value": "{device}不认识这个值。",
    "out_of_range": "这超出了{device}的范围。",
    "not_writable": "{device}的{what}只能查看，不能设置。",
    "invalid_description": "我无法接受这个设备对自己的描述。",
    "invalid_payload": "我读不懂设备发来的内容。",
    "payload_too_large": "设备发来的内容太大了。",
    "not_a_choice": "{device}不认识{value}。",
    "missing_argument": "要这样做，得告诉{device}{argument}。",
    "unknown_argument": "{device}做这件事时用不上{argument}。",
    "wrong_unit": "{device}的{what}不用{unit}计量。",
    "unable": "它们都做不到这个。",
    "no_previous": "我不知道{device}的{what}之前是什么，所以没有动它。",
    "no_range": "我不知道{device}的{what}的范围，所以没有动它。",
    "untold": "它们都没有告诉我{what}。",
    "no_state": "我不知道{device}现在的{what}，所以没有动它。",
    "stale_version": "刚才已经被别人改过了。",
    "duplicate_id": "这个编号已经有人用了。",
    # What was said.
    "empty_utterance": "我什么都没听到。",
    "utterance_too_long": "这句话太长了，请说得短一些。",
    "invalid_utterance": "我读不懂这段文字，它必须是UTF-8。",
    "too_many_turns": "请一件一件地说。",
    # Who asks.
    "unauthenticated": "我不知道你是谁。",
    "permission_denied": "你没有这个权限。",
    "confirmation_required": "没有人为{device}确认过这件事，所以没有做。",
    "pin_required": "做这件事之前，我需要你的密码。",
    "no_pin": "对{device}做这件事需要密码，但这个家还没有设置密码。",
    "vehicle_moving": "{device}正在行驶，所以我不会打开或解锁它上面的任何东西。",
    "never_remote": "这件事只能在{device}上亲手操作。",
    # Parts that are down.
    "broker_unavailable": "我暂时联系不上设备。",
    "broker_refused": "我没有权限联系{device}。",
    "database_unavailable": "我的记忆暂时没有回应。",
    "sessions_unavailable": "我暂时跟不上对话。",
    "checkpoint_missing": "我的语言模型没有安装。",
    "checkpoint_corrupt": "我的语言模型已损坏。",
    "engine_busy": "我正忙着，请过一会儿再说一次。",
    "prompt_too_long": "这超出了我一次能考虑的内容。",
    "remote_unavailable": "大模型没有回应。",
    "kernel_unavailable": "我的语言模型有一部分不能在这台机器上运行。",
    "model_does_not_fit": "我的语言模型对那台机器来说太大了。",
    "invalid_placement": "我的语言模型不能这样分布。",
    "invalid_plan": "我没有完全听懂，所以不敢照做。",
    "invalid_conversation": "我的语言模型不接受这些消息。",
    "invalid_grammar": "我的回答没法按照那个语法或格式来写。",
    "model_error": "我的语言模型出错了。",
    "shutting_down": "我正在重启。",
    "deadline_exceeded": "花的时间太长了。",
    "device_error": "{device}出了点问题。",
    "internal": "我这边出了点问题。",
    # What devices answer, and what their silence means.
    "device_offline": "{device}离线了，所以那边什么都没做。",
    "no_answer": "{device}还没有回应，所以我不知道结果。",
    "busy": "{device}正忙着，没有照做。",
    "blocked": "{device}被挡住了，没有完成。",
    "unsafe": "{device}拒绝了，因为这样不安全。",
    "not_possible": "{device}现在做不到这个。",
    "expired": "指令到{device}时已经太晚了，所以什么都没做。",
}
"""By the codes of `assistant.errors.CODES`; a placeholder that has no value becomes a neutral word."""

_NEUTRAL: Mapping[str, str] = {
    "device": "设备",
    "name": "这个",
    "property": "这项设置",
    "what": "状态",
    "argument": "细节",
    "unit": "这个单位",
    "field": "各个字段",
    "value": "这个",
}
"""What stands for a detail that is not known."""


class _Words(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _NEUTRAL[key]


def sentence(code: str, **details: str) -> str:
    """The code's sentence with the details filled in; that of `internal` for an unknown code."""
    known = _Words({key: text for key, text in details.items() if text})
    return SENTENCES.get(code, SENTENCES["internal"]).format_map(known)
