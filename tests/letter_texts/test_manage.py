"""The staff pages on which an event words its letters."""

from datetime import timedelta

import pytest
from flask_babel import force_locale

from eventreg import clock
from eventreg.database import write_tx
from eventreg.events.states import EventState
from eventreg.letter_texts import queries
from eventreg.letter_texts.models import OwnText
from eventreg.letter_texts.rules import problem
from eventreg.outbox import deliver_due
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.placeholder_words import words_beside
from eventreg.web.dates import format_date
from tests.factories import make_event
from tests.house import count_queries, text_of
from tests.letter_texts.wording import EDIT, OWN, STORED, give


def test_the_list_shows_which_languages_were_changed(client, event):
    give(event)

    page = client.get("/manage/events/school/letters").page

    row = next(r for r in page.select("tbody tr") if "Confirmed" in r.th.get_text())
    assert [text_of(cell) for cell in row.select("td")] == [
        "changed : Confirmed, English",
        "standard : Confirmed, German",
        "standard : Confirmed, Turkish",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Please read the text of this e-mail again, it names a day: “{}” ({})"),
        (
            "de",
            "Bitte lesen Sie den Text dieser E-Mail neu, er nennt einen Tag: „{}“ ({})",
        ),
        ("tr", "E-posta metinlerinde yeniden okunması gereken tarih var: “{}” ({})"),
    ],
)
def test_a_day_of_before_in_a_letter_stands_in_the_list_of_a_draft(
    client, sign_in, language, words
):
    sign_in("office")
    event = make_event(slug="copy", state=EventState.DRAFT)
    gone = clock.today() - timedelta(days=20)
    give(event, source=f"{STORED}\n\nPay until {gone:%d.%m.%Y}.", language="tr")

    page = client.get("/manage/events/copy", headers={"Accept-Language": language}).page

    with force_locale(language):
        told = words.format(CATALOGUE["confirmed"].title, format_date(gone))
    links = {text_of(a): a["href"] for a in page.select(".checks a")}
    assert links[told] == "/manage/events/copy/letters"


def test_the_list_has_the_letters_about_events_and_no_others(client, event):
    page = client.get("/manage/events/school/letters").page

    shown = {text_of(cell) for cell in page.select("tbody th")}
    with force_locale("en"):
        about_events = {
            str(kind.title)
            for kind in CATALOGUE.values()
            if "event" in kind.placeholders and kind.name != "free"
        }
    assert shown == about_events
    assert "New password" not in shown


def test_the_standard_text_is_there_in_words(client, event):
    page = client.get(EDIT).page

    text = page.find(id="text").get_text().strip()
    about = "{?about a companion} {full name} is in: {event title}\n\n"
    assert text.startswith(
        f"{{!about a companion}} You are in: {{event title}}\n{about}"
    )
    assert "_" not in text
    assert text_of(page.select_one(".standing-line")) == "This is the standard text."


def test_beside_the_text_stand_the_placeholders_with_what_they_mean(client, event):
    page = client.get(EDIT).page

    words = {
        text_of(dt): text_of(dt.find_next("dd"))
        for dt in page.select(".letter-words dt")
    }
    assert words["{greeting}"] == "Greeting with the person's name, without comma"
    assert words["[…]({own page})"] == "The person's own page"
    assert words["{?calendar entry} {!calendar entry}"] == (
        "The e-mail carries a calendar entry"
    )


def test_a_test_says_whether_its_text_is_saved(client, event):
    typed = client.post(EDIT, data={"text": OWN, "seen": "", "test": "1"})
    first = client.get(typed.location or EDIT).flashes + typed.flashes
    give(event)
    saved = client.get(EDIT).page.find(id="text").get_text().strip()
    data = {"text": saved.replace("\n", "\r\n"), "test": "1"}
    second = client.post(EDIT, data=data).flashes

    assert [words.endswith("is not saved yet.") for words in (*first, *second)] == [
        True,
        False,
    ]


def test_an_own_text_is_stored_with_the_names_of_placeholders(client, event):
    answer = client.post(EDIT, data={"text": OWN, "seen": ""})

    assert (answer.status_code, answer.location) == (303, EDIT)
    assert queries.source("confirmed", "en", "school") == STORED


