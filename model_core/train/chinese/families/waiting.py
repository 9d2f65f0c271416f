"""Kinds 10 and 11: timers, alarms and reminders, set and spoken of while they wait; the clock."""

from __future__ import annotations

import random
from collections.abc import Mapping

from model_core.train.chinese.numerals import counted, number_said, numeral
from model_core.train.chinese.registry import family
from model_core.train.example import Draft
from model_core.train.home import Household
from model_core.train.phrasing import say
from model_core.train.splits import pool
from model_core.train.waits import besides
from model_core.world import Pending, Turn

_NAMES = (
    "鸡蛋", "米饭", "面条", "面团", "蛋糕", "披萨", "排骨汤", "红烧肉", "饺子", "包子", "馒头", "粥", "茶",
    "咖啡", "汤圆", "粽子",
    "玉米", "红薯", "鱼", "鸡翅", "牛排", "土豆", "饼干", "面包", "绿豆汤", "银耳", "药", "面膜", "泡脚",
    "午睡", "作业", "练琴",
    "跑步", "平板支撑", "瑜伽", "开会", "洗衣服", "染发", "停车", "充电", "读书", "罚站", "休息", "烤箱",
    "炖肉", "豆浆", "虾",
    "螃蟹", "南瓜", "豆腐", "卤味", "冰棍", "果冻", "酸奶",
)  # fmt: skip
_TODOS = (
    "吃药", "收衣服", "倒垃圾", "接孩子", "给妈妈打电话", "浇花", "喂猫", "遛狗", "关火", "交水费", "买菜",
    "开会", "取快递", "喝水",
    "量血压", "发邮件", "交作业", "晾被子", "拿外卖", "订票", "还书", "换床单", "缴电费", "翻一下肉",
    "看看汤",
)  # fmt: skip
_SET = (
    "{n}，{d}", "{n}{d}", "{d}的{n}", "{n}要{d}", "{n}定个{d}", "给{n}定{d}", "{n}下锅了，{d}后叫我",
    "{n}放进去了，{d}",
    "{n}还得{d}，到点喊我", "{d}后提醒我{n}好了", "定个{d}的{n}计时器", "{n}计时{d}", "帮我盯着{n}，{d}",
    "{d}以后{n}就好了，叫我一声",
    "{n}{d}就够了，到了说一声", "{n}开始了，记{d}", "记个时，{n}，{d}", "{n}掐{d}", "掐个{d}，{n}的",
    "设个{n}的闹铃，{d}",
    "{n}刚放上，{d}之后吱一声", "我去忙了，{n}{d}后喊我", "{n}得{d}，别让我忘了", "弄个{d}倒计时，{n}用的",
    "倒数{d}，{n}",
    "{n}泡上了，{d}", "{n}要闷{d}，到时候叫我", "{d}后看{n}", "开个{n}计时，{d}", "{n}不能超过{d}，到点叫我",
)  # fmt: skip
_NAMED: Mapping[str, tuple[str, ...]] = {
    "extend waiting called {n} by {p}": (
        "{n}再加{d}", "{n}再来{d}", "{n}还要{d}", "{n}还得{d}", "{n}还差{d}", "{n}再{d}", "给{n}再加{d}",
        "{n}多煮{d}", "{n}多等{d}",
        "{n}没好，再加{d}", "{n}还没熟，再来{d}", "{n}那个延长{d}", "{n}推迟{d}", "{n}往后延{d}",
        "把{n}那个再加{d}", "{n}晚{d}",
        "再给{n}{d}", "{n}火候不够，再{d}", "{n}那边多给{d}", "{n}加时{d}", "{n}再续{d}", "让{n}再待{d}",
    ),
    "shorten waiting called {n} by {p}": (
        "{n}少{d}", "{n}减{d}", "{n}那个减掉{d}", "{n}提前{d}", "{n}早{d}叫我", "把{n}缩短{d}",
        "{n}不用那么久，少{d}", "{n}快好了，减{d}",
        "{n}去掉{d}", "{n}往前提{d}",
    ),
    "pause waiting called {n}": (
        "{n}先停一下", "{n}暂停一下", "{n}先别计了", "{n}等会儿再算", "{n}那个先停", "把{n}停一停",
        "{n}先拿出来了，停表", "{n}先放一放",
        "停一下{n}的表", "{n}缓一缓", "{n}那个先搁着",
    ),
    "resume waiting called {n}": (
        "{n}继续", "{n}接着计", "{n}接着来", "{n}又放回去了，继续计时", "{n}那个接着走", "继续{n}",
        "{n}可以继续了", "{n}恢复计时",
        "{n}那个重新走起来", "接着算{n}",
    ),
    "tell waiting called {n}": (
        "{n}还要多久", "{n}还有多久", "{n}还剩几分钟", "{n}好了没", "{n}快好了吗", "{n}什么时候好",
        "{n}到哪儿了", "{n}还差多少时间",
        "{n}几点好", "{n}怎么样了", "{n}那个还得多久", "看看{n}还有多长时间", "{n}还早吗", "{n}还要等多会儿",
    ),
    "cancel called {n}": (
        "{n}好了，不用提醒了", "{n}不用了", "{n}那个不要了", "{n}已经拿出来了", "{n}取消", "别管{n}了",
        "{n}算了", "{n}那个删了",
        "{n}弄砸了，取消吧", "{n}不用计了", "{n}那个可以停了", "{n}的不用叫我了", "把{n}的取消",
        "{n}那个不用喊我了", "{n}搞定了，不用计时",
    ),
}  # fmt: skip
_PLAIN: Mapping[str, tuple[str, ...]] = {
    "extend waiting timer by {p}": ("计时器再加{d}", "表上再加{d}", "定时再续{d}", "计时再来{d}",
    "倒计时往后拖{d}", "那个表多走{d}"),
    "pause waiting timer": ("表先停一下", "先别计时了", "停表", "倒计时停一停", "计时先放着", "掐住别走了"),
    "resume waiting timer": ("接着计时", "表继续走", "倒计时接着来", "继续掐表", "让计时器接着走"),
    "tell waiting timer": ("表上还有多久", "计时还剩多少", "倒计时到哪了", "计时器快到了吗",
    "定的时间还有多久"),
    "cancel timer": ("表不用了", "计时器不要了", "别计时了，取消", "倒计时算了", "那个表撤了吧"),
    "cancel timer of {p}": ("{d}那个不要了", "{d}的那个取消", "把{d}的撤了", "{d}那个算了"),
    "tell waiting timer of {p}": ("{d}那个还有多久", "{d}的还剩多少", "{d}那个走到哪了"),
    "cancel all timer": ("计时器全不要了", "所有的表都停了", "计时全取消", "把计时器都撤了"),
    "cancel all": ("定的都不要了", "全都取消", "之前安排的通通取消", "后面的安排全不要了", "说好的都算了",
    "等着的都撤了吧"),
    "tell waiting": ("你等会儿还要干嘛", "还有什么安排", "我都让你记了啥", "待会儿有什么事",
    "后面都排了些什么", "你还替我记着什么"),
    "tell waiting alarm": ("明早几点叫我", "我定闹钟了吗", "闹钟定的几点", "明天几点喊我起床",
    "几点叫我起来"),
    "cancel alarm": ("明天不用叫我了", "别叫我起床了", "闹钟不要了", "明早让我睡，别喊我",
    "我自己起，闹钟取消"),
    "tell waiting reminder": ("我要记得干什么来着", "你要提醒我什么", "我让你提醒啥了", "有什么要提醒我的吗"),
    "tell time": ("几点啦", "现在什么时辰了", "这会儿几点", "看看几点了", "啥时候了", "几点钟了这是",
    "时间多少了"),
    "tell date": ("今儿几号", "今儿礼拜几", "今天是什么日子", "今天周几来着", "几月几号了",
    "是不是周末了今天", "今天星期五了吗"),
}  # fmt: skip
_AFTER: Mapping[str, tuple[str, ...]] = {
    "extend waiting{which} by {p}": ("再加{d}", "再来{d}", "还要{d}", "多{d}", "再续{d}", "没好，再{d}",
    "往后延{d}"),
    "shorten waiting{which} by {p}": ("少{d}", "减{d}", "早{d}", "减掉{d}吧"),
    "tell waiting{which}": ("还要多久", "还剩多少", "快到了吗", "还有几分钟", "什么时候到"),
    "pause waiting{which}": ("先停一下", "停表", "等一下先别走", "先暂停"),
    "cancel": ("算了", "不用了", "取消吧", "不要了", "好了不用叫了"),
}  # fmt: skip
_AMEND = ("改成{d}", "不对，{d}", "还是{d}吧", "说错了，{d}", "换成{d}", "要{d}才对", "{d}好了", "我是说{d}")
_REMIND = (
    "{t}提醒我{w}", "{t}叫我{w}", "{t}喊我{w}", "{t}别让我忘了{w}", "{t}我得{w}，记得叫我",
    "记着{t}让我{w}", "{t}跟我说一声该{w}了",
    "{t}该{w}了，到时候说一声", "{w}，{t}提醒", "{t}催我{w}",
)  # fmt: skip
_UNREMIND = ("不用提醒我{w}了", "{w}不用提醒了", "我已经{w}了，别提醒了", "{w}那个提醒不要了", "别再催我{w}")
_WAKE = (
    "{t}叫我起床",
    "{t}喊我起来",
    "{t}把我叫醒",
    "定个{t}的闹钟",
    "{t}闹钟",
    "{t}得起来，叫我",
    "{t}别让我睡过头",
    "{t}要起，叫一声",
)


