"""Kind 5: a need is spoken of instead of a device: dark, cold, loud, bedtime, leaving, crumbs."""

from __future__ import annotations

import random
from collections.abc import Sequence

from model_core.plan import Value, Word
from model_core.train.chinese.intents import run_these, set_these
from model_core.train.chinese.registry import family
from model_core.train.chinese.speech import in_room, spoken_room
from model_core.train.example import Draft, Effect
from model_core.train.families.media import only_media
from model_core.train.home import Household
from model_core.train.intents import BEDTIME, COVERS, LEAVING, Wanted, cooled, cover, warmer
from model_core.train.phrasing import group_plan, group_run, run_effects, say, selector, set_effects
from model_core.world import Thing

_DARK = (
    "太黑了", "好黑啊", "这里太暗了", "我什么都看不见", "屋里好暗", "光线太暗了", "黑乎乎的", "看不清东西",
    "有点黑", "天黑了", "这儿怎么这么黑", "我要点光", "需要一点光", "暗得看不清字", "黑灯瞎火的",
    "乌漆嘛黑的",
)  # fmt: skip
_DARK_ROOM = (
    "{r}太黑了", "{r}好暗", "{r}黑乎乎的", "{r}光线太暗", "{r}什么都看不见", "{r}需要点光", "{r}怎么这么黑",
    "{r}看不清路",
)  # fmt: skip
_BRIGHT = (
    "太亮了", "好刺眼", "光太强了", "灯光太刺眼了", "亮得睁不开眼", "有点太亮", "晃眼睛", "光线太强了",
    "刺得我眼睛疼", "灯太亮了", "这灯太晃眼了", "灯光太强了", "灯光能柔和点吗", "灯太刺眼了",
    "灯亮得睁不开眼",
    "灯光晃得我头疼", "这里的灯太亮了", "灯有点太亮",
)  # fmt: skip
_DONE = (
    "{r}没人了", "我离开{r}了", "{r}用完了，不用亮灯", "{r}里没人，灯不用开着", "{r}已经没人用了",
    "我不在{r}了", "{r}里没有人了",
)  # fmt: skip
_SUN_IN = (
    "让阳光进来", "我想晒晒太阳", "想看看外面", "外面天气真好，让光进来", "想让屋里透点自然光",
    "让外面的光照进来", "透透光",
)  # fmt: skip
_SUN_OUT = (
    "太阳太晒了", "阳光太刺眼了", "太晒了", "外面的人看得见里面", "挡一下太阳", "不想让外面看进来",
    "西晒受不了了", "太阳照到我脸上了", "遮一下光",
)  # fmt: skip
_COLD = (
    "我好冷", "有点冷", "太冷了", "冻死我了", "冷得发抖", "屋里好冷", "手都冻僵了", "怎么这么冷",
    "这里有点凉飕飕的", "冷死了", "我觉得冷",
)  # fmt: skip
_HOT = (
    "好热啊", "有点热", "太热了", "热死我了", "热得受不了", "屋里好热", "出汗了", "怎么这么热", "我快热化了",
    "闷热得很", "我觉得热",
)  # fmt: skip
_STUFFY = (
    "空气不好", "屋里好闷", "空气太浑浊了", "有股怪味", "空气有点差", "雾霾进来了", "闷得慌", "屋里味道好大",
)  # fmt: skip
_DRY = ("空气太干了", "好干燥", "嗓子干得难受", "屋里太干了", "皮肤好干，空气干", "有点干燥", "干得流鼻血")
_DAMP = ("太潮了", "屋里好潮湿", "空气太湿了", "墙都返潮了", "湿气好重", "潮乎乎的", "被子都潮了")
_LOUD = (
    "太吵了", "声音太大了", "吵死了", "小点声行吗", "耳朵都要聋了", "有点吵", "音乐太响了", "声音大得受不了",
)  # fmt: skip
_QUIET = ("听不清", "声音太小了", "我听不见", "太小声了", "听不太清楚", "声音有点小", "完全听不到声音")
_CALL = (
    "我要接电话", "我在打电话", "有人打电话来了", "我要开会了，安静点", "电话来了，别出声", "我接个电话",
    "我要开视频会议",
)  # fmt: skip
_CRUMBS = (
    "地上好脏", "地板该扫了", "地上都是面包屑", "地上有好多头发", "该扫地了", "扫一下地", "地上全是灰",
    "打扫一下地面", "地板脏了", "猫毛掉了一地", "把地扫一扫", "饼干渣掉了一地", "家里该打扫了",
)  # fmt: skip
_GRASS = (
    "草太长了", "该割草了", "草坪该修了", "院子里的草长疯了", "修一下草坪", "割一下草", "草都长到膝盖了",
)  # fmt: skip
_DRY_LAWN = (
    "草坪干了", "花该浇水了", "给花园浇水", "植物缺水了", "花都蔫了", "浇一下花", "好久没下雨了，该浇水了",
    "浇浇水",
)  # fmt: skip
_DISHES = ("该洗碗了", "碗都脏了", "把碗洗了", "洗一下碗", "盘子堆成山了", "碗放好了，洗吧", "碗筷该洗了")
_LAUNDRY = (
    "该洗衣服了", "把衣服洗了", "衣服放好了，洗吧", "洗一下衣服", "脏衣服都放进去了", "开始洗衣服",
    "衣服该洗了",
)  # fmt: skip
_SCENES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("观影模式", "电影之夜"), ("我要看电影了", "看电影", "我们来看电影吧", "准备看电影", "电影要开始了",
    "想看个电影",
        "一会儿看电影")),
    (("晚安模式", "睡眠模式"), ("晚安", "我要睡了", "睡觉了", "我去睡觉了", "该睡觉了", "困了，睡了",
    "我们要休息了",
        "准备睡觉", "睡了睡了", "今天就到这，晚安")),
    (("离家模式",), ("我出门了", "我走了", "我要出去了", "我上班去了", "我们出门了", "要出门了",
    "拜拜，我走了", "家里没人了",
        "我们都出去了", "出发了")),
    (("回家模式",), ("我回来了", "我到家了", "我们回来了", "到家了", "下班回来了", "我进门了", "终于到家了",
    "我回家了")),
    (("早安模式", "起床模式"), ("早上好", "我起床了", "早安", "我醒了", "起床了", "该起床了",
    "天亮了，起床", "新的一天开始了")),
    (("用餐模式", "浪漫晚餐"), ("吃饭了", "开饭了", "要吃晚饭了", "饭好了", "我们要吃饭了", "准备吃饭",
    "晚饭做好了")),
    (("派对模式",), ("开派对了", "来嗨吧", "派对开始", "客人都来了，嗨起来", "我们要开派对", "嗨起来",
    "派对时间到")),
    (("阅读模式",), ("我要看书了", "我想看会儿书", "看书时间", "读会儿书", "我要看会书", "想安静看书")),
    (("工作模式",), ("我要工作了", "开始工作", "我要专心工作", "该干活了", "我需要集中注意力", "要加班了")),
    (("放松模式",), ("我想放松一下", "好累，想放松", "让我放松放松", "我想歇会儿", "我要放松了",
    "想静一静放松下")),
    (("游戏模式",), ("我要打游戏了", "来打游戏", "开黑了", "打会儿游戏", "游戏时间到了", "准备打游戏")),
    (("午休模式",), ("我要午睡了", "午休一会儿", "睡个午觉", "我去睡个午觉", "宝宝要午睡了", "该午休了")),
)  # fmt: skip
_EVERYWHERE = (
    "把全家都扫一遍", "全屋打扫一下", "所有房间的地都扫一下", "家里的地全扫一遍", "把整个家的地都打扫了",
    "每个房间都扫一遍地",
)  # fmt: skip


