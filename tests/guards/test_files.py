"""What every file of the house keeps to."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [
    path
    for path in [*ROOT.glob("eventreg/**/*.py"), *ROOT.glob("tests/**/*.py")]
    if "versions" not in path.parts  # migrations are written by a machine
]
PAGES = [
    path
    for path in ROOT.glob("templates/**/*.html")
    # They become PDFs and letters, where styles stand in the text.
    if not {"documents", "letters"} & set(path.parts)
]


def _named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=_named)
def test_no_file_took_in_everything(path):
    assert len(path.read_text().splitlines()) <= 400


def test_no_function_is_longer_than_a_page():
    long = {
        f"{_named(path)}:{node.name}": length
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > 60
    }

    assert long == {}


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_a_template_trusts_no_text_and_holds_no_style_or_script(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)

    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert len(text.splitlines()) <= 120


#: One cleans what people typed, the other fills in values that it escapes.
MARKS_HTML = {"eventreg/web/markdown.py", "eventreg/people/forms/countries.py"}


def test_few_files_mark_text_as_safe_html():
    marked = {
        _named(path)
        for path in ROOT.glob("eventreg/**/*.py")
        if re.search(r"\bMarkup\(", path.read_text())
    }

    assert marked <= MARKS_HTML


def test_nobody_asks_the_machine_for_the_time_but_the_clock():
    wrong = {
        _named(path)
        for path in ROOT.glob("eventreg/**/*.py")
        if path.name != "clock.py"
        and re.search(
            r"datetime\.(now|utcnow|today)\(|date\.today\(|\btime\.time\(",
            path.read_text(),
        )
    }

    assert wrong == set()


def test_styles_load_nothing_from_elsewhere():
    css = "".join(path.read_text() for path in ROOT.glob("static/css/*.css"))

    assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//|!important", css)


def test_no_style_changes_the_case_of_a_name():
    """``şişli`` in capitals would become ŞIŞLI, and İ has no small letter."""
    sources = [
        *ROOT.glob("static/css/*.css"),
        *ROOT.glob("templates/**/*.css"),
        *ROOT.glob("templates/**/*.html"),
    ]
    styled = {
        _named(path)
        for path in sources
        if re.search(r"text-transform|font-variant:|small-caps", path.read_text())
    }
    filtered = {
        _named(path)
        for path in ROOT.glob("templates/**/*.html")
        if re.search(r"\|\s*(upper|lower|title|capitalize)\b", path.read_text())
    }

    assert (styled, filtered) == (set(), set())


def test_no_site_lives_among_the_code():
    """Keys and databases lie in ``instance/``, which git leaves out; nowhere else."""
    patterns = ("*.key", "*.db", "*.db-*", "set-up-code", "backups", "serving")

    assert [path.name for each in patterns for path in ROOT.glob(each)] == []