def test_one_language_that_was_changed_lists_the_others_as_differing(client, event):
    give(event)

    page = client.get(EDIT).page

    said = text_of(page.select_one(".standing-line"))
    assert said.startswith("Changed for this event on ")
    assert said.endswith("Still the standard text, and so different: German, Turkish.")


def test_a_misspelt_placeholder_comes_back_with_its_line(client, event):
    typed = OWN.replace("{greeting}", "{greting}")

    answer = client.post(EDIT, data={"text": typed, "seen": ""})

    assert answer.status_code == 422
    assert text_of(answer.page.select_one(".error-summary a")) == (
        "Line 3: {greting} is no placeholder. Did you mean {greeting}?"
    )
    assert answer.page.find(id="text").get_text().strip() == typed
    assert queries.of_event(event) == {}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Write the subject in the first line"),
        (
            "Only a subject",
            "Write the subject in the first line, and the e-mail below it",
        ),
        (
            "Subject\n\nNo way on",
            "Keep the link {own page}, for example as [words]({own page}): without it "
            "the person cannot go on",
        ),
        ("S\n\n" + "x" * 20_000, "The text must be 20,000 characters or fewer"),
    ],
    ids=["nothing", "no text", "no button", "too long"],
)
def test_what_cannot_be_a_letter_is_refused(client, event, typed, said):
    answer = client.post(EDIT, data={"text": typed, "seen": ""})

    assert answer.status_code == 422
    assert text_of(answer.page.select_one(".error-summary a")) == said


@pytest.mark.parametrize("language", ["de", "en", "tr"])
@pytest.mark.parametrize("letter", list(queries.editable_letters()))
def test_every_standard_text_may_be_saved_and_is_no_change(
    client, event, letter, language
):
    address = f"/manage/events/school/letters/{letter}/{language}"
    text = client.get(address).page.find(id="text").get_text()

    answer = client.post(address, data={"text": text, "seen": ""})

    assert answer.status_code == 303
    assert queries.of_event(event) == {}


def test_of_two_who_edit_the_second_is_told_and_may_replace(client, event):
    give(event, "Other\n\n{greeting} [x]({own_page})")

    refused = client.post(EDIT, data={"text": OWN, "seen": ""})
    seen = refused.page.find(id="seen")["value"]
    again = client.post(EDIT, data={"text": OWN, "seen": seen})

    assert (refused.status_code, again.status_code) == (409, 303)
    assert "Somebody else has changed this text" in text_of(
        refused.page.select_one(".error-summary")
    )
    assert queries.source("confirmed", "en", "school") == STORED


def test_html_and_template_code_that_are_stored_stay_text(client, event):
    hostile = (
        "S {event}\n\n<script>alert(1)</script> <b>x</b> {greeting} "
        "[y](javascript:alert(2)) ![z](https://example.net/z.png) [p]({own_page}) "
    )

    give(event, hostile)

    page = client.get(f"{EDIT}/preview").page

    assert page.find_all(["script", "b"]) == []
    assert page.find_all("img") == []
    assert [a["href"] for a in page.find_all("a")] == [
        "https://example.net/z.png",
        "http://localhost/events/school",
    ]
    assert "<script>alert(1)</script> <b>x</b>" in text_of(page)


NO_LINK = (
    "Line 9: a link cannot lead to “%s”. Begin its address with https://, mailto: or "
    "tel:"
)
NO_HTML = (
    "Line 9: take away the HTML “%s”. Write **bold**, # for a heading, - for a fact, "
    "and [words](https://…) for a link"
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[x](javascript:alert(1))", NO_LINK % "javascript:alert(1)"),
        ("[x](<JavaScript:alert(1)>)", NO_LINK % "JavaScript:alert(1)"),
        ("[x](java&#115;cript:a)", NO_LINK % "javascript:a"),
        ("![x](data:image/png;base64,AA)", NO_LINK % "data:image/png;base64,AA"),
        ("[x]: vbscript:a\n[x]", NO_LINK % "vbscript:a"),
        ("[x](file:///etc/passwd)", NO_LINK % "file:///etc/passwd"),
        ("[x](/events)", NO_LINK % "/events"),
        ("[x](placeholder:nobody)", NO_LINK % "placeholder:nobody"),
        ("[x]()", NO_LINK % "()"),
        ("- see: [x](data:text/html,a)", NO_LINK % "data:text/html,a"),
        ("<b>x</b>", NO_HTML % "<b>"),
        ("<a\nhref='x'>x</a>", NO_HTML % "<a href='x'>"),
        ("<script src=x", NO_HTML % "<script"),
        ("<!-- x -->", NO_HTML % "<!--"),
    ],
)
def test_html_and_links_to_no_page_are_refused_on_saving(client, event, typed, said):
    answer = client.post(EDIT, data={"text": f"{OWN}\n\n{typed}", "seen": ""})

    assert answer.status_code == 422
    assert text_of(answer.page.select_one(".error-summary a")) == said
    assert typed in answer.page.find(id="text").get_text()
    assert queries.of_event(event) == {}


