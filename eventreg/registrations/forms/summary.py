"""A form in words, to be looked over before it is sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import UPLOADS
from eventreg.events.questions.texts import label, said
from eventreg.events.questions.words import answer_text, snapshot
from eventreg.events.values import Words
from eventreg.people.forms.names import SALUTATION_WORDS
from eventreg.people.territories import country_name
from eventreg.registrations.forms.companions import called
from eventreg.registrations.forms.pages import PEOPLE, page_of, pages, parts_of
from eventreg.registrations.forms.sign_up import PHOTO_WORDS, SignUpForm
from eventreg.registrations.models import PhotoLevel
from eventreg.registrations.money.prices import Fees, Prices
from eventreg.uploads import queries as uploads
from eventreg.web.fields import readable_mail
from eventreg.web.locale import current_language, language_name
from eventreg.web.phones import readable_phone

#: A question or field, and what was said.
Row = tuple[Words, str]


@dataclass(frozen=True)
class Summary:
    """One page of the form: where it is changed, and what stands on it.

    ``people`` are the names with the rows of each; the lead's stand first.
    """

    page: str
    heading: Words
    people: list[tuple[str, list[Row]]]


def summary(
    form: SignUpForm, questions: Sequence[Question], event: Event
) -> list[Summary]:
    """Page by page, without what is not asked."""
    names = [called(part, number) for number, part in enumerate(_people(form), 1)]
    first = [list(_about(part)) for part in _people(form)]
    first[0] += list(_lead_only(form))
    found = [
        Summary(PEOPLE, Words(_("Who comes")), list(zip(names, first, strict=True)))
    ]
    for page in pages(questions):
        here = [question for question in questions if page_of(question) == page]
        rows = [list(_answers(part, here, event)) for part in parts_of(form)]
        people = [(name, each) for name, each in zip(names, rows, strict=True) if each]
        if people:
            found.append(Summary(page, _heading(here[0]), people))
    return found


def fees(form: SignUpForm, prices: Prices) -> Fees:
    """What everybody pays, as far as the form can tell; the lead first."""
    people = _people(form)
    members = [prices.for_members(part.chosen) for part in people]
    return Fees(
        [
            (called(part, number), prices.cents(part.chosen))
            for number, part in enumerate(people, 1)
        ],
        for_members=next(filter(None, members), ""),
    )


def _people(form: SignUpForm) -> list[Any]:
    return [form, *form.others]


def _heading(question: Question) -> Words:
    section = question.section
    words = said(section, section.labels) if section else Words("")
    return words or Words(_("About this event"))


def _about(part: Any) -> Iterator[Row]:
    country, salutation = part.country.data, part.salutation.data
    pairs = (
        (_("Salutation"), SALUTATION_WORDS.get(salutation, "") if salutation else ""),
        (_("E-mail address"), readable_mail(part.email.data or "")),
        (_("Company"), part.company.data),
        (_("Position"), part.position.data),
        (_("Country"), country_name(country, current_language()) if country else ""),
        (_("Chosen"), ", ".join(p.name(current_language()) for p in part.chosen)),
    )
    yield from ((Words(word), str(text)) for word, text in pairs if text)


def _lead_only(form: SignUpForm) -> Iterator[Row]:
    level = form.photo_level.data
    known = {str(each): each for each in PhotoLevel}
    pairs = (
        (_("Phone"), readable_phone(form.phone.data or "")),
        (_("E-mails in"), language_name(form.language.data)),
        (_("Message"), form.message.data),
        (_("Participants see your name"), _("yes") if form.show_name.data else _("no")),
        (_("Photos of you"), PHOTO_WORDS[known[level]] if level in known else ""),
    )
    yield from ((Words(word), str(text)) for word, text in pairs if text)


def _answers(part: Any, here: Sequence[Question], event: Event) -> Iterator[Row]:
    given = part.given
    asked = {key for form in part.answer_forms for key in form.shown}
    for question in here:
        if question.key in asked:
            value = given.get(question.key)
            yield (
                label(question),
                "–" if value is None else _text(question, value, event),
            )


def _text(question: Question, value: Any, event: Event) -> str:
    if question.kind in UPLOADS:
        upload = uploads.by_token(value)
        return upload.name if upload else "–"
    return answer_text(
        snapshot(question), value, language=current_language(), first=event.language
    )
