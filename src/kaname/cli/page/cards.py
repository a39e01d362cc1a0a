"""The numbers of one plan as cards that open: how each was made, from what."""

from dataclasses import dataclass, field

from kaname.cli.page.facts import Facts
from kaname.cli.page.judgement import INDEX_AMBER, INDEX_RED, SLIP_RED, Judgement
from kaname.cli.page.text import NOTHING, Text, both, day, instant, number, plain, signed, working_days
from kaname.words import N_

Input = tuple[Text, Text]


@dataclass(slots=True)
class Card:
    """One number with its explanation; ``band`` is red, amber, green or nothing."""

    label: Text
    value: Text
    note: Text
    formula: Text
    inputs: list[Input] = field(default_factory=list)
    band: str = ""


def cards(facts: Facts, j: Judgement) -> list[Card]:
    """Return the cards of a plan, in reading order; empty where nothing was computed."""
    if facts.finish is None:
        return []
    made = [_planned(facts, j), _recomputed(facts, j), *_forecast(facts), _slip(facts, j), *_value(facts)]
    return [*made, *_health(facts)]


def _planned(facts: Facts, j: Judgement) -> Card:
    return Card(
        both(N_("Planned finish (file)")),
        day(j.planned),
        both(N_("as stored in the file")),
        both(N_("The latest finish among the dates that the file's own tool stored.")),
        [(both(N_("stored finish")), instant(j.planned)), (both(N_("file")), plain(facts.file))],
    )


def _recomputed(facts: Facts, j: Judgement) -> Card:
    done = [a for a in facts.work_rows if a.actual_finish]
    note = NOTHING
    if j.drift is not None:
        same = abs(j.drift) < 0.5
        note = both(N_("equal to the file")) if same else both(N_("{days} days against the file"), days=signed(j.drift))
    return Card(
        both(N_("Recomputed finish")),
        day(facts.finish),
        note,
        both(
            N_(
                "Critical path method over logic, calendars, constraints and progress;"
                " work that remains begins after the as-of date."
            )
        ),
        [
            (both(N_("finish")), instant(facts.finish)),
            (both(N_("by the tool's own rules")), instant(facts.finish_by_rules)),
            (both(N_("rules")), plain(facts.policy)),
            (both(N_("as-of date")), instant(facts.status)),
            (both(N_("activities (done)")), plain(f"{len(facts.work_rows):,} ({len(done):,})")),
        ],
        "amber" if j.drift is not None and j.drift >= 0.5 else "",
    )


def _forecast(facts: Facts) -> list[Card]:
    if facts.forecast is None:
        return []
    made = []
    for share in (50, 80):
        point = facts.forecast.points.get(share)
        if point is None or facts.finish is None:
            continue
        inputs = [
            (both(N_("runs")), plain(f"{facts.forecast.iterations:,}")),
            (both(N_("seed")), plain(facts.forecast.seed)),
            (both(N_("uncertainty")), facts.forecast.assumption),
        ]
        if point.standard_error_days is not None:
            error = both(N_("±{days} working days"), days=number(point.standard_error_days, 2))
            inputs.append((both(N_("standard error")), error))
        if share == 80 and facts.forecast.after_response is not None:
            inputs.append((both(N_("P80 after the responses to risks")), day(facts.forecast.after_response)))
        formula = both(N_("{share} % of the simulated runs end by this date."), share=share)
        late = facts.between(facts.finish, point.finish)
        note = both(N_("{days} days against the recomputed"), days=signed(late, 0))
        made.append(Card(plain(f"P{share}"), day(point.finish), note, formula, inputs))
    return made


def _slip(facts: Facts, j: Judgement) -> Card:
    formula = both(N_("Recomputed finish − baseline finish, in working days of the plan's calendar."))
    inputs = [
        (both(N_("baseline finish")), instant(j.promised)),
        (both(N_("recomputed finish")), instant(facts.finish)),
    ]
    value = working_days(j.slip, sign=True) if j.slip is not None else plain("―")
    note = both(N_("late is plus")) if j.slip is not None else both(N_("no baseline"))
    return Card(both(N_("Slip against baseline")), value, note, formula, inputs, slip_band(j.slip))


def slip_band(slip: float | None) -> str:
    """Return the colour of a slip."""
    if slip is None:
        return ""
    return "red" if slip > SLIP_RED else "amber" if slip >= 0.5 else "green"


def _value(facts: Facts) -> list[Card]:
    e = facts.earned
    if e is None:
        return []
    inputs = [
        (plain("PV"), _amount(e.planned, e.unit)),
        (plain("EV"), _amount(e.earned, e.unit)),
        (plain("AC"), _amount(e.actual, e.unit)),
        (plain("BAC"), _amount(e.at_completion, e.unit)),
        (plain("EAC"), _amount(e.estimate, e.unit)),
        (plain("SPI"), plain(number(e.schedule_index, 2))),
    ]
    made = []
    for name, value, formula, note in (
        (
            "SPI(t)",
            e.time_index,
            N_("SPI(t) = earned schedule ÷ time passed, at the as-of date."),
            N_("schedule performance"),
        ),
        ("CPI", e.cost_index, N_("CPI = EV ÷ AC at the as-of date."), N_("cost performance")),
    ):
        if value is None:
            continue
        band = "red" if round(value, 2) < INDEX_RED else "amber" if round(value, 2) < INDEX_AMBER else "green"
        made.append(Card(plain(name), plain(f"{value:.2f}"), both(note), both(formula), inputs, band))
    return made


def _amount(value: float | None, unit: Text) -> Text:
    return Text(f"{number(value, 0)} {unit.ja}", f"{number(value, 0)} {unit.en}")


def _health(facts: Facts) -> list[Card]:
    measured = [c for c in facts.checks if c.passed is not None]
    if not measured:
        return []
    failed = [c for c in measured if not c.passed]
    value = both(N_("{passed} of {total} passed"), passed=len(measured) - len(failed), total=len(measured))
    inputs = [(Text(f"{c.number} {c.name.ja}", f"{c.number} {c.name.en}"), plain(c.shown)) for c in failed]
    formula = both(N_("The DCMA checks that this plan can be measured on; those it fails are listed."))
    return [Card(both(N_("Schedule health")), value, both(N_("DCMA 14 points")), formula, inputs)]
