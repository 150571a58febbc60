"""What every page of the house must be, as a strict reviewer would see it."""

import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

#: Posted without a token: it changes nothing but words (see web.locale).
WITHOUT_TOKEN = {"/language"}
#: Attributes that name ids of the same page.
NAMES_OF_IDS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
#: Name a control without a label of its own.
LABELS = ("aria-label", "aria-labelledby")

#: A paragraph cannot hold them.
BLOCKS = ["form", "div", "p", "ul", "ol", "dl", "table", "details", "section", "h2"]


class Tags:
    """All tags of a page and its tags by name, found in one walk.

    A walk for each rule would take longer than making the page.
    """

    def __init__(self, page: BeautifulSoup) -> None:
        self.all = [tag for tag in page.descendants if isinstance(tag, Tag)]
        self.ids = Counter(str(tag["id"]) for tag in self.all if "id" in tag.attrs)
        self._named: defaultdict[str, list[Tag]] = defaultdict(list)
        for tag in self.all:
            self._named[tag.name].append(tag)

    def named(self, *names: str) -> list[Tag]:
        return [tag for name in names for tag in self._named.get(name, ())]


def check_house_rules(page: BeautifulSoup, *, framed: bool = False) -> None:
    """Fail unless ``page`` is what every page of the house must be."""
    tags = Tags(page)
    assert _outside(tags) == [], "a page loads nothing from elsewhere"
    if framed:
        return
    assert page.html is not None, "a page is a whole document"
    assert page.html.get("lang"), "a page says its language"
    assert len(tags.named("h1")) == 1, "a page has one h1"
    heading, title = text_of(page.h1), text_of(page.title)
    bare = re.sub(r"^(Error|Fehler|Hata): ", "", title)
    assert bare.startswith(heading), f"title {title!r} begins with h1 {heading!r}"
    assert _twice(tags) == [], "ids are unique"
    assert _unlabelled(tags) == [], "each control has a label"
    assert _dangling(tags) == [], "what is referred to by id is there"
    assert _inline_styles(tags) == [], "no inline style"
    assert _inline_scripts(tags) == [], "no inline script"
    assert _empty_links(tags) == [], "each link and button says something"
    assert _open_forms(tags) == [], "each POST form carries a CSRF token"
    assert _nested(tags) == [], "no form in a form"
    assert _torn(tags) == [], "no block in a paragraph, which a browser ends there"


def text_of(tag: Tag | None) -> str:
    """The visible text, white space squeezed."""
    return " ".join(tag.get_text(" ").split()) if tag else ""


def _outside(tags: Tags) -> list[str]:
    loads = [
        str(tag.get("src") or tag.get("srcset") or "")
        for tag in tags.named(
            "script", "img", "iframe", "source", "audio", "video", "embed"
        )
    ]
    loads += [
        str(link.get("href", ""))
        for link in tags.named("link")
        if not {"canonical", "alternate"} & set(link.get("rel") or [])
    ]
    return [url for url in loads if urlsplit(url).netloc]


def _twice(tags: Tags) -> list[str]:
    return [name for name, count in tags.ids.items() if count > 1]


def _unlabelled(tags: Tags) -> list[str]:
    labelled = {str(label.get("for")) for label in tags.named("label")}
    return [
        str(control)
        for control in tags.named("input", "select", "textarea")
        if control.get("type") not in {"hidden", "submit", "button"}
        and control.get("id") not in labelled
        and not any(control.get(label) for label in LABELS)
        and control.find_parent("label") is None
    ]


def _dangling(tags: Tags) -> list[str]:
    names = [
        name
        for tag in tags.all
        for attribute in NAMES_OF_IDS
        if attribute in tag.attrs
        for name in str(tag[attribute]).split()
    ]
    links = [str(link.get("href", "")) for link in tags.named("a")]
    names += [link[1:] for link in links if link.startswith("#")]
    return [name for name in names if name not in tags.ids]


def _inline_styles(tags: Tags) -> list[str]:
    styled = [str(tag) for tag in tags.all if "style" in tag.attrs]
    return styled + [str(tag) for tag in tags.named("style")]


def _inline_scripts(tags: Tags) -> list[str]:
    handlers = [
        str(tag)
        for tag in tags.all
        if any(str(name).startswith("on") for name in tag.attrs)
    ]
    scripts = [
        str(script)
        for script in tags.named("script")
        if not script.get("src") and script.get("type") != "application/ld+json"
    ]
    links = [
        str(link)
        for link in tags.named("a")
        if str(link.get("href", "")).startswith("javascript:")
    ]
    return handlers + scripts + links


def _empty_links(tags: Tags) -> list[str]:
    return [
        str(tag)
        for tag in tags.named("a", "button")
        if not tag.get("aria-label")
        and not text_of(tag)
        and not any(img.get("alt") for img in tag.find_all("img"))
    ] + [str(a) for a in tags.named("a") if not a.get("href")]


def _open_forms(tags: Tags) -> list[str]:
    return [
        str(form)[:200]
        for form in tags.named("form")
        if str(form.get("method", "")).lower() == "post"
        and form.get("action") not in WITHOUT_TOKEN
        and not any(
            field.get("name") == "csrf_token" and field.get("value")
            for field in form.find_all("input")
        )
    ]


def _torn(tags: Tags) -> list[str]:
    return [str(each)[:80] for each in tags.named("p") if each.find(BLOCKS)]


def _nested(tags: Tags) -> list[str]:
    return [
        str(form)[:200]
        for form in tags.named("form")
        if form.find_parent("form") is not None
    ]
