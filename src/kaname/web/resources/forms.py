"""Forms of calendars, leave and rates."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kaname.domains.resource.enums import DayKind, LeaveKind, RateSide
from kaname.domains.resource.models import WorkCalendar
from kaname.domains.resource.validators import read_shifts, written
from kaname.web.shell.saving import date_widget

DAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


class Shifts(forms.CharField):
    """Working times of a day, as text; empty is a day off. A single "=" takes the base calendar's."""

    def clean(self, value: Any) -> Any:
        """Return a list of intervals, or None for the base's."""
        text = str(value or "").strip()
        return None if text in ("=", "＝") else read_shifts(text)


class CalendarForm(forms.Form):
    """Name, base, holidays and week of a calendar."""

    name = forms.CharField(label=_("Name"), max_length=100)
    base = forms.ModelChoiceField(
        label=_("Base calendar"), queryset=WorkCalendar.objects.none(), required=False, empty_label=_("(none)")
    )
    national_holidays = forms.BooleanField(label=_("National holidays are days off"), required=False)

    def __init__(self, *args: Any, bases: Any, **kwargs: Any) -> None:
        """Add the seven days; ``bases``: the calendars that may stand underneath."""
        super().__init__(*args, **kwargs)
        self.fields["base"].queryset = bases  # type: ignore[attr-defined] # a ModelChoiceField
        for number, day in enumerate(DAYS):
            self.fields[f"day{number}"] = Shifts(label=day, required=False)

    @property
    def days(self) -> list[forms.BoundField]:
        """Return the seven fields of the week."""
        return [self[f"day{n}"] for n in range(7)]

    def clean(self) -> dict[str, Any]:
        """Refuse days that take the base's time where there is no base, and a week without any work."""
        values = super().clean() or {}
        week = [values.get(f"day{n}") for n in range(7)]
        if values.get("base") is None and not self.errors:
            for number, day in enumerate(week):
                if day is None:
                    self.add_error(f"day{number}", ValidationError(_("Without a base calendar, write the times.")))
            if not any(week):
                self.add_error(None, ValidationError(_("A calendar needs some working time.")))
        values["week"] = week
        return values


def week_as_text(calendar: WorkCalendar) -> dict[str, str]:
    """Return a calendar's week as the form shows it."""
    days = [*calendar.week, *[None] * 7][:7]
    return {f"day{n}": "=" if day is None else ", ".join(map(written, day)) for n, day in enumerate(days)}


class PeriodForm(forms.Form):
    """A first and a last day."""

    first = forms.DateField(label=_("First day"), widget=date_widget())
    last = forms.DateField(label=_("Last day"), widget=date_widget(), required=False)

    def clean(self) -> dict[str, Any]:
        """Take one day where no last day is given; refuse a period that goes backwards."""
        values = super().clean() or {}
        first = values.get("first")
        values["last"] = last = values.get("last") or first
        if first and last and last < first:
            self.add_error("last", ValidationError(_("The last day is before the first.")))
        return values


class ExceptionForm(PeriodForm):
    """Days that differ from the week."""

    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[c for c in DayKind.choices if c[0] != DayKind.NATIONAL], initial=DayKind.COMPANY
    )
    shifts = Shifts(label=_("Working times"), required=False, help_text=_("Empty: days off."))


class LeaveForm(PeriodForm):
    """Days on which somebody is away."""

    kind = forms.ChoiceField(label=_("Kind"), choices=LeaveKind.choices)


class RateForm(forms.Form):
    """What an hour costs from a date on."""

    valid_from = forms.DateField(label=_("Valid from"), widget=date_widget())
    yen_per_hour = forms.IntegerField(label=_("Yen an hour"), min_value=1, max_value=1_000_000)
    side = forms.ChoiceField(label=_("Kind"), choices=RateSide.choices)
