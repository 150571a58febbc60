"""What became different when an event was moved, as its letters say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from eventreg import clock
from eventreg.events.models import Event
from eventreg.events.places import in_one_line


@dataclass(frozen=True)
class Moved:
    """An event, and the old and new values of what changed, by column."""

    event: Event
    changes: Mapping[str, list[Any]]

    def values(self, language: str) -> dict[str, Any]:
        """What is new, in ``language``; when and where it was to be, if it moved."""
        with force_locale(language):
            news = self._news()
        place = (self._old("place_name"), self._old("place_address"))
        return {
            "news": news,
            "was_when": self._was_when() if self._has_new_time else "",
            "was_place": in_one_line(*place) if self._has_new_place else "",
        }

    def _news(self) -> str:
        has_new_day = self._day(0) != self._day(1)
        if self._has_new_time and self._has_new_place:
            return _("New date and place") if has_new_day else _("New time and place")
        if self._has_new_place:
            return _("New place")
        return _("New date") if has_new_day else _("New time")

    @property
    def _has_new_time(self) -> bool:
        return bool(self.changes.keys() & {"starts_local", "ends_local", "timezone"})

    @property
    def _has_new_place(self) -> bool:
        return bool(self.changes.keys() & {"place_name", "place_address"})

    def _old(self, column: str) -> Any:
        """What stood there; what has not changed stands there still."""
        pair = self.changes.get(column)
        return pair[0] if pair else getattr(self.event, column)

    def _day(self, index: int) -> str:
        """The first day, as text: before (0), or now (1)."""
        pair = self.changes.get("starts_local", ["", ""])
        return str(pair[index])[:10]

    def _was_when(self) -> dict[str, str]:
        zone = self._old("timezone")
        start, end = (self._instant(name, zone) for name in ("starts", "ends"))
        return {"from": start, "until": end, "zone": zone}

    def _instant(self, name: str, zone: str) -> str:
        local = self._old(f"{name}_local")
        if isinstance(local, str):
            local = datetime.fromisoformat(local)
        return clock.to_utc(local, zone).isoformat()
