"""How much of what a script does is noted."""

from __future__ import annotations

from spiders.scripting.effects import Asked, Effects, Part


def test_what_is_noted_takes_room() -> None:
    """A call takes its name and as much as it has arguments, a request its address, its fields and what they hold."""
    effects = Effects(room=41)
    effects.note(effects.calls, ("load", (1, 2)))
    assert effects.room == 35
    effects.note(effects.parts, Part("/a.html", None))
    assert effects.room == 28
    effects.note(effects.requests, Asked("/l", "GET", {"a": "12"}, as_json=False))
    assert effects.room == 13
    effects.write("<b>", None)
    effects.note(effects.objects, {"url": "/a", "title": "年报"})
    assert effects.room == 8
    effects.note(effects.texts, "123456789")
    assert (effects.room, effects.texts) == (8, [])
    effects.note(effects.texts, "12345678")
    assert (effects.room, effects.texts) == (0, ["12345678"])
    effects.write("<i>", None)
    assert effects.written() == {None: "<b>"}


def test_there_are_no_more_entries_than_a_page_has() -> None:
    effects = Effects()
    for number in range(401):
        effects.note(effects.destinations, f"/{number}")
    assert len(effects.destinations) == 400
