"""Issues of Redmine, Backlog and Jira as plans, from tables and from their interfaces."""

import csv
import io
import json

import pytest

from kaname.engine.diagnostics import ProblemsFound
from kaname.exchange.document import Activity, PlanDocument
from kaname.exchange.formats import read_bytes, read_plan

REDMINE = [
    ["#", "プロジェクト", "トラッカー", "親チケット", "ステータス", "優先度", "題名", "担当者", "開始日", "期日",
     "予定工数",
     "作業時間", "進捗率", "作成日", "終了日", "関連するチケット", "説明"],
    ["10", "受発注刷新", "機能", "", "新規", "通常", "1. 設計", "", "2026/04/06", "2026/04/17", "", "0.00", "40",
     "2026/03/01 9:00", "", "", ""],
    ["11", "受発注刷新", "機能", "10", "終了", "高め", "画面の設計", "佐藤 花子", "2026/04/06", "2026/04/10",
     "40.00", "42.50",
     "0", "2026/03/01 9:00", "2026/04/09 18:20", "次のチケットに先行 (2日) #12, 関連している #13", "二行\nある"],
    ["12", "受発注刷新", "機能", "10", "進行中", "通常", "（1）帳票の設計", "鈴木 次郎", "2026/04/15", "2026/04/17",
     "24.00",
     "", "40", "2026/03/02 9:00", "", "次のチケットに後続 (2日) #11", ""],
    ["13", "受発注刷新", "バグ", "", "却下", "急いで", "合計", "", "", "", "", "", "0", "2026/03/03 9:00",
     "2026/03/04 9:00",
     "", ""],
]  # fmt: skip
ISSUES = {
    "issues": [
        {"id": 10, "project": {"id": 1, "name": "受発注刷新"}, "tracker": {"id": 2, "name": "機能"},
         "status": {"id": 1, "name": "新規", "is_closed": False}, "priority": {"id": 2, "name": "通常"},
         "subject": "1. 設計", "start_date": "2026-04-06", "due_date": "2026-04-17", "done_ratio": 40,
         "created_on": "2026-03-01T00:00:00Z"},
        {"id": 11, "project": {"id": 1, "name": "受発注刷新"}, "tracker": {"id": 2, "name": "機能"},
         "parent": {"id": 10},
         "status": {"id": 5, "name": "終了", "is_closed": True}, "priority": {"id": 3, "name": "高め"},
         "subject": "画面の設計", "assigned_to": {"id": 4, "name": "佐藤 花子"}, "start_date": "2026-04-06",
         "due_date": "2026-04-10", "done_ratio": 0, "estimated_hours": 40.0, "spent_hours": 42.5,
         "created_on": "2026-03-01T00:00:00Z", "closed_on": "2026-04-09T09:20:00Z", "description": "二行\nある",
         "relations": [{"id": 1, "issue_id": 11, "issue_to_id": 12, "relation_type": "precedes", "delay": 2},
                       {"id": 2, "issue_id": 11, "issue_to_id": 13, "relation_type": "relates", "delay": None}]},
        {"id": 12, "project": {"id": 1, "name": "受発注刷新"}, "tracker": {"id": 2, "name": "機能"},
         "parent": {"id": 10},
         "status": {"id": 2, "name": "進行中", "is_closed": False}, "priority": {"id": 2, "name": "通常"},
         "subject": "（1）帳票の設計", "assigned_to": {"id": 5, "name": "鈴木 次郎"}, "start_date": "2026-04-15",
         "due_date": "2026-04-17", "done_ratio": 40, "estimated_hours": 24.0, "spent_hours": 0.0,
         "created_on": "2026-03-02T00:00:00Z",
         "relations": [{"id": 1, "issue_id": 11, "issue_to_id": 12, "relation_type": "precedes", "delay": 2}]},
        {"id": 13, "project": {"id": 1, "name": "受発注刷新"}, "tracker": {"id": 1, "name": "バグ"},
         "status": {"id": 6, "name": "却下", "is_closed": True}, "priority": {"id": 4, "name": "急いで"},
         "subject": "合計", "start_date": None, "due_date": None, "done_ratio": 0,
         "created_on": "2026-03-03T00:00:00Z", "closed_on": "2026-03-04T00:00:00Z"},
    ],
    "total_count": 4,
}  # fmt: skip


