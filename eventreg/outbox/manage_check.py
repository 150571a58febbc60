"""The staff page that says whether e-mails leave, and why not."""

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventreg.audit.actors import Actor
from eventreg.database import db, write_tx
from eventreg.outbox import mail_check, services
from eventreg.outbox.manage import READERS
from eventreg.outbox.sender import current_sender
from eventreg.outbox.signing import current_signer
from eventreg.web import access
from eventreg.web.forms import EmptyForm
from eventreg.web.locale import current_language
from eventreg.web.network import or_kept

if TYPE_CHECKING:
    from eventreg.outbox.mail_names import Entry

#: What decides whether e-mails leave.
SETTINGS = (
    *("MAIL_SERVER", "MAIL_PORT", "MAIL_USE_TLS", "MAIL_USE_SSL"),
    *("MAIL_USERNAME", "MAIL_PASSWORD", "MAIL_PER_MINUTE"),
    *("DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE"),
)

bp = Blueprint("mail_check", __name__, url_prefix="/manage/letters/check")


@bp.route("", methods=["GET", "POST"])
@access.staff(*READERS)
def show() -> str:
    """What is set; on a press, what mail server and DNS say, which takes its time."""
    if not EmptyForm().validate_on_submit():
        return _page()
    # The DNS library takes 15 MB, and no other page needs it.
    from eventreg.outbox import mail_names

    sender, to = current_sender(), access.me().email
    db.session.rollback()  # no transaction while talking to servers
    return _page(
        steps=mail_check.check(sender, to),
        entries=mail_names.look_up(
            sender.domain,
            current_app.config.get("DNS_RESOLVER"),
            signer=current_signer(),
        ),
    )


@bp.post("/test-letter")
@access.staff(*READERS)
def test_letter() -> Response:
    account = access.me()
    with write_tx():
        letter = services.queue_test(
            to=account.email,
            language=current_language(),
            target=account.reference,
            by=Actor.staff(account),
        )
        reference = letter.reference
    words = _("A test e-mail to %(address)s is on its way.", address=account.email)
    flash(or_kept(words))
    return redirect(url_for("outbox.show", reference=reference), 303)


def _page(
    steps: list[mail_check.Step] | None = None,
    entries: "list[Entry] | None" = None,
) -> str:
    return render_template(
        "outbox/check.html",
        sender=current_sender(),
        to=access.me().email,
        signer=current_signer(),
        steps=steps,
        entries=entries,
        settings={name: _setting(name) for name in SETTINGS},
    )


def _setting(name: str) -> str:
    """As the environment says it; of the password only whether there is one."""
    value = current_app.config.get(name) or ""
    if name == "MAIL_PASSWORD":
        return _("set; it is not shown") if value else ""
    return "1" if value is True else str(value)
