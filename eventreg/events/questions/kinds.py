"""What kinds, stages, readers and deletion dates are called on staff's pages."""

from dataclasses import dataclass

from flask_babel import gettext as _

from eventreg.events.questions.states import (
    Audience,
    DeleteAfter,
    QuestionKind,
    Stage,
)


@dataclass(frozen=True)
class KindWords:
    """A kind of question in words, with a question that would be one."""

    name: str
    example: str


def kind_words(kind: QuestionKind) -> KindWords:
    """What a kind is called and good for."""
    kinds: dict[QuestionKind, KindWords] = {
        QuestionKind.SHORT_TEXT: KindWords(
            _("Short text"), _("Whom would you like to meet?")
        ),
        QuestionKind.LONG_TEXT: KindWords(
            _("Long text"), _("What is your project about?")
        ),
        QuestionKind.NUMBER: KindWords(
            _("A number"), _("How many people work for you?")
        ),
        QuestionKind.YES_NO: KindWords(
            _("Yes or no"), _("Do you need a parking space?")
        ),
        QuestionKind.ONE_OF: KindWords(
            _("One of several answers"), _("Which dish may we plan for you?")
        ),
        QuestionKind.SEVERAL_OF: KindWords(
            _("Several of several answers"), _("Which languages do you speak?")
        ),
        QuestionKind.DATE: KindWords(_("Date"), _("On which day do you arrive?")),
        QuestionKind.COUNTRY: KindWords(
            _("Country"), _("In which country do you want to sell?")
        ),
        QuestionKind.PHONE: KindWords(
            _("Phone number"), _("How do we reach you on the way?")
        ),
        QuestionKind.EMAIL: KindWords(
            _("E-mail address"), _("Where shall the invoice go?")
        ),
        QuestionKind.WEB_ADDRESS: KindWords(
            _("Web address"), _("Where can we see your products?")
        ),
        QuestionKind.FILE: KindWords(_("File"), _("Please send us your presentation.")),
        QuestionKind.PICTURE: KindWords(
            _("Picture"), _("A portrait for the participants’ list")
        ),
    }
    return kinds[kind]


def stage_words(stage: Stage) -> str:
    return {
        Stage.APPLICATION: _("When signing up"),
        Stage.AFTER_CONFIRMATION: _("Once the seat is confirmed"),
    }[stage]


def audience_words(audience: Audience) -> str:
    return {
        Audience.DIRECTOR_OFFICE: _("Director and office"),
        Audience.OFFICE_TRAVEL: _("Office and travel lead"),
        Audience.TRAVEL: _("Travel lead only"),
        Audience.ALL_STAFF: _("Director, office and travel lead"),
    }[audience]


def delete_words(delete_after: DeleteAfter) -> str:
    return {
        DeleteAfter.REGISTRATION: _("With the registration"),
        DeleteAfter.QUARTER: _("90 days after the event"),
        DeleteAfter.WEEK: _("7 days after the event"),
    }[delete_after]
