"""Every address of the application, read from the resolver, and an example of each parameter."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kaname.domains.project.models import Project
from kaname.web.shell.access import Access

OUTSIDE = "allauth"
"""Sign-in pages of allauth: they keep their own door, tested in test_accounts_*."""
INTERFACE = "api:"


@dataclass(frozen=True)
class Address:
    """A pattern with the access that its view declares."""

    route: str
    name: str
    view: Any
    parameters: tuple[str, ...]

    @property
    def access(self) -> Access | None:
        return getattr(self.view, "access", None)

    def __str__(self) -> str:
        return self.name


def addresses(patterns: Any = None, before: str = "", space: str = "") -> Iterator[Address]:
    """Yield every pattern, included ones under their full route and name."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry.url_patterns, route, inner)
        elif isinstance(entry, URLPattern):
            yield Address(route, f"{space}{entry.name}", entry.callback, tuple(converters(route)))


def converters(route: str) -> Iterator[str]:
    """Yield the names between < and > of a route."""
    for part in route.split("<")[1:]:
        yield part.split(">")[0].split(":")[-1]


def ours() -> list[Address]:
    """Return the addresses of our own pages."""
    found = [a for a in addresses() if not a.view.__module__.startswith(OUTSIDE)]
    return [a for a in found if not a.name.startswith(INTERFACE)]


def interface() -> list[Address]:
    """Return the addresses of the REST interface, which answers in its own way: 401, not a page to sign in at."""
    return [a for a in addresses() if a.name.startswith(INTERFACE) and a.name.split(":")[1] != "api-root"]


def path_of(address: Address, example: dict[str, Any], project: Project | None = None) -> str:
    """Return the path with an example in each place: by ``view.parameter``, else by parameter."""
    values = dict(example) | ({"code": project.code} if project else {})
    path = "/" + address.route
    for name in address.parameters:
        start, end = path.index("<"), path.index(">")
        value = values.get(f"{address.name}.{name}", values.get(name))
        assert value is not None, f"{address.name}: give an example of {name!r} in examples() of permission_world.py"
        path = f"{path[:start]}{value}{path[end + 1 :]}"
    return path
