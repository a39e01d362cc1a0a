"""Issues of Redmine's REST interface, in JSON or XML (https://www.redmine.org/projects/redmine/wiki/Rest_Issues)."""

import re
from typing import Any

from lxml import etree

from kaname.exchange.trackers.values import day, listed, moment, named, number, text
from kaname.exchange.workbook.ticket_words import CANCELLED
from kaname.exchange.workbook.tickets import Ticket, Tracker

SURE = re.compile(r'"tracker"\s*:\s*\{')
TITLES = {"priority": "優先度", "due": "期日", "start": "開始日", "progress": "進捗率", "estimate": "予定工数"}
_FIELDS = {"tracker": "トラッカー", "category": "カテゴリ", "fixed_version": "対象バージョン", "author": "作成者"}


def of_json(content: Any) -> Tracker | None:
    """Return the issues of a list, or the one of a single answer; None where they are not Redmine's."""
    one = content.get("issue") if isinstance(content, dict) else None
    issues = [one] if isinstance(one, dict) else listed(content, "issues")
    if not issues or not all("tracker" in issue and "subject" in issue for issue in issues):
        return None
    return _tracker(issues)


def of_xml(root: etree._Element) -> Tracker:
    """Return the issues of an XML answer."""
    elements = [root] if root.tag == "issue" else [child for child in root if child.tag == "issue"]
    return _tracker([_plain(element) for element in elements])


def _plain(element: etree._Element) -> dict[str, Any]:
    """Return an element as the JSON interface gives it: lists of objects, objects with id and name, texts."""
    values: dict[str, Any] = {}
    for child in element:
        if child.get("type") == "array":
            values[child.tag] = [{**dict(item.attrib), **_plain(item)} for item in child]
        elif child.attrib:
            values[child.tag] = dict(child.attrib)
        else:
            values[child.tag] = child.text
    return values


def _tracker(issues: list[dict[str, Any]]) -> Tracker:
    tickets = {text(issue.get("id")): _ticket(issue) for issue in issues}
    for issue in issues:
        for relation in listed(issue.get("relations"), ""):
            before, after = text(relation.get("issue_id")), text(relation.get("issue_to_id"))
            if relation.get("relation_type") == "follows":
                before, after = after, before
            elif relation.get("relation_type") != "precedes":
                continue
            follower = (after, _amount(relation.get("delay")) or 0.0)
            known = tickets.get(before)
            if known is not None and follower not in known.followers:
                known.followers.append(follower)
    return Tracker("redmine", list(tickets.values()), titles=TITLES)


def _ticket(issue: dict[str, Any]) -> Ticket:
    status = issue.get("status")
    closed = status.get("is_closed") if isinstance(status, dict) else None
    cancelled = named(status).lower().replace(" ", "") in CANCELLED
    ticket = Ticket(
        text(issue.get("id")),
        " ".join(text(issue.get("subject")).split()),
        text((issue.get("parent") or {}).get("id")) if isinstance(issue.get("parent"), dict) else "",
        start=day(issue.get("start_date")),
        due=day(issue.get("due_date")),
        closed=moment(issue.get("closed_on")),
        created=moment(issue.get("created_on")),
        done=closed in (True, "true") or moment(issue.get("closed_on")) is not None or cancelled,
        cancelled=cancelled,
        progress=_amount(issue.get("done_ratio")),
        assignee=named(issue.get("assigned_to")),
        priority=named(issue.get("priority")),
        estimate=_amount(issue.get("estimated_hours")) or "",
        spent=_amount(issue.get("spent_hours")) or "",
        notes=text(issue.get("description")),
        project=named(issue.get("project")),
    )
    ticket.fields = {"ステータス": named(status), "プロジェクト": ticket.project}
    ticket.fields |= {title: named(issue.get(key)) for key, title in _FIELDS.items()}
    for custom in listed(issue.get("custom_fields"), ""):
        value = custom.get("value")
        ticket.fields[named(custom)] = ", ".join(map(str, value)) if isinstance(value, list) else text(value)
    ticket.fields = {title: value for title, value in ticket.fields.items() if title and value}
    return ticket


def _amount(value: object) -> float | None:
    """Return a number, which XML gives as text."""
    found = number(value)
    if found is None and isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    return found
