"""Sentences of cost: what is wrong with a row of a file of actuals."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kaname.domains.cost.enums import Category

PROBLEMS: Mapping[str, Promise] = {
    "missing-column": _("A column is missing: %(value)s."),
    "two-units": _("Two columns of the same thing in different units: %(value)s. Keep one of them."),
    "no-rows": _("The file holds no rows."),
    "same-file": _("This file has been posted already: %(value)s."),
    "no-number": _("“%(value)s” is not a whole number of yen or an amount of work."),
    "other-unit": _("“%(value)s” is in another unit than the column's heading says."),
    "no-date": _("“%(value)s” is not a date."),
    "negative": _("%(value)s is below nothing. Take the wrong entry back instead."),
    "unknown-account": _("There is no control account “%(value)s” in this project."),
    "in-the-future": _("%(value)s has not been yet."),
    "closed-month": _("%(value)s is closed."),
    "nothing": _("Neither an amount nor an effort."),
    "no-document": _("No document number: every entry needs its evidence."),
    "posted-before": _("Document %(value)s has been posted to this account already."),
    "posted-otherwise": _("Document %(value)s has been posted to this account with another amount."),
    "twice-in-file": _("Document %(value)s stands more than once for this account."),
    "unknown-category": _("There is no category “%(value)s”."),
    "unknown-activity": _("The plan has no activity “%(value)s”."),
    "unknown-order": _("There is no order “%(value)s” on this account."),
}
COLUMNS: Mapping[str, Promise] = {
    "account": _("control account"),
    "day": _("incurred on"),
    "document": _("document number"),
    "amount": _("amount (yen)"),
    "effort": _("effort"),
}
_CATEGORIES = {
    Category.LABOUR: ("内部人件費", "社内人件費", "人件費", "own staff", "labour", "labor"),
    Category.OUTSIDE: ("外注", "外注費", "委託費", "contractors", "outside"),
    Category.HARDWARE: ("hw", "ハードウェア", "機器", "hardware"),
    Category.SOFTWARE: ("sw", "ソフトウェア", "ライセンス", "software"),
    Category.EXPENSES: ("経費", "諸経費", "旅費", "expenses"),
}


def problem_sentence(code: str, value: str) -> str:
    """Return what is wrong in the reader's language."""
    return str(PROBLEMS[code]) % {"value": str(COLUMNS.get(value, value))}


def category_of(words: str) -> Category | None:
    """Return the category that a cell names in Japanese or English; None where it names none."""
    given = words.strip().lower()
    return next((c for c, names in _CATEGORIES.items() if given == c.value or given in names), None)
