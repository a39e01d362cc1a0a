"""Every number opens: its formula, what stands in it, and where the rows are."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kaname.domains.cost.models import EvmSnapshot
from kaname.web.cost.asking import Asked, index


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a tile shows it; ``inputs`` name and value, ``rows`` the address of the rows behind it."""

    label: str
    value: str
    unit: str
    formula: str
    inputs: list[tuple[str, str]]
    note: str = ""
    late: bool = False
    rows: str = ""


def numbers(found: EvmSnapshot, asked: Asked, committed: float | None, address: str, overrun: bool) -> list[Number]:
    """Return the tiles of an overview."""
    a, short = asked.amount, asked.short
    bac, ac, ev, eac = (a(v) for v in (found.bac, found.ac, found.ev, found.eac))
    share = f"{-100 * found.vac / found.bac:+.1f}%" if found.vac is not None and found.bac else ""
    accounts, actuals = f"{address}accounts/{asked.query}", f"{address}actuals/"
    tcpi = _("cannot be reached") if found.unattainable else index(found.tcpi_bac)
    tiles = [
        Number(_("BAC, budget at completion"), *short(found.bac),
               _("BAC = sum of the approved budget lines, without reserves"),
               [(_("approved budget"), _("No. %(number)s") % {"number": found.inputs.get("cost_baseline", "―")})],
               rows=accounts),
        Number(_("AC, actual cost"), *short(found.ac), _("AC = sum of the actuals up to the report date (accrual)"),
               [(_("number of entries"), str(found.inputs.get("actuals", 0)))], rows=actuals),
        Number(_("EV, earned value"), *short(found.ev), _("EV = sum of (budget × percent complete)"),
               [("BAC", bac), (_("earned so far"), _percent(found.ev, found.bac))], rows=accounts),
        Number(_("EAC, estimate at completion"), *short(found.eac), "EAC = BAC ÷ CPI",
               [("BAC", bac), ("CPI", index(found.cpi)), ("EV", ev), ("AC", ac)],
               note=share, late=(found.vac or 0) < 0, rows=accounts),
        Number(_("VAC, variance at completion"), *short(found.vac), "VAC = BAC − EAC", [("BAC", bac), ("EAC", eac)],
               late=(found.vac or 0) < 0, rows=accounts),
        Number(_("TCPI, performance still needed"), tcpi, "", "TCPI = (BAC − EV) ÷ (BAC − AC)",
               [("BAC", bac), ("EV", ev), ("AC", ac)], note=_("CPI so far %(cpi)s") % {"cpi": index(found.cpi)},
               late=overrun, rows=accounts),
        Number("SPI(t)", index(found.spi_t), "", _("SPI(t) = earned schedule ÷ actual time, in periods"),
               [("ES", index(found.es)), ("AT", index(found.at)), (_("one period"), _period(found, asked))],
               note=_("SPI %(spi)s") % {"spi": index(found.spi)}, late=found.spi_t is not None and found.spi_t < 0.9,
               rows=accounts),
    ]  # fmt: skip
    if committed is not None:
        left = Number(_("Open orders"), *short(committed),
                      _("open orders = amounts ordered − actuals that name the order"),
                      [(_("Open orders"), a(committed)), ("AC", ac)], rows=f"{address}reserves/")  # fmt: skip
        tiles.insert(2, left)
    return tiles


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "―"


def _period(found: EvmSnapshot, asked: Asked) -> str:
    days = found.inputs.get("period", 0) / (asked.minutes_per_day or 480)
    return _("%(days)s working days") % {"days": f"{days:g}"}
