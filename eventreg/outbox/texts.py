"""A letter's text, read once: Markdown into blocks that wait for their values.

First line: the subject. Where it begins with a condition, more subjects with other
conditions may stand right below it. Then Markdown with ``{placeholders}``. Values are
put in when everything is HTML already, so that nothing people typed is ever read as
Markdown, HTML or as a placeholder.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from eventreg.outbox.catalogue import LetterKind
from eventreg.outbox.placeholders import Kind

#: A placeholder that waits inside HTML and text. Markdown leaves these private
#: characters alone; braces would be punctuation to it, and break ``**{name}**``.
MARK = re.compile("\ue000([a-z_]+)\ue001")
#: The same inside an address.
ADDRESS = "placeholder:"

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
#: Words that lead to where a placeholder says.
LINK = re.compile(r"\]\(\{([a-z_]+)\}\)")
_BUTTON = re.compile(r"\[([^\]{}]+)\]\(\{([a-z_]+)\}\)")
#: What somebody meant as a placeholder, whatever stands in it.
_ANYTHING = re.compile(r"(?<!\{)\{[?!]?([^{}\n]{1,60})\}(?!\})")
_CONDITION = re.compile(r"\{([?!])([a-z_]+)\}")


class Shape(StrEnum):
    """How a block looks."""

    PARAGRAPH = "paragraph"
    #: Only in HTML: as plain text the subject stands above it anyway.
    HEADING = "heading"
    #: A line of a list, "label: value"; lines that follow each other make a table.
    FACT = "fact"
    #: Any other line of a list.
    POINT = "point"
    BUTTON = "button"
    LINKS = "links"
    CODE = "code"
    #: Only in HTML: what it says stands in the lines above it.
    GIRO = "giro"
    GIROS = "giros"


#: Placeholders that fill a paragraph.
_ALONE = frozenset({Kind.LINKS, Kind.CODE, Kind.GIRO, Kind.GIROS})
#: Lines of these shapes stand one below the other.
LISTED = frozenset({Shape.FACT, Shape.POINT})


@dataclass(frozen=True)
class Block:
    """One paragraph, ready for values."""

    shape: Shape
    html: str
    text: str
    #: Shown only if all of these have a value …
    needs: frozenset[str] = frozenset()
    #: … and none of these.
    unless: frozenset[str] = frozenset()
    #: A line of a list that goes on from the line above it.
    goes_on: bool = False


@dataclass(frozen=True)
class LetterText:
    """One letter in one language."""

    #: Of several the first whose conditions hold counts.
    subjects: list[Block]
    blocks: list[Block] = field(default_factory=list)
    #: All placeholders it mentions.
    names: frozenset[str] = frozenset()


class Problem(StrEnum):
    """What can be wrong with a text, as the log says it."""

    UNKNOWN = "unknown placeholder {{{name}}}"
    BRACE = "a brace that belongs to no placeholder"
    NEEDS_WORDS = "{{{name}}} belongs into [words](…)"
    NO_LINK = "{{{name}}} is no link"
    ONLY_CONDITION = "{{{name}}} can only stand as {{?…}} or {{!…}}"
    NOT_ALONE = "{{{name}}} must stand alone in its paragraph"
    NOT_IN_SUBJECT = "{{{name}}} cannot stand in the subject"
    HTML = "HTML"
    NO_ADDRESS = "a link that opens no page"


class LetterTextError(ValueError):
    """A letter's text is wrong; says in which line and why."""

    def __init__(self, line: int, problem: Problem, name: str = "") -> None:
        super().__init__(f"line {line}: {problem.format(name=name)}")
        self.line, self.problem, self.name = line, problem, name


