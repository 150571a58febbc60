"""Cards, looks and prints in the reader's words."""

from collections.abc import Sequence

from flask_babel import format_decimal
from flask_babel import gettext as _

from eventreg.badges.models import Reason, Which
from eventreg.badges.own_style import Fault, Problem
from eventreg.documents.labels import Stock


def card_words(stock: Stock) -> str:
    """What one buys or cuts, and its size: ``HERMA 4412 (80 × 50 mm, …)``."""
    size = {
        "card": card_name(stock.name),
        "width": format_decimal(stock.width),
        "height": format_decimal(stock.height),
    }
    if stock.kind != "sheet":
        return str(_("%(card)s (%(width)s × %(height)s mm)", **size))
    return str(
        _(
            "%(card)s (%(width)s × %(height)s mm, %(count)s per sheet)",
            count=stock.per_sheet,
            **size,
        )
    )


def card_name(name: str) -> str:
    """What one buys or cuts, without its size."""
    return str(_named().get(name, name))


def fold_words(stock: Stock) -> str:
    """How a sheet becomes a badge; empty where nothing is folded."""
    if stock.kind != "folded":
        return ""
    if stock.columns == 1:
        words = _("Fold the sheet once: the lower half to the back.")
    else:
        words = _(
            "Fold the sheet twice: first the upper half to the back, then the left "
            "half."
        )
    where = _("Printed with marks for cutting, it shows where.")
    return f"{words} {where}"


def which_names() -> dict[str, str]:
    """What can be printed from the page; the rest is chosen person by person."""
    return {
        Which.ALL: _("All"),
        Which.NEW: _("Those never printed"),
        Which.CHANGED: _("Those that have changed since they were printed"),
        Which.DESIGN: _("Those printed with another design"),
    }


def which_word(which: Which) -> str:
    """What a print held, for the list of prints."""
    return {
        Which.ALL: _("All"),
        Which.NEW: _("Never printed before"),
        Which.CHANGED: _("Changed since the last print"),
        Which.DESIGN: _("Printed with another design before"),
        Which.CHOSEN: _("Chosen ones"),
        Which.ONE: _("One"),
    }[which]


def reason_names() -> dict[Reason, str]:
    """Why somebody's badge is printed once more, as buttons say it."""
    return {
        Reason.JAM: _("Paper jam"),
        Reason.LOST: _("Lost"),
        Reason.NAME_CORRECTED: _("Name corrected"),
    }


def order_names() -> dict[str, str]:
    return {
        "name": _("By name"),
        "company": _("By company"),
        "role": _("By role"),
        "stacks": _("By name, for cutting: the stacks put on one another are in order"),
    }


def look_names() -> dict[str, str]:
    return {
        "calm": _("Calm: much white, names in the middle"),
        "bold": _("Bold: names in colour at the left, a wide band"),
        "official": _("Official: two logos, a line, the role in an outline"),
    }


def look_word(look: str) -> str:
    return {"calm": _("Calm"), "bold": _("Bold"), "official": _("Official")}[look]


def design_word(logged: str) -> str:
    """A look and which version of it: ``calm 10`` as ``Calm, version 10``.

    :raises KeyError: there is no such look.
    """
    name, _space, version = logged.partition(" ")
    look = look_word(name)
    if version in {"", "0"}:
        return look
    return str(_("%(look)s, version %(version)s", look=look, version=version))


def field_names() -> dict[str, str]:
    return {
        "title": _("Degrees"),
        "company": _("Company"),
        "position": _("Position"),
        "country": _("Country"),
        "event": _("Event"),
    }


def line_names() -> dict[str, str]:
    """Lines of a badge that may come out too small."""
    return {
        "title": _("Degrees"),
        "suffix": _("Degrees"),
        "company": _("Company"),
        "detail": _("Position, country or answers"),
        "role": _("Role"),
    }


def back_names() -> dict[str, str]:
    return {
        "empty": _("Empty"),
        "front": _("The front once more: badges turn round"),
        "programme": _("The programme"),
    }


#: More are told once these are mended.
_MOST_PROBLEMS = 5


def style_problems(problems: Sequence[Problem]) -> str:
    """What own CSS may not say, line by line; a few at a time."""
    return " ".join(dict.fromkeys(map(_style_problem, problems[:_MOST_PROBLEMS])))


def _style_problem(problem: Problem) -> str:
    named = {"line": problem.line, "words": problem.words, "of": problem.of}
    return {
        Fault.UNREADABLE: _("Line %(line)s: this cannot be read as CSS.", **named),
        Fault.AT_RULE: _(
            "Line %(line)s: rules like “@%(words)s” are not possible here.", **named
        ),
        Fault.SELECTOR: _(
            "Line %(line)s: “%(words)s” is no part of a badge that can be styled.",
            **named,
        ),
        Fault.PROPERTY: _(
            "Line %(line)s: “%(words)s” cannot be changed there.", **named
        ),
        Fault.VALUE: _(
            "Line %(line)s: “%(words)s” is not possible for “%(of)s”.", **named
        ),
        Fault.EMPTY: _("Line %(line)s: “%(of)s” has no value.", **named),
        Fault.UNCLOSED: _(
            "Line %(line)s: what begins here is never closed, as with “}”.", **named
        ),
        Fault.FAINT: _(
            "Line %(line)s: a text in “%(words)s” can hardly be read on its paper.",
            **named,
        ),
    }[problem.fault]


def kind_names() -> dict[str, str]:
    return {
        "sheet": _("Several on a sheet"),
        "single": _("One on a sheet"),
        "roll": _("Labels on a roll"),
    }


def _named() -> dict[str, str]:
    """Names that are more than a maker's product number."""
    return {
        "Avery Zweckform L4785 (also L4784 L4786 L4787)": _(
            "Avery Zweckform L4785, L4784, L4786 or L4787"
        ),
        "A6 four-up": _("Plain A4 paper, to be cut into A6"),
        "A7 eight-up": _("Plain A4 paper, to be cut into A7"),
        "A6 hanging": _("A6 on a ribbon"),
        "A6 landscape": _("A6 lying"),
        "Butterfly 82x203": _("Butterfly, folded once"),
        "A4 quarter fold": _("A4, folded twice to A6"),
        "CR80 card": _("Plastic card CR80"),
        "Brother DK-22205 62 mm endless": _("Brother DK-22205, endless"),
    }