def _length(rng: random.Random) -> tuple[str, str]:
    """A length of time as it is said, and in the plan language."""
    roll = rng.random()
    if roll < 0.1:
        return rng.choice(
            (
                ("半个小时", "30 min"),
                ("半小时", "30 min"),
                ("一刻钟", "15 min"),
                ("三刻钟", "45 min"),
                ("半个钟头", "30 min"),
            )
        )
    if roll < 0.2:
        return rng.choice(
            (
                ("一个半小时", "90 min"),
                ("一个小时", "60 min"),
                ("俩小时", "120 min"),
                ("一个钟头", "60 min"),
                ("两个小时", "120 min"),
            )
        )
    if roll < 0.28:
        n = rng.choice((10, 15, 20, 30, 40, 45, 90))
        return f"{number_said(n, rng)}秒", f"{n // 60} min {n % 60} s" if n > 60 else f"{n} s"
    if roll < 0.34:
        n = rng.randint(1, 9)
        return f"{counted(n, rng)}分半", f"{n} min 30 s"
    n = rng.choice((2, 3, 4, 5, 5, 6, 7, 8, 10, 10, 12, 15, 18, 20, 25, 30, 35, 40, 45, 50))
    return f"{counted(n, rng)}{rng.choice(('分钟', '分钟', '分钟', '分'))}", f"{n} min"


