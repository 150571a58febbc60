"""Letters signed with a key of our own, and what others see of it."""

import base64
from email import message_from_bytes

import dkim
import pytest
from dkim.crypto import parse_public_key
from flask_babel import force_locale

from eventreg.errors import ConfigurationError
from eventreg.outbox import deliver_due, mail_names, signing
from tests.factories.letters import CALENDAR, make_letter
from tests.house import text_of
from tests.outbox.keys import make_key
from tests.outbox.names import name_server

NAME = "mail._domainkey.example.org"
PAGE = "/manage/letters/check"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("dkim") / "dkim.key"
    path.write_text(make_key())
    return path


@pytest.fixture
def signer(app, key_file, monkeypatch):
    found = signing.read(key_file, "example.org", "mail")
    monkeypatch.setitem(app.extensions, "dkim_signer", found)
    return found


def is_signed(message, record):
    """Whether the DNS, as it says ``record``, proves the message."""
    asked = []

    def answer(name, timeout=5):
        asked.append(name)
        return record.encode()

    is_right = dkim.verify(message, dnsfunc=answer)
    assert asked in ([f"{NAME}.".encode()], [])
    return is_right


def arrived(post):
    """The one letter, just as it came over the line."""
    [(_to, message)] = post._raw
    return message


def test_what_arrives_is_signed_for_the_domain(signer, post):
    make_letter("confirmed", code="7F3KM2QX9DTAB", calendar=CALENDAR)

    deliver_due()

    assert is_signed(arrived(post), signer.record) is True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Engines", b"Engineers"),
        (b"Subject: ", b"Subject: Not "),
        (b"From: ", b"From: somebody@example.net\r\nFrom: "),
    ],
    ids=["body", "subject", "second sender"],
)
def test_what_was_changed_on_the_way_is_seen(signer, post, old, new):
    make_letter(values={"name": "Engines"})
    deliver_due()
    changed = arrived(post).replace(old, new, 1)

    assert changed != arrived(post)
    assert is_signed(changed, signer.record) is False


def test_one_click_unsubscribing_is_covered(signer, post):
    make_letter("invitation")
    deliver_due()

    signature = message_from_bytes(arrived(post))["DKIM-Signature"]

    covered = "".join(signature.split("h=")[1].split(";")[0].split()).split(":")
    assert {"list-unsubscribe", "list-unsubscribe-post"} <= set(covered)
    assert covered.count("from") == 2


def test_without_a_key_nothing_is_signed(app, post):
    make_letter()
    deliver_due()

    assert message_from_bytes(arrived(post))["DKIM-Signature"] is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
            "is no RSA key",
        ),
        ("PRIVATE KEY-----", "is no RSA key"),
        (make_key(512), "must have 1024 bits or more"),
    ],
    ids=["nonsense", "no key", "short"],
)
def test_a_key_that_cannot_sign_stops_the_start(tmp_path, text, said):
    path = tmp_path / "dkim.key"
    path.write_text(text)

    with pytest.raises(ConfigurationError, match=said):
        signing.read(path, "example.org", "mail")


def test_the_public_key_is_the_one_that_others_read(signer):
    record = signer.record

    numbers = parse_public_key(base64.b64decode(signer.public))

    assert record == f"v=DKIM1; k=rsa; p={signer.public}"
    assert numbers["publicExponent"] == 65537
    assert signer.name == NAME


def looked_up(signer, texts, domain="example.org"):
    with name_server(texts) as resolver, force_locale("en"):
        return mail_names.look_up(domain, resolver, signer=signer)[1]


def test_the_dns_has_the_record(signer):
    entry = looked_up(signer, {f"{NAME}.": [signer.record]})

    assert (entry.title, entry.is_ok) == ("DKIM", True)


def test_a_record_that_is_missing_is_shown(signer):
    entry = looked_up(signer, {})

    assert (entry.is_ok, entry.said) == (False, "There is no record.")
    assert entry.advice == f"Publish a TXT record at {NAME}: {signer.record}"


def test_a_record_of_another_key_is_wrong(signer):
    entry = looked_up(signer, {f"{NAME}.": ["v=DKIM1; k=rsa; p=AAAA"]})

    assert entry.is_ok is False
    assert entry.said == "The record holds another key: v=DKIM1; k=rsa; p=AAAA"


def test_a_signature_for_another_domain_than_the_sender_is_wrong(signer):
    right = {f"{NAME}.": [signer.record]}

    assert looked_up(signer, right, "mail.example.org").is_ok is True
    assert looked_up(signer, right, "notexample.org").is_ok is False


def test_the_page_shows_the_record_but_never_the_key(app, client, sign_in, signer):
    sign_in("office")

    page = client.get(PAGE).page

    codes = [text_of(code) for code in page.select("dd code")]
    assert codes == [NAME, signer.record]
    assert signer.key.decode().splitlines()[1] not in str(page)
    assert signer.key.decode() not in repr(signer)
