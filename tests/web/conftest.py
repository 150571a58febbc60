"""A small room with one page of each sort, to try the frame with."""

import pytest
from flask import Blueprint, flash, redirect, render_template_string, request
from jinja2 import ChoiceLoader, DictLoader
from wtforms import StringField

from eventreg.audit.actors import Actor
from eventreg.audit.services import record
from eventreg.database import write_tx
from eventreg.errors import DomainError, TooOften
from eventreg.web import access
from eventreg.web.fields import RequiredText, squeeze
from eventreg.web.forms import Form
from eventreg.web.headers import framed
from eventreg.web.pages import form_errors, render_form
from eventreg.web.roles import Role
from tests.sites import make_site

PAGE = """
{% extends "base.html" %}
{% from "macros/forms.html" import csrf, error_summary, field, submit %}
{% block title %}Try{% endblock %}
{% block main %}{{ error_summary(form) if form }}<h1>Try</h1>
{% if form %}<form method="post" novalidate>{{ csrf() }}{{ field(form.name) }}
{{ submit("Send") }}</form>{% endif %}{% endblock %}
"""


@pytest.fixture(scope="session")
def site(database, tables):
    """The site with a room that only tests know."""
    site = make_site(database.address)
    site.register_blueprint(bp)
    templates = site.jinja_env.loader
    assert templates is not None
    trial = DictLoader({"trial.html": PAGE})
    site.jinja_env.loader = ChoiceLoader([trial, templates])
    return site


bp = Blueprint("trial", __name__, url_prefix="/trial")


class NameForm(Form):
    name = StringField("Name", [RequiredText("Enter your name")], filters=[squeeze])


@bp.route("/form", methods=["GET", "POST"])
@access.public
def form():
    form = NameForm()
    if form.validate_on_submit():
        with form_errors(form), write_tx():
            record("trial.sent", by=Actor.worker())
            if form.name.data == "Una":
                raise DomainError("Una must see nothing.")
            flash("Sent.", "success")
            return redirect("/trial/form", 303)
    return render_form("trial.html", form)


@bp.get("/staff")
@access.staff(Role.DIRECTOR, Role.OFFICE)
def staff():
    return render_template_string(PAGE)


@bp.post("/staff-form")
@access.staff()
def staff_form():
    return redirect(f"/trial/{request.form['title']}", 303)


@bp.get("/any-staff")
@access.staff()
def any_staff():
    return render_template_string(PAGE)


@bp.get("/my/<token>")
@access.own_link
def own(token):
    return render_template_string(PAGE)


@bp.get("/preview")
@access.staff()
@framed
def preview():
    return "<p style='color:red'>A letter</p>"


@bp.get("/crash")
@access.public
def crash():
    raise ZeroDivisionError("ada@example.org /my/0123456789abcdef")


@bp.post("/refused")
@access.public
def refused():
    raise DomainError("The workshop is full.")


@bp.post("/too-often")
@access.public
def too_often():
    raise TooOften("Wait a little.", wait=90)


@bp.get("/unmarked")
def unmarked():
    return "?"
