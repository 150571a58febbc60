"""A letter's text, read once: Markdown into blocks that wait for their values.

First line: the subject. Then Markdown with ``{placeholders}``. Values are put in
when everything is HTML already, so that nothing people typed is ever read as
Markdown, HTML or as a placeholder.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from markdown_it import MarkdownIt
from markdown_it.token import Token

from eventreg.outbox.catalogue import Kind, LetterKind

#: A placeholder that waits inside HTML and text. Markdown leaves these private
#: characters alone; braces would be punctuation to it, and break ``**{name}**``.
MARK = re.compile("\ue000([a-z_]+)\ue001")
#: The same inside an address.
ADDRESS = "placeholder:"

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_LINK = re.compile(r"\]\(\{([a-z_]+)\}\)")
_BUTTON = re.compile(r"\[([^\]{}]+)\]\(\{([a-z_]+)\}\)")
_CONDITION = re.compile(r"\{([?!])([a-z_]+)\}")


class Shape(StrEnum):
    """How a block looks."""

    PARAGRAPH = "paragraph"
    #: Only in HTML: as plain text the subject stands above it anyway.
    HEADING = "heading"
    #: One line of a list; lines that follow each other make a table of facts.
    FACT = "fact"
    BUTTON = "button"
    LINKS = "links"
    CODE = "code"


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


@dataclass(frozen=True)
class LetterText:
    """One letter in one language."""

    subject: str
    blocks: list[Block] = field(default_factory=list)
    #: All placeholders it mentions.
    names: frozenset[str] = frozenset()


class LetterTextError(ValueError):
    """A letter's text is wrong; says in which line and why."""


_markdown = MarkdownIt("js-default", {"breaks": False, "linkify": False}).disable(
    ["image", "table", "autolink"]
)


def read(source: str, kind: LetterKind) -> LetterText:
    """The text of a letter of this kind.

    :raises LetterTextError: a placeholder is unknown or stands where it cannot.
    """
    subject, _, body = source.strip().partition("\n")
    _check(subject, 1, kind, in_subject=True)
    names = set(_PLACEHOLDER.findall(subject))
    blocks = []
    for number, paragraph in _paragraphs(body):
        _check(paragraph, number, kind)
        names |= set(_PLACEHOLDER.findall(paragraph))
        names |= {name for _, name in _CONDITION.findall(paragraph)}
        blocks.append(_block(paragraph, kind))
    return LetterText(_marked(subject), blocks, frozenset(names))


def mark(name: str) -> str:
    """Where the value of ``name`` will stand."""
    return f"\ue000{name}\ue001"


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    """Paragraphs with the number of their first line; list lines one by one."""
    lines: list[str] = []
    start = 0
    for number, line in enumerate([*body.split("\n"), ""], start=2):
        begins_fact = line.startswith("- ")
        if lines and (not line.strip() or begins_fact):
            yield start, "\n".join(lines)
            lines = []
        if line.strip():
            start = start if lines else number
            lines.append(line.rstrip())


def _check(part: str, number: int, kind: LetterKind, in_subject: bool = False) -> None:
    known = kind.placeholders
    rest = part
    for pattern in (_CONDITION, _PLACEHOLDER):
        for match in pattern.finditer(rest):
            line = number + part[: match.start()].count("\n")
            if (name := match.groups()[-1]) not in known:
                raise LetterTextError(f"line {line}: unknown placeholder {{{name}}}")
        rest = pattern.sub("", rest)
    if "{" in rest or "}" in rest or MARK.search(part):
        raise LetterTextError(f"line {number}: a brace that belongs to no placeholder")
    links = set(_LINK.findall(part))
    for name in _PLACEHOLDER.findall(part):
        problem = _misplaced(part, known[name].kind, name in links, in_subject)
        if problem:
            raise LetterTextError(f"line {number}: {{{name}}} {problem}")


def _misplaced(part: str, kind: Kind, is_link: bool, in_subject: bool) -> str:
    if kind == Kind.LINK:
        return "" if is_link else "belongs into [words](…)"
    if is_link:
        return "is no link"
    if kind == Kind.FLAG:
        return "can only stand as {?…} or {!…}"
    alone = bool(_PLACEHOLDER.fullmatch(part.strip())) and not in_subject
    if kind in {Kind.LINKS, Kind.CODE} and not alone:
        return "must stand alone in its paragraph"
    return "cannot stand in the subject" if in_subject and kind == Kind.LINES else ""


def _block(paragraph: str, kind: LetterKind) -> Block:
    conditions = _CONDITION.findall(paragraph)
    source = _CONDITION.sub("", paragraph).strip()
    names = _PLACEHOLDER.findall(source)
    needs = {n for n in names if kind.placeholders[n].optional}
    needs |= {name for sign, name in conditions if sign == "?"}
    shape = _shape(source, kind)
    if shape == Shape.LINKS:
        needs |= set(names)
    html, text = _written(source, shape)
    unless = {name for sign, name in conditions if sign == "!"}
    return Block(shape, html, text, frozenset(needs), frozenset(unless))


def _shape(source: str, kind: LetterKind) -> Shape:
    if _BUTTON.fullmatch(source):
        return Shape.BUTTON
    if alone := _PLACEHOLDER.fullmatch(source):
        own = kind.placeholders[alone[1]].kind
        if own in {Kind.LINKS, Kind.CODE}:
            return Shape(own.value)
    if source.startswith("#"):
        return Shape.HEADING
    return Shape.FACT if source.startswith("- ") else Shape.PARAGRAPH


def _written(source: str, shape: Shape) -> tuple[str, str]:
    """The block as HTML and as text."""
    if shape in {Shape.LINKS, Shape.CODE}:
        return _marked(source), _marked(source)
    if shape == Shape.BUTTON:
        words, name = _BUTTON.fullmatch(source).groups()  # type: ignore[union-attr]
        return _markdown.renderInline(_marked(source)), f"{words}:\n{mark(name)}"
    if shape == Shape.FACT:
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
    source = _LINK.sub(lambda match: f"]({ADDRESS}{match[1]})", source)
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
