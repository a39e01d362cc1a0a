"""Names of activities in the reader's language; an English twin stands among the custom fields of its plan."""

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from kaname.domains.core.names import chosen, reads_english
from kaname.domains.schedule.models import Plan
from kaname.domains.schedule.models.activity import english_of


def name_in(prefix: str = "") -> Any:
    """Return the expression of an activity's name, for lists that read values; ``prefix`` leads to the activity.

    Only a reader of English pays for looking into the custom fields.
    """
    if not reads_english():
        return F(f"{prefix}name")
    english = KeyTextTransform("name_en", KeyTextTransform("fields", f"{prefix}extras"))
    return Coalesce(NullIf(english, Value("")), F(f"{prefix}name"), output_field=CharField())


def spoken_row(row: Mapping[str, Any]) -> str:
    """Return the name of an activity held as values of its columns."""
    return chosen(row["name"], english_of(row["extras"])) if row["extras"] else str(row["name"])


def english_names(plan: Plan) -> dict[str, str]:
    """Return the plan's names by uid where English is read: what is frozen under its own name can be shown by it."""
    if not reads_english():
        return {}
    return dict(plan.activities.order_by().values_list("uid", name_in()))