def test_the_line_is_the_one_with_the_link(client, event):
    typed = f"{OWN}\n\nFirst\n[x](javascript:a)"

    answer = client.post(EDIT, data={"text": typed, "seen": ""})

    assert answer.errors[0].startswith("Line 10: a link cannot lead to")


@pytest.mark.parametrize(
    "typed",
    [
        "[x](https://example.org/?a=1&b=2) [y](mailto:a@example.org) [z](tel:+4930)",
        "2 < 3 > 1, a <- b, <3",
        "- see: [x](https://example.org)",
    ],
)
def test_links_to_pages_and_signs_of_comparison_may_be_saved(client, event, typed):
    answer = client.post(EDIT, data={"text": f"{OWN}\n\n{typed}", "seen": ""})

    assert answer.status_code == 303


@pytest.mark.parametrize("code", ["{{ 7*7 }}", "{% include 'base.html' %}", "{#x#}"])
def test_template_code_is_refused(client, event, code):
    typed = OWN + f"\n\n{code}"

    answer = client.post(EDIT, data={"text": typed, "seen": ""})

    assert answer.status_code == 422
    assert "Line 9: " in text_of(answer.page.select_one(".error-summary a"))


def test_a_test_letter_goes_to_who_writes_and_nothing_is_saved(client, event, post):
    answer = client.post(EDIT, data={"text": OWN, "seen": "", "test": "1"})
    deliver_due()

    assert answer.status_code == 200
    assert answer.page.find(id="text").get_text().strip() == OWN
    [(to, message)] = post.letters()
    assert to.startswith("office")
    assert message["Subject"] == "Test: Come: Summer school"
    [entry] = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    calendar = entry.get_payload(decode=True).decode()
    assert ("METHOD:REQUEST" in calendar, "test-school" in calendar) == (True, True)
    assert queries.source("confirmed", "en", "school") is None


@pytest.mark.parametrize("letter", ["password_reset", "nothing"])
def test_what_is_about_no_event_is_not_worded_here(client, event, letter):
    answer = client.get(f"/manage/events/school/letters/{letter}/en")

    assert answer.status_code == 404


@pytest.mark.parametrize("role", ["desk", "travel_lead"])
@pytest.mark.parametrize("path", ["", "/confirmed/en", "/confirmed/en/preview"])
def test_desk_and_travel_lead_word_no_letters(client, sign_in, role, path):
    sign_in(role)
    make_event(slug="school")

    answer = client.get(f"/manage/events/school/letters{path}", rules=False)

    assert answer.status_code == 403


def test_the_list_costs_the_same_with_one_and_with_all_texts(client, event):
    give(event)
    with count_queries() as for_one:
        client.get("/manage/events/school/letters")
    with write_tx() as session:
        for letter in queries.editable_letters():
            for language in ("de", "tr"):
                session.add(
                    OwnText(
                        event_id=event.id,
                        letter=letter,
                        language=language,
                        source=STORED,
                    )
                )

    with count_queries() as for_all:
        client.get("/manage/events/school/letters")

    assert len(for_all) == len(for_one)


def test_a_word_that_is_never_filled_is_not_offered_but_older_texts_may_hold_it(
    app,
):
    kind = CATALOGUE["cancelled"]

    with force_locale("en"):
        offered = [word.typed for word in words_beside(kind, "en")]

    assert "{reason in words}" not in offered
    assert "{full name}" in offered
    assert problem("Gone: {event}\n\n{reason}\n\nBye", kind, "en") == ""
