"""The public sign-up form, with what keeps machines out of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FormField,
    HiddenField,
    RadioField,
    StringField,
)
from wtforms.fields.choices import SelectChoice

from eventreg.events.questions.earlier import Stored
from eventreg.events.questions.models import Question
from eventreg.people.forms.names import Names
from eventreg.registrations import guard
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.applicant import ApplicantForm
from eventreg.registrations.forms.asking import (
    Answering,
    asking,
    refuse_full_answers,
)
from eventreg.registrations.forms.companions import (
    CompanionForm,
    Companions,
    called,
    not_own_address,
    refuse_full_places,
    twice,
)
from eventreg.registrations.forms.places import Offered
from eventreg.registrations.forms.seen import SeenForm
from eventreg.registrations.guard import GuardedForm
from eventreg.registrations.models import PhotoLevel
from eventreg.registrations.money.prices import Prices
from eventreg.registrations.rules import MOST_IN_PARTY, MOST_TOGETHER
from eventreg.registrations.services import Typed
from eventreg.web.limits import OneOf

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
        validators=[OneOf(map(str, PHOTO_WORDS))],
    )


#: How a button asks for another person, or for one less: ``remove-0``.
ADD, REMOVE = "add", "remove-"


class SignUpForm(Answering, Consents, ApplicantForm, SeenForm, GuardedForm):
    """What a guest says to come to an event, alone or with others.

    :param offered: the event's pools, by the value that stands for them.
    :param needs_addresses: each companion needs an own address.
    :param may_be_together: a party may ask to come all or not at all.
    """

    #: A machine fills in whatever it finds; people do not see this field.
    website = StringField(_l("Leave this field empty"))
    #: The field above was filled in.
    was_baited = False
    #: When the form was first shown, signed.
    shown = HiddenField(default=guard.stamp)
    companions = Companions(FormField(CompanionForm), max_entries=MOST_IN_PARTY - 1)
    together = BooleanField(_l("We come only together"))

    def __init__(
        self,
        *args: Any,
        needs_addresses: bool = False,
        may_be_together: bool = False,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.needs_addresses = needs_addresses
        self.may_be_together = may_be_together
        self._prepare(self.offered)

    def _prepare(self, offered: Offered) -> None:
        for companion in self.others:
            companion.needs_address = self.needs_addresses
            companion.offer(offered)
            if companion.contingent:
                companion.contingent.label.text = _("Comes as")

    def say_awaited(
        self, pool_ids: frozenset[int], others: frozenset[int] | None = None
    ) -> None:
        """
        :param others: what those read who come along, where it is not the same.
        """
        super().say_awaited(pool_ids)
        for companion in self.others:
            companion.say_awaited(pool_ids if others is None else others)

    def say_prices(self, prices: Prices | None, others: Prices | None = None) -> None:
        """
        :param others: of those who come along, where it is not the same.
        """
        super().say_prices(prices)
        for companion in self.others:
            companion.say_prices(prices if others is None else others)

    @property
    def others(self) -> list[CompanionForm]:
        return [entry.form for entry in self.companions]

    @property
    def takes_files(self) -> bool:
        people: list[Answering] = [self, *self.others]
        return any(part.upload_fields for part in people)

    def name_of(self, number: int) -> str:
        """How the pages of a long form head what is asked of one person.

        :param number: 0 for the lead, then the companions in order.
        """
        people: list[Names] = [self, *self.others]
        return called(people[number], number + 1)

    @property
    def is_full_party(self) -> bool:
        return len(self.companions) >= MOST_IN_PARTY - 1

    def change_party(self, wish: str) -> int | None:
        """One person more or less; all that was typed stays.

        :param wish: ``ADD``, or ``REMOVE`` and an index.
        :returns: the index of who was added.
        """
        if wish == ADD and not self.is_full_party:
            self.companions.append_entry()
            self._prepare(self.offered)
            return len(self.companions) - 1
        known = [f"{REMOVE}{index}" for index in range(len(self.companions))]
        if wish in known:
            self.companions.pop_entry(known.index(wish))
        return None

    def validate(self, extra_validators: Any = None) -> bool:
        return super().validate(extra_validators) and self._is_one_party()

    def _is_one_party(self) -> bool:
        """What is wrong only about all of them."""
        lead = self.applicant()
        sentence = _("This person is on the form twice")
        for index in twice(lead, self.companion_applicants(lead)):
            self.others[index].given_name.errors = [sentence]
        if self.needs_addresses:
            self._refuse_shared_addresses(lead)
        if self._is_together and len(self.companions) >= MOST_TOGETHER:
            sentence = _(
                "At most %(most)s people can come only together. Untick it, or remove "
                "somebody",
                most=MOST_TOGETHER,
            )
            self.together.errors = [sentence]
        self._say_full()
        return not self.visible_errors()

    def _refuse_shared_addresses(self, lead: Applicant) -> None:
        """Each has an own page on a trip, to which the letters lead."""
        seen = {lead.email}
        for form in self.others:
            email = form.email.data or ""
            if email in seen and not form.given_name.errors:
                form.email.errors = [not_own_address()]
            seen.add(email)

    def _say_full(self) -> None:
        refuse_full_answers([self, *self.others])
        refuse_full_places([self, *self.others])
        self.companions.gather()

    def refuse_choice(self, offered: Offered) -> bool:
        """Show which sessions filled up meanwhile. :returns: whether any did."""
        for form in (self, *self.others):
            form.offered = offered
        self._say_full()
        self.offer(offered)
        self._prepare(offered)
        return bool(self.visible_errors())

    def visible_errors(self) -> list[tuple[str, str]]:
        """In the order of the page; of companions with whom it is about."""
        own = [e for e in super().visible_errors() if e[0] != self.companions.id]
        return own + [
            (target, f"{called(form, number)}: {sentence}")
            for number, form in enumerate(self.others, start=2)
            for target, sentence in form.visible_errors()
        ]

    def looks_automatic(self) -> bool:
        """Whether a machine may have filled it in; it is then shown once more."""
        return bool(self.website.data) or guard.is_hasty(self.shown.data)

    def show_again(self) -> None:
        """Make ready to be looked over; how long that takes does not matter."""
        self.was_baited = bool(self.website.data)
        self.website.data = ""
        self.shown.data = guard.looked_over()

    def applicant(self, *, privacy_version: str = "") -> Applicant:
        known = super().applicant(privacy_version=privacy_version)
        return replace(
            known,
            show_name=self.show_name.data,
            photo_level=PhotoLevel(self.photo_level.data),
            answers=self.given,
        )

    def companion_applicants(self, lead: Applicant) -> list[Applicant]:
        return [form.applicant(lead) for form in self.others]

    def typed(self, privacy_version: str) -> Typed:
        """The whole form, once it is valid."""
        lead = self.applicant(privacy_version=privacy_version)
        companions = tuple(self.companion_applicants(lead))
        return Typed(lead, companions, self._is_together and bool(companions))

    @property
    def _is_together(self) -> bool:
        return self.may_be_together and bool(self.together.data)


AnySignUp = TypeVar("AnySignUp", bound=SignUpForm)


def sign_up_form(
    questions: Sequence[Question], *, kind: type[AnySignUp], lives_in: str = ""
) -> type[AnySignUp]:
    """The form for an event that asks ``questions``, of the lead and companions.

    :param questions: those of an application, in order.
    :param kind: of a guest, or of somebody who is known.
    :param lives_in: the code of the country of whoever is known.
    """
    own = [question for question in questions if not question.per_party]
    companion = asking(CompanionForm, own, before=CompanionForm.family_first)
    most = MOST_IN_PARTY - 1
    companions = Companions(FormField(companion), max_entries=most)
    return asking(
        kind,
        questions,
        before=SignUpForm.message,
        stored=Stored(lives_in=lives_in),
        companions=companions,
    )
