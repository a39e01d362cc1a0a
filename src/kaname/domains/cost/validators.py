"""What a value of cost must be like."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

MONTH = re.compile(r"^(19|20|21)\d\d-(0[1-9]|1[0-2])$")


def month_shares(months: Any) -> dict[str, Any]:
    """Return what is wrong with shares by month: {"2026-10": weight}; weights of 0 or more, one at least above."""
    given = months if isinstance(months, dict) else {}
    weights = list(given.values())
    good = all(isinstance(w, (int, float)) and not isinstance(w, bool) and w >= 0 for w in weights)
    if not given or not all(MONTH.match(str(m)) for m in given) or not good or sum(weights) <= 0:
        return {"months": _("Give each month as 2026-10 with its share, for example 2026-10: 40, 2026-11: 60.")}
    return {}
