"""Keeping a view of a list, and taking the list away as a file."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import BooleanField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice

from eventreg.tables import FORMATS
from eventreg.web.fields import RequiredText, squeeze
from eventreg.web.forms import Form
from eventreg.web.limits import AtMost, OneOf

FORMAT_WORDS = {
    "xlsx": _l("Spreadsheet (XLSX), for Excel, LibreOffice and Numbers"),
    "excel-csv": _l("CSV with semicolons, as Excel opens it by a double click"),
    "csv": _l("Plain CSV, for other programs"),
}

SHOWN, ALL = "shown", "all"


class ViewForm(Form):
    """How a view is called.

    :param taken: names of the other views that the account has at the event.
    :param may_replace: whether the view of a taken name can be replaced by this one.
    """

    name = StringField(
        _l("Name of the view"),
        filters=[squeeze],
        validators=[RequiredText(_l("Give the view a name")), AtMost(60)],
    )
    replace = BooleanField(_l("Replace the view that is called so now"))

    def __init__(
        self, *args: Any, taken: Collection[str], may_replace: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._taken = taken
        #: Whether replacing is asked about: only when the name has come up.
        self.asks = may_replace and self.name.data in taken
        self._may_replace = may_replace

    def validate_name(self, field: StringField) -> None:
        if field.data not in self._taken or (self._may_replace and self.replace.data):
            return
        if self._may_replace:
            raise ValidationError(
                _("You have a view of this name. Replace it, or choose another name.")
            )
        raise ValidationError(
            _("You have another view of this name. Choose another name.")
        )


class ExportForm(Form):
    """Which file, and with which columns.

    :param shown: how many columns the list shows now.
    :param offered: how many there are.
    """

    format = RadioField(
        _l("Kind of file"),
        choices=[SelectChoice(name, words) for name, words in FORMAT_WORDS.items()],
        default="xlsx",
        validate_choice=False,
        validators=[OneOf(FORMATS)],
    )
    columns = RadioField(
        _l("Columns"),
        default=SHOWN,
        validate_choice=False,
        validators=[OneOf((SHOWN, ALL))],
    )

    def __init__(self, *args: Any, shown: int, offered: int, **kw: Any) -> None:
        super().__init__(*args, **kw)
        few = ngettext(
            "The %(num)s column that the list shows",
            "The %(num)s columns that the list shows",
            shown,
        )
        every = ngettext(
            "The only column that you may see",
            "All %(num)s columns that you may see",
            offered,
        )
        self.columns.choices = [SelectChoice(SHOWN, few), SelectChoice(ALL, every)]
