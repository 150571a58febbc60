"""The page that says whether e-mails leave, step by step, with a real server."""

import socket

import pytest
from dns.rcode import Rcode
from flask_babel import force_locale

from eventreg.outbox import mail_names
from eventreg.outbox.mail_check import check
from eventreg.outbox.sender import current_sender
from eventreg.outbox.states import LetterState
from tests.house import text_of
from tests.live import free_port
from tests.outbox.certificates import self_signed
from tests.outbox.names import name_server, resolver_at
from tests.outbox.peer import Peer, peer
from tests.outbox.rows import states

PAGE = "/manage/letters/check"
IN_THE_CLEAR = pytest.mark.filterwarnings("ignore:Requiring AUTH")
GOOD = {
    "example.org.": ["v=spf1 mx -all", "something else"],
    "_dmarc.example.org.": ["v=DMARC1; p=none"],
}


def steps(to="ole@example.org"):
    with force_locale("en"):
        return [(s.title, s.is_ok, s.said) for s in check(current_sender(), to)]


def test_a_server_that_takes_everything(app, post):
    where = f"127.0.0.1:{post.port}"

    assert steps() == [
        ("Reaching the mail server", True, f"{where} answers."),
        (
            "Encryption",
            True,
            "The connection is not encrypted, because that is what is set.",
        ),
        ("Signing in", True, "No name is set, and so nobody signs in."),
        ("Sender", True, "It takes e-mails from network@example.org."),
        ("Recipient", True, "It takes e-mails to ole@example.org."),
    ]
    assert len(post) == 0


@pytest.mark.parametrize(
    ("server", "is_ok"),
    [("localhost", True), ("127.0.0.1", True), ("2130706433", None)],
)
def test_without_encryption_only_a_server_on_this_machine_is_fine(
    app, post, server, is_ok
):
    app.config["MAIL_SERVER"] = server  # the last one is a name for 127.0.0.1 too

    with force_locale("en"):
        found = {s.title: s for s in check(current_sender(), "ole@example.org")}

    step = found["Encryption"]
    assert step.is_ok is is_ok
    assert step.said == "The connection is not encrypted, because that is what is set."
    assert ("can read every e-mail, and the password" in step.advice) is (is_ok is None)
    assert found["Recipient"].is_ok is True


def test_a_server_that_is_away(app):
    app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=free_port())

    assert steps() == [
        (
            "Reaching the mail server",
            False,
            "The mail server takes no connections",
        )
    ]


def test_no_server_at_all(app):
    app.config["MAIL_SERVER"] = ""

    assert steps() == [("Mail server", False, "No mail server is set.")]


def test_a_server_without_encryption(app, post):
    app.config["MAIL_USE_TLS"] = True

    assert steps()[-1] == ("Encryption", False, "The mail server offers no encryption")


def advice():
    with force_locale("en"):
        return check(current_sender(), "ole@example.org")[-1].advice


def test_no_starttls_wants_another_port(app, post):
    app.config["MAIL_USE_TLS"] = True

    assert f"no STARTTLS on port {post.port}." in advice()


def test_a_port_in_the_clear_does_not_speak_tls_at_once(app, post):
    app.config["MAIL_USE_SSL"] = True

    assert f"Port {post.port} does not begin with encryption." in advice()


def test_an_unknown_certificate_is_told_from_a_wrong_name(app, monkeypatch, tmp_path):
    box = Peer()
    with peer(box, tls=self_signed(tmp_path)):
        app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=box.port)
        app.config["MAIL_USE_TLS"] = True
        unknown = advice()
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        wrong_name = advice()

    assert "signed by nobody whom this machine knows" in unknown
    assert "is for another name than 127.0.0.1" in wrong_name


@IN_THE_CLEAR
def test_a_wrong_password(app):
    box = Peer()
    box.password = "right"
    with peer(box, wants_password=True):
        app.config.update(
            MAIL_SERVER="127.0.0.1",
            MAIL_PORT=box.port,
            MAIL_USERNAME="us",
            MAIL_PASSWORD="wrong",
        )

        title, is_ok, said = steps()[-1]

    assert (title, is_ok, said[:3]) == ("Signing in", False, "535")


def test_a_sender_that_is_not_allowed(app, post):
    post.mail_from = "550 not your address"

    assert steps()[-1] == ("Sender", False, "550 not your address")


def test_a_recipient_that_is_not_passed_on_to(app, post):
    post.rcpt["ole@example.org"] = ["554 relay access denied"]

    assert steps()[-1] == ("Recipient", False, "554 relay access denied")


def test_a_server_that_asks_to_come_again_is_not_at_fault(app, client, sign_in, post):
    account = sign_in("office")
    post.rcpt[account.email] = ["451 greylisted"]

    with name_server(GOOD) as resolver:
        app.config["DNS_RESOLVER"] = resolver
        page = client.post(PAGE).page

    marks = [text_of(mark) for mark in page.select("ol .tag")]
    said = text_of(page.main)
    assert steps(account.email)[-1] == ("Recipient", None, "451 greylisted")
    assert "asks to be called again later" in text_of(page.select_one("[role=status]"))
    assert "Recipient to be looked at 451 greylisted This passes:" in said
    assert marks == ["fine"] * 4 + ["to be looked at"]


