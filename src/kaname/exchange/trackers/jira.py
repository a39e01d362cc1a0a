"""Issues of Jira's search (https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/)."""

import re
from typing import Any

from kaname.exchange.trackers.values import day, listed, moment, named, number, text
from kaname.exchange.workbook.ticket_words import CANCELLED
from kaname.exchange.workbook.tickets import Ticket, Tracker

SURE = re.compile(r'"fields"\s*:\s*\{')
_HOUR = 3600.0
_NAMES = {"status": "Status", "issuetype": "Issue Type", "resolution": "Resolution", "reporter": "Reporter"}
_LISTS = {"components": "Components", "fixVersions": "Fix versions", "labels": "Labels"}


def of_json(content: Any) -> Tracker | None:
    """Return the issues of a search, or one issue; None where they are not Jira's."""
    issues = [content] if isinstance(content, dict) and "fields" in content else listed(content, "issues")
    if not issues or not all("key" in issue and isinstance(issue.get("fields"), dict) for issue in issues):
        return None
    tickets = {text(issue["key"]): _ticket(text(issue["key"]), issue["fields"]) for issue in issues}
    for issue in issues:
        for link in listed(issue["fields"].get("issuelinks"), ""):
            _link(text(issue["key"]), link, tickets)
    return Tracker("jira", list(tickets.values()))


def _link(key: str, link: dict[str, Any], tickets: dict[str, Ticket]) -> None:
    """Note a link of the kind "blocks", whichever end tells of it."""
    if named(link.get("type")).lower() != "blocks":
        return
    before, after = key, named(link.get("outwardIssue"), "key")
    if not after:
        before, after = named(link.get("inwardIssue"), "key"), key
    known = tickets.get(before)
    if known is not None and after and (after, 0.0) not in known.followers:
        known.followers.append((after, 0.0))


def _ticket(key: str, fields: dict[str, Any]) -> Ticket:
    status = fields.get("status")
    category = named(status.get("statusCategory"), "key") if isinstance(status, dict) else ""
    resolution = named(fields.get("resolution"))
    cancelled = bool({named(status).lower().replace(" ", ""), resolution.lower().replace(" ", "")} & CANCELLED)
    ticket = Ticket(
        key,
        " ".join(text(fields.get("summary")).split()),
        named(fields.get("parent"), "key"),
        start=day(fields.get("startdate") or fields.get("customfield_10015")),  # what Jira Cloud calls Start date
        due=day(fields.get("duedate")),
        closed=moment(fields.get("resolutiondate")),
        created=moment(fields.get("created")),
        done=category == "done" or bool(resolution) or cancelled,
        cancelled=cancelled,
        assignee=named(fields.get("assignee"), "displayName"),
        priority=named(fields.get("priority")),
        estimate=(number(fields.get("timeoriginalestimate")) or 0.0) / _HOUR or "",
        spent=(number(fields.get("timespent")) or 0.0) / _HOUR or "",
        notes=text(fields.get("description")),
        project=named(fields.get("project")),
    )
    found = {title: named(fields.get(name), "displayName") for name, title in _NAMES.items()}
    for name, title in _LISTS.items():
        values = fields.get(name)
        found[title] = ", ".join(named(item) for item in values) if isinstance(values, list) else ""
    ticket.fields = {title: value for title, value in found.items() if value}
    return ticket
