"""What staff stored is shown to staff as they typed it, in their own language."""

import pytest

from eventreg.database import db
from tests.factories import make_event, make_letter, make_registration
from tests.house import text_of

READS = {
    "de": "Parken bei Fahrt am {Datum und Uhrzeit}",
    "en": "Parking at Trip on {date and time}",
    "tr": "Parken bei Fahrt am {Datum und Uhrzeit}",
}


@pytest.fixture
def event(app, sign_in):
    sign_in("office")
    event = make_event(title="Trip", languages=("de", "en"))
    event.text("de").title = "Fahrt"
    db.session.commit()
    make_registration(event)
    return event


def write(client, event):
    return client.post(
        f"/manage/events/{event.slug}/messages/letters/new",
        data={
            "states": ["confirmed"],
            "pool": "",
            "answer": "",
            "company": "",
            "subject_de": "Parken bei {Veranstaltung} am {Datum und Uhrzeit}",
            "body_de": "Hallo",
            "subject_en": "Parking at {event title} on {date and time}",
            "body_en": "Hello",
        },
    ).location


@pytest.mark.parametrize("language", READS)
def test_a_subject_names_its_placeholders_as_they_were_typed(client, event, language):
    read = {"Accept-Language": language}
    address = write(client, event)
    listed = client.get(f"/manage/events/{event.slug}/messages", headers=read).page
    draft = client.get(address, headers=read).page
    seen = draft.select_one("[name=seen]")["value"]
    client.post(f"{address}/send", data={"seen": seen})

    sent = client.get(address, headers=read)

    lang = None if language != "tr" else "de"
    [link] = listed.select(f"main a[href='{address}']")
    assert (text_of(link), link.get("lang")) == (READS[language], lang)
    assert (sent.heading, sent.page.h1.get("lang")) == (READS[language], lang)
    assert sent.page.title.get_text().startswith(READS[language])
    for page in (draft, sent.page):
        [summary] = page.select("main details summary")
        assert text_of(summary.span) == READS["en"]


def test_languages_are_named_in_the_words_of_who_reads(client, event):
    read = {"Accept-Language": "tr"}
    address = write(client, event)
    form = client.get(f"{address}/edit", headers=read).page
    draft = client.get(address, headers=read).page
    reference = make_letter(letter="received", language="de").reference

    letter = client.get(f"/manage/letters/{reference}", headers=read).page

    assert [text_of(h3) for h3 in form.select("form > h3")] == [
        "Almanca",
        "İngilizce (isteğe bağlı)",
    ]
    assert text_of(draft.summary).startswith("İngilizce: ")
    assert "İngilizce" in [text_of(cell) for cell in draft.select("tbody td")]
    assert "Almanca" in [text_of(each) for each in letter.select(".facts dd")]