def test_a_server_that_hangs_up_in_the_middle(app, post):
    post.hangs_up_after = 0

    title, is_ok, said = steps()[-1]

    assert (title, is_ok) == ("Recipient", False)
    assert said == "The mail server hung up"


def test_a_server_that_says_nothing(app, monkeypatch):
    monkeypatch.setattr("eventreg.outbox.mail.TIMEOUT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        app.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=mute.getsockname()[1])

        assert [s[:2] for s in steps()] == [("Reaching the mail server", False)]


def test_the_page_names_the_step_and_what_to_do(app, client, sign_in, post):
    sign_in("office")
    post.mail_from = "550 not your address"

    with name_server(GOOD) as resolver:
        app.config["DNS_RESOLVER"] = resolver
        page = client.post(PAGE).page

    said = text_of(page.main)
    assert "the step marked “wrong” stands in their way" in said
    assert "550 not your address The account must be allowed to send as" in said
    assert "v=spf1 mx -all" in said


def test_the_passwords_are_not_shown(app, client, sign_in):
    sign_in("office")
    app.config.update(MAIL_USERNAME="us", MAIL_PASSWORD="geheim-und-lang")
    app.config.update(MAIL_USE_TLS=True, MAIL_USE_SSL=False)

    page = client.get(PAGE).page

    assert "geheim" not in str(page)
    said = text_of(page.select_one("main .facts"))
    assert "MAIL_USE_TLS 1 MAIL_USE_SSL not set MAIL_USERNAME us" in said
    assert "MAIL_PASSWORD set; it is not shown" in said


def test_a_password_that_is_missing_is_said(app, client, sign_in):
    sign_in("office")
    app.config.update(MAIL_PASSWORD=None)

    said = text_of(client.get(PAGE).page.select_one("main .facts"))

    assert "MAIL_PASSWORD not set" in said


def test_a_test_letter_goes_to_who_asks(client, sign_in):
    account = sign_in("office")

    answer = client.post(f"{PAGE}/test-letter")

    assert answer.status_code == 303
    assert states() == {account.email: LetterState.WAITING}


def test_what_the_dns_says(app):
    with name_server(GOOD) as resolver, force_locale("en"):
        found = mail_names.look_up("example.org", resolver)

    assert [(e.title, e.is_ok, e.said) for e in found] == [
        ("SPF", True, "v=spf1 mx -all"),
        (
            "DKIM",
            None,
            "Your mail server is to sign; whether it does cannot be seen from here.",
        ),
        ("DMARC", True, "v=DMARC1; p=none"),
    ]


def test_what_the_dns_lacks_or_has_twice(app):
    twice = {"example.org.": ["v=spf1 mx -all", "v=spf1 a -all"]}
    with name_server(twice) as resolver, force_locale("en"):
        spf, _dkim, dmarc = mail_names.look_up("example.org", resolver)

    assert (spf.is_ok, dmarc.is_ok) == (False, False)
    assert spf.said == "There are several such records; only one may be there."
    assert dmarc.said == "There is no record."
    assert "_dmarc.example.org" in dmarc.advice


def test_a_dns_that_does_not_answer_proves_nothing(app, monkeypatch):
    monkeypatch.setattr(mail_names, "PATIENCE", 0.3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))

        found = mail_names.look_up("example.org", resolver_at(mute))

    assert [entry.is_ok for entry in found] == [None, None, None]


@pytest.mark.parametrize("rcode", [Rcode.SERVFAIL, Rcode.REFUSED])
def test_a_dns_that_declines_to_answer_proves_nothing(app, rcode):
    with name_server({}, rcode) as resolver, force_locale("en"):
        found = mail_names.look_up("example.org", resolver)

    assert [entry.is_ok for entry in found] == [None, None, None]
    assert "There is no record." not in [entry.said for entry in found]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "Von hier aus gefragt, kennt das DNS keine Domain example.org"),
        ("en", "Asked from here, the DNS knows no domain example.org"),
        ("tr", "Buradan sorulduğunda DNS example.org adlı bir alan adı tanımıyor"),
    ],
)
def test_a_dns_that_knows_no_domain_is_not_taken_for_a_record_that_lacks(
    app, language, said
):
    with name_server({}, Rcode.NXDOMAIN) as resolver, force_locale(language):
        spf, _dkim, dmarc = mail_names.look_up("example.org", resolver)

    assert [spf.is_ok, dmarc.is_ok] == [None, None]
    assert spf.said.startswith(said)
    assert dmarc.said == spf.said


def test_of_a_domain_that_is_known_a_record_may_lack(app):
    spf_only = {"example.org.": ["v=spf1 mx -all"]}
    with name_server(spf_only, Rcode.NXDOMAIN) as resolver, force_locale("en"):
        spf, _dkim, dmarc = mail_names.look_up("example.org", resolver)

    assert (spf.is_ok, dmarc.is_ok) == (True, False)
    assert dmarc.said == "There is no record."
