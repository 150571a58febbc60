"""CSS that staff write for their badges: what it may say, cleaned.

Read with the parser that the renderer has, and written anew from what was
understood. It changes colours, backgrounds and the like. What moves or hides
anything cannot be said at all: so names keep the place for which they were
measured, and the code can always be scanned.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import tinycss2

from eventreg.badges.designs import Design
from eventreg.badges.own_contrast import Told, faint
from eventreg.badges.own_values import wrong_values
from eventreg.badges.sheet import ROLES

#: Characters; it travels in an address while it is tried out.
LONGEST = 4000

_TEXT = frozenset(
    {"color", "font-weight", "text-align", "text-decoration"}
    | {f"text-decoration-{end}" for end in ("color", "line", "style")}
)
_PAPER = frozenset(
    {"color", "text-align", "background"}
    | {f"background-{end}" for end in ("color", "image", "position", "repeat", "size")}
)
#: The shape in the band stays: it is how a black printer tells a role.
_BAND = (_TEXT - {"text-align"}) | frozenset(
    {"background-color", "border-radius", "outline"}
    | {f"outline-{end}" for end in ("color", "style", "width")}
)

#: Classes of a badge, as its document has them, and what each may be told.
PARTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("front", "back"), _PAPER),
    **dict.fromkeys(
        ("name", "second", "title", "suffix", "company", "detail", "heading", "row"),
        _TEXT,
    ),
    **dict.fromkeys(("role", "event", "added", *ROLES), _BAND),
}

#: What is true of every badge, or of every one with this role.
_CERTAIN = re.compile(
    rf"(\.(front|back)[ >]+)?(\.({'|'.join(('role', *ROLES))}) ?[~+] ?)?(\.[a-z]+)+"
)
_PLAIN = Design()
_SELECTOR = re.compile(r"(\.[a-z]+)+([ ]*[ +~>][ ]*(\.[a-z]+)+)*")


class Fault(StrEnum):
    """What is wrong with a piece of it."""

    UNREADABLE = "unreadable"
    AT_RULE = "at_rule"
    SELECTOR = "selector"
    PROPERTY = "property"
    VALUE = "value"
    #: Nothing stands behind the colon.
    EMPTY = "empty"
    #: A block or comment goes on to the end.
    UNCLOSED = "unclosed"
    #: A text that could hardly be told from its paper.
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Problem:
    """What cannot be, and in which line."""

    line: int
    fault: Fault
    #: As it was typed.
    words: str = ""
    #: For a value: of what.
    of: str = ""


def cleaned(css: str, design: Design = _PLAIN) -> tuple[str, list[Problem]]:
    """``css`` without what cannot be, and what that was, from the top.

    :param design: whose look and colour it changes; what can hardly be read in them
        is told, and stays.
    """
    rules, problems, told = [], list[Problem](), list[Told]()
    for node in _nodes(css):
        if node.type == "qualified-rule":
            rules.append(_rule(node, problems, told))
        elif node.type == "at-rule":
            name = node.at_keyword
            problems.append(Problem(node.source_line, Fault.AT_RULE, name))
        else:
            problems.append(Problem(node.source_line, Fault.UNREADABLE))
    problems += _unclosed(css)
    for each in faint(told, design):
        words = tinycss2.serialize(each.tokens).strip()[:60]
        problems.append(Problem(each.line, Fault.FAINT, words))
    return "\n".join(rule for rule in rules if rule), problems


def _nodes(css: str, *, skip_comments: bool = True) -> list[Any]:
    return list(
        tinycss2.parse_stylesheet(
            css, skip_comments=skip_comments, skip_whitespace=True
        )
    )


def _unclosed(css: str) -> Iterator[Problem]:
    """What is still open at the end: a further brace is no mistake there."""
    after = _nodes(f"{css}\n}}")
    if not after or after[-1].type != "error":
        begun = _nodes(css, skip_comments=False)
        yield Problem(begun[-1].source_line, Fault.UNCLOSED)


def _rule(node: Any, problems: list[Problem], told: list[Told]) -> str:
    selector = " ".join(tinycss2.serialize(node.prelude).split())
    parts = [part.strip() for part in selector.split(",")]
    subjects = [_subject(part) for part in parts]
    if not all(subjects):
        wrong = next(part for part, own in zip(parts, subjects, strict=True) if not own)
        problems.append(Problem(node.source_line, Fault.SELECTOR, wrong))
        return ""
    possible = frozenset.intersection(
        *(PARTS[name] for several in subjects for name in several)
    )
    found = list(_declarations(node, possible, problems))
    told += [
        Told(
            line=each.source_line,
            of=frozenset(subject),
            beside=frozenset(_classes(part)) - frozenset(subject),
            is_certain=bool(_CERTAIN.fullmatch(part)),
            name=each.lower_name,
            tokens=each.value,
        )
        for part, subject in zip(parts, subjects, strict=True)
        for each in found
    ]
    lines = [
        f"{each.lower_name}: {tinycss2.serialize(each.value).strip()}" for each in found
    ]
    return f"{', '.join(parts)} {{ {'; '.join(lines)} }}" if lines else ""


def _classes(selector: str) -> list[str]:
    return re.findall(r"\.([a-z]+)", selector)


def _subject(selector: str) -> list[str]:
    """The classes of what is styled; none where the selector cannot be."""
    if not _SELECTOR.fullmatch(selector):
        return []
    compounds = [part.split(".")[1:] for part in re.split(r"[ +~>]+", selector)]
    known = all(name in PARTS for names in compounds for name in names)
    return compounds[-1] if known else []


def _declarations(
    node: Any, possible: frozenset[str], problems: list[Problem]
) -> Iterator[Any]:
    for each in tinycss2.parse_blocks_contents(
        node.content, skip_comments=True, skip_whitespace=True
    ):
        line = each.source_line
        if each.type != "declaration":
            problems.append(Problem(line, Fault.UNREADABLE))
        elif each.lower_name not in possible:
            problems.append(Problem(line, Fault.PROPERTY, each.name))
        elif each.important:
            problems.append(Problem(line, Fault.VALUE, "!important", each.name))
        elif not tinycss2.serialize(each.value).strip():
            problems.append(Problem(line, Fault.EMPTY, of=each.name))
        elif wrong := wrong_values(each.lower_name, each.value):
            where = wrong.source_line
            words = wrong.serialize()[:60]
            problems.append(Problem(where, Fault.VALUE, words, each.name))
        else:
            yield each
