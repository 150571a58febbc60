"""What an event asks, as staff see it: by section, with what is special of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from eventreg.events.models import Event
from eventreg.events.questions import gaps, kinds, lookups, queries
from eventreg.events.questions.models import Question, QuestionSection
from eventreg.events.questions.standard import StandardSet, sets_for
from eventreg.events.questions.states import Audience, DeleteAfter, Stage
from eventreg.events.questions.texts import in_language, label, said
from eventreg.events.questions.words import condition_words
from eventreg.events.values import Words
from eventreg.web.locale import current_language, language_word


@dataclass(frozen=True)
class Listed:
    """One question in the list of staff."""

    key: str
    label: Words
    kind: str
    #: What staff look for while they put questions in order.
    notes: list[str]
    #: What else is not as usual.
    more: list[str]
    condition: str
    answers: int

    @property
    def answers_words(self) -> str:
        if not self.answers:
            return _("no answers yet")
        return ngettext("%(num)s answer", "%(num)s answers", self.answers)


@dataclass(frozen=True)
class Group:
    """The questions under one heading; ``key`` is empty for those without one."""

    key: str
    label: Words
    rows: list[Listed]


def groups(event: Event) -> tuple[list[Group], list[Listed]]:
    """The form by section, and what was taken off it; in five statements."""
    counts = lookups.answer_counts(event)
    rows = queries.questions(event, retired=True)
    live = [row for row in rows if not row.is_retired]
    places: list[QuestionSection | None] = [None, *queries.sections(event)]
    found = [_group(place, live, counts) for place in places]
    retired = [_listed(row, counts) for row in rows if row.is_retired]
    return [group for group in found if group.key or group.rows], retired


def _group(
    section: QuestionSection | None,
    rows: Sequence[Question],
    counts: Mapping[int, int],
) -> Group:
    listed = [_listed(row, counts) for row in rows if row.section is section]
    if section is None:
        return Group("", Words(""), listed)
    return Group(section.key, said(section, section.labels), listed)


def _listed(question: Question, counts: Mapping[int, int]) -> Listed:
    return Listed(
        key=question.key,
        label=label(question),
        kind=kinds.kind_words(question.kind).name,
        notes=list(_notes(question)),
        more=list(_more(question)),
        condition=condition_words(question),
        answers=counts.get(question.id, 0),
    )


def _notes(question: Question) -> Iterator[str]:
    if codes := gaps.missing_in(question):
        names = ", ".join(map(language_word, codes))
        yield _("missing in: %(languages)s", languages=names)
    if question.required:
        yield _("must be answered")


def _more(question: Question) -> Iterator[str]:
    if question.per_party:
        yield _("once per party")
    if question.own_tick:
        yield _("behind an own tick")
    if any(choice.pool for choice in question.offered):
        yield _("with places")
    if question.stage is Stage.AFTER_CONFIRMATION:
        yield _("asked once the seat is confirmed")
    if question.audience is not Audience.DIRECTOR_OFFICE:
        yield _("read by: %(who)s", who=kinds.audience_words(question.audience))
    if question.delete_after is not DeleteAfter.REGISTRATION:
        yield _("deleted: %(when)s", when=kinds.delete_words(question.delete_after))


@dataclass(frozen=True)
class Set:
    """A standard set, and what of it the event does not ask yet."""

    name: str
    label: str
    adds: list[str]


def sets(event: Event) -> list[Set]:
    """The sets that fit; those with nothing left to add last."""
    there = {row.standard for row in queries.questions(event)}
    found = [_set(one, there) for one in sets_for(event)]
    return sorted(found, key=lambda one: not one.adds)


def _set(one: StandardSet, there: set[str]) -> Set:
    language = current_language()
    adds = [
        in_language(row.written.labels, language, language).text
        for row in one.questions
        if row.written.standard not in there
    ]
    return Set(one.name, in_language(one.labels, language, language).text, adds)
