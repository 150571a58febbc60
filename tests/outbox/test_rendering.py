"""What a letter says, in its language, whatever people typed."""

import re

import pytest
from bs4 import BeautifulSoup

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.models import Letter
from eventreg.outbox.rendering import render
from eventreg.outbox.sender import current_sender
from tests.factories.letters import CALENDAR, VALUES, make_letter, make_links

pytestmark = pytest.mark.one_database

LANGUAGES = ("de", "en", "tr")
HOSTILE = "**x** [a](http://evil) {{ 7*7 }} {name} <b>&amp;</b> \"' \ue000name\ue001"
LONG = "Dr. " + "Maximiliane-Wolkenstein " * 30 + "李小龙 محمد بن عبد الله 🎉"

#: The small words of each language that the other two do not know, lower case.
OWN_WORDS = {
    "de": """
        und sie nicht ihre ihren ihrer ihr bitte grüße der die das den dem des ein
        eine einen ist sind wird werden wir uns für mit auf von zu bei nach noch
        auch wenn dann oder aber diese dieser diesen dieses kein keine uhr
        veranstaltung anmeldung bewerbung platz wann wo wer als anmeldenummer
        guten tag jemand seite öffnen warteliste fragen schreiben einfach
        herzliche
    """,
    "en": """
        the you your please regards and of is are to for with this that have has
        we our us from by if then or but no when where who as on event seat page
        registration application number open hello dear somebody waitlist any
        questions just reply kind
    """,
    "tr": """
        ve bir için lütfen saygılarımızla bu şu ile olarak ya artık siz sizin size
        sizi değil var yok etkinlik kayıt yer yeriniz sayfa sayfamı başvuru tarih
        saat numarası kişi merhaba sayın sorunuz yanıtlamanız yeterli bekleme
        bağlantı katılım
    """,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", CATALOGUE)
@pytest.mark.parametrize("typed", [HOSTILE, LONG], ids=["hostile", "long"])
def test_every_letter_keeps_what_people_typed_as_it_is(app, letter, language, typed):
    codes = {"giros": [[typed, "BCD"]]}
    row = _letter(letter, language, dict.fromkeys(VALUES, typed) | codes)

    rendered = render(row, current_sender())

    page = BeautifulSoup(rendered.html, "html.parser")
    shown = " ".join(typed.replace("\ue000", "").replace("\ue001", "").split())
    used = "{" in (rendered.text + rendered.subject).replace(shown, "")
    assert not used, "a placeholder is left over"
    assert page.find("b") is None
    assert "evil" not in "".join(str(a["href"]) for a in page.find_all("a"))
    if "name" in CATALOGUE[letter].placeholders:
        assert shown in rendered.text
        assert shown in " ".join(page.get_text(" ").split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", CATALOGUE)
def test_every_letter_is_in_one_language(app, letter, language):
    row = _letter(letter, language, dict.fromkeys(VALUES, ""))

    rendered = render(row, current_sender())

    page = BeautifulSoup(rendered.html, "html.parser")
    said = f"{rendered.subject} {rendered.text} {page.get_text(' ')}"
    said = re.sub(r"\S*(?:://|@)\S*|Business Network Aachen e\. V\.", " ", said)
    words: set[str] = set(re.findall(r"\w+", said.lower()))
    foreign = [OWN_WORDS[other].split() for other in LANGUAGES if other != language]
    assert words & set[str]().union(*foreign) == set()
    assert len(words & set(OWN_WORDS[language].split())) > 5


def test_instants_are_written_in_the_letters_language(app):
    said = {
        language: re.search(r"- \w+[^:]*: (.*2027.*)", _text("received", language))[1]
        for language in LANGUAGES
    }

    assert said == {
        "de": "Do., 17. Juni 2027, 19:30 Uhr",
        "en": "Thu 17 June 2027, 19:30",
        "tr": "17 Haziran 2027 Perşembe, 19.30",
    }


def test_a_span_is_written_as_one(app):
    span = {
        "from": "2027-06-17T17:30:00+00:00",
        "until": "2027-06-17T20:00:00+00:00",
        "zone": "Europe/Berlin",
    }

    assert "- When: Thu 17 June 2027, 19:30 to 22:00\n" in _text(
        "received", "en", when=span
    )


def test_a_paragraph_whose_optional_value_is_empty_disappears(app):
    with_reason = _text("declined", "en", reason="Too late.\n\nReally.")
    without = _text("declined", "en", reason="")

    assert "this time.\n\nToo late.\n\nReally.\n\n- Event" in with_reason
    assert "this time.\n\n- Event" in without


def test_the_sentence_fits_how_the_seat_came(app):
    moved_up = _text("confirmed", "en", seat_came_free=True)
    at_once = _text("confirmed", "en", seat_came_free=False)

    assert ("a seat has come free" in moved_up, "a seat has come free" in at_once) == (
        True,
        False,
    )
    assert ("Your seat is confirmed" in moved_up) is False


def test_links_are_made_from_the_public_address(app):
    app.config["PUBLIC_URL"] = "https://events.example.org:8443"

    text = _text("received", "en")

    assert (
        "https://events.example.org:8443/manage/letters/0123?token=secret-token" in text
    )


def test_without_public_address_links_lead_to_this_machine(app, monkeypatch):
    app.config["PUBLIC_URL"] = ""
    monkeypatch.setenv("PORT", "5123")

    assert "http://127.0.0.1:5123/manage/letters/0123" in _text("received", "en")


def test_the_list_of_registrations_has_a_link_each(app):
    row = _letter("find_my_registration", "en", {})

    rendered = render(row, current_sender())

    links = BeautifulSoup(rendered.html, "html.parser").find_all("a")
    assert [link.get_text() for link in links] == ["Summer Evening", "Workshop"]
    assert rendered.text.count("http://localhost/manage/letters/0123") == 2


def test_who_has_no_registration_is_told_so(app):
    row = _letter("find_my_registration", "en", {}, links={"registrations": []})

    text = render(row, current_sender()).text

    assert "found no registration" in text
    assert "Here are the pages" not in text


def test_a_title_in_another_language_says_so(app):
    row = _letter("received", "en", {"event": {"text": "Sommerabend", "lang": "de"}})

    html = render(row, current_sender()).html

    assert '<span lang="de">Sommerabend</span>' in html


def test_an_own_text_replaces_the_standard_one(app):
    row = _letter("received", "en", {})

    rendered = render(row, current_sender(), "Own {event}\n\nHello **{name}**.")

    assert rendered.subject == "Own Summer Evening"
    assert rendered.text.startswith("Hello Ada Lovelace.\n")


def test_styles_stand_on_the_elements(app):
    html = render(_letter("confirmed", "en", {}), current_sender()).html

    page = BeautifulSoup(html, "html.parser")
    assert "background: #0b5a62" in page.select_one(".button td")["style"]
    assert [style.get("data-css-inline") for style in page.find_all("style")] == [
        "keep"
    ]
    assert page.find_all(["link", "script"]) == []


def _text(letter: str, language: str, **values: object) -> str:
    return render(_letter(letter, language, values), current_sender()).text


def _letter(letter, language, values, links=None) -> Letter:
    return make_letter(
        letter,
        language=language,
        values={k: v for k, v in values.items() if k in CATALOGUE[letter].placeholders},
        links=make_links(letter) if links is None else links,
        calendar=CALENDAR if letter == "confirmed" else None,
        code="7F3KM2QX9DTAB" if letter == "confirmed" else None,
    )


def test_outlook_finds_the_width_and_the_room_that_it_needs(app):
    html = render(_letter("confirmed", "en", {}), current_sender()).html

    assert html.count("<!--[if mso]>") == html.count("<![endif]-->") == 3
    assert '<table role="presentation" width="600"' in html
    assert "mso-padding-alt: 13px 24px" in html
