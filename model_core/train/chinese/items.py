"""Entries of shopping and to-do lists, in the words people use."""

from __future__ import annotations

import random

from model_core.train.splits import pool

GROCERIES = (
    "牛奶", "鸡蛋", "面包", "大米", "苹果", "香蕉", "西红柿", "土豆", "洋葱", "豆腐", "排骨", "五花肉",
    "鸡胸肉", "鱼", "虾", "青菜", "白菜", "黄瓜", "胡萝卜", "蘑菇", "酱油", "醋", "盐", "白糖", "食用油",
    "面条", "饺子皮", "酸奶", "啤酒", "茶叶", "咖啡豆", "纸巾", "卫生纸", "洗衣液", "洗洁精", "牙膏",
    "洗发水", "垃圾袋", "猫粮", "狗粮", "电池", "灯泡", "尿不湿", "橙子", "葡萄", "西瓜", "辣椒", "大蒜",
    "生姜", "葱", "火腿", "奶酪", "黄油", "面粉", "巧克力", "薯片", "矿泉水",
)  # fmt: skip
CHORES = (
    "交电费", "交物业费", "取快递", "给妈妈打电话", "浇花", "洗车", "修自行车", "换床单", "擦窗户", "倒垃圾",
    "遛狗", "预约牙医", "买火车票", "还书", "洗衣服", "打扫卫生间", "给猫打疫苗", "写周报", "续保车险",
    "订蛋糕", "剪头发", "收拾衣柜", "交房租", "换净水器滤芯", "接孩子", "缴水费", "清洗空调滤网", "整理照片",
    "买生日礼物", "开家长会",
)  # fmt: skip
_AMOUNTS = ("两份", "三份", "一份", "一袋", "两袋")


def item(rng: random.Random, split: str, *, shopping: bool = False) -> str:
    """An entry, with an amount now and then."""
    if not shopping and rng.random() < 0.6:
        return rng.choice(pool(CHORES, split))
    plain = rng.choice(pool(GROCERIES, split))
    return f"{rng.choice(_AMOUNTS)}{plain}" if rng.random() < 0.15 else plain