def _in(home: Household, kind: str, room: str, wanted: Wanted) -> tuple[str, tuple[Effect, ...]]:
    members = home.of_type(kind, room)
    plan = group_plan(home, selector(home, kind, [home.room_label(room)]), members, wanted)
    return plan, set_effects(home, members, wanted)


def _only(home: Household, things: Sequence[Thing]) -> Thing | None:
    """The one here, else the only one."""
    here = [t for t in things if t.room is not None and t.room == home.speaker.room]
    if here:
        return here[0] if len(here) == 1 else None
    return things[0] if len(things) == 1 else None


@family(kind=5, weight=1.6)
def dark(home: Household, rng: random.Random) -> Draft | None:
    """Too dark: the lights here; with the room unknown the only light, or a question."""
    lights = home.of_type("light")
    room = home.speaker.room
    if not lights:
        return None
    text = say(rng, home, _DARK)
    if room is not None and home.of_type("light", room):
        return Draft(text, *_in(home, "light", room, {"on": True}))
    if len(lights) == 1:
        return set_these(home, text, lights, {"on": True})
    return Draft(text, f"ask which all {home.type_name('light')}", ())


@family(kind=5, weight=0.7)
def dark_room(home: Household, rng: random.Random) -> Draft | None:
    """Too dark in a room that is named."""
    rooms = home.rooms_with("light")
    if not rooms:
        return None
    room = rng.choice(rooms)
    text = say(rng, home, _DARK_ROOM, r=in_room(spoken_room(home, room, rng), rng))
    return Draft(text, *_in(home, "light", room, {"on": True}))


