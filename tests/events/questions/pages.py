"""The staff pages of an event's questions, as tests open and send them."""

from eventreg.events.questions import queries


def address(event, rest=""):
    return f"/manage/events/{event.slug}/edit/questions{rest}"


def post(client, event, rest, **typed):
    return client.post(address(event, rest), data=typed)


def asked(event):
    """What is on the form now."""
    return queries.questions(event)
