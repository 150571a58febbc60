"""The countries of the world, to choose from."""

from functools import cache
from typing import Any

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import SelectField, ValidationError
from wtforms.widgets import html_params

from eventreg.people.territories import named_countries
from eventreg.web.limits import unknown_choice
from eventreg.web.locale import current_language

#: CLDR names these too: unions, bits of a country, islands where nobody lives.
_NO_COUNTRY = {
    "AC",
    "AQ",
    "BV",
    "CP",
    "CQ",
    "DG",
    "EA",
    "EU",
    "EZ",
    "HM",
    "IC",
    "QO",
    "TA",
} | {"TF", "UM", "UN", "XA", "XB", "ZZ"}
#: Where most guests come from, by the language they read; these stand first.
LIKELY = {"de": ("DE", "TR"), "en": ("DE", "TR"), "tr": ("TR", "DE")}
_GROUP = Markup('<optgroup label="{}">{}</optgroup>')
_OPTION = Markup('<option value="{}">{}</option>')


@cache
def countries(language: str) -> dict[str, str]:
    """Name by code, in the words and the order of ``language``."""
    codes = [
        code
        for code in map(str, Locale.parse(language).territories)
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    ]
    return dict(named_countries(codes, language))


@cache
def _options(language: str) -> Markup:
    """All countries as options; making 250 of them anew costs half a page."""
    named = countries(language)
    likely = {code: named[code] for code in LIKELY[language]}
    others = {code: name for code, name in named.items() if code not in likely}
    groups = ((_("Chosen most often"), likely), (_("All other countries"), others))
    return Markup().join(
        _GROUP.format(
            words, Markup().join(_OPTION.format(*pair) for pair in group.items())
        )
        for words, group in groups
    )


class CountryField(SelectField):
    """One country, or none: a code of ISO 3166-1, or ``""``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs, choices=list)
        self.widget = self._select

    def said_of(self, code: str) -> str:
        return countries(current_language()).get(code, code)

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data not in countries("en"):
            raise ValidationError(unknown_choice(self))

    def _select(self, field: SelectField, **attributes: Any) -> Markup:
        nothing = _OPTION.format("", _l("Choose a country"))
        options = nothing + _options(current_language())
        chosen = Markup(' value="{}"').format(field.data)
        if field.data:
            options = options.replace(chosen, Markup(" selected") + chosen)
        attributes = {"id": field.id, "name": field.name, **attributes}
        return Markup(f"<select {html_params(**attributes)}>{options}</select>")  # noqa: S704
