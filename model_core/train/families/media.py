"""Kind 1: televisions and speakers play, pause, skip, fall silent."""

from __future__ import annotations

import random

from model_core.train.example import Draft, family
from model_core.train.home import Household
from model_core.train.intents import MEDIA, choose, is_kind, of_kinds
from model_core.train.phrasing import run_effects, run_plan, say, set_effects, set_plan
from model_core.train.speech import Said, in_room, spoken_room
from model_core.world import Thing

_PLAY = (
    "play {the}", "resume {the}", "unpause {the}", "{x} play", "continue {playing on|} {the}",
    "start {the} again", "hit play on {the}", "let {the} play", "start playing on {the}",
    "press play on {the}", "get {the} playing", "make {the} play[ again]", "resume playback on {the}",
    "have {the} carry on", "play on {the}", "keep playing on {the}", "start playback on {the}",
)  # fmt: skip
_PLAY_HERE = (
    "play[ some music]", "resume[ playback]", "unpause", "unpause[ the music]", "continue[ playing]",
    "play some music", "play something", "music on", "start the music", "put some music on",
    "resume the music", "hit play", "press play", "keep playing", "carry on playing", "let the music play",
    "put on some tunes", "start playing again", "un-pause it please",
)  # fmt: skip
_PAUSE = (
    "pause {the}", "{x} pause", "hold {the}", "hit pause on {the}", "have {the} pause",
    "pause playback on {the}", "pause what's playing on {the}", "pause {x}", "put {the} on pause",
    "freeze {the}", "can {the} be paused", "suspend {the}", "press pause on {the}", "make {the} pause",
)  # fmt: skip
_PAUSE_HERE = (
    "pause", "pause the music", "pause that[ for a second]", "hit pause", "hold the music", "pause playback",
    "pause the song", "music pause", "pause it for a moment", "put the music on pause",
    "pause what's playing", "press pause", "suspend playback",
)  # fmt: skip
_STOP = (
    "stop {the}", "{x} stop", "stop playing on {the}", "stop the music on {the}", "have {the} stop playing",
    "end playback on {the}", "make {the} stop", "cut the music on {the}", "stop {x}",
    "no more music from {the}",
)  # fmt: skip
_STOP_HERE = ("stop the music", "stop playing", "stop playback", "music stop", "no more music",
    "end the music", "cut the music", "stop that song", "kill the music", "stop this noise")  # fmt: skip
_NEXT = (
    "next song on {the}", "skip this song on {the}", "next track on {the}", "{x} next",
    "skip to the next {track|song} on {the}", "skip ahead on {the}",
    "play the next {song|track|one} on {the}", "{x} skip", "next on {the}", "have {the} skip this one",
    "change the song on {the}", "advance {the} to the next track", "go to the next song on {the}",
    "skip the track on {the}", "skip {x}",
)  # fmt: skip
_NEXT_HERE = (
    "next song", "next track", "skip", "skip this{ song| one| track|}", "skip this song", "next",
    "play the next {song|track|one}", "next one please", "i don't like this song",
    "not this song again, skip it", "go to the next song", "skip to the next one", "change the song",
    "i'm sick of this song", "skip the song", "another song", "jump to the next track",
)  # fmt: skip
_PREVIOUS = (
    "previous {song|track} on {the}", "go back a {song|track} on {the}", "play the last song again on {the}",
    "{x} previous", "back one track on {the}", "go to the previous {song|track} on {the}",
    "{x} go back a song", "play the previous one on {the}", "replay the last track on {the}", "{x} back",
)  # fmt: skip
_PREVIOUS_HERE = (
    "previous song", "previous track", "go back a song", "play the last song again", "back one track",
    "play the previous {song|track|one}", "go back to the {last|previous} song", "last song again",
    "one song back", "i liked the song before this one, go back", "play that last one again",
)  # fmt: skip
_MUTE = (
    "mute {the}", "{x} mute", "silence {the}", "put {the} on mute", "turn the sound off on {the}",
    "turn off the sound of {the}", "mute the sound on {the}", "{the} on mute", "mute {x}", "shut {the} up",
    "make {the} silent", "hush {the}", "kill the sound on {the}", "cut the sound of {the}",
    "no sound from {the}", "have {the} muted",
)  # fmt: skip
_MUTE_HERE = (
    "mute", "mute it", "mute that", "silence[ please]", "mute the sound", "sound off",
    "mute the {audio|volume}", "turn off the sound", "kill the sound", "cut the sound", "turn the sound off",
    "no sound please",
)  # fmt: skip
_UNMUTE = (
    "unmute {the}", "{x} unmute", "turn the sound back on on {the}", "sound back on for {the}",
    "take {the} off mute", "unmute {x}", "turn the sound of {the} {on|back on}", "un-mute {the}",
    "restore the sound on {the}", "give me sound on {the}", "i want to hear {the} again",
    "bring back the sound on {the}",
)  # fmt: skip
_UNMUTE_HERE = (
    "unmute", "sound on", "turn the sound back on", "unmute it", "bring the sound back", "sound back on",
    "give me the sound back", "un-mute", "take it off mute", "unmute the sound",
    "i can't hear anything, unmute",
)  # fmt: skip
_ACTIONS = {
    "play": (_PLAY, _PLAY_HERE), "pause": (_PAUSE, _PAUSE_HERE), "stop": (_STOP, _STOP_HERE), "next": (_NEXT,
        _NEXT_HERE), "previous": (_PREVIOUS, _PREVIOUS_HERE),
}  # fmt: skip


