"""The page on which staff mark whom they invite."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.messages import queries
from eventreg.messages.forms import InvitationsForm, invitations_form
from eventreg.messages.manage.overview import head_of
from eventreg.messages.models import InvitationRound
from eventreg.messages.queries import Wanted, Who
from eventreg.people.lists import known_countries, named_sectors
from eventreg.people.models import Person
from eventreg.web.locale import LANGUAGES, current_language
from eventreg.web.pages import render_form


class Choice:
    """Who is marked on it, and the words that are written to them."""

    def __init__(
        self, event: Event, wanted: Wanted, together: InvitationRound | None = None
    ) -> None:
        self.event, self.wanted, self.together = event, wanted, together
        self.offered = queries.can_be_invited(event, wanted)
        self.form: InvitationsForm = invitations_form(LANGUAGES)(data=self._stored())
        self.marked = self._marked()

    @property
    def people(self) -> list[Person]:
        return [each for each in self.offered if each.reference in self.marked]

    @property
    def words(self) -> dict[str, Any]:
        return {
            "wanted": self.wanted,
            "notes": self.form.notes,
            "counts_as_approved": self.form.counts_as_approved.data,
        }

    def is_made(self) -> bool:
        if "marks" in request.form or not self.form.validate_on_submit():
            return False
        if not self.people:
            self.form.form_errors.append(_("Mark whom you want to invite"))
        return bool(self.people)

    def page(self) -> ResponseReturnValue:
        return render_form(
            "messages/invite.html",
            self.form,
            people=self.offered,
            marked=self.marked,
            wanted=self.wanted,
            together=self.together,
            sectors=named_sectors(current_language()),
            countries=known_countries(current_language()),
            languages=LANGUAGES,
            **head_of(self.event),
        )

    def _stored(self) -> dict[str, Any]:
        if self.together is None:
            return {}
        notes = {f"note_{code}": note for code, note in self.together.notes.items()}
        return {**notes, "counts_as_approved": self.together.counts_as_approved}

    def _marked(self) -> set[str]:
        """All to begin with; then those that were marked, or all or nobody at once."""
        marks = request.form.get("marks")
        if request.method == "POST" and marks is None:
            return set(request.form.getlist("person"))
        if self.together and request.method != "POST" and not request.args:
            return {each.reference for each in self.together.people}
        return set() if marks == "none" else {each.reference for each in self.offered}


def wanted_by(args: Mapping[str, str]) -> Wanted:
    """What the query string asks for; nonsense counts as nothing."""
    who, language = args.get("who", ""), args.get("language", "")
    return Wanted(
        who=Who(who) if who in set(Who) else Who.MEMBERS,
        sector=args.get("sector", "")[:40].replace("\0", ""),
        country=args.get("country", "")[:2].upper().replace("\0", ""),
        language=language if language in LANGUAGES else "",
    )