#: What may stand in the HTML of a letter, whoever wrote its text.
_TAGS = {
    *("a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("hr", "li", "ol", "p", "pre", "s", "span", "strong", "ul"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"class"}}
_SCHEMES = {"http", "https", "mailto", "tel", ADDRESS.removesuffix(":")}

_markdown = MarkdownIt("js-default", {"breaks": False, "linkify": False}).disable(
    ["image", "table", "autolink"]
)


def read(source: str, kind: LetterKind) -> LetterText:
    """The text of a letter of this kind.

    :raises LetterTextError: a placeholder is unknown or stands where it cannot.
    """
    subjects, body = parted(source)
    names: set[str] = set()
    for number, subject in enumerate(subjects, start=1):
        _check(subject, number, kind, in_subject=True)
        names |= _named(subject)
    blocks = []
    end = 0
    for number, paragraph in paragraphs(body, start=len(subjects) + 1):
        _check(paragraph, number, kind)
        names |= _named(paragraph)
        block = _block(paragraph, kind)
        blocks.append(replace(block, goes_on=number == end))
        end = number + paragraph.count("\n") + 1
    return LetterText([_subject(line) for line in subjects], blocks, frozenset(names))


def parted(source: str) -> tuple[list[str], str]:
    """The lines of the subject, and what stands below them."""
    lines = source.strip().split("\n")
    count = 1
    if _CONDITION.match(lines[0]):
        others = (n for n, line in enumerate(lines) if not _CONDITION.match(line))
        count = next(others, len(lines))
    return lines[:count], "\n".join(lines[count:])


def _named(part: str) -> set[str]:
    """All placeholders and conditions in it."""
    return {
        *_PLACEHOLDER.findall(part),
        *(name for _, name in _CONDITION.findall(part)),
    }


def _subject(line: str) -> Block:
    needs, unless = _conditions(line)
    words = _marked(_CONDITION.sub("", line).strip())
    return Block(Shape.PARAGRAPH, "", words, needs, unless)


def _conditions(part: str) -> tuple[frozenset[str], frozenset[str]]:
    """What must have a value, and what must have none."""
    found = _CONDITION.findall(part)
    needs = frozenset(name for sign, name in found if sign == "?")
    return needs, frozenset(name for sign, name in found if sign == "!")


def mark(name: str) -> str:
    """Where the value of ``name`` will stand."""
    return f"\ue000{name}\ue001"


def paragraphs(body: str, start: int = 2) -> Iterator[tuple[int, str]]:
    """Paragraphs with the number of their first line; list lines one by one.

    :param start: number of the first line of ``body``.
    """
    lines: list[str] = []
    for number, line in enumerate([*body.split("\n"), ""], start=start):
        begins_fact = line.startswith("- ")
        if lines and (not line.strip() or begins_fact):
            yield start, "\n".join(lines)
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line.rstrip())


def _check(part: str, number: int, kind: LetterKind, in_subject: bool = False) -> None:
    known = kind.placeholders
    for match in _ANYTHING.finditer(part):
        if match[1] not in known and not match[1].isspace():
            line = number + part[: match.start()].count("\n")
            raise LetterTextError(line, Problem.UNKNOWN, match[1])
    rest = _without_placeholders(part)
    if "{" in rest or "}" in rest or MARK.search(part):
        raise LetterTextError(_line_of_brace(part, number), Problem.BRACE)
    links = set(LINK.findall(part))
    for name in _PLACEHOLDER.findall(part):
        problem = _misplaced(part, known[name].kind, name in links, in_subject)
        if problem:
            line = number + part[: part.index(f"{{{name}}}")].count("\n")
            raise LetterTextError(line, problem, name)


def _line_of_brace(part: str, number: int) -> int:
    """The line with a brace left over; the paragraph's first, if none is."""
    for line, words in enumerate(part.split("\n"), start=number):
        rest = _without_placeholders(words)
        if "{" in rest or "}" in rest:
            return line
    return number


def _without_placeholders(part: str) -> str:
    return _PLACEHOLDER.sub("", _CONDITION.sub("", part))


def _misplaced(
    part: str, kind: Kind, is_link: bool, in_subject: bool
) -> Problem | None:
    if in_subject and kind not in {Kind.WORDS, Kind.FLAG}:
        return Problem.NOT_IN_SUBJECT
    if kind == Kind.LINK:
        return None if is_link else Problem.NEEDS_WORDS
    if is_link:
        return Problem.NO_LINK
    if kind == Kind.FLAG:
        return Problem.ONLY_CONDITION
    alone = bool(_PLACEHOLDER.fullmatch(part.strip()))
    return Problem.NOT_ALONE if kind in _ALONE and not alone else None


def _block(paragraph: str, kind: LetterKind) -> Block:
    asked, unless = _conditions(paragraph)
    source = _CONDITION.sub("", paragraph).strip()
    names = _PLACEHOLDER.findall(source)
    needs = asked | {n for n in names if kind.placeholders[n].optional}
    shape = _shape(source, kind)
    if shape == Shape.LINKS:
        needs |= set(names)
    html, text = _written(source, shape)
    html = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return Block(shape, html, text, frozenset(needs), unless)


def _shape(source: str, kind: LetterKind) -> Shape:
    if _BUTTON.fullmatch(source):
        return Shape.BUTTON
    if alone := _PLACEHOLDER.fullmatch(source):
        own = kind.placeholders[alone[1]].kind
        if own in _ALONE:
            return Shape(own.value)
    if source.startswith("#"):
        return Shape.HEADING
    if not source.startswith("- "):
        return Shape.PARAGRAPH
    return Shape.FACT if ": " in source else Shape.POINT


def _written(source: str, shape: Shape) -> tuple[str, str]:
    """The block as HTML and as text."""
    if shape == Shape.GIRO:
        return "", ""
    if shape == Shape.GIROS:
        return _marked(source), ""
    if shape in {Shape.LINKS, Shape.CODE}:
        return _marked(source), _marked(source)
    if shape == Shape.BUTTON:
        words, name = _BUTTON.fullmatch(source).groups()  # type: ignore[union-attr]
        return _markdown.renderInline(_marked(source)), f"{words}:\n{mark(name)}"
    if shape in LISTED:
        fact = _marked(source.removeprefix("- "))
        return _fact_html(fact), f"- {_plain(_markdown.parseInline(fact))}"
    marked = _marked(source)
    html = _markdown.render(marked).strip()
    return html, "" if shape == Shape.HEADING else _plain(_markdown.parse(marked))


def _fact_html(fact: str) -> str:
    label, colon, value = fact.partition(": ")
    if not colon:
        return _markdown.renderInline(fact)
    return (
        f'<span class="label">{_markdown.renderInline(label)}</span><br>'
        f"{_markdown.renderInline(value)}"
    )


def _marked(source: str) -> str:
    source = LINK.sub(lambda match: f"]({ADDRESS}{match[1]})", source)
    return _PLACEHOLDER.sub(lambda match: mark(match[1]), source)


def _plain(tokens: list[Token]) -> str:
    """The words of a paragraph without its Markdown; links with their address."""
    return "\n".join(
        "".join(_words(token.children)) for token in tokens if token.children
    )


def _words(tokens: list[Token]) -> Iterator[str]:
    address = ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrs["href"])
        elif token.type == "link_close":
            name = address.removeprefix(ADDRESS)
            yield f" <{mark(name) if address.startswith(ADDRESS) else address}>"
        elif token.type == "softbreak":
            yield " "
        elif token.type == "hardbreak":
            yield "\n"
        else:
            yield token.content
