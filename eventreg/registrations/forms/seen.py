"""What every page carries on which somebody says yes to what it shows."""

from collections.abc import Mapping
from json import dumps

from wtforms import HiddenField

from eventreg.registrations.services.as_seen import FeeFollows, SeenOtherwise
from eventreg.web.forms import Form
from eventreg.web.meanwhile import prints_in


class SeenForm(Form):
    """A yes to what the page shows, of which it carries prints."""

    seen = HiddenField()

    def prints(self) -> dict[str, str]:
        """What was shown, by name; of a page without them nothing is known."""
        return prints_in(self.seen.data) if self.is_submitted() else {}

    def carried(self, now: Mapping[str, str]) -> str:
        """The prints for the page: those it came with, until a change has been told.

        :param now: of what the page shows.
        """
        is_told = isinstance(self.refusal, SeenOtherwise | FeeFollows)
        return dumps(dict(now if is_told else self.prints() or now))
