"""The frame of letters and the look of each block, with styles inlined once."""

from dataclasses import replace
from functools import lru_cache

import css_inline
from flask import current_app
from jinja2 import Template

from eventreg.outbox.catalogue import CATALOGUE
from eventreg.outbox.texts import ADDRESS, Block, LetterText, Shape, mark, read

LETTERS = "letters"

#: Tables, because Outlook gives padding and colour to nothing else.
_SHAPES = {
    Shape.PARAGRAPH: "{}",
    Shape.HEADING: "{}",
    Shape.FACT: '<p class="fact">{}</p>',
    Shape.POINT: '<li class="point">{}</li>',
    Shape.LINKS: (
        '<table class="facts" role="presentation"><tr><td>{}</td></tr></table>'
    ),
    Shape.BUTTON: (
        '<table class="button" role="presentation"><tr><td>{}</td></tr></table>'
    ),
    Shape.CODE: (
        '<table class="code" role="presentation"><tr><td>'
        '<img src="cid:code" width="176" height="176" alt=""><p>{}</p>'
        "</td></tr></table>"
    ),
    Shape.GIRO: (
        '<table class="code" role="presentation"><tr><td>'
        '<img src="cid:giro" width="196" height="196" alt="">{}'
        "</td></tr></table>"
    ),
    Shape.GIROS: "{}",
}

#: Around the lines of one list.
LISTS = {
    Shape.FACT: '<table class="facts" role="presentation"><tr><td>{}</td></tr></table>',
    Shape.POINT: "<ul>{}</ul>",
}


class Layout:
    """Frame and blocks of all letters, as templates that need only values."""

    def __init__(self) -> None:
        css = _template("letters/frame.css").render()
        self._inliner = css_inline.CSSInliner(
            extra_css=css, load_remote_stylesheets=False
        )
        self.lists = {
            shape: self._inlined(html.format(mark("rows")))
            for shape, html in LISTS.items()
        }
        self.link = self._inlined(
            f'<p class="fact"><a href="{ADDRESS}address">{mark("words")}</a></p>'
        )
        self.giro = self._inlined(_SHAPES[Shape.GIRO].format(f"<p>{mark('words')}</p>"))
        frame = _template("letters/frame.html")
        self.html = self._inliner.inline(frame.render(mark=mark))
        self.text = _template("letters/frame.txt").render(mark=mark)

    @lru_cache(maxsize=512)  # noqa: B019 - there is one layout for the process
    def letter(self, name: str, source: str) -> LetterText:
        """The text of a letter with its look.

        :raises LetterTextError: the text is wrong.
        """
        text = read(source, CATALOGUE[name])
        blocks = [self._dressed(block) for block in text.blocks]
        return LetterText(text.subjects, blocks, text.names)

    def _dressed(self, block: Block) -> Block:
        html = self._inlined(_SHAPES[block.shape].format(block.html))
        return replace(block, html=html)

    def _inlined(self, html: str) -> str:
        return self._inliner.inline_fragment(html, "")


def _template(path: str) -> Template:
    return current_app.jinja_env.get_template(path)


def layout() -> Layout:
    """The layout of this process, made at the first letter."""
    kept: Layout | None = current_app.extensions.get("letter_layout")
    if kept is None:
        kept = current_app.extensions["letter_layout"] = Layout()
    return kept


def standard_source(letter: str, language: str) -> str:
    """The text of a letter that comes along with the site."""
    loader = current_app.jinja_env.loader
    assert loader is not None  # noqa: S101 - Flask always has one
    path = f"{LETTERS}/{letter}/{language}.md"
    return loader.get_source(current_app.jinja_env, path)[0]
