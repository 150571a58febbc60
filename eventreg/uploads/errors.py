"""Why a file is not taken, in sentences that say what to do instead."""

from typing import Any

from flask_babel import gettext as _

from eventreg.errors import DomainError
from eventreg.uploads.limits import ENDINGS, MOST_BYTES, MOST_TOGETHER


def limits_words(*, pictures_only: bool, most: int = MOST_BYTES) -> str:
    """Which files are taken, said beforehand.

    :param most: how many bytes one may have.
    """
    endings = "JPEG, PNG, WebP" if pictures_only else ", ".join(ENDINGS)
    size = most // 1024**2
    return _("%(endings)s; at most %(most)s MB.", endings=endings, most=size)


class BadFile(DomainError):
    """The file cannot be taken; each way has a class of its own."""


class EmptyFile(BadFile):
    def __init__(self) -> None:
        super().__init__(_("This file is empty. Choose another one."))


class TooLarge(BadFile):
    """
    :param most: how many bytes it may have.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        super().__init__(
            _(
                "This file is larger than %(most)s MB. Make it smaller, or choose "
                "another one.",
                most=most // 1024**2,
            )
        )


def told_before_sending(most: int = MOST_BYTES) -> dict[str, Any]:
    """What a control says by itself, with script, before too much is sent."""
    together = _(
        "These files together are larger than %(most)s MB. Send the form with fewer of "
        "them, and hand in the others later.",
        most=MOST_TOGETHER // 1024**2,
    )
    return {
        "data-most": most,
        "data-too-large": str(TooLarge(most)),
        "data-most-together": MOST_TOGETHER,
        "data-too-large-together": together,
    }


class TypeNotAllowed(BadFile):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Files of this type are not taken. Choose one of these: %(endings)s.",
                endings=", ".join(ENDINGS),
            )
        )


class NotWhatItSays(BadFile):
    """The content is of another type than the name says, or damaged."""

    def __init__(self, ending: str) -> None:
        super().__init__(
            _(
                "This file cannot be read as %(ending)s: it is damaged, or something "
                "else under that name. Save it again, or choose another one.",
                ending=ending,
            )
        )


class NotAPicture(BadFile):
    """The file is no picture we can read, or a dangerous one."""

    def __init__(self) -> None:
        super().__init__(
            _("Choose a picture as PNG, JPEG or WebP of at most 30 megapixels")
        )


class DamagedPicture(NotAPicture):
    """It begins as a picture and cannot be read to its end."""

    def __init__(self) -> None:
        BadFile.__init__(
            self,
            _("This picture is damaged. Save it again, or choose another one."),
        )
