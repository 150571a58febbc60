"""Badges of the demo: a look for two events, and a print that is a few days old."""

from functools import partial

from eventreg.badges import queries, services
from eventreg.badges.designs import Back
from eventreg.badges.models import Which
from eventreg.demo.stage import Stage
from eventreg.documents.sheets import Run

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
