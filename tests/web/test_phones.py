"""Phone numbers in any usual spelling."""

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from eventreg.web.fields import PhoneField
from eventreg.web.forms import Form
from eventreg.web.phones import read_phone

GERMAN = "+49241123456"
TURKISH = "+905321234567"


class CallForm(Form):
    """A number and where somebody lives, as on the forms for people."""

    phone = PhoneField("Phone")
    country = StringField("Country")


def typed(site, number, *, country="", language="de"):
    headers = {"Accept-Language": language}
    values = MultiDict({"phone": number, "country": country})
    with site.test_request_context(method="POST", headers=headers):
        form = CallForm(values, meta={"csrf": False})
        form.validate()
        return form.phone.data, list(form.phone.errors), form.phone._value()


@pytest.mark.parametrize(
    "number",
    [
        "+49 (0)241 123456",
        "+49(0)241/123456",
        "+49.241.123456",
        "+49‑241‑123456",
        "+49 241 – 12 34 56",
        "+ 49 241 123456",
        "(+49) 241 123456",
        "0049 241 123456",
        "00 49 241 12 34 56",
        "0049-(0)241-123456",
        "49 241 123456",
        "tel:+49241123456",
        "＋４９ ２４１ １２３４５６",
        "\u202a+49\u00a0241\u00a0123456\u202c",
    ],
)
@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_a_german_number_is_read_in_every_spelling_and_language(site, number, language):
    assert typed(site, number, language=language)[:2] == (GERMAN, [])


@pytest.mark.parametrize(
    "number",
    [
        "0241 123456",
        "0241-123456",
        "0241/123456",
        "0241 / 12 34 56",
        "(0241) 12 34 56",
        "0241.123.456",
        "Tel. 0241 123456",
        "٠٢٤١١٢٣٤٥٦",
    ],
)
def test_a_german_number_without_code_is_read_with_and_without_a_country(site, number):
    assert typed(site, number)[:2] == (GERMAN, [])
    assert typed(site, number, language="en", country="DE")[:2] == (GERMAN, [])
    assert typed(site, number, language="en")[:2] == (GERMAN, [])


@pytest.mark.parametrize("language", ["de", "tr"])
def test_what_is_no_number_of_the_country_that_is_spoken_needs_its_code(site, language):
    _data, errors, shown = typed(site, "020 7946 0958", language=language)

    assert (len(errors), shown) == (1, "020 7946 0958")
    assert "+49" in errors[0]


@pytest.mark.parametrize(
    "number",
    [
        "+90 532 123 45 67",
        "+90 (0)532 123 45 67",
        "0090 532 123 45 67",
        "90 532 123 45 67",
        "+90-532-123-45-67",
    ],
)
def test_a_turkish_number_with_its_code_is_read_everywhere(site, number):
    assert typed(site, number)[:2] == (TURKISH, [])


@pytest.mark.parametrize(
    "number", ["0532 123 45 67", "0 (532) 123 45 67", "532 123 45 67", "0532 1234567"]
)
@pytest.mark.parametrize(
    "who", [{"country": "TR"}, {"language": "tr"}], ids=["country", "language"]
)
def test_a_turkish_number_without_code_is_read_where_somebody_says_so(
    site, number, who
):
    assert typed(site, number, **who)[:2] == (TURKISH, [])


@pytest.mark.parametrize(
    ("number", "country", "stored"),
    [
        ("+44 (0)20 7946 0958", "", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("+39 06 12345678", "", "+390612345678"),
        ("06 12345678", "IT", "+390612345678"),
        ("+1 (212) 555-0100", "", "+12125550100"),
        ("+86 138 0013 8000", "", "+8613800138000"),
        ("0664 1234567", "AT", "+436641234567"),
        ("0241 123456-78", "", "+4924112345678"),
        ("0241 123456", "XX", "+49241123456"),
    ],
)
def test_numbers_of_other_countries(site, number, country, stored):
    assert typed(site, number, country=country)[:2] == (stored, [])


@pytest.mark.parametrize(
    "number",
    [
        "call me",
        "0",
        "0241",
        "0241 555 abc",
        "0241 99 x",
        "+",
        "0241 123456 oder 0171 1234567",
        "+999 123456",
        "=HYPERLINK(1)",
        "<b>1</b>",
        "1" * 500,
        "😀",
    ],
)
def test_what_is_no_number_comes_back_as_it_was_typed(site, number):
    _data, errors, shown = typed(site, number)

    assert errors == [
        "Geben Sie die Telefonnummer mit Landesvorwahl ein, zum Beispiel +49 241 123456"
    ]
    assert shown == number


@pytest.mark.parametrize(
    "number",
    [
        "0241 123456 ext. 5",
        "0241/4711-0 App. 12",
        "0241 4711-0, Apparat 12",
        "+49 241 47110 Durchwahl 12",
        "0241 47110 DW 12",
        "0241 47110 Nst. 12",
        "+90 212 555 01 00 dahili 12",
        "+90 212 555 01 00 iç hat: 12",
    ],
)
def test_an_extension_is_not_lost_in_silence(site, number):
    _data, errors, shown = typed(site, number)

    assert errors == ["Geben Sie die Telefonnummer ohne Durchwahl-Zusatz ein"]
    assert shown == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [("0532 123 45 67", "0532 123 45 67"), ("+905321234567", "+90 532 123 45 67")],
    ids=["another one in another country", "the same everywhere"],
)
def test_a_number_stands_there_again_so_that_a_country_can_still_be_chosen(
    site, number, shown
):
    assert typed(site, number)[2] == shown


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_an_answer_without_code_is_a_number_of_who_speaks_that_language(site, language):
    with site.app_context():
        found = read_phone("0532 123 45 67", language)

    assert found == ("+905321234567" if language == "tr" else "+495321234567")


@pytest.mark.parametrize("empty", ["", "   ", "\u200b"])
def test_no_number_is_none(site, empty):
    assert typed(site, empty)[:2] == (None, [])


@pytest.mark.parametrize("language", ["de", "en", "tr"])
def test_a_number_as_dialled_at_home_is_read_in_every_language(site, language):
    found = typed(site, "0241 8800-123", language=language)

    assert found[:2] == ("+492418800123", [])
    with site.app_context():
        assert read_phone("0241 8800-123", language) == "+492418800123"
