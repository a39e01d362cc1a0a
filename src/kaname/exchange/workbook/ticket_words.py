"""Titles of the columns that trackers export as a table, and the words of their states, Japanese and English."""

from kaname.exchange.workbook.vocabulary import words

SURE: dict[str, list[frozenset[str]]] = {
    "redmine": [frozenset(words("#")), frozenset(words("トラッカー tracker")), frozenset(words("題名 subject"))],
    "backlog": [
        frozenset(words("キー key")),
        frozenset(words("件名 subject")),
        frozenset(words("種別 issuetype")),
        frozenset(words("状態 status")),
    ],
    "jira": [
        frozenset(words("課題キー issuekey")),
        frozenset(words("要約 summary")),
        frozenset(words("課題タイプ issuetype ステータス status")),
    ],
}
"""Which titles, together, only this tracker writes."""

TITLES: dict[str, dict[str, str]] = {
    "redmine": {
        "id": "#",
        "project": "プロジェクト project",
        "parent": "親チケット parenttask",
        "name": "題名 subject",
        "status": "ステータス status",
        "priority": "優先度 priority",
        "assignee": "担当者 assignee",
        "start": "開始日 startdate",
        "due": "期日 期限日 期限 duedate",
        "closed": "終了日 closed",
        "created": "作成日 created",
        "progress": "進捗率 %done",
        "estimate": "予定工数 estimatedtime",
        "spent": "作業時間 spenttime",
        "related": "関連するチケット relatedissues",
        "notes": "説明 description",
    },
    "backlog": {
        "id": "キー key",
        "other_id": "id",
        "project": "プロジェクト名 projectname",
        "parent": "親課題 親課題キー 親課題id parentissue parentissuekey parentissueid parent",
        "name": "件名 subject",
        "status": "状態 status",
        "resolution": "完了理由 resolution",
        "priority": "優先度 priority",
        "assignee": "担当者 assignee",
        "start": "開始日 startdate",
        "due": "期限日 期限 duedate",
        "created": "登録日 created createdon",
        "estimate": "予定時間 estimatedhours",
        "spent": "実績時間 actualhours",
        "notes": "詳細 description",
    },
    "jira": {
        "id": "課題キー issuekey",
        "other_id": "課題id issueid",
        "project": "プロジェクト名 projectname",
        "parent": "parentkey 親キー parent 親 親課題 customfield(epiclink) カスタムフィールド(epiclink) parentid 親id",
        "name": "要約 summary",
        "status": "ステータス status",
        "category": "ステータスカテゴリ statuscategory",
        "resolution": "解決状況 resolution",
        "priority": "優先度 priority",
        "assignee": "担当者 assignee",
        "start": "customfield(startdate) カスタムフィールド(startdate) カスタムフィールド(開始日) startdate 開始日",
        "due": "期限 期日 期限日 duedate",
        "closed": "解決日 解決済み resolved resolutiondate",
        "created": "作成日 created",
        "estimate": "初期見積もり 初期見積り originalestimate",
        "spent": "消費時間 作業時間 timespent",
        "blocks": "outwardissuelink(blocks) 外向き課題リンク(blocks)",
        "blocked": "inwardissuelink(blocks) 内向き課題リンク(blocks)",
        "notes": "説明 description",
    },
}
"""What the columns mean, by their titles without spaces, in small letters; the first column of a meaning that holds
anything counts."""

DONE = frozenset(words("終了 完了 クローズ closed done complete completed resolved 解決済 解決済み"))
CANCELLED = frozenset(
    words(
        "却下 中止 取り消し 取消 キャンセル 対応しない 重複 無効 再現しない rejected cancelled canceled duplicate "
        "invalid wontfix won'tfix wontdo won'tdo cannotreproduce declined"
    )
)
UNRESOLVED = frozenset(words("unresolved 未解決 -"))
BEFORE = frozenset(words("次のチケットに先行 precedes"))
AFTER = frozenset(words("次のチケットに後続 follows"))
