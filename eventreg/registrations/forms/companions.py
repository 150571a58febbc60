"""The people whom somebody signs up too: one part of the form each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field
from wtforms import Form as PlainForm

from eventreg.events.models import SeatPool
from eventreg.events.states import CHOSEN
from eventreg.people.names import formal_name, full_name, search_key
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.forms.applicant import Chosen, Names, OwnAddress, Work
from eventreg.registrations.forms.asking import Answering
from eventreg.registrations.forms.places import Places, too_few_words
from eventreg.web.fields import Rows
from eventreg.web.forms import Form
from eventreg.web.locale import current_language


class CompanionForm(Answering, Names, OwnAddress, Work, Chosen, PlainForm):
    """One person more on a sign-up form."""

    no_name = _l("Enter at least one of this person’s names")
    family_first = BooleanField(_l("The family name comes first"))

    class Meta(Form.Meta):
        #: The form around it carries the proof.
        csrf = False

    def visible_errors(self) -> list[tuple[str, str]]:
        """As of the form around it."""
        return Form.visible_errors(self)

    def applicant(self, lead: Applicant) -> Applicant:
        """What was typed; the company is the lead's unless another is named."""
        return Applicant(
            salutation=self.salutation.data,
            title=self.title.data,
            given_name=self.given_name.data,
            family_name=self.family_name.data,
            family_first=self.family_first.data,
            email=self.email.data or "",
            company=self.company.data or lead.company,
            position=self.position.data or "",
            country=self.country.data,
            language=lead.language,
            privacy_version=lead.privacy_version,
            pool_ids=self.pool_ids,
            answers=self.given,
        )


class Companions(Rows):
    """Several of these."""

    def gather(self) -> None:
        """Take up mistakes that were found after each was looked at alone."""
        errors = [entry.errors for entry in self]
        self.errors = errors if any(errors) else []


def twice(lead: Applicant, companions: Sequence[Applicant]) -> Iterator[int]:
    """Which companions stand on the form already, by their index.

    Same name, and the same address or none: without one nobody could tell.
    """
    seen = [lead]
    for index, one in enumerate(companions):
        if any(_is_same(one, other) for other in seen):
            yield index
        seen.append(one)


def not_own_address() -> str:
    """What is wrong with an address that somebody else on the form has."""
    return _(
        "On a trip everybody needs an e-mail address of their own, and this one is on "
        "the form already"
    )


def _is_same(one: Applicant, other: Applicant) -> bool:
    if one.search_key != other.search_key:
        return False
    return one.email == other.email or not (one.email and other.email)


def refuse_full_places(forms: Iterable[Places]) -> None:
    """Say so where a session has no place left when all before got theirs."""
    chosen = [(form, pool) for form in forms for pool in form.chosen]
    wanted = Counter(pool for _form, pool in chosen)
    taken: Counter[SeatPool] = Counter()
    for form, pool in chosen:
        taken[pool] += 1
        if pool.kind in CHOSEN and taken[pool] > pool.free:
            name = pool.name(current_language())
            field: Field = form.refuse(pool)
            field.errors = [*field.errors, too_few_words(name, pool, wanted[pool])]


def called(form: Names, number: int) -> str:
    """How the form speaks of one person: the name as it will stand, else a number."""
    typed = Applicant(
        title=form.title.data,
        given_name=form.given_name.data,
        family_name=form.family_name.data,
        family_first=form.family_first.data,
        email="",
        language="",
    )
    is_named = search_key(full_name(typed))
    return formal_name(typed) if is_named else _("Person %(number)s", number=number)
