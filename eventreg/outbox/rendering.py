"""A letter as it is read: subject, text and HTML, in its own language."""

import re
from dataclasses import dataclass
from typing import Any

from flask_babel import force_locale
from markupsafe import escape

from eventreg.outbox.addresses import Addresses
from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.layout import Layout, layout, standard_source
from eventreg.outbox.models import Letter
from eventreg.outbox.pictures import giro_name, in_groups
from eventreg.outbox.placeholders import Kind
from eventreg.outbox.sender import Sender
from eventreg.outbox.texts import ADDRESS, LISTED, MARK, Block, LetterText
from eventreg.outbox.values import (
    as_html,
    as_text,
    lines_as_html,
    lines_as_text,
    one_line,
)

#: Mail programs cut longer subjects anyway.
LONGEST_SUBJECT = 200

_HTML_MARK = re.compile(f'{MARK.pattern}|(?<=href="){ADDRESS}([a-z_]+)')


@dataclass(frozen=True)
class Rendered:
    """What a letter says."""

    subject: str
    text: str
    html: str
    #: Address of the person's own page; empty if the letter names none.
    own_page: str
    #: Where the person refuses more letters of this kind; empty if it cannot be.
    unsubscribe: str = ""
    #: Where a mail program does so by itself with one POST (RFC 8058).
    one_click: str = ""


@dataclass(frozen=True)
class _Value:
    """What stands for a placeholder in text and in HTML."""

    text: str = ""
    html: str = ""


_Values = dict[str, _Value]


def render(letter: Letter, sender: Sender, source: str | None = None) -> Rendered:
    """The letter in its language, with the addresses of this site.

    :param source: the text to use instead of the standard one; what somebody wrote
        for just this letter goes before.
    :raises LetterTextError: the text is wrong.
    :raises werkzeug.routing.BuildError: a link leads to no page.
    """
    look = layout()
    source = letter.source or source
    source = source or standard_source(letter.letter, letter.language)
    text = look.letter(letter.letter, source)
    with force_locale(letter.language):
        values = _values(letter, sender, look)
    blocks = [block for block in text.blocks if _is_shown(block, values)]
    subject = one_line(_in_text(_subject(text, values), values))[:LONGEST_SUBJECT]
    frame = {
        "language": _Value(html=letter.language),
        "subject": _Value(html=str(escape(subject))),
        "network": values["network"],
        "body": _Value(_text_body(blocks, values), _html_body(blocks, values, look)),
        "footer": _Value(
            "\n".join(sender.footer), "<br>".join(map(str, map(escape, sender.footer)))
        ),
    }
    return Rendered(
        subject=subject,
        text=_in_text(look.text, frame),
        html=_in_html(look.html, frame),
        own_page=values["own_page"].text if "own_page" in values else "",
        unsubscribe=values["unsubscribe"].text if "unsubscribe" in values else "",
        one_click=values["one_click"].text if "one_click" in values else "",
    )


def _subject(text: LetterText, values: _Values) -> str:
    """The first subject that is so; the last one, where an own text leaves none."""
    so = (each for each in text.subjects if _is_shown(each, values))
    return next(so, text.subjects[-1]).text


def _values(letter: Letter, sender: Sender, look: Layout) -> _Values:
    """Everything the letter may say; what is missing is empty."""
    given = {
        **letter.values,
        "network": sender.name,
        "calendar": letter.calendar is not None,
        "code": in_groups(letter.code) if letter.code else "",
    }
    kinds = CATALOGUE[letter.letter].placeholders
    addresses = Addresses()
    values = {}
    for name, placeholder in kinds.items():
        if placeholder.kind == Kind.LINK:
            values[name] = _link(addresses, letter.links.get(name))
        elif placeholder.kind == Kind.GIROS:
            values[name] = _giros(given.get(name) or [], look)
        elif placeholder.kind == Kind.LINKS:
            values[name] = _links(addresses, letter.links.get(name) or [], look)
        else:
            values[name] = _value(placeholder.kind, given.get(name))
    return values


def _value(kind: Kind, value: Any) -> _Value:
    if kind == Kind.FLAG:
        return _Value("yes" if value else "")
    if kind == Kind.LINES:
        return _Value(lines_as_text(value), lines_as_html(value))
    return _Value(as_text(value), as_html(value))


def _link(addresses: Addresses, link: list[Any] | None) -> _Value:
    if link is None:
        return _Value()
    endpoint, arguments = link
    address = addresses.of(endpoint, arguments)
    return _Value(address, str(escape(address)))


def _links(addresses: Addresses, links: list[Any], look: Layout) -> _Value:
    texts, rows = [], []
    for words, endpoint, arguments in links:
        address = _link(addresses, [endpoint, arguments])
        row = {"words": _Value(html=as_html(words)), "address": address}
        rows.append(_in_html(look.link, row))
        texts.append(f"- {as_text(words)}:\n  {address.text}")
    return _Value("\n".join(texts), "".join(rows))


def _giros(giros: list[Any], look: Layout) -> _Value:
    """A picture for each; what they say stands in the lines above."""
    rows = []
    for number, (words, _payload) in enumerate(giros, start=1):
        row = _in_html(look.giro, {"words": _Value(html=as_html(words))})
        rows.append(row.replace("cid:giro", f"cid:{giro_name(number)}"))
    return _Value("yes" if rows else "", "".join(rows))


def _is_shown(block: Block, values: _Values) -> bool:
    return all(values[name].text for name in block.needs) and not any(
        values[name].text for name in block.unless
    )


def _text_body(blocks: list[Block], values: _Values) -> str:
    """Paragraphs with a blank line between; a list line by line."""
    lists = _lists([block for block in blocks if block.text])
    return "\n\n".join(
        "\n".join(_in_text(block.text, values) for block in one) for one in lists
    )


def _html_body(blocks: list[Block], values: _Values, look: Layout) -> str:
    parts: list[str] = []
    for one in _lists(blocks):
        written = "".join(_in_html(block.html, values) for block in one)
        around = look.lists.get(one[0].shape)
        rows = {"rows": _Value(html=written)}
        parts.append(_in_html(around, rows) if around else written)
    return "\n".join(parts)


def _lists(blocks: list[Block]) -> list[list[Block]]:
    """Lines of one list together, everything else alone.

    Where the first line of a list is not shown, the next one begins it.
    """
    found: list[list[Block]] = []
    for block in blocks:
        above = found[-1][-1].shape if found else None
        if block.goes_on and block.shape == above and block.shape in LISTED:
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _in_text(template: str, values: _Values) -> str:
    return MARK.sub(lambda match: values[match[1]].text, template)


def _in_html(template: str, values: _Values) -> str:
    return _HTML_MARK.sub(lambda match: values[match[1] or match[2]].html, template)
