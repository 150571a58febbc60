"""Fields that parse once, and filters that clean before validation."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from phonenumbers import PhoneNumber
from wtforms import (
    DateTimeLocalField,
    FieldList,
    SelectMultipleField,
    StringField,
    TelField,
    ValidationError,
)
from wtforms import EmailField as WTFormsEmailField
from wtforms.widgets import CheckboxInput, ListWidget

from eventreg.web import phones
from eventreg.web.locale import current_language

#: Joiners that Persian, Hindi and emoji need; all else invisible goes.
_JOINERS = {"\u200c", "\u200d"}
_E164 = re.compile(r"\+[0-9]{6,15}")
_ROW = re.compile(r"([0-9]{1,3})-")
_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def clean_text(text: str | None) -> str | None:
    """NFC, without control and bidi characters or lone surrogates; lines stay."""
    if not text:
        return text
    text = _LINE_BREAKS.sub("\n", text)
    kept = (char for char in text if char in "\n\t" or not _is_invisible(char))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def squeeze(text: str | None) -> str | None:
    """One clean line: every run of white space becomes one space."""
    cleaned = clean_text(text)
    return " ".join(cleaned.split()) if cleaned else cleaned


def lower(text: str | None) -> str | None:
    return text.lower() if text else text


def none_if_empty(text: str | None) -> str | None:
    return text or None


def _is_invisible(char: str) -> bool:
    category = unicodedata.category(char)
    return category in {"Cc", "Cs", "Co"} or (category == "Cf" and char not in _JOINERS)


class EmailField(WTFormsEmailField):
    """An e-mail address, cleaned, in lower case and as people write it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = readable_mail(lower(squeeze(valuelist[0])) or "")


class MailAddress:
    """Refuse what is no address, or one that our letters would not reach.

    A domain may have letters of any script, as it travels in ASCII. What stands
    before the @ may not: most mail servers lack SMTPUTF8.
    """

    def __call__(self, _form: Any, field: Any) -> None:
        if problem := mail_problem(field.data or ""):
            raise ValidationError(problem)


def mail_problem(typed: str) -> str:
    """Why our letters would not reach ``typed``, as a sentence; empty: they would."""
    odd = sorted({char for char in typed.rpartition("@")[0] if not char.isascii()})
    if odd and _is_mail_address(typed, allow_smtputf8=True):
        return _(
            "Our e-mails cannot reach an address with “%(letters)s” before the @. "
            "Enter another address",
            letters="".join(odd),
        )
    if not _is_mail_address(typed, allow_smtputf8=False):
        return _("Enter an e-mail address like name@example.org")
    return ""


def readable_mail(address: str) -> str:
    """``address`` with its domain as people write it, which browsers put into ASCII.

    What stands for no domain stays as it is.
    """
    local, at, domain = address.rpartition("@")
    if "xn--" not in domain:
        return address
    with suppress(EmailNotValidError):
        # Python's own codec knows the rules of 2003 only: ß would stay in ASCII.
        found = validate_email(f"a@{domain}", check_deliverability=False)
        return f"{local}{at}{found.domain}"
    return address


def mail_spellings(address: str) -> set[str]:
    """``address`` as it may be stored: as people write it, and in ASCII."""
    written = readable_mail(address)
    local, at, domain = written.rpartition("@")
    if domain.isascii():
        return {address, written}
    with suppress(EmailNotValidError):
        found = validate_email(f"a@{domain}", check_deliverability=False)
        return {address, written, f"{local}{at}{found.ascii_domain}"}
    return {address}


def _is_mail_address(text: str, *, allow_smtputf8: bool) -> bool:
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=allow_smtputf8)
    except EmailNotValidError:
        return False
    return True


class PhoneField(TelField):
    """A phone number in E.164 (``+49241…``); ``None`` when left empty.

    :param region: where a number without country code is dialled, unless the
        form's country or the reader's language says otherwise.
    """

    #: What was typed, where the country decides which number it is.
    _without_code = ""

    def __init__(self, *args: Any, region: str = "DE", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = squeeze(valuelist[0]) or None

    def pre_validate(self, form: Any) -> None:
        """Read what was typed; what cannot be read stays, so that it can be mended."""
        if not self.data:
            return
        number = self._read(self.data, form)
        if phones.has_extension(self.data) or (number and number.extension):
            raise ValidationError(_("Enter the phone number without an extension"))
        if number is None:
            raise ValidationError(self._ask(self.data, form))
        if phones.read_with_code(self.data) is None:
            self._without_code = self.data
        self.data = phones.stored(number)

    def _read(self, typed: str, form: Any) -> PhoneNumber | None:
        """Without code only where the country is said, or spoken on the page."""
        if not hasattr(form, "country") or form.country.data:
            return phones.read(typed, self._regions(form))
        return phones.read_spoken(typed, current_language())

    def _ask(self, typed: str, form: Any) -> str:
        if hasattr(form, "country") and phones.read(typed, self._regions(form)):
            return _(
                "Begin with the country code, like +49, or choose your country too"
            )
        return _("Enter a phone number with country code, like +49 241 123456")

    def as_stored(self) -> str | None:
        """What was typed as it would be stored, if it can be read."""
        typed = self.data or ""
        number = phones.read(typed, [self.region])
        return typed if number is None else phones.stored(number)

    def said_of(self, number: str) -> str:
        return phones.readable_phone(number)

    def _regions(self, form: Any) -> list[str]:
        """From where the number may be dialled, the likeliest first."""
        country = getattr(getattr(form, "country", None), "data", None)
        spoken = phones.SPOKEN.get(current_language(), self.region)
        return [region for region in (country, spoken, self.region) if region]

    def _value(self) -> str:
        """A stored number in groups; as it was typed what cannot be read, or what
        is another number once somebody chooses another country.
        """
        shown = self._without_code or self.data or ""
        return phones.readable_phone(shown) if _E164.fullmatch(shown) else shown


class LocalDateTimeField(DateTimeLocalField):
    """Date and time as clocks at the place show it, naive; ``None`` if empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("format", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
        super().__init__(*args, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        typed = (valuelist[0] if valuelist else "").strip()
        if not valuelist:
            return
        self.data = None
        if not typed:
            return
        try:
            self.data = datetime.fromisoformat(typed).replace(tzinfo=None)
        except ValueError:
            raise ValueError(
                _l("Enter a date and time like 2027-06-17 19:30")
            ) from None


class LinesField(StringField):
    """Longer text; line breaks are kept, everything invisible goes."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = clean_text(valuelist[0])


class ChecksField(SelectMultipleField):
    """Several of a few, each with its own box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Rows(FieldList):
    """Several forms in one; numbers that only a forged form sends are left alone."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        for name in formdata:
            found = _ROW.match(name.removeprefix(f"{prefix}-"))
            if name.startswith(prefix) and found:
                yield int(found[1])


class RequiredText:
    """Refuse what is empty after cleaning.

    WTForms' ``InputRequired`` looks at what was typed before the filters, so a
    line of invisible characters would pass.
    """

    field_flags = {"required": True}  # noqa: RUF012 (WTForms reads a plain dict)

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            raise ValidationError(self.message)
