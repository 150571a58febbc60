"""The stage: what can happen in the demo, each act through the real services."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from eventreg import clock, uploads
from eventreg.accounts.models import Account
from eventreg.audit.actors import Actor
from eventreg.database import db
from eventreg.demo import covers
from eventreg.demo.answers import answers, told
from eventreg.demo.people import DATA
from eventreg.demo.wording import word
from eventreg.events import services as events
from eventreg.events.models import Event
from eventreg.events.questions import services as questions
from eventreg.events.questions.standard import all_sets
from eventreg.events.questions.states import Audience, DeleteAfter, QuestionKind
from eventreg.events.questions.states import Stage as QuestionStage
from eventreg.events.questions.written import Written, WrittenChoice
from eventreg.events.states import ContingentRole, Kind, PoolKind
from eventreg.events.times import HOME_ZONE
from eventreg.messages import queries as message_queries
from eventreg.messages import services as messages
from eventreg.messages.groups import Group, fingerprint
from eventreg.messages.rules import Before
from eventreg.outbox import claims
from eventreg.people.queries import person_by_address
from eventreg.registrations import services as registrations
from eventreg.registrations.applicants import Applicant
from eventreg.registrations.inquiries.queries import inquiries
from eventreg.registrations.models import Registration
from eventreg.registrations.presence import services as presence
from eventreg.registrations.states import State
from eventreg.web.locale import LANGUAGES

#: From a form sent to the address confirmed.
TIME_TO_CONFIRM = timedelta(minutes=7)


@dataclass(frozen=True, order=True)
class Scene:
    """Something that happened at an instant."""

    at: datetime
    #: Of scenes at one instant, the lower number comes first.
    number: int
    act: Callable[[], Any] = field(compare=False)


@dataclass
class Stage:
    """What the scenes share: the day, who acts, the events and registrations so far."""

    today: date
    director: Actor
    office: Actor
    events: dict[str, Event] = field(default_factory=dict)
    registrations: dict[tuple[str, str], Registration] = field(default_factory=dict)
    scenes: list[Scene] = field(default_factory=list)

    def on(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """The instant at that time, so many days after the day of loading."""
        day = self.today + timedelta(days=days)
        return clock.to_utc(datetime.combine(day, time(hour, minute)), HOME_ZONE)

    def weekday(self, days: int, weekday: int) -> date:
        """The first such weekday (Monday is 0) at least so many days from today."""
        first = self.today + timedelta(days=days)
        return first + timedelta(days=(weekday - first.weekday()) % 7)

    def add(self, at: datetime, act: Callable[[], Any]) -> None:
        self.scenes.append(Scene(at, len(self.scenes), act))

    def play(self) -> None:
        """Let everything happen in the order of time, as if it were then.

        Letters leave in between, or a newer one would take them back.
        """
        for scene in sorted(self.scenes):
            with clock.at(scene.at):
                self.letters_leave()
                scene.act()
                db.session.flush()

    def signs_up(
        self,
        key: str,
        who: Applicant,
        at: datetime,
        along: Sequence[Applicant] = (),
    ) -> None:
        """Two scenes: the form is sent, and the address confirmed."""
        self._signs_up(key, who.email, at, lambda: self.send_form(key, who, along))

    def applies(
        self, key: str, who: Applicant, at: datetime, application: Mapping[str, Any]
    ) -> None:
        """Two scenes as well, with what this person and nobody else wants."""
        self._signs_up(
            key, who.email, at, lambda: self._send_application(key, who, application)
        )

    def _signs_up(
        self, key: str, email: str, at: datetime, send: Callable[[], None]
    ) -> None:
        self.add(at, send)
        self.add(at + TIME_TO_CONFIRM, lambda: self.of(key, email, "verify"))

    def send_form(
        self, key: str, who: Applicant, along: Sequence[Applicant] = ()
    ) -> None:
        event, number = self.events[key], sum(k == key for k, _ in self.registrations)
        chosen = replace(who, pool_ids=_session(event, number))
        lead, *others = (
            replace(
                each,
                answers=answers(event, number=number + index, language=each.language),
            )
            for index, each in enumerate((chosen, *along))
        )
        self._sign_up(key, lead, others)

    def _send_application(
        self, key: str, who: Applicant, application: Mapping[str, Any]
    ) -> None:
        event = self.events[key]
        applicant = replace(
            who,
            position=application.get("position", who.position),
            message=application["message"],
            pool_ids=_contingent(event, application["comes_as"]),
            answers=told(event, application["answers"]),
        )
        self._sign_up(key, applicant, [])

    def _sign_up(self, key: str, lead: Applicant, others: list[Applicant]) -> None:
        draft = registrations.sign_up(self.events[key], lead, others)
        found = db.session.get(Registration, draft.registration_id)
        assert found is not None  # noqa: S101 - nobody in the demo signs up twice
        self.registrations[key, lead.email] = found

    def invites(self, key: str, who: Applicant, note: str) -> None:
        """The office invites a member by a letter with the personal link."""
        person = person_by_address(who.email, who.search_key)
        assert person is not None  # noqa: S101 - the demo knows its members
        event = self.events[key]
        registrations.invite(event, person, by=self.office, note=note)

    def letters_leave(self) -> None:
        """What is due by now has gone, as far as a demo sends anything."""
        while claims.keep(100):
            db.session.flush()

    def says_no(self, key: str, who: Applicant) -> None:
        """A member who was invited cannot come this time."""
        person = person_by_address(who.email, who.search_key)
        assert person is not None  # noqa: S101 - the demo knows its members
        registrations.say_no(self.events[key], person)

    def postpones(self, key: str, later: timedelta, reason: dict[str, str]) -> None:
        """The office gives the event another day and tells everybody why."""
        event = self.events[key]
        values = {
            "starts_local": event.starts_local + later,
            "ends_local": event.ends_local + later,
        }
        events.postpone(event, values, words=reason, by=self.office)

    def reminds(self, key: str) -> None:
        """Everybody who is confirmed reads about the day before it comes."""
        while messages.remind_confirmed(self.events[key], Before.DAY):
            db.session.flush()

    def writes_to_group(
        self, key: str, texts: dict[str, dict[str, str]], account: Account
    ) -> None:
        """The office writes to all who are confirmed."""
        event = self.events[key]
        letter = messages.draft(
            event, texts=texts, group=Group(), upload=None, by=account
        )
        seen = fingerprint(message_queries.recipients(letter), letter.texts)
        messages.send(letter, seen=seen, by=self.office)

    def drafts_invitations(
        self, key: str, notes: dict[str, str], account: Account
    ) -> None:
        """The office has marked some members, and has yet to look and send."""
        event, wanted = self.events[key], message_queries.Wanted()
        messages.draft_round(
            event,
            message_queries.can_be_invited(event, wanted)[:_DRAFTED],
            wanted=wanted,
            notes=notes,
            counts_as_approved=False,
            by=account,
        )

    def thanks(self, key: str) -> None:
        """Everybody who came is thanked the day after."""
        while messages.thank(self.events[key]):
            db.session.flush()

    def comes(self, key: str, email: str) -> None:
        """Somebody stands at the door, if they have not cancelled before."""
        registration = self.registrations[key, email]
        if registration.state is State.CONFIRMED:
            presence.check_in(registration, by=self.office, desk="Foyer")

    def replies(self, key: str, email: str, words: str) -> None:
        """Somebody answers what the director has asked last."""
        asked = inquiries(self.registrations[key, email])
        registrations.reply(asked[-1], words=words)

    def of(self, key: str, email: str, verb: str, **options: Any) -> None:
        """Let a service do ``verb`` to somebody's registration."""
        getattr(registrations, verb)(self.registrations[key, email], **options)


