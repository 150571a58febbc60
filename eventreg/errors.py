"""What can go wrong by the rules of the house, in sentences a person may read."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from eventreg.environment import ConfigurationError as ConfigurationError

#: Over what was refused because it is not as its page showed it.
CHANGED_MEANWHILE = _l("Something has changed meanwhile")


class DomainError(Exception):
    """A rule was broken; ``str(error)`` is a sentence for the person who tried."""

    #: Stands over the sentence on a form; empty: that it is not possible now.
    heading: str | LazyString = ""
    #: What was typed wrong, by the name of its field; empty: no field is to blame.
    field = ""


class MoveNotAllowed(DomainError):
    """Something cannot go from its state to the wanted one.

    :param kind: what it is: ``"registration"``, ``"event"`` or ``"letter"``.
    """

    heading = CHANGED_MEANWHILE

    def __init__(self, kind: str, old: StrEnum, new: StrEnum) -> None:
        self.kind, self.old, self.new = kind, old, new
        super().__init__(
            _(
                "This has changed in the meantime, so that is no longer possible. "
                "Please look again."
            )
        )


class Gone(DomainError):
    """What was to be changed is not there any more; the page for it is a 404."""

    def __init__(self) -> None:
        super().__init__(_("This is no longer here."))


class TooOften(DomainError):
    """Asked more often than anybody may; the sentence says when to try again.

    :param wait: seconds until then.
    """

    def __init__(self, sentence: str, *, wait: int) -> None:
        self.wait = wait
        super().__init__(sentence)
