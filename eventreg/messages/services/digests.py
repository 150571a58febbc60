"""The digest: whom it tells of those who wait, and when."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from eventreg import clock, outbox
from eventreg.accounts.models import Account
from eventreg.accounts.tokens import hash_of, new_token
from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import db, insert_ignore
from eventreg.messages import queries, rules
from eventreg.messages.letters import digests as letters
from eventreg.messages.models import DecisionLink, DigestChoice, UrgentNote
from eventreg.outbox.queries import failed_since, last_failed, troubles
from eventreg.registrations.models import Registration
from eventreg.web.dates import HOME

#: When a director reads who waits unless they say otherwise.
USUAL_HOUR = 7


def choose_digest(
    director: Account,
    *,
    hour: int | None,
    away_from: date | None = None,
    away_until: date | None = None,
    deputy: Account | None = None,
) -> None:
    """From now on the digest comes at ``hour``, or to the deputy while away.

    Links of somebody who is no longer the deputy end.
    """
    choice = _locked(director)
    choice.hour = hour
    choice.away_from, choice.away_until = away_from, away_until
    choice.deputy_id = deputy.id if deputy else None
    stay = {director.id, choice.deputy_id}
    _end(
        [
            link
            for link in queries.running_links(director)
            if link.account_id not in stay
        ]
    )
    record("digest.chosen", director.reference, by=Actor.staff(director))


def send_digest(director: Account) -> bool:
    """Write once a day, at the director's hour, if somebody waits or e-mails failed."""
    choice, today = _locked(director), clock.today()
    local = clock.to_local(clock.now(), HOME)
    if choice.looked_on == today or not rules.is_digest_hour(choice.hour, local):
        return False
    since = _looked_at(choice)
    choice.looked_on = today
    people, have_failed = queries.waiting(), failed_since(since)
    reader = queries.acts_for(director, today)
    key = letters.digest_key(reader, today)
    if not (people or have_failed) or queries.is_written(key):
        return False
    _note(reader, [each for each in people if rules.is_urgent(each.event, clock.now())])
    failed = letters.Failed(troubles().failed_count, last_failed(letters.MOST_FAILED))
    if people:
        link, token = _new_link(reader, director)
        letters.digest(link, token, people, failed=failed, key=key)
    else:
        letters.failures(reader, director, failed=failed, key=key)
    return True


def _looked_at(choice: DigestChoice) -> datetime:
    """When the digest before this one was due; of the first, a day ago."""
    if choice.looked_on is None or choice.hour is None:
        return clock.now() - timedelta(days=1)
    return clock.to_utc(datetime.combine(choice.looked_on, time(choice.hour)), HOME)


def send_urgent(director: Account) -> bool:
    """Write at once of those who wait while a deadline is near; of each once."""
    _locked(director)
    now, reader = clock.now(), queries.acts_for(director, clock.today())
    told = queries.noted(reader)
    new = [
        each
        for each in queries.waiting()
        if rules.is_urgent(each.event, now) and _thing(each) not in told
    ]
    latest = max(told.values(), default=None)
    if not new or (latest and now - latest < rules.BETWEEN_NOTES):
        return False
    _note(reader, new)
    link, token = _new_link(reader, director)
    letters.urgent(link, token, new)
    return True


def revoke_links(director: Account, links: Iterable[DecisionLink]) -> int:
    """End these links of ``director``; how many there were."""
    running = {link.id: link for link in queries.running_links(director)}
    ended = [running[link.id] for link in links if link.id in running]
    _end(ended)
    for link in ended:
        record("decision_link.revoked", link.reference, by=Actor.staff(director))
    return len(ended)


def take_back(account: Account) -> None:
    """``account`` may do less than before: end its links, and the e-mails to it."""
    _end(queries.links_without_right(account))
    outbox.end(queries.digests_without_right(account))


def _end(links: Sequence[DecisionLink]) -> None:
    """From now on they open nothing, and no e-mail with one of them goes out."""
    for link in links:
        link.revoked_at = clock.now()
    outbox.end(queries.letters_with(links))


def forget_links() -> int:
    """Delete links that are over, and notes of deadlines that are past; how many."""
    before = clock.now() - rules.LINK_LASTS
    gone: Sequence[int] = db.session.scalars(
        sa.delete(DecisionLink)
        .where(DecisionLink.expires_at < before)
        .returning(DecisionLink.id)
    ).all()
    db.session.execute(sa.delete(UrgentNote).where(UrgentNote.deadline_at < before))
    return len(gone)


def _note(reader: Account, people: Iterable[Registration]) -> None:
    """Keep that ``reader`` was told of these before their deadline."""
    for registration_id, deadline_at in map(_thing, people):
        row = {
            "account_id": reader.id,
            "registration_id": registration_id,
            "deadline_at": deadline_at,
            "noted_at": clock.now(),
        }
        db.session.execute(insert_ignore(UrgentNote).values(row))


def _thing(registration: Registration) -> tuple[int, datetime | None]:
    """What one is told of only once: who waits, before which deadline."""
    return registration.id, rules.decide_by(registration.event, clock.now())


def _new_link(reader: Account, director: Account) -> tuple[DecisionLink, str]:
    token = new_token()
    link = DecisionLink(
        token_hash=hash_of(token),
        account=reader,
        director=director,
        expires_at=clock.now() + rules.LINK_LASTS,
    )
    db.session.add(link)
    db.session.flush()
    return link, token


def _locked(director: Account) -> DigestChoice:
    """What the director has settled, under a lock; two workers write one letter."""
    usual = {"account_id": director.id, "hour": USUAL_HOUR}
    db.session.execute(insert_ignore(DigestChoice).values(usual))
    return db.session.scalars(
        sa.select(DigestChoice)
        .filter_by(account_id=director.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
