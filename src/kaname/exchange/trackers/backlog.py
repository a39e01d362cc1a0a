"""Issues of Backlog's interface (https://developer.nulab.com/docs/backlog/api/2/get-issue-list/)."""

import re
from typing import Any

from kaname.exchange.trackers.values import day, listed, moment, named, number, text
from kaname.exchange.workbook.ticket_words import CANCELLED, DONE
from kaname.exchange.workbook.tickets import Ticket, Tracker

SURE = re.compile(r'"issueKey"\s*:')
TITLES = {"priority": "優先度", "due": "期限日", "start": "開始日", "estimate": "予定時間", "spent": "実績時間"}
_NAMES = {"status": "状態", "issueType": "種別", "resolution": "完了理由", "createdUser": "登録者"}
_LISTS = {"category": "カテゴリー", "milestone": "マイルストーン", "versions": "発生バージョン"}


def of_json(content: Any) -> Tracker | None:
    """Return the issues of a list, or the one of a single answer; None where they are not Backlog's."""
    issues = [content] if isinstance(content, dict) and "issueKey" in content else listed(content, "issues")
    if not issues or not all("issueKey" in issue for issue in issues):
        return None
    keys = {text(issue.get("id")): text(issue.get("issueKey")) for issue in issues}
    return Tracker("backlog", [_ticket(issue, keys) for issue in issues], titles=TITLES)


def _ticket(issue: dict[str, Any], keys: dict[str, str]) -> Ticket:
    parent = text(issue.get("parentIssueId"))
    said = {named(issue.get(key)).lower().replace(" ", "") for key in ("status", "resolution")}
    cancelled = bool(said & CANCELLED)
    ticket = Ticket(
        text(issue.get("issueKey")),
        " ".join(text(issue.get("summary")).split()),
        keys.get(parent, parent),
        start=day(issue.get("startDate")),
        due=day(issue.get("dueDate") or issue.get("limitDate")),
        created=moment(issue.get("created")),
        done=bool(said & DONE) or cancelled,
        cancelled=cancelled,
        assignee=named(issue.get("assignee")),
        priority=named(issue.get("priority")),
        estimate=number(issue.get("estimatedHours")) or "",
        spent=number(issue.get("actualHours")) or "",
        notes=text(issue.get("description")),
    )
    fields = {title: named(issue.get(key)) for key, title in _NAMES.items()}
    fields |= {title: ", ".join(named(item) for item in listed(issue.get(key), "")) for key, title in _LISTS.items()}
    for custom in listed(issue.get("customFields"), ""):
        fields[named(custom)] = _value(custom.get("value"))
    ticket.fields = {title: value for title, value in fields.items() if title and value}
    return ticket


def _value(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value)
    return named(value) or text(value)
