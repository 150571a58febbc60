"""Fields for questions with answers to choose from."""

from typing import Any

from flask_babel import gettext as _
from wtforms import RadioField, SelectField
from wtforms.fields.choices import SelectChoice

from eventreg.events.questions.forms.asked import Asked, map_str, no_answer
from eventreg.events.questions.models import QuestionChoice
from eventreg.events.questions.reading import Raw, Unreadable
from eventreg.events.questions.texts import said
from eventreg.events.values import Seats
from eventreg.people.sorting import sort_key_de, sort_key_tr
from eventreg.web.fields import ChecksField
from eventreg.web.locale import current_language

#: The ready-made question whose choices are the network's sectors.
SECTOR = "sector"
#: How what fits nothing else begins, in the languages of the site.
_OTHER = ("other", "andere", "sonstige", "diğer")


class Choosing(Asked):
    """What fields with choices share: only what is there, and has a place left."""

    is_group = True

    def process_formdata(self, valuelist: list[Any]) -> None:
        super().process_formdata(valuelist)
        wanted = [self.answer] if isinstance(self.answer, str) else self.answer or []
        for choice in self.question.offered:
            if choice.key in wanted and self.is_full(choice):
                self.data = self.shown(self._without(choice.key))
                self.answer = None
                words = said(self.question, choice.labels)
                raise Unreadable(
                    _("“%(choice)s” is full. Choose something else", choice=words)
                )

    def refuse(self, choice: QuestionChoice, sentence: str) -> None:
        """Take ``choice`` away, which has no place left, and say so."""
        self.answer = self._without(choice.key)
        self.data = self.shown(self.answer)
        self.choices = self.options()
        self.errors: list[Any] = [*self.errors, sentence]

    def _without(self, key: str) -> Any:
        if isinstance(self.answer, str):
            return None
        return [other for other in self.answer if other != key]

    def is_full(self, choice: QuestionChoice) -> bool:
        """Whether only those who have it already can choose it."""
        is_theirs = self.holds and choice.key in self.keeps
        return bool(choice.pool and choice.pool.free < 1 and not is_theirs)

    @property
    def way_out(self) -> str:
        """What to do where there must be an answer and all are full; or nothing."""
        offered = self.question.offered
        if not self.must_answer or not offered or not all(map(self.is_full, offered)):
            return ""
        address = self.question.event.contact_email
        if not address:
            return _("Everything here is full. Please write to the organiser.")
        return _(
            "Everything here is full. Please write to the organiser: %(address)s",
            address=address,
        )

    def pre_validate(self, form: Any) -> None:
        """``read`` has looked already."""

    def options(self) -> list[SelectChoice]:
        """What the control offers."""
        return self.offered()

    def offered(self) -> list[SelectChoice]:
        """The choices as boxes, with what is left of each."""
        options = [
            self._option(choice)
            for choice in self.question.choices
            if choice.retired_at is None or choice.key in self.keeps
        ]
        is_long_list = self.question.standard == SECTOR
        return sorted(options, key=_in_order) if is_long_list else options

    def _option(self, choice: QuestionChoice) -> SelectChoice:
        words = said(self.question, choice.labels)
        shown: dict[str, Any] = {}
        if words.lang:
            shown["lang"] = words.lang
        if choice.pool is not None:
            is_full = self.is_full(choice)
            shown["note"] = _("full") if is_full else Seats.of(choice.pool).left
            # What was chosen before it filled up is sent, so that it is refused.
            shown["disabled"] = is_full and choice.key not in self.keeps
        return SelectChoice(choice.key, words.text, render_kw=shown)


class BoxesQuestion(Choosing, RadioField):
    """One of a few."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = self.options()

    def options(self) -> list[SelectChoice]:
        """With a way back to none, which round buttons lack, where none will do."""
        return [*self.offered(), *([no_answer()] if self.may_be_none else [])]


class ListQuestion(Choosing, SelectField):
    """One of many."""

    is_group = False

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = self.options()

    def options(self) -> list[SelectChoice]:
        nothing = SelectChoice("", _("Choose an answer"))
        return [nothing, *map(_in_a_list, self.offered())]


def _in_order(choice: SelectChoice) -> tuple[bool, bytes]:
    """As the reader's language orders words; “Other” stands last."""
    words = str(choice.label)
    sort_key = sort_key_tr if current_language() == "tr" else sort_key_de
    return words.casefold().startswith(_OTHER), sort_key(words, "")


def _in_a_list(choice: SelectChoice) -> SelectChoice:
    """An option has no room for a note; it goes behind the words."""
    note = choice.render_kw.pop("note", "")
    words = f"{choice.label} – {note}" if note else choice.label
    return SelectChoice(choice.value, words, render_kw=choice.render_kw)


class SeveralQuestion(Choosing, ChecksField):
    """As many as like."""

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, validate_choice=False, **kw)
        self.choices = self.options()

    def shown(self, answer: Any) -> list[str]:
        return list(answer or [])

    def typed(self, valuelist: list[Any]) -> list[str]:
        return map_str(valuelist)

    def raw(self, valuelist: list[Any]) -> Raw:
        return map_str(valuelist)