def _moment(rng: random.Random) -> tuple[str, str]:
    """A time of day as it is said, and in the plan language."""
    part, hours, later = rng.choice((("早上", (5, 6, 7, 8, 9), 0), ("上午", (9, 10, 11), 0), ("下午",
    (1, 2, 3, 4, 5), 12),
                                     ("晚上", (6, 7, 8, 9, 10), 12)))  # fmt: skip
    day, plan_day = rng.choice(
        (("", ""), ("", ""), ("明天", " tomorrow"), ("每天", " daily"), ("工作日", " weekdays"))
    )
    hour = rng.choice(hours)
    said, minute = rng.choice((("", 0), ("", 0), ("半", 30), ("一刻", 15), ("二十", 20), ("四十", 40)))
    clock = f"{'两' if hour == 2 else numeral(hour)}点{said}"
    return f"{day}{part}{clock}", f"at {hour + later:02d}:{minute:02d}{plan_day}"


def _draft(rng: random.Random, said: str, plan: str, *waits: Pending) -> Draft:
    return Draft(said, plan, (), pending=besides(rng, waits, chinese=True), noisy=False)


def _name(home: Household, rng: random.Random) -> str:
    names = [n for t in home.world.things for n in (t.name, t.type)]
    return rng.choice([n for n in pool(_NAMES, home.split) if not any(n in other for other in names)])


