"""Projects of XER with their schedule options."""

from kaname.engine.diagnostics import Diagnostic, warning
from kaname.exchange.document import Calendar, Project
from kaname.exchange.xer.tables import Tables
from kaname.exchange.xer.values import Row

_OPTIONS = ("critical_path_type", "def_complete_pct_type", "def_duration_type", "export_flag", "guid")
LAG_CALENDARS = {
    "rcal_Predecessor": "predecessor",
    "rcal_Successor": "successor",
    "rcal_ProjDefault": "project",
    "rcal_24Hour": "continuous",
}
FLOAT_TYPES = {"ft_ff": "finish", "ft_ss": "start", "ft_sf": "start", "ft_min": "smallest"}


def read_projects(tables: Tables, calendars: list[Calendar], problems: list[Diagnostic]) -> list[Project]:
    """Return the projects in the file's order; options hold SCHEDOPTIONS by P6's names."""
    options = {values.get("proj_id", ""): values for values in tables.of("SCHEDOPTIONS")}
    currencies = {values.get("curr_id", ""): values.get("curr_short_name", "") for values in tables.of("CURRTYPE")}
    usual = tables.currency or next(iter(currencies.values()), "")
    by_id = {calendar.id: calendar for calendar in calendars}
    defaults = [values.get("clndr_id", "") for values in tables.of("CALENDAR") if values.get("default_flag") == "Y"]
    found: dict[str, Project] = {}
    for values in tables.of("PROJECT"):
        row = Row(values, f"PROJECT {values.get('proj_id', '')}", problems)
        if row.text("proj_id") in found:
            problems.append(warning("xer-repeated-id", row.subject))
            continue
        project = _read_project(row, options.get(row.text("proj_id"), {}), usual)
        if project.calendar_id not in by_id:
            project.calendar_id = next(iter([*defaults, *by_id]), None)
        calendar = by_id.get(project.calendar_id or "")
        if calendar is not None and calendar.minutes_per_day:
            project.minutes_per_day = calendar.minutes_per_day
            project.minutes_per_week = 5 * calendar.minutes_per_day
        found[project.id] = project
    return list(found.values())


def _read_project(row: Row, options: dict[str, str], currency: str) -> Project:
    limit = row.minutes("critical_drtn_hr_cnt")
    kept: dict[str, object] = {name: row.text(name) for name in _OPTIONS if row.text(name)}
    return Project(
        id=row.text("proj_id"),
        name=row.text("proj_short_name"),
        start=row.instant("plan_start_date"),
        finish=row.instant("scd_end_date"),
        must_finish_by=row.instant("plan_end_date"),
        status_date=row.instant("last_recalc_date"),
        calendar_id=row.reference("clndr_id"),
        critical_slack_limit=limit or 0.0,
        currency=currency,
        multiple_critical_paths=options.get("enable_multiple_longest_path_calc") == "Y",
        options={
            **kept,
            **{k: v for k, v in options.items() if k not in ("schedoptions_id", "proj_id")},
            **_rules(options),
        },
    )


def _rules(options: dict[str, str]) -> dict[str, object]:
    """Return the rules of the schedule under the names that the compiler knows; P6's own defaults where not said."""
    progress = "retained_logic" if options.get("sched_retained_logic", "Y") == "Y" else "actual_dates"
    if options.get("sched_progress_override") == "Y":
        progress = "progress_override"
    return {
        "progress": progress,
        "lag_calendar": LAG_CALENDARS.get(options.get("sched_calendar_on_relationship_lag", ""), "predecessor"),
        "float_type": FLOAT_TYPES.get(options.get("sched_float_type", "").lower(), "finish"),
        "expected_finish": options.get("sched_use_expect_end_flag", "Y") == "Y",
    }
