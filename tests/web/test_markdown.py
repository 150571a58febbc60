"""Markdown that people typed."""

import pytest

from eventreg.web.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Ada** & Ben", "<p><strong>Ada</strong> &amp; Ben</p>\n"),
        ("# Heading", "<h2>Heading</h2>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("![x](https://evil.example/p.png)", "<p></p>\n"),
        (
            "[x](https://example.org)",
            '<p><a href="https://example.org" rel="noopener noreferrer nofollow">x</a>'
            "</p>\n",
        ),
        ("", ""),
        (None, ""),
    ],
)
def test_it_becomes_html_that_can_do_no_harm(text, html):
    assert to_html(text) == html