def table(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def row(a: Activity) -> tuple[object, ...]:
    days = [moment and moment.date().isoformat() for moment in (a.stored.start, a.stored.finish, a.actual_finish)]
    return a.id, a.name, a.parent_id, *days, a.percent_complete, a.active


def links(plan: PlanDocument) -> list[tuple[str, str, float]]:
    return [(r.predecessor_id, r.successor_id, r.lag / 480) for r in plan.relations]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_table_of_redmine(encoding):
    plan = read_bytes(table(REDMINE).encode(encoding), "issues.csv")
    assert [row(a) for a in plan.activities] == [
        ("10", "1. 設計", None, "2026-04-06", "2026-04-17", None, 40.0, True),
        ("11", "画面の設計", "10", "2026-04-06", "2026-04-10", "2026-04-09", 100.0, True),
        ("12", "（1）帳票の設計", "10", "2026-04-15", "2026-04-17", None, 40.0, True),
        ("13", "合計", None, None, None, None, 0.0, False),
    ]
    assert links(plan) == [("11", "12", 2.0)]
    assert (plan.format, plan.project.name, [r.name for r in plan.resources]) == (
        "redmine",
        "受発注刷新",
        ["佐藤 花子", "鈴木 次郎"],
    )
    drawn = plan.activities[1]
    assert [a.actual_start and a.actual_start.day for a in plan.activities] == [None, 6, None, None]
    assert (drawn.work, drawn.actual_work, drawn.priority, drawn.notes) == (2400.0, 2550.0, 700, "二行\nある")
    assert drawn.fields["関連"] == "関連している #13"
    assert (drawn.fields["トラッカー"], drawn.source) == ("機能", "issues 11")


def test_json_and_xml_of_redmine_say_what_its_table_says():
    tables = read_bytes(table(REDMINE).encode(), "issues.csv")
    answers = read_bytes(json.dumps(ISSUES, ensure_ascii=False).encode(), "issues.json")
    assert [row(a) for a in answers.activities] == [row(a) for a in tables.activities]
    assert (links(answers), answers.project.name) == (links(tables), tables.project.name)
    assert [(a.work, a.actual_work, a.priority) for a in answers.activities] == [
        (a.work, a.actual_work, a.priority) for a in tables.activities
    ]
    assert [d.code for d in answers.diagnostics if d.severity != "info"] == [
        d.code for d in tables.diagnostics if d.severity != "info"
    ]


def test_redmines_own_exports_in_every_form_are_one_plan(realdata):
    folder = realdata / "issue-trackers" / "redmine-ja"
    for name, relations in (("issues_dslib-1", 31), ("issues_github-ja", 0)):
        forms = [f"{name}{ending}" for ending in ("_UTF-8.csv", "_CP932.csv", ".json", ".xml")]
        plans = [read_plan(folder / form) for form in forms]
        assert {len(plan.relations) for plan in plans} == {relations}
        for plan in plans[1:]:
            assert [row(a) for a in plan.activities] == [row(a) for a in plans[0].activities]
            assert sorted(links(plan)) == sorted(links(plans[0]))
            assert [a.work for a in plan.activities] == [a.work for a in plans[0].activities]


BACKLOG = [
    ["ID", "プロジェクト名", "キー", "種別", "カテゴリー名", "件名", "詳細", "状態", "優先度", "担当者", "登録日",
     "開始日",
     "期限日", "予定時間", "実績時間", "親課題", "完了理由"],
    ["900", "受発注", "ABC5-1", "タスク", "画面", "設計", "", "完了", "高", "佐藤", "2026/03/01 10:00:00",
     "2026/04/06",
     "2026/04/10", "16", "", "", "対応済み"],
    ["901", "受発注", "ABC5-2", "タスク", "", "2. 一覧", "", "処理中", "中", "", "2026/03/01 10:00:00", "",
     "2026/04/09", "4",
     "", "ABC5-1", ""],
]  # fmt: skip


def test_a_table_of_backlog():
    plan = read_bytes(table(BACKLOG).encode("cp932"), "Backlog-Issues.csv")
    assert plan.format == "backlog"
    assert [row(a) for a in plan.activities] == [
        ("ABC5-1", "設計", None, "2026-04-06", "2026-04-10", None, 100.0, True),
        ("ABC5-2", "2. 一覧", "ABC5-1", None, "2026-04-09", None, None, True),
    ]
    assert plan.activities[0].fields["カテゴリー名"] == "画面"


def test_answers_of_backlog_whose_days_are_midnights_of_japan(realdata):
    issue = {
        "id": 7, "issueKey": "ABC-1", "summary": "設計", "issueType": {"name": "タスク"},
        "status": {"name": "処理中"},
        "priority": {"name": "中"}, "startDate": "2026-04-05T15:00:00Z", "dueDate": "2026-04-10T00:00:00Z",
        "assignee": {"name": "佐藤"}, "estimatedHours": 12.0, "parentIssueId": None, "category": [{"name": "画面"}],
    }  # fmt: skip
    below = issue | {"id": 8, "issueKey": "ABC-2", "summary": "一覧", "parentIssueId": 7, "assignee": None}
    plan = read_bytes(json.dumps([issue, below]).encode(), "issues.json")
    assert [row(a)[:5] for a in plan.activities] == [
        ("ABC-1", "設計", None, "2026-04-06", "2026-04-10"),
        ("ABC-2", "一覧", "ABC-1", "2026-04-06", "2026-04-10"),
    ]
    real = read_plan(realdata / "issue-trackers" / "backlog4j_json" / "issues.json")
    assert row(real.activities[0])[:5] == (
        "TST_PRJ5-2", "かてごりーてすと", None, "2014-07-16", "2014-07-24",
    )  # fmt: skip


JIRA = [
    ["Summary", "Issue key", "Issue id", "Issue Type", "Status", "Project name", "Priority", "Resolution", "Assignee",
     "Created", "Resolved", "Due date", "Labels", "Labels", "Original estimate", "Outward issue link (Blocks)",
     "Outward issue link (Blocks)", "Parent id", "Custom field (Start date)"],
    ["Design", "FS-1", "1001", "Story", "Done", "Web", "High", "Done", "Müller, Jürgen", "01/Mar/26 9:05 AM",
     "09/Apr/26 4:30 PM", "10/Apr/26 12:00 AM", "ui", "web", "28800", "FS-2", "FS-9", "", "06/Apr/26 12:00 AM"],
    ["Build", "FS-2", "1002", "Sub-task", "In Progress", "Web", "Medium", "", "", "02/Mar/26 9:05 AM", "",
     "17/Apr/26 12:00 AM", "", "", "16h", "", "", "1001", ""],
    ["Old", "FS-3", "1003", "Bug", "Closed", "Web", "Low", "Won't Do", "", "02/Mar/26 9:05 AM", "03/Mar/26 9:05 AM",
     "", "", "", "", "", "", "", ""],
]  # fmt: skip


def test_a_table_of_jira():
    plan = read_bytes(table(JIRA).encode("utf-8-sig"), "jira.csv")
    assert (plan.format, plan.project.name) == ("jira", "Web")
    assert [row(a) for a in plan.activities] == [
        ("FS-1", "Design", None, "2026-04-06", "2026-04-10", "2026-04-09", 100.0, True),
        ("FS-2", "Build", "FS-1", None, "2026-04-17", None, None, True),
        ("FS-3", "Old", None, None, None, None, None, False),
    ]
    assert [a.work for a in plan.activities] == [480.0, 960.0, None]
    assert [r.name for r in plan.resources] == ["Müller, Jürgen"]
    assert plan.activities[0].fields["Labels"] == "ui, web"
    assert links(plan) == [("FS-1", "FS-2", 0.0)]
    assert [d.params["value"] for d in plan.diagnostics if d.code == "workbook-unknown-predecessor"] == ["FS-9"]


def test_answers_of_jira():
    fields = {
        "summary": "Design", "status": {"name": "Done", "statusCategory": {"key": "done"}},
        "priority": {"name": "High"},
        "issuetype": {"name": "Story"}, "assignee": {"displayName": "Ann"}, "duedate": "2026-04-10",
        "resolutiondate": "2026-04-09T16:30:00.000+0900", "timeoriginalestimate": 28800,
        "created": "2026-03-01T09:00:00",
    }  # fmt: skip
    link = {"type": {"name": "Blocks"}, "inwardIssue": {"key": "A-1"}}
    later = {"summary": "Build", "status": {"name": "To Do"}, "parent": {"key": "A-1"}, "issuelinks": [link]}
    content = {"issues": [{"key": "A-1", "fields": fields}, {"key": "A-2", "fields": later}]}
    plan = read_bytes(json.dumps(content).encode(), "search.json")
    assert [row(a) for a in plan.activities] == [
        ("A-1", "Design", None, None, "2026-04-10", "2026-04-09", 100.0, True),
        ("A-2", "Build", "A-1", None, None, None, None, True),
    ]
    assert links(plan) == [("A-1", "A-2", 0.0)]


def test_a_plan_without_dates_begins_when_its_first_ticket_was_written():
    rows = [JIRA[0][:10], ["Design", "A-1", "1", "Story", "To Do", "Web", "High", "", "", "6/21/2025 16:14"]]
    assert read_bytes(table(rows).encode(), "jira.csv").project.start.isoformat() == "2025-06-21T00:00:00"


def test_what_is_cut_off_or_empty_is_refused():
    whole = json.dumps(ISSUES).encode()
    cases = {
        "cut.json": (whole[:-20], "json-not-valid"),
        "none.csv": (table(REDMINE[:1]).encode(), "workbook-no-activities"),
    }
    for name, (data, code) in cases.items():
        with pytest.raises(ProblemsFound) as refused:
            read_bytes(data, name)
        assert [d.code for d in refused.value.diagnostics if d.severity == "error"] == [code]


def test_a_number_of_thousands_of_digits_is_told_and_not_raised():
    text = '{"issues": [{"id": 1, "subject": "見本", "tracker": {"name": "課題"}, "done_ratio": %s}]}' % ("9" * 5000)
    with pytest.raises(ProblemsFound) as found:
        read_bytes(text.encode(), "issues.json")
    assert [d.code for d in found.value.diagnostics] == ["json-not-valid"]
