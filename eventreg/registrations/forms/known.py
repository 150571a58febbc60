"""The form of somebody who is known: it asks only what nobody can know."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l

from eventreg.people.forms.names import badge_name_field
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.sign_up import SignUpForm
from eventreg.registrations.models import PhotoLevel

#: What a guest is asked, and a machine, but not somebody who is known.
_NOT_ASKED = (
    *("website", "shown", "salutation", "title", "given_name", "family_name"),
    *("family_first", "email", "phone", "language", "position", "country"),
)


class KnownForm(SignUpForm):
    """Places, consents, a word to the organiser, and others who come along.

    :param known: what is known about the person.
    """

    badge_name = badge_name_field(_l("Name on the badge (optional)"))

    def __init__(self, *args: Any, known: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, badge_name=known.badge_name, **kwargs)
        self.known = known
        for name in _NOT_ASKED:
            del self[name]
        if known.company:
            del self.company

    @property
    def must_answer(self) -> bool:
        """Whether anything must be filled in before the form can be sent."""
        asked = (field for part in self.answer_forms for field in part.fields())
        return self.contingent is not None or any(f.is_required for f in asked)

    def applicant(self, *, privacy_version: str = "") -> Applicant:
        """The known person with what was typed, once it is valid."""
        company = self.known.company or self.company.data or ""
        return replace(
            self.known,
            company=company,
            badge_name=self.badge_name.data,
            message=self.message.data or "",
            show_name=self.show_name.data,
            photo_level=PhotoLevel(self.photo_level.data),
            privacy_version=privacy_version,
            pool_ids=self.pool_ids,
            answers=self.given,
        )
