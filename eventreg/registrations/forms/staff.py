"""What staff say when they decide, and what they change."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice

from eventreg.errors import CHANGED_MEANWHILE
from eventreg.people.forms.names import GreetingLines, MoreNames
from eventreg.registrations.forms.applicant import (
    Chosen,
    EntryForm,
    Message,
    Names,
    OwnAddress,
    Reach,
    Work,
)
from eventreg.registrations.forms.places import Offered, waiting_words
from eventreg.registrations.forms.seen import SeenForm
from eventreg.registrations.models import Registration
from eventreg.registrations.states import TEAM_ROLES, RegistrationRole, State
from eventreg.registrations.words import role_word
from eventreg.web.fields import RequiredText, clean_text
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, OneOf
from eventreg.web.locale import LANGUAGES, language_name
from eventreg.web.meanwhile import PRINTS, Watched


def _lines(label: LazyString, most: int) -> TextAreaField:
    return TextAreaField(label, filters=[clean_text], validators=[AtMost(most)])


class DeclineForm(Form):
    """Saying no: why, for the log, and what the letter says about it."""

    #: The state in which the page showed the person; what is written is meant for it.
    shown = HiddenField()
    text = _lines(_l("What the e-mail should say (optional)"), 600)
    reason = _lines(_l("Reason, for us (optional)"), 600)

    @property
    def has_words(self) -> bool:
        """Whether something was written that would be lost with the page."""
        return bool(self.text.data or self.reason.data)

    def show_anew(self, state: State, words: str) -> None:
        """Keep what was written, say why nothing happened, and go by what is now."""
        self.form_errors[:] = [words]
        self.was_refused, self.refused_heading = True, CHANGED_MEANWHILE
        self.shown.data = str(state)


class DeclineManyForm(Form):
    """Saying no to several: one text for each language that they read."""

    reason = _lines(_l("Reason, for us (optional)"), 600)
    languages: Sequence[str] = ()

    def text_fields(self) -> list[Field]:
        return [self[f"text_{language}"] for language in self.languages]

    def texts(self) -> dict[str, str]:
        """What the letter says, by language."""
        return {each: self[f"text_{each}"].data or "" for each in self.languages}


def decline_many_form(languages: Iterable[str]) -> type[DeclineManyForm]:
    """The form for people who read these languages, in their own order."""
    known = [language for language in LANGUAGES if language in set(languages)]
    fields: dict[str, Any] = {
        f"text_{language}": _lines(
            _l(
                "What the e-mail should say (optional): %(language)s",
                language=language_name(language),
            ),
            600,
        )
        for language in known
    }
    return type("Decline", (DeclineManyForm,), {**fields, "languages": known})


class KeepsWords(Form):
    """A form whose words are shown again where nothing can be done with them."""

    def keep(self, words: str) -> None:
        """Keep what was written, and say why nothing comes of it."""
        self.form_errors[:] = [words]
        self.was_refused, self.refused_heading = True, CHANGED_MEANWHILE


class AskForm(KeepsWords):
    """A question to somebody who waits for a decision."""

    #: How many questions to this person the page showed.
    shown = HiddenField()
    question = TextAreaField(
        _l("Your question"),
        filters=[clean_text],
        validators=[
            RequiredText(_l("Write what you would like to know")),
            AtMost(1000),
        ],
    )

    @property
    def seen(self) -> int:
        """How many questions its writer has seen; none on a page of long ago."""
        typed = self.shown.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 6 else 0

    def shows(self, count: int) -> None:
        """Take down how many the page shows, unless it only comes back to be mended."""
        if not self.is_submitted() or self.was_refused:
            self.shown.data = str(count)


class WriteNoteForm(Form):
    """What staff want each other to know about somebody."""

    note = TextAreaField(
        _l("Note"),
        filters=[clean_text],
        validators=[RequiredText(_l("Write the note")), AtMost(1000)],
    )


class NoteForm(KeepsWords):
    """Why staff do what they do, for the log and the letter."""

    note = _lines(_l("Reason (optional)"), 500)


class WithdrawForm(SeenForm, NoteForm):
    """Taking somebody out, as the page shows where they stand."""


class PromoteForm(KeepsWords):
    """Why somebody gets a seat before those who stand further up; required."""

    note = TextAreaField(
        _l("Reason"),
        filters=[clean_text],
        validators=[
            RequiredText(_l("Say why this person gets a seat before the others")),
            AtMost(500),
        ],
    )


class InviteForm(Form):
    """To which event, and a word to the person.

    :param offered: slug and words of each event.
    """

    event = RadioField(_l("Event"), validate_choice=False)
    note = _lines(_l("A word to this person (optional)"), 600)
    counts_as_approved = BooleanField(_l("The invitation counts as approved"))

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.event.choices = [SelectChoice(slug, words) for slug, words in offered]
        self.event.validators = [
            RequiredText(_l("Choose an event")),
            OneOf(slug for slug, _words in offered),
        ]


class DetailsForm(
    Names, MoreNames, GreetingLines, OwnAddress, Reach, Work, Message, Watched
):
    """What staff correct about a person.

    A companion may be without an address: letters then go to the lead.
    """

    no_name = EntryForm.no_name

    email = OwnAddress.email
    family_first = BooleanField(_l("The family name comes first"))
    language = EntryForm.language

    def values(self) -> dict[str, Any]:
        """By column, as ``services.change_details`` takes it."""
        typed = {
            name: data
            for name, data in self.data.items()
            if name not in {"csrf_token", PRINTS} and not name.startswith("line_")
        }
        return typed | {
            "address_as": self.address_as,
            "email": typed["email"] or None,
            "phone": typed["phone"] or "",
            "country": typed["country"] or "",
        }


class PlacesForm(Chosen, Watched):
    """As what somebody comes, and in which contingent, sessions and choice.

    :param offered: the event's pools, by the value that stands for them.
    :param held: ids of the pools in which the person sits.
    """

    no_contingent = EntryForm.no_contingent

    role = SelectField(_l("Comes as"), validate_choice=False)
    contingent = RadioField(_l("Contingent"), validate_choice=False)

    def __init__(
        self,
        registration: Registration,
        *,
        offered: Offered,
        held: frozenset[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(role=str(registration.role), **kwargs)
        self.role.choices = [
            SelectChoice(str(role), role_word(role)) for role in RegistrationRole
        ]
        self.role.validators = [OneOf(RegistrationRole)]
        waits = waiting_words(registration.state, to_staff=True)
        self.offer(offered, held, waits=waits)
        chosen = {claim.pool_id for claim in registration.claims}
        self.know(chosen)
        if not self.is_submitted():
            self.choose(chosen)

    def validate_contingent(self, field: RadioField) -> None:
        """Whoever belongs to the team sits outside the contingents."""
        if self.role.data not in TEAM_ROLES:
            super().validate_contingent(field)
