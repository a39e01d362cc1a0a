"""What the options of a decision must be, said beside their field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.control.enums import OPTION_KEYS

TEXTS = ("title", "title_en", "effect", "effect_en", "risk", "risk_en")
AMOUNTS = {"cost_yen": 10**12, "days": 2000}
FEWEST = 2

Option = dict[str, Any]


def checked_options(given: Iterable[Mapping[str, Any]]) -> list[Option]:
    """Return the options with the letters they have, else in order; those without a title are left out."""
    named = [o for o in given if str(o.get("title") or "").strip()]
    if len(named) > len(OPTION_KEYS):
        raise ValidationError({"options": _("At most four options: leave out what nobody would choose.")})
    given_keys = [o.get("key") for o in named]
    lettered = len({k for k in given_keys if k in OPTION_KEYS}) == len(named)
    keys = given_keys if lettered else OPTION_KEYS
    return [{"key": key} | _checked(option) for key, option in zip(keys, named, strict=False)]


def _checked(option: Mapping[str, Any]) -> Option:
    texts = {name: str(option.get(name) or "").strip() for name in TEXTS}
    amounts = {name: _amount(option.get(name), most) for name, most in AMOUNTS.items()}
    return texts | amounts


def _amount(value: Any, most: int) -> int | None:
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > most:
        raise ValidationError({"options": _("Cost is a whole number of yen, days a whole number of working days.")})
    return value
