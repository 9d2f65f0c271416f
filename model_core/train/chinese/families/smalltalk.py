"""Kind 14: what is not for a home assistant, and what nobody can make out."""

from __future__ import annotations

import random

from model_core.train.chinese.numerals import number_said
from model_core.train.chinese.registry import family
from model_core.train.example import Draft
from model_core.train.home import Household
from model_core.train.phrasing import say
from model_core.train.splits import pool

_CHAT = (
    "你好", "{你好啊|嗨|哈喽|在吗|早啊|晚上好|下午好}",
    "你{叫什么名字|是谁|多大了|几岁了|住在哪|是机器人吗|会做什么呀}", "谢谢{你|啦|你啊|了}",
    "{你真棒|干得好|不错|太厉害了|你真聪明|做得好}", "给我讲个{笑话|故事|睡前故事|脑筋急转弯|冷笑话}",
    "讲个关于{t}的{故事|笑话}", "{再见|拜拜|回头见|改天聊}", "唱首歌给我听", "{p}是谁", "{p}多大年纪了",
    "{p}是哪里人", "{p}有哪些代表作", "{c}的首都是哪里", "{c}有多少人口", "{c}在哪个洲", "{c}有什么好玩的",
    "{n}加{m}等于多少", "{n}乘以{m}是多少", "{n}减{m}等于几", "{n}除以{m}是多少", "{w}用英语怎么说",
    "{w}是什么意思", "{w}的反义词是什么", "帮我写{一首诗|一篇作文|一封信}", "写一首关于{t}的诗", "{f}怎么做",
    "{f}的热量高吗", "{f}要煮多久", "推荐一部{电影|电视剧|小说|动画片}", "最近有什么好看的{电影|剧|书}",
    "{股市|大盘|黄金|比特币}今天怎么样",
    "帮我{订一张机票|订个外卖|叫个出租车|买张电影票|订个餐厅|转账给我妈}", "今天{几号|星期几|是什么节日}",
    "{光速|地球到月亮的距离|珠穆朗玛峰的高度}是多少", "为什么{天是蓝的|海水是咸的|会下雨|猫会打呼噜}",
    "谁{发明了电灯|写了红楼梦|拿了世界杯冠军|是第一个登月的人}", "你喜欢{t}吗",
    "我{好无聊|心情不好|今天很开心|有点难过|失恋了}", "你{爱我吗|会想我吗|有感情吗|吃饭了吗|累不累}",
    "{t}有什么{好处|坏处|历史}", "陪我聊聊天", "给我{出个谜语|背首古诗|说段绕口令}",
    "世界上最{大的动物|高的楼|长的河|快的车}是什么", "{c}现在几点", "一{公里|英里|斤|磅}等于多少{米|克}",
    "怎么{减肥|学英语|做数学题|养猫}", "昨天的{比赛|球赛}谁赢了", "{c}的天气怎么样啊，我要去旅游", "哈哈哈",
    "人生的意义是什么", "彩票{开奖了吗|号码是多少}", "把这句话翻译成{英语|日语|法语}",
    "我{长得好看吗|该吃什么|该穿什么}", "你会{下棋|唱歌|跳舞|做饭|说英语}吗",
)  # fmt: skip
_TOPICS = (
    "恐龙", "月亮", "小猫", "春天", "大海", "宇宙", "足球", "咖啡", "爱情", "友谊", "熊猫", "火车", "秋天",
    "围棋", "瑜伽", "机器人", "茶", "雪山", "音乐",
)  # fmt: skip
_PEOPLE = (
    "李白", "爱因斯坦", "成龙", "姚明", "周杰伦", "鲁迅", "牛顿", "刘德华", "梅西", "贝多芬", "孔子",
    "居里夫人", "武则天", "达芬奇", "马云", "苏轼",
)  # fmt: skip
_COUNTRIES = (
    "法国", "日本", "巴西", "埃及", "加拿大", "澳大利亚", "泰国", "德国", "印度", "俄罗斯", "南非", "墨西哥",
    "挪威", "韩国", "意大利",
)  # fmt: skip
_FOOD = (
    "红烧肉", "番茄炒蛋", "蛋炒饭", "宫保鸡丁", "麻婆豆腐", "饺子", "鱼香肉丝", "拉面", "披萨", "糖醋排骨",
    "酸辣汤", "包子", "火锅底料", "蛋糕",
)  # fmt: skip
_WORDS = (
    "苹果", "谢谢", "高兴", "图书馆", "蝴蝶", "勇敢", "沉默", "朋友", "彩虹", "努力", "忧郁", "慷慨", "聪明",
    "冒险",
)  # fmt: skip
_UNCLEAR = (
    "呃", "嗯", "那个", "就是那个", "{g}", "{g}{h}", "呃那个{g}", "把{g}", "打{g}那", "把那个{g}给",
    "嗯嗯呃", "那什么", "啊这个", "{g}{g}", "我想那个什么", "把呃", "就那个那个", "{h}{g}{h}", "哎那个嗯",
    "能不能{g}", "{g}一下{h}", "给我{g}{h}",
)  # fmt: skip
_SOUNDS = "咕噜叽哩哗啦嘀嗒噗嗤嘶呜哇咿呀砰咚喵咔嚓嗡"


@family(kind=14, weight=7.0)
def chat(home: Household, rng: random.Random) -> Draft | None:
    """Small talk, knowledge, arithmetic, errands: nothing that a home does."""
    slots = {
        name: rng.choice(pool(words, home.split))
        for name, words in (("t", _TOPICS), ("p", _PEOPLE), ("c", _COUNTRIES), ("f", _FOOD), ("w", _WORDS))
    }
    numbers = {"n": number_said(rng.randint(2, 400), rng), "m": number_said(rng.randint(2, 99), rng)}
    return Draft(say(rng, home, _CHAT, **slots, **numbers), "refuse chat", ())


@family(kind=14, weight=1.2)
def unclear(home: Household, rng: random.Random) -> Draft | None:
    """Sounds and torn-off sentences."""
    sounds = {name: "".join(rng.choices(_SOUNDS, k=rng.randint(2, 4))) for name in "gh"}
    return Draft(say(rng, home, _UNCLEAR, **sounds), "refuse unclear", (), noisy=False)
