"""What an address asks of a page about money: the unit, the report date; and how amounts are shown in that unit."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kaname.domains.cost.enums import Unit
from kaname.domains.people.enums import Level, Subject
from kaname.domains.project.models import Project
from kaname.web.shell.access import project_page
from kaname.web.shell.as_of import day_asked
from kaname.web.templatetags.marks import DASH, number

reading = project_page(Subject.COST)
keeping = project_page(Subject.COST, read=Level.EDIT)
promising = project_page(Subject.BASELINE, read=Level.DECIDE, write=Level.DECIDE)
answering = project_page(Subject.BASELINE, read=Level.EDIT)

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Unit and report date of a page, with the project's own length of a person-day."""

    unit: str
    as_of: date | None
    minutes_per_day: int

    def amount(self, value: float | None) -> str:
        """Return an amount in words: whole yen, or person-days to a tenth."""
        if value is None:
            return DASH
        if self.unit == Unit.YEN:
            return _("%(amount)s yen") % {"amount": number(value)}
        return _("%(amount)s person-days") % {"amount": number(self.plain(value), 1)}

    def bare(self, value: float | None) -> str:
        """Return an amount without its unit, for columns."""
        if value is None:
            return DASH
        return number(value) if self.unit == Unit.YEN else number(self.plain(value), 1)

    def short(self, value: float | None) -> tuple[str, str]:
        """Return an amount in a few letters and its unit: millions of yen, or person-days."""
        if value is None:
            return DASH, ""
        return number(self.drawn(value), 1), self.axis

    def column(self, value: float | None) -> str:
        """Return an amount for a wide table: thousands of yen, or person-days."""
        if value is None:
            return DASH
        return number(value / 1000) if self.unit == Unit.YEN else number(self.plain(value), 1)

    @property
    def counted(self) -> str:
        """Return what the columns of a wide table are counted in."""
        return _("thousand yen") if self.unit == Unit.YEN else _("person-days")

    def plain(self, value: float) -> float:
        """Return an amount as a number for a cell: yen, or person-days."""
        return value if self.unit == Unit.YEN else value / (self.minutes_per_day or 480)

    def drawn(self, value: float) -> float:
        """Return an amount as a chart draws it: millions of yen, or person-days."""
        return round(value / MILLION, 3) if self.unit == Unit.YEN else round(self.plain(value), 1)

    @property
    def axis(self) -> str:
        """Return what a chart's amounts are counted in."""
        return _("million yen") if self.unit == Unit.YEN else _("person-days")

    @property
    def query(self) -> str:
        """Return the address's own part, to keep it in links."""
        parts = [f"unit={self.unit}"] if self.unit != Unit.YEN else []
        parts += [f"as_of={self.as_of.isoformat()}"] if self.as_of else []
        return "?" + "&".join(parts) if parts else ""


def asked(request: HttpRequest, project: Project) -> Asked:
    """Return what an address asks; what cannot be is the usual."""
    unit = Unit.MINUTES if request.GET.get("unit") == Unit.MINUTES else Unit.YEN
    return Asked(unit, day_asked(request), project.minutes_per_day)


def index(value: float | None) -> str:
    """Return an index to two places, or a dash."""
    return DASH if value is None else f"{value:.2f}"


def signed(value: float | None) -> str:
    """Return percent with its sign."""
    return DASH if value is None else f"{value:+.1f}%"