@family(kind=5, weight=0.8)
def bright(home: Household, rng: random.Random) -> Draft | None:
    """Too bright: dim what can be dimmed here, else switch it off."""
    room = home.speaker.room
    lights = home.of_type("light", room) if room else home.of_type("light")
    if not lights:
        return None
    lamps = tuple(t for t in _BRIGHT if "灯" in t)
    covered = any(home.of_type(k, room) for k in COVERS)
    text = say(rng, home, lamps if covered else _BRIGHT)
    if room is None and len(lights) > 1:
        return Draft(text, f"ask which all {home.type_name('light')}", ())
    dimmable = any(home.can(t, "brightness") for t in lights)
    wanted: Wanted = {"brightness": Word.LESS} if dimmable else {"on": False}
    return Draft(text, *_in(home, "light", room, wanted)) if room else set_these(home, text, lights, wanted)


@family(kind=5, weight=0.5)
def done(home: Household, rng: random.Random) -> Draft | None:
    """Nobody is in a room any more: its lights off."""
    rooms = [r for r in home.rooms_with("light") if r != home.speaker.room]
    if not rooms:
        return None
    room = rng.choice(rooms)
    text = say(rng, home, _DONE, r=spoken_room(home, room, rng))
    return Draft(text, *_in(home, "light", room, {"on": False}))


@family(kind=5, weight=1.0)
def sun(home: Household, rng: random.Random) -> Draft | None:
    """Sun or privacy: the covers here, when they are of one kind."""
    room = home.speaker.room
    kinds = [k for k in COVERS if home.of_type(k, room)] if room else []
    open_it = rng.random() < 0.5
    text = say(rng, home, _SUN_IN if open_it else _SUN_OUT)
    if not kinds:
        every = [t for k in COVERS for t in home.of_type(k)]
        return (
            set_these(home, text, every, cover(home, every[0], open_it=open_it)) if len(every) == 1 else None
        )
    if len(kinds) != 1 or room is None:
        return None
    wanted = [cover(home, t, open_it=open_it) for t in home.of_type(kinds[0], room)]
    if any(w != wanted[0] for w in wanted):
        return None
    return Draft(text, *_in(home, kinds[0], room, wanted[0]))


@family(kind=5, weight=1.4)
def cold(home: Household, rng: random.Random) -> Draft | None:
    """Cold: more heat here; several thermostats and none here: a question."""
    text = say(rng, home, _COLD)
    warmers = home.of_type("thermostat")
    thing = _only(home, warmers)
    if thing is not None:
        return set_these(home, text, [thing], warmer(home, thing))
    if len(warmers) > 1:
        return Draft(text, f"ask which all {home.type_name('thermostat')}", ())
    heater = _only(home, home.able("on", "heater"))
    if heater is not None:
        return set_these(home, text, [heater], {"on": True})
    unit = _only(home, home.of_type("air conditioner"))
    if unit is None or home.of_type("heater"):
        return None
    return set_these(home, text, [unit], warmer(home, unit))


