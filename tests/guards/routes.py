"""All routes of the site, and addresses that could open them."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

#: What stands for an argument that belongs to nothing.
NOTHING = "nothing-of-this-name"


@dataclass(frozen=True)
class Route:
    """One rule with its endpoint's mark."""

    endpoint: str
    rule: Rule
    view: Any

    @property
    def methods(self) -> set[str]:
        return set(self.rule.methods or ()) - {"HEAD", "OPTIONS"}

    @property
    def arguments(self) -> list[str]:
        return sorted(self.rule.arguments)

    def address(self, app: Flask, **values: Any) -> str:
        """Its path; what is not given stands for nothing there is."""
        known = {name: values.get(name, self._any(name)) for name in self.arguments}
        built = app.url_map.bind("localhost").build(self.endpoint, known)
        return str(built)

    def _any(self, name: str) -> Any:
        """A value that the rule takes."""
        converter = self.rule._converters.get(name)
        if isinstance(converter, AnyConverter):
            return sorted(converter.items)[0]
        return {"language": "en"}.get(name, NOTHING)


def routes(app: Flask) -> list[Route]:
    """Every rule but that of static files, by endpoint."""
    found = [
        Route(rule.endpoint, rule, app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    ]
    return sorted(found, key=lambda route: (route.endpoint, str(route.rule)))