def only_media(home: Household, role: str) -> Thing | None:
    """The one device that words without a device mean: the one here, the one that hears, or the only one."""
    things = [t for t in of_kinds(home, MEDIA) if home.can(t, role)]
    here = [t for t in things if t.room is not None and t.room == home.speaker.room]
    if len(here) == 1:
        return here[0]
    heard = [t for t in things if t.id == home.speaker.device]
    if heard:
        return heard[0]
    return things[0] if len(things) == 1 else None


def media_said(home: Household, thing: Thing, said: Said, rng: random.Random) -> Said:
    """Now and then the music of the room instead of the speaker."""
    room = thing.room
    if home.kinds[thing.id] != "speaker" or room is None or rng.random() < 0.75:
        return said
    if sum(t.room == room for t in of_kinds(home, MEDIA)) != 1:
        return said
    name = spoken_room(home, room, rng)
    what = rng.choice(("music", "music", "audio", "sound"))
    if rng.random() < 0.5:
        return Said(f"{name} {what}", f"the {name} {what}" if "'s " not in name else f"{name} {what}")
    return Said(f"{what} {in_room(name, rng)}", f"the {what} {in_room(name, rng)}")


def _transport(home: Household, rng: random.Random, role: str) -> Draft | None:
    named, bare = _ACTIONS[role]
    if rng.random() < 0.35:
        thing = only_media(home, role)
        text = say(rng, home, bare)
    else:
        found = choose(
            home,
            rng,
            [t for t in of_kinds(home, MEDIA) if home.can(t, role)],
            is_kind(home, *MEDIA, "vacuum"),
        )
        if found is None:
            return None
        thing, said = found[0], found[1]
        if role in {"play", "pause", "stop"}:
            said = media_said(home, thing, said, rng)
        text = say(rng, home, named, the=said.the, x=said.bare)
    if thing is None:
        return None
    return Draft(text, run_plan(home, [thing], role), run_effects(home, [thing], role))


@family(kind=1, weight=1.0)
def play(home: Household, rng: random.Random) -> Draft | None:
    """Playback starts or goes on."""
    return _transport(home, rng, "play")


@family(kind=1, weight=1.0)
def pause(home: Household, rng: random.Random) -> Draft | None:
    """Playback pauses."""
    return _transport(home, rng, "pause")


@family(kind=1, weight=0.5)
def stop(home: Household, rng: random.Random) -> Draft | None:
    """Playback stops."""
    return _transport(home, rng, "stop")


@family(kind=1, weight=1.0)
def skip(home: Household, rng: random.Random) -> Draft | None:
    """The next track."""
    return _transport(home, rng, "next")


@family(kind=1, weight=0.7)
def previous(home: Household, rng: random.Random) -> Draft | None:
    """The track before."""
    return _transport(home, rng, "previous")


def _mute(home: Household, rng: random.Random, *, muted: bool) -> Draft | None:
    wanted = {"muted": muted}
    if rng.random() < 0.35:
        thing = only_media(home, "muted")
        text = say(rng, home, _MUTE_HERE if muted else _UNMUTE_HERE)
    else:
        found = choose(home, rng, home.able("muted"), lambda t: home.can(t, "muted"))
        if found is None:
            return None
        thing = found[0]
        said = media_said(home, thing, found[1], rng)
        text = say(rng, home, _MUTE if muted else _UNMUTE, the=said.the, x=said.bare)
    if thing is None:
        return None
    return Draft(text, set_plan(home, [thing], wanted), set_effects(home, [thing], wanted))


@family(kind=1, weight=0.9)
def mute(home: Household, rng: random.Random) -> Draft | None:
    """Silence."""
    return _mute(home, rng, muted=True)


@family(kind=1, weight=0.7)
def unmute(home: Household, rng: random.Random) -> Draft | None:
    """Sound again."""
    return _mute(home, rng, muted=False)
