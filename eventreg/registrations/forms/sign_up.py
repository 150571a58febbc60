"""The public sign-up form, with what keeps machines out of it."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from eventreg.registrations import guard
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.applicant import ApplicantForm, one_of
from eventreg.registrations.guard import GuardedForm
from eventreg.registrations.models import PhotoLevel

PHOTO_WORDS = {
    PhotoLevel.NONE: _l("None"),
    PhotoLevel.INTERNAL: _l("Only among the participants"),
    PhotoLevel.PUBLIC: _l("Also publicly, for example on the website"),
}


class Consents:
    """The two things that stay “no” unless the person says otherwise."""

    show_name = BooleanField(_l("Show my name and company to the other participants"))
    photo_level = RadioField(
        _l("Photos in which I can be recognised"),
        choices=[SelectChoice(str(level), word) for level, word in PHOTO_WORDS.items()],
        default=PhotoLevel.NONE.value,
        validate_choice=False,
        validators=[one_of(map(str, PHOTO_WORDS))],
    )


class SignUpForm(Consents, ApplicantForm, GuardedForm):
    """What a guest says to come to an event."""

    #: A machine fills in whatever it finds; people do not see this field.
    website = StringField(_l("Leave this field empty"))
    #: When the form was first shown, signed.
    shown = HiddenField(default=guard.stamp)

    def looks_automatic(self) -> bool:
        """Whether a machine may have filled it in; it is then shown once more."""
        return bool(self.website.data) or guard.is_hasty(self.shown.data)

    def show_again(self) -> None:
        """Make ready to be looked over; who takes the time is let through."""
        self.website.data = ""
        if not guard.is_genuine(self.shown.data):
            self.shown.data = guard.stamp()

    def applicant(self, *, privacy_version: str = "") -> Applicant:
        known = super().applicant(privacy_version=privacy_version)
        return replace(
            known,
            show_name=self.show_name.data,
            photo_level=PhotoLevel(self.photo_level.data),
        )
