"""What kinds, stages, readers and deletion dates are called on staff's pages."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from eventreg.events.questions.states import Audience, DeleteAfter, Stage
from eventreg.events.questions.states import QuestionKind as K


@dataclass(frozen=True)
class KindWords:
    """A kind of question in words, with a question that would be one."""

    name: str
    example: str


#: What each kind is called, and a question that would be one.
_WORDS = {
    K.SHORT_TEXT: (_l("Short text"), _l("Whom would you like to meet?")),
    K.LONG_TEXT: (_l("Long text"), _l("What is your project about?")),
    K.NUMBER: (_l("A number"), _l("How many people work for you?")),
    K.YES_NO: (_l("Yes or no"), _l("Do you need a parking space?")),
    K.ONE_OF: (_l("One of several answers"), _l("Which dish may we plan for you?")),
    K.SEVERAL_OF: (
        _l("Several of several answers"),
        _l("Which languages do you speak?"),
    ),
    K.DATE: (_l("Date"), _l("On which day do you arrive?")),
    K.COUNTRY: (_l("Country"), _l("In which country do you want to sell?")),
    K.PHONE: (_l("Phone number"), _l("How do we reach you on the way?")),
    K.EMAIL: (_l("E-mail address"), _l("Where shall the invoice go?")),
    K.WEB_ADDRESS: (_l("Web address"), _l("Where can we see your products?")),
    K.FILE: (_l("File"), _l("Please send us your presentation.")),
    K.PICTURE: (_l("Picture"), _l("A portrait for the participants’ list")),
}


def kind_words(kind: K) -> KindWords:
    """What a kind is called and good for."""
    return KindWords(*map(str, _WORDS[kind]))


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
