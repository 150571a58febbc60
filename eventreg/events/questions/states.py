"""What kinds of question there are; when one is asked, who reads it, how long."""

from enum import StrEnum


class QuestionKind(StrEnum):
    """What sort of answer a question wants."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SEVERAL_OF = "several_of"
    DATE = "date"
    COUNTRY = "country"
    PHONE = "phone"
    EMAIL = "email"
    WEB_ADDRESS = "web_address"
    FILE = "file"
    PICTURE = "picture"


class Stage(StrEnum):
    """When a question is asked."""

    APPLICATION = "application"
    AFTER_CONFIRMATION = "after_confirmation"


class Audience(StrEnum):
    """Who among staff reads the answers (``rules.READERS`` has the roles)."""

    DIRECTOR_OFFICE = "director_office"
    OFFICE_TRAVEL = "office_travel"
    TRAVEL = "travel"
    ALL_STAFF = "all_staff"


class DeleteAfter(StrEnum):
    """How long answers are kept (product.md, "Privacy")."""

    #: As long as the registration knows who it is about.
    REGISTRATION = "registration"
    #: 90 days after the event or return.
    QUARTER = "quarter"
    #: 7 days after the event or return, and a day after the person gave up a
    #: seat: diet, needs, emergency contact.
    WEEK = "week"


#: Kinds with a list to choose from.
WITH_CHOICES = frozenset({QuestionKind.ONE_OF, QuestionKind.SEVERAL_OF})
#: Kinds whose answer may show or hide later questions.
CONDITIONAL = WITH_CHOICES | {QuestionKind.YES_NO}
#: Kinds whose answer is the token of something that was sent along.
UPLOADS = frozenset({QuestionKind.FILE, QuestionKind.PICTURE})
#: Kinds that ``least`` and ``most`` mean something for.
WITH_LIMITS = frozenset(
    {
        QuestionKind.SHORT_TEXT,
        QuestionKind.LONG_TEXT,
        QuestionKind.NUMBER,
        QuestionKind.SEVERAL_OF,
        QuestionKind.DATE,
    }
)
