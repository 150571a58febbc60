"""Papers of the demo: looks of badges, a print, and who sits or rides together."""

from functools import partial

from eventreg.badges import queries, services
from eventreg.badges.designs import Back
from eventreg.badges.models import Which
from eventreg.demo.stage import Stage
from eventreg.documents.sheets import Run
from eventreg.events.models import Event
from eventreg.events.questions.models import Question
from eventreg.events.questions.states import QuestionKind
from eventreg.events.questions.states import Stage as Asked
from eventreg.registrations import queries as registrations
from eventreg.registrations.answers.services import rewrite
from eventreg.registrations.lists.by_answer import groupable

#: A little colour in the paper, as one event wants it.
_OWN_STYLE = """.front { background: linear-gradient(160deg, #eef5f4, #ffffff 30mm) }
.company { text-decoration: underline #0b5a62 }"""


def print_badges(stage: Stage) -> None:
    """Add the scenes: so a few badges of the evening were never printed."""
    stage.add(
        stage.on(-3, 11),
        partial(
            _look,
            stage,
            "trip",
            look="official",
            back=Back.PROGRAMME,
            fields=["title", "company", "position", "country", "event"],
            marks_photos=True,
        ),
    )
    stage.add(
        stage.on(-3, 12),
        partial(_look, stage, "workshop", look="bold", own_style=_OWN_STYLE),
    )
    stage.add(stage.on(-6, 15), partial(_print, stage, "evening"))


def group_people(stage: Stage) -> None:
    """Add the scenes: most say at which table they sit or which bus they take."""
    for key in ("evening", "trip"):
        stage.add(stage.on(-1, 13), partial(_choose, stage, key))


def day_question(event: Event) -> Question:
    """The one that asks for the table or the bus, of those who have a seat."""
    [question] = (
        each
        for each in groupable(event)
        if each.stage is Asked.AFTER_CONFIRMATION and each.kind is QuestionKind.ONE_OF
    )
    return question


def _choose(stage: Stage, key: str) -> None:
    """Everybody but one in five; those stand at the end of the list."""
    event = stage.events[key]
    question = day_question(event)
    people = registrations.confirmed(event, language=event.language)
    for number, registration in enumerate(people):
        if number % 5 != 2:
            choice = question.offered[number % len(question.offered)]
            rewrite(registration, [question], {question: choice.key})


def _look(stage: Stage, key: str, **columns: object) -> None:
    event = stage.events[key]
    design = queries.design_of(event)
    design.event = event
    values = {
        name: getattr(design, name)
        for name in ("look", "back", "fields", "marks_photos")
    }
    services.change_design(design, values | columns, logo=None, by=stage.office)


def _print(stage: Stage, key: str) -> None:
    event = stage.events[key]
    design = queries.design_of(event)
    badges = queries.badges_of(event, design)
    if not badges:
        return
    services.note_print(
        event,
        badges,
        which=Which.ALL,
        stock=queries.all_stocks()[queries.usual_stock(event)],
        run=Run(),
        design=design,
        by=stage.office,
    )