#: So many people are in a round of invitations that is a draft.
_DRAFTED = 9


def _contingent(event: Event, english: str) -> tuple[int, ...]:
    """As what somebody comes, by its English name."""
    pools = event.pools_of(PoolKind.CONTINGENT)
    return tuple(pool.id for pool in pools if pool.names["en"] == english)


def _session(event: Event, number: int) -> tuple[int, ...]:
    """The session of the person of that number: by turns, where there is room."""
    sessions = [pool for pool in event.pools_of(PoolKind.SESSION) if pool.free]
    return (sessions[number % len(sessions)].id,) if sessions else ()


def read_texts(name: str) -> dict[str, Any]:
    """What an event of the demo is called, says and needs."""
    with (DATA / "events" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def put_on(
    stage: Stage,
    key: str,
    *,
    starts_local: datetime,
    ends_local: datetime,
    deadline_local: datetime | None = None,
    texts: dict[str, Any],
) -> None:
    """Create an event with all its texts, and publish it unless it is a draft."""
    event = events.create(
        Kind(texts["kind"]),
        title=texts["de"]["title"],
        language="de",
        starts_local=starts_local,
        ends_local=ends_local,
        place_name=texts["place_name"],
        capacity=texts["capacity"],
        timezone=texts.get("timezone", HOME_ZONE),
        by=stage.office,
    )
    for kind in (PoolKind.CONTINGENT, PoolKind.SESSION):
        for pool in texts.get(kind, []):
            events.add_pool(
                event,
                kind,
                names={language: pool[language] for language in LANGUAGES},
                capacity=pool["seats"],
                cap_percent=pool.get("percent"),
                role=ContingentRole(pool["role"]) if "role" in pool else None,
                by=stage.office,
            )
    for language in filter(texts.get, LANGUAGES):
        words = {k: v for k, v in texts[language].items() if k != "cover"}
        events.edit_text(event, language, words, by=stage.office)
    events.set_languages(event, LANGUAGES, by=stage.office)
    for name in texts.get("questions", []):
        questions.add_set(event, all_sets()[name], by=stage.office)
    for row in texts.get("later", []):
        questions.add(event, _later(row), by=stage.office)
    more = {
        "place_address": texts["place_address"],
        "organiser": "Business Network Aachen",
        "contact_email": "office@example.org",
        "deadline_local": deadline_local,
        "only_together": texts.get("only_together", False),
    }
    events.edit(event, more, by=stage.office)
    _add_programme(stage, event, texts, key)
    word(event, texts.get("letter", []), by=stage.office)
    if not texts.get("is_draft"):
        events.publish(event, by=stage.director)
    stage.events[key] = event


def _later(row: dict[str, Any]) -> Written:
    """A question to those who have a seat."""
    return Written(
        kind=QuestionKind(row["kind"]),
        labels={language: row[language] for language in LANGUAGES},
        required=row.get("required", False),
        stage=QuestionStage.AFTER_CONFIRMATION,
        # What makes a list for the day is read by whoever prints it.
        audience=Audience(row.get("audience", Audience.OFFICE_TRAVEL)),
        delete_after=DeleteAfter.WEEK,
        choices=tuple(WrittenChoice(labels) for labels in row.get("choices", ())),
    )


def _add_programme(stage: Stage, event: Event, texts: dict[str, Any], key: str) -> None:
    """Agenda, speakers and picture, where the event has some."""
    for values in texts.get("programme", []):
        events.add_entry(event, values, by=stage.office)
    for speaker in texts.get("speaker", []):
        values = {name: speaker[name] for name in ("name", "company")}
        values["roles"] = {language: speaker[language] for language in LANGUAGES}
        events.add_speaker(event, values, by=stage.office)
    if key in covers.COLOURS:
        picture = uploads.keep(covers.cover(key))
        alts = {language: texts[language]["cover"] for language in LANGUAGES}
        events.set_cover(event, picture, alts, by=stage.office)


def spread(
    people: Iterable[Applicant], first: int, last: int
) -> list[tuple[Applicant, int, int]]:
    """People with the day and hour at which each signs up, evenly in between."""
    crowd = list(people)
    days = last - first
    return [
        (who, first + number * days // len(crowd), 8 + number * 5 % 12)
        for number, who in enumerate(crowd)
    ]