@family(kind=11, weight=2.0)
def named(home: Household, rng: random.Random) -> Draft | None:
    """A timer with a name."""
    name, (said, plan) = _name(home, rng), _length(rng)
    return _draft(rng, say(rng, home, _SET, n=name, d=said), f'later after {plan} called "{name}"')


@family(kind=11, weight=3.0)
def spoken_of(home: Household, rng: random.Random) -> Draft | None:
    """A timer that waits and is known by its name."""
    name, (said, plan) = _name(home, rng), _length(rng)
    step = rng.choice(tuple(_NAMED))
    text = step.format(n=f'"{name}"', p=plan)
    return _draft(rng, say(rng, home, _NAMED[step], n=name, d=said), text, Pending("timer", name))


@family(kind=11, weight=2.0)
def unnamed(home: Household, rng: random.Random) -> Draft | None:
    """The timer, all of them, the alarm, the clock."""
    said, plan = _length(rng)
    step = rng.choice(tuple(_PLAIN))
    kind = next((k for k in ("timer", "alarm", "reminder") if k in step), None)
    return _draft(
        rng, say(rng, home, _PLAIN[step], d=said), step.format(p=plan), *([Pending(kind)] if kind else ())
    )


@family(kind=11, weight=1.4)
def reminded(home: Household, rng: random.Random) -> Draft | None:
    """A reminder, on the phone where there is one for it; or no longer."""
    todo = rng.choice(pool(_TODOS, home.split))
    if rng.random() < 0.25:
        return _draft(
            rng,
            say(rng, home, _UNREMIND, w=todo),
            f'cancel reminder called "{todo}"',
            Pending("reminder", todo),
        )
    said, trigger = _moment(rng)
    if rng.random() < 0.5:
        length, plan = _length(rng)
        said, trigger = f"{length}{rng.choice(('后', '以后', '之后'))}", f"after {plan}"
    phones = [t for t in home.of_type("phone") if home.action(t, "notify")]
    told = (
        f' then run {home.label(phones[0])}: notify text="{todo}"' if len(phones) == 1 else f' about "{todo}"'
    )
    return _draft(rng, say(rng, home, _REMIND, t=said, w=todo), f"later {trigger}{told}")


@family(kind=11, weight=0.8)
def woken(home: Household, rng: random.Random) -> Draft | None:
    """An alarm at a time of day."""
    said, trigger = _moment(rng)
    return _draft(rng, say(rng, home, _WAKE, t=said), f"later {trigger}")


@family(kind=10, weight=1.5)
def goes_on(home: Household, rng: random.Random) -> Draft | None:
    """After a timer was set: another length, longer, held, how long still."""
    name, (before, first), (said, plan) = _name(home, rng), _length(rng), _length(rng)
    called = rng.random() < 0.6
    opening = (
        say(rng, home, _SET, n=name, d=before)
        if called
        else f"{before}{rng.choice(('的计时器', '后叫我', '倒计时'))}"
    )
    rest = f' called "{name}"' if called else ""
    turn = Turn(opening, f"later after {first}{rest}")
    if rng.random() < 0.25:
        return Draft(
            say(rng, home, _AMEND, d=said),
            f"cancel; later after {plan}{rest}",
            (),
            history=(turn,),
            noisy=False,
        )
    step = rng.choice(tuple(_AFTER))
    text = step.format(which=rest or f" of {first}", p=plan)
    return Draft(say(rng, home, _AFTER[step], d=said), text, (), history=(turn,), noisy=False)
