"""Native topics."""

from __future__ import annotations

import pytest

from devices.adapters.topics import Address, Channel, Topics, filter_of, parse_topic


@pytest.mark.parametrize("channel", list(Channel))
def test_a_topic_names_its_parts(channel: Channel) -> None:
    topic = Topics("home-1", "lamp_2").of(channel)
    assert topic == f"ensemble/home-1/lamp_2/{channel}"
    assert parse_topic(topic) == Address("home-1", "lamp_2", channel)


def test_a_subscription_covers_all_devices() -> None:
    assert filter_of(Channel.STATE) == "ensemble/+/+/state"


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "ensemble/home/lamp",
        "ensemble/home/lamp/state/x",
        "other/home/lamp/state",
        "ensemble/home/lamp/STATE",
        "ensemble/Home/lamp/state",
        "ensemble/home/la mp/state",
        "ensemble/home/lamp\n/state",
        "ensemble//lamp/state",
        f"ensemble/home/{'x' * 65}/state",
    ],
)
def test_other_topics_are_not_native(topic: str) -> None:
    assert parse_topic(topic) is None
