"""What nobody may write into the text of a letter: HTML, and links to no page.

Asked when a text is saved. What is stored is cleaned all the same when a letter
is written, so that an older text does no harm either.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from eventreg.outbox.texts import LINK, LetterTextError, Problem, paragraphs, parted

#: How an address begins that every mail program can open.
_OPENS = re.compile(r"(?:https?://[^/\s]|mailto:[^\s]|tel:[^\s])", re.I)

#: What a browser would read as HTML: a whole tag, or the beginning of a harmful one.
_HTML = re.compile(
    r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<!\[CDATA\[|<[!?][a-z]"
    r"|<(?:script|style|iframe|img|svg|object|embed|form|input|link|meta|base)\b",
    re.I,
)
#: More of what was typed would make the sentence hard to read.
_SHOWN = 40

# It keeps the addresses that the one for letters leaves out.
_markdown = MarkdownIt("js-default", {"linkify": False}).disable(["table", "autolink"])
_markdown.validateLink = lambda url: True  # type: ignore[method-assign]


def check(source: str) -> None:
    """Refuse HTML, and links that open nothing or run something.

    :raises LetterTextError: the first of them, with its line.
    """
    subjects, body = parted(source)
    for number, subject in enumerate(subjects, start=1):
        _check_html(subject, number)
    for number, paragraph in paragraphs(body, start=len(subjects) + 1):
        _check_html(paragraph, number)
        _check_links(paragraph, number)


def _check_html(part: str, number: int) -> None:
    match = _HTML.search(part)
    if match:
        line = number + part[: match.start()].count("\n")
        raise LetterTextError(line, Problem.HTML, _short(match[0]))


def _check_links(paragraph: str, number: int) -> None:
    if not _wrong_link(paragraph):
        return
    for line, words in enumerate(paragraph.split("\n"), start=number):
        if wrong := _wrong_link(words):
            raise LetterTextError(line, Problem.NO_ADDRESS, _short(wrong))
    raise LetterTextError(number, Problem.NO_ADDRESS, _short(_wrong_link(paragraph)))


def _wrong_link(part: str) -> str:
    """The first address in it that cannot stand in a letter, or ``""``."""
    # A placeholder's address is made by the site itself.
    source = LINK.sub("](https://example.org)", part.removeprefix("- "))
    found = (each for each in _addresses(source) if not _OPENS.match(each))
    return next(found, "")


def _addresses(source: str) -> Iterator[str]:
    env: dict[str, dict[str, dict[str, str]]] = {}
    blocks = [*_markdown.parse(source, env), *_markdown.parseInline(source)]
    for reference in env.get("references", {}).values():
        yield reference["href"]
    for block in blocks:
        yield from _of(block.children or [])


def _of(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for name in ("href", "src"):
            if name in token.attrs:
                yield str(token.attrs[name]) or "()"
        yield from _of(token.children or [])


def _short(typed: str) -> str:
    words = " ".join(typed.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
