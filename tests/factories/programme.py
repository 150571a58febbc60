"""Agenda, speakers and pictures of events, for tests."""

import io
from datetime import datetime, timedelta
from typing import Any

from eventreg.database import write_tx
from eventreg.events.models import Event
from eventreg.events.programme import AgendaEntry, Speaker
from eventreg.uploads import Upload, checked, keep
from tests.factories.files import picture


def make_upload(size: tuple[int, int] = (80, 40)) -> Upload:
    """A picture that stands in the folder of uploads."""
    file = checked(io.BytesIO(picture(size=size)), "photo.png")
    with write_tx():
        return keep(file)


def make_cover(event: Event) -> Upload:
    """The picture above the page of ``event``."""
    large, small = make_upload((160, 80)), make_upload()
    with write_tx():
        event.cover, event.small_cover = large, small
    return large


def make_entry(
    event: Event,
    title: str = "Welcome",
    *,
    starts_local: datetime | None = None,
    lasts: timedelta | None = timedelta(minutes=30),
    **columns: Any,
) -> AgendaEntry:
    """One point of the agenda; its words are the same in each language."""
    starts = starts_local or event.starts_local
    columns.setdefault("ends_local", lasts and starts + lasts)
    for name in ("places", "texts"):
        columns[name] = dict.fromkeys(event.languages, columns.get(name, ""))
    entry = AgendaEntry(
        event_id=event.id,
        starts_local=starts,
        titles=dict.fromkeys(event.languages, title),
        **columns,
    )
    with write_tx() as session:
        session.add(entry)
    return entry


def make_speaker(event: Event, name: str = "Ada Speaker", **columns: Any) -> Speaker:
    """Somebody who speaks there, after the others."""
    columns.setdefault("position", len(event.speakers))
    with write_tx() as session:
        speaker = Speaker(event_id=event.id, name=name, **columns)
        session.add(speaker)
    return speaker
