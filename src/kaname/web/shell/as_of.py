"""``?as_of=DATE``: which pages read it, and what it keeps while one goes from page to page of a project."""

from datetime import date

from django.http import HttpRequest

from kaname.domains.core.queries import today

READ = frozenset(
    {
        "portfolio:board", "portfolio:cards", "portfolio:map", "portfolio:timeline", "portfolio:csv", "portfolio:xlsx",
        "standing:watermelons", "projects:cockpit", "health:axes", "health:forecast", "cost:overview",
        "cost:accounts", "cost:accounts-xlsx", "money:all", "schedule:gantt", "schedule:gantt-data",
        "schedule:wbs", "schedule:burndown", "portfolio:dependencies", "schedule:milestones", "schedule:look-ahead",
        "schedule:activities", "schedule:activity", "activities:list", "decisions:queue", "decisions:xlsx",
        "decisions:project", "decisions:decision", "resources:load",
        "resources:load-detail", "project-reports:shelf", "project-reports:draft", "project-reports:draft-file",
        "risks:register", "risks:xlsx", "risks:project", "risks:risk",
        "issues:list", "issues:xlsx", "issues:project", "issues:issue",
        "quality:register", "quality:register-xlsx", "quality:defects", "quality:defects-xlsx", "quality:gates",
        "quality:project", "quality:project-xlsx", "quality:measure", "quality:defect", "quality:gate",
        "strategy:map", "strategy:objective", "strategy:kpi", "strategy:portfolio",
        "project-reports:freeze", "reports:company-draft", "reports:company-draft-file",
        "reports:company-freeze",
    }
)  # fmt: skip
"""The routes whose pages show a report date as it was frozen. All others show the present, and say so when asked."""


def day_asked(request: HttpRequest) -> date | None:
    """Return the day that the address asks for; None for none, or for what is no day."""
    try:
        return date.fromisoformat(request.GET.get("as_of", ""))
    except ValueError:
        return None


def past_day(request: HttpRequest) -> date | None:
    """Return the day that the address asks for; None for none, what is no day, and what is yet to come."""
    day = day_asked(request)
    return day if day is not None and day <= today() else None


def shows_present(request: HttpRequest) -> bool:
    """Return whether a day is asked of a page that does not keep any."""
    match = getattr(request, "resolver_match", None)
    return match is not None and day_asked(request) is not None and match.view_name not in READ
