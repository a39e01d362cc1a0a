"""The company's catalogue of metrics."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kaname.domains.core.actions import records
from kaname.domains.quality.actions.starters import STARTERS
from kaname.domains.quality.models import Metric
from kaname.domains.quality.rules import demand, keeps_catalogue
from kaname.domains.quality.validators import checked_band

FIELDS = ("code", "name", "name_en", "formula", "stage", "unit", "lower", "median", "upper", "source", "source_en")


def create(*, by: Any, **values: Any) -> Metric:
    """Add a metric to the catalogue."""
    demand(keeps_catalogue(by), by)
    given = {name: values[name] for name in FIELDS if name in values}
    _check(given)
    return records.add(Metric(**given), verb="metric.create", by=by)


def update(*, metric: Metric, by: Any, version: int | None = None, **values: Any) -> Metric:
    """Change a metric; projects keep the bands that they took over."""
    demand(keeps_catalogue(by), by)
    given = {name: values[name] for name in (*FIELDS, "retired") if name in values}
    if metric.measures.exists():  # what was measured stays what it was
        given = {n: v for n, v in given.items() if n not in ("formula", "unit")}
    _check({"lower": metric.lower, "upper": metric.upper, "median": metric.median} | given)
    return records.change(metric, given, verb="metric.update", by=by, version=version)


@transaction.atomic
def begin(*, by: Any) -> list[Metric]:
    """Enter the starter values of specification 5.6 that the catalogue does not have yet; return what was entered."""
    demand(keeps_catalogue(by), by)
    known = set(Metric.objects.values_list("code", flat=True))
    return [create(by=by, **starter) for starter in STARTERS if starter["code"] not in known]


def _check(given: dict[str, Any]) -> None:
    """Refuse a band that goes downwards; a metric without a band may stand in the catalogue."""
    lower, median, upper = (given.get(name) for name in ("lower", "median", "upper"))
    if lower is None and upper is None:
        return
    try:
        checked_band(lower, median, upper)
    except ValidationError as refused:
        named = {"median" if name == "target" else name: said for name, said in refused.error_dict.items()}
        raise ValidationError(named) from refused
