"""What a person changes on the own page."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length

from eventreg.events.questions.earlier import Stored
from eventreg.events.questions.models import Question
from eventreg.events.states import PoolKind
from eventreg.people.forms.names import badge_name_field
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.applicant import (
    Chosen,
    Contact,
    EntryForm,
    Message,
    Names,
    OwnAddress,
    Work,
    address_field,
)
from eventreg.registrations.forms.asking import Answering, asking
from eventreg.registrations.forms.companions import not_own_address
from eventreg.registrations.forms.places import Offered, waiting_words
from eventreg.registrations.forms.seen import SeenForm
from eventreg.registrations.forms.sign_up import Consents
from eventreg.registrations.guard import GuardedForm
from eventreg.registrations.states import SEATED, State
from eventreg.web.fields import RequiredText, clean_text
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.meanwhile import Watched


class SendAgainForm(GuardedForm):
    """A letter once more."""


class AddressForm(GuardedForm):
    """An address to correct, or to which links are sent."""

    #: Those of others on the form, where each needs an own one.
    taken: frozenset[str] = frozenset()

    email = address_field(_l("E-mail address"))

    def validate_email(self, field: EmailField) -> None:
        if field.data in self.taken:
            raise ValidationError(not_own_address())

    @property
    def address(self) -> str:
        return self.email.data or ""


class CancelForm(SeenForm):
    """Giving a registration up, with a word about why if one likes."""

    note = TextAreaField(
        _l("Reason (optional)"),
        filters=[clean_text],
        validators=[
            Length(max=500, message=_l("Reason must be 500 characters or fewer"))
        ],
    )


class ReplyForm(Form):
    """What somebody replies to a question of the organiser."""

    reply = TextAreaField(
        _l("Your answer"),
        filters=[clean_text],
        validators=[RequiredText(_l("Write your answer")), AtMost(2000)],
    )


class ConsentsForm(Consents, Form):
    """What may be shown of the person."""


class AcceptForm(SeenForm):
    """Taking a seat: which terms were on the page, and for whom it is accepted."""

    terms_version = HiddenField()
    #: References of the others.
    answers_for = HiddenField()

    def read(self) -> int:
        """The version that was shown; 0: none was."""
        typed = self.terms_version.data or ""
        is_number = self.is_submitted() and typed.isascii() and typed.isdecimal()
        return int(typed[:9]) if is_number else 0

    def others(self) -> frozenset[str] | None:
        """Those for whom the page said that one accepts too; ``None``: not known."""
        typed = self.answers_for.raw_data if self.is_submitted() else None
        return frozenset(typed[0].split()) if typed else None


class ChangeForm(Answering, Contact, Work, Chosen, Message, SeenForm, Watched):
    """What a person changes alone: neither name nor address.

    :param claimed: ids of the pools that the person has chosen.
    :param state: the one that the person knows of.
    :param holds: the person has places there, or a place in line for them.
    :param is_contingent_fixed: the contingent is not asked for.
    """

    badge_name = badge_name_field(_l("Name on the badge (optional)"))

    def __init__(
        self,
        *args: Any,
        offered: Offered,
        claimed: frozenset[int],
        state: State,
        holds: bool,
        is_contingent_fixed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if is_contingent_fixed:
            del self.contingent
        self.sits = _l("your place") if state in SEATED else ""
        kept = claimed if holds else _contingents(offered) & claimed
        self.offer(offered, kept, chosen=claimed, waits=waiting_words(state))
        self.know(set(claimed))
        if not self.is_submitted():
            self.choose(set(claimed))

    def values(self) -> dict[str, Any]:
        """By column, as ``services.change_details`` takes it."""
        return {
            "badge_name": self.badge_name.data,
            "phone": self.phone.data or "",
            "company": self.company.data or "",
            "position": self.position.data or "",
            "country": self.country.data or "",
            "language": self.language.data,
            "message": self.message.data or "",
        }


class AnswersOnly(Answering, Watched):
    """What an event asks later, from those who have a seat."""


def _contingents(offered: Offered) -> frozenset[int]:
    """Ids of those for which one can wait."""
    contingent = PoolKind.CONTINGENT
    return frozenset(p.id for p in offered.values() if p.kind is contingent)


def change_form(
    questions: Sequence[Question], stored: Stored | None, *, holds: bool
) -> type[ChangeForm]:
    """What a person changes alone, the answers to ``questions`` among it.

    :param holds: see ``ChangeForm``.
    """
    return asking(
        ChangeForm, questions, before=ChangeForm.message, stored=stored, holds=holds
    )


def later_form(
    questions: Sequence[Question], stored: Stored | None
) -> type[AnswersOnly]:
    """``questions`` alone on a page."""
    return asking(AnswersOnly, questions, stored=stored)


def staff_form(
    questions: Sequence[Question], stored: Stored, *, unseen: Sequence[Question]
) -> type[AnswersOnly]:
    """``questions`` for staff to answer on somebody's behalf.

    :param unseen: what else that person is asked; this reader must not see it.
    """
    return asking(AnswersOnly, questions, stored=stored, unseen=unseen)


class SubstituteForm(Names, OwnAddress, Work, Form):
    """Who comes instead.

    :param needs_address: the new person is written to, not who names them.
    """

    no_name = _l("Enter at least one of this person’s names")
    family_first = BooleanField(_l("The family name comes first"))
    language = EntryForm.language

    def __init__(self, *args: Any, needs_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_address = needs_address

    def applicant(self, *, company: str) -> Applicant:
        """What was typed, once it is valid.

        :param company: unless another is named.
        """
        return Applicant(
            salutation=self.salutation.data,
            title=self.title.data,
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            family_first=self.family_first.data,
            email=self.email.data or "",
            company=self.company.data or company,
            position=self.position.data or "",
            country=self.country.data,
            language=self.language.data,
        )