@family(kind=5, weight=1.2)
def hot(home: Household, rng: random.Random) -> Draft | None:
    """Hot: the air conditioner, else the fan, else less heat; what is here comes first."""
    text = say(rng, home, _HOT)
    room = home.speaker.room
    for local in (True, False):
        for kind, wanted in (
            ("air conditioner", {"on": True}),
            ("fan", {"on": True}),
            ("thermostat", {"target_temperature": Word.LESS}),
        ):
            if kind == "fan" and room and not local:
                continue  # in another room it is of no help
            things = home.of_type(kind, room) if local and room else () if local else home.of_type(kind)
            if len(things) == 1:
                cools = kind == "air conditioner"
                return set_these(home, text, things, cooled(home, things[0]) if cools else wanted)
            if things:
                return None
    return None


@family(kind=5, weight=0.6)
def air(home: Household, rng: random.Random) -> Draft | None:
    """Stuffy, dry or damp air."""
    kinds, templates = rng.choice(
        ((("air purifier", "fan"), _STUFFY), (("humidifier",), _DRY), (("dehumidifier",), _DAMP))
    )
    for kind in kinds:
        if home.of_type(kind):
            thing = _only(home, home.of_type(kind))
            return set_these(home, say(rng, home, templates), [thing], {"on": True}) if thing else None
    return None


@family(kind=5, weight=1.0)
def sound(home: Household, rng: random.Random) -> Draft | None:
    """Too loud, too quiet, or a call."""
    word: Value | Word
    role, word, templates = rng.choice(
        (("volume", Word.LESS, _LOUD), ("volume", Word.MORE, _QUIET), ("muted", True, _CALL))
    )
    thing = only_media(home, role)
    return set_these(home, say(rng, home, templates), [thing], {role: word}) if thing else None


@family(kind=5, weight=1.3)
def chores(home: Household, rng: random.Random) -> Draft | None:
    """Dirt, grass, dishes, laundry: the only machine for it starts."""
    options = (("vacuum", _CRUMBS), ("mower", _GRASS), ("irrigation", _DRY_LAWN), ("dishwasher", _DISHES),
        ("washer", _LAUNDRY))  # fmt: skip
    fitting = [(k, t) for k, t in options if len(home.of_type(k)) == 1]
    if not fitting:
        return None
    kind, templates = rng.choice(fitting)
    return run_these(home, say(rng, home, templates), home.of_type(kind), "start")


@family(kind=5, weight=0.3)
def every_vacuum(home: Household, rng: random.Random) -> Draft | None:
    """The whole house is dirty and there are several vacuums: all of them."""
    members = home.of_type("vacuum")
    if len(members) < 2:
        return None
    plan = group_run(home, selector(home, "vacuum"), members, "start")
    return Draft(say(rng, home, _EVERYWHERE), plan, run_effects(home, members, "start"))


@family(kind=5, weight=1.8)
def occasion(home: Household, rng: random.Random) -> Draft | None:
    """An occasion with a scene of its own; without one, only what is plain."""
    scenes = home.of_type("scene")
    fitting = [(names, said) for names, said in _SCENES if sum(t.name in names for t in scenes) == 1]
    if fitting and rng.random() < 0.8:
        names, said = rng.choice(fitting)
        return run_these(home, say(rng, home, said), [t for t in scenes if t.name in names], "activate")
    names, said = rng.choice(_SCENES[:3])
    if any(t.name in names for t in scenes):
        return None
    text = say(rng, home, said)
    if "观影模式" in names:
        screen = _only(home, home.of_type("television"))
        return set_these(home, text, [screen], {"on": True}) if screen else None
    steps: list[str] = []
    effects: tuple[Effect, ...] = ()
    wanted = LEAVING if "离家模式" in names else BEDTIME
    for kind, values in wanted:
        things = tuple(t for t in home.of_type(kind) if all(home.can(t, role) for role in values))
        if things:
            steps.append(group_plan(home, selector(home, kind), things, values))
            effects += set_effects(home, things, values)
    return Draft(text, "; ".join(steps), effects) if steps else None
