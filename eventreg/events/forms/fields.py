"""Fields that the forms of an event share."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import Field, IntegerField, StringField, TextAreaField, ValidationError

from eventreg.web.fields import RequiredText, clean_text, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost
from eventreg.web.locale import LANGUAGES, language_name

LANGUAGE_CHOICES = {code: language_name(code) for code in LANGUAGES}


class WholeNumberField(IntegerField):
    """A whole number from ``least`` to ``most``; ``None`` when it is none.

    :param needed: ``False``: it may be left empty.
    """

    def __init__(
        self, *args: Any, least: int, most: int, needed: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.least, self.most, self.needed = least, most, needed

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = squeeze(valuelist[0]) if valuelist else ""
        self.data = int(typed) if typed and _is_number(typed) else None

    def pre_validate(self, form: Form) -> None:
        if not self.needed and not squeeze((self.raw_data or [""])[0]):
            return
        if self.data is None or not self.least <= self.data <= self.most:
            message = _l("Enter a whole number from %(least)s to %(most)s")
            raise ValidationError(message % {"least": self.least, "most": self.most})


class SessionsField(TextAreaField):
    """One session a line, ``Customs, 12``; without a number all seats of the event."""

    #: More no form can show beside each other; longer ones not on a phone.
    MOST, LONGEST_NAME = 20, 120
    _SEATS = re.compile(r"(.*\S)\s*[,;]\s*(\d{1,6})")
    #: After the last comma stands what can only be meant as a number.
    _NO_SEATS = re.compile(r".*[,;]\s*-?[\d.]*|[,;].*")

    def sessions(self) -> list[tuple[str, int | None]]:
        """Names and seats, in the order typed; ``None``: as many as the event has."""
        lines = [squeeze(line) for line in (self.data or "").splitlines()]
        return [self._read(line) for line in lines if line]

    def pre_validate(self, _form: Form) -> None:
        names = [name for name, _seats in self.sessions()]
        for name, seats in self.sessions():
            if seats == 0 or (seats is None and self._NO_SEATS.fullmatch(name)):
                message = _l(
                    "Write the session “%(name)s” as a name, a comma, a number"
                )
                raise ValidationError(message % {"name": name})
        if len({name.casefold() for name in names}) < len(names):
            raise ValidationError(_l("Give each session a name of its own"))
        if len(names) > self.MOST:
            message = _l("Enter at most %(most)s sessions here; add others later")
            raise ValidationError(message % {"most": self.MOST})
        if any(len(name) > self.LONGEST_NAME for name in names):
            message = _l("Use %(most)s characters or fewer for the name of a session")
            raise ValidationError(message % {"most": self.LONGEST_NAME})

    def _read(self, line: str) -> tuple[str, int | None]:
        found = self._SEATS.fullmatch(line)
        return (found[1], int(found[2])) if found else (line, None)


def _is_number(typed: str) -> bool:
    return len(typed) <= 12 and typed.removeprefix("-").isdecimal()


def line(
    label: LazyString, most: int, *, required: LazyString = "", default: str = ""
) -> StringField:
    """One line of text; ``required`` says what to do when it is empty."""
    needs = [RequiredText(required)] if required else []
    return StringField(
        label,
        filters=[squeeze],
        validators=[*needs, AtMost(most)],
        default=default,
    )


def text(label: LazyString, most: int) -> TextAreaField:
    """Several lines of text."""
    return TextAreaField(label, filters=[clean_text], validators=[AtMost(most)])


def check_language(field: Field) -> None:
    """Refuse what is no language of the site; only a forged form sends another."""
    if field.data not in LANGUAGES:
        raise ValidationError(_l("Choose one of the languages in the list"))
