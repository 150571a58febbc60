"""Each house rule refuses a page that breaks it; a page that keeps all passes."""

import pytest
from bs4 import BeautifulSoup

from tests.house_rules import check_house_rules

GOOD = """
<html lang="en"><head><title>Events – Network</title>
<link rel="stylesheet" href="/static/app.css"><script src="/static/app.js"></script>
<link rel="canonical" href="https://example.org/events"></head>
<body><h1 id="top">Events</h1><a href="#top">Up</a><a href="/x"><img alt="X"></a>
<form method="post"><input type="hidden" name="csrf_token" value="1">
<label for="name">Name</label><input id="name"><label>Age <input></label>
<button>Send</button></form></body></html>
"""

#: What is put for what, and what the rule says then.
BROKEN = {
    "picture from elsewhere": ("/static/app.js", "//x.org/a.js", "from elsewhere"),
    "style from elsewhere": ("/static/app.css", "https://x.org/a", "from elsewhere"),
    "part of a page": ("html", "section", "whole document"),
    "no language": (' lang="en"', "", "its language"),
    "two headings": ("<body>", "<body><h1>Events</h1>", "one h1"),
    "no heading": ("h1", "h2", "one h1"),
    "other title": ("<title>Events", "<title>Event", "begins with h1"),
    "id twice": ('<a href="/x"', '<a id="top" href="/x"', "ids are unique"),
    "no label": ('for="name"', "", "has a label"),
    "label of nothing": ("<body>", '<body><label for="gone">A</label>', "by id"),
    "described by nothing": ("<button", '<button aria-describedby="no"', "by id"),
    "link to nothing": ("#top", "#bottom", "by id"),
    "style attribute": ("<button", '<button style="color:red"', "inline style"),
    "style block": ("<body>", "<body><style></style>", "inline style"),
    "handler": ("<button", '<button onclick="x()"', "inline script"),
    "script block": ("<body>", "<body><script>x()</script>", "inline script"),
    "script link": ('"/x"', '"javascript:x()"', "inline script"),
    "empty button": ("Send", "", "says something"),
    "empty link": ('alt="X"', 'alt=""', "says something"),
    "link to nowhere": (' href="/x"', "", "says something"),
    "form without token": ("csrf_token", "token", "CSRF"),
    "token without value": (' value="1"', "", "CSRF"),
    "form in a form": ("<button", "<form></form><button", "form in a form"),
}


def check(html, **options):
    check_house_rules(BeautifulSoup(html, "html.parser"), **options)


def test_a_page_that_keeps_every_rule_passes():
    check(GOOD)


@pytest.mark.parametrize("broken", BROKEN)
def test_a_page_that_breaks_a_rule_is_refused(broken):
    old, new, rule = BROKEN[broken]

    with pytest.raises(AssertionError, match=rule):
        check(GOOD.replace(old, new))


def test_a_part_shown_in_a_frame_must_only_load_nothing_from_elsewhere():
    check("<p style='color:red'>A letter</p>", framed=True)

    with pytest.raises(AssertionError, match="from elsewhere"):
        check("<img src='https://x.org/a.png'>", framed=True)
