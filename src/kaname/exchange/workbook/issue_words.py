"""Titles of the columns of people's own lists of issues (課題管理表), and the words in their cells.

Titles as :func:`kaname.exchange.workbook.headings.plain` gives them. Practitioners' lists agree on number, date,
author, title, content, due date, priority, owner and status (specification 6.3).
"""

from kaname.exchange.workbook.vocabulary import words

TITLES: dict[str, str] = {
    "key": (
        "no № # 番号 項番 連番 通番 管理番号 管理no 課題番号 課題no 課題id 課題管理番号 id キー key "
        "issuekey 課題キー number 票番号"
    ),
    "title": (
        "件名 課題名 課題件名 課題タイトル 題名 表題 タイトル 課題 課題概要 概要 subject title summary "
        "issue 要約 titleoftheissue 課題事項"
    ),
    "event": (
        "事象 内容 課題内容 詳細 説明 現象 問題点 問題 発生事象 課題詳細 事象内容 description details "
        "content 背景 whathappened 課題の内容"
    ),
    "kind": (
        "区分 種別 分類 課題区分 課題種別 課題分類 type category kind トラッカー tracker issuetype "
        "課題タイプ kindofissue"
    ),
    "raised_on": (
        "発生日 起票日 登録日 起案日 作成日 提起日 発生年月日 発見日 記入日 受付日 created createdon "
        "raisedon cameupon 起票日時 発生日時"
    ),
    "raised_by": (
        "起票者 登録者 発見者 作成者 報告者 提起者 記入者 起票 author reporter raisedby 起票した人 発議者 指摘者"
    ),
    "owner": (
        "担当 担当者 対応者 責任者 主担当 主担当者 対応担当 対応担当者 担当者名 担当個人 assignee owner "
        "owneroftheissue assignedto"
    ),
    "due": (
        "期限 期日 対応期限 完了予定日 解決期限 期限日 完了期限 対応予定日 回答期限 解決予定日 due "
        "duedate deadline 目標日 完了目標日"
    ),
    "state": "状態 ステータス 状況 対応状況 進捗 進捗状況 status state",
    "priority": "優先度 優先順位 priority",
    "severity": "重大度 深刻度 影響度 severity",
    "cause": "原因区分 原因分類 causeoftheissue",
    "response": (
        "対応方針 対策 対応内容 対応策 処置 対応方法 対応 解決策 処置内容 対処 対応案 response action whatistobedone"
    ),
    "result": "対応結果 結果 解決内容 処置結果 対応状況詳細 result outcome",
    "criterion": "完了条件 クローズ条件 closedwhen",
    "closed_on": "完了日 解決日 対応完了日 クローズ日 終了日 対応日 処置日 closed closedon resolved",
    "closed_by": "確認者 承認者 完了確認者 クローズ確認者 confirmedby",
}
"""What a column means, by its title; a title that begins two meanings belongs to the first."""

NEEDED = frozenset({"owner", "due", "state", "raised_on", "priority", "response"})
"""A table with a title and at least two of these is a list of issues."""

STATES: dict[str, str] = {
    "raised": (
        "raisednottakeninyet 起票 新規 未着手 未対応 未 登録 オープン open new todo backlog 受付前 未受付 未処理 起案"
    ),
    "accepted": "takenin 受付 受付済 受付済み 着手待ち 対応待ち accepted assigned 未着手(受付済)",
    "working": (
        "beingworkedon 対応中 進行中 作業中 着手 着手中 検討中 調査中 継続 継続中 処理中 確認依頼中 回答待ち "
        "inprogress doing working started 対応開始"
    ),
    "held": "保留 保留中 ペンディング 中断 pending onhold hold suspended",
    "resolved": (
        "resolvedtobeconfirmed beingconfirmed 確認 対応済 対応済み 解決 解決済 解決済み 処理済み 処理済 確認待ち "
        "確認中 フィードバック resolved fixed review feedback done対応"
    ),
    "closed": "confirmedandclosed 完了 終了 クローズ 済 済み 対応完了 closed done complete completed close",
    "rejected": (
        "rejectednotdealtwith "
        "却下 取下げ 取り下げ 対応不要 対応しない 重複 対象外 中止 取消 キャンセル rejected duplicate "
        "invalid wontfix won'tfix cancelled canceled"
    ),
}
KINDS: dict[str, str] = {
    "issue": "anissue 課題 問題 issue problem 懸案 懸案事項",
    "todo": "todo タスク task 作業 宿題 アクション action to-do サポート support",
    "question": "質問 qa q&a 質疑 問合せ 問い合わせ question 照会 確認事項 確認",
    "risk": "リスク risk",
    "change": (
        "changerequest 変更 変更要求 変更依頼 要望 仕様変更 改善 改修 機能 change improvement feature newfeature "
        "enhancement story ストーリー"
    ),
    "defect": "不具合 バグ 障害 bug defect fault",
}
GRADES: dict[str, str] = {
    "high": ("高 高い 大 急いで 至急 緊急 今すぐ a 1 s high highest urgent immediate critical major ★★★ ◎ 最優先"),
    "middle": "中 通常 b 2 normal medium middle ★★ ○ 普通",
    "low": "低 低め 低い 小 c 3 low lowest minor trivial ★ △",
}
SEVERITIES: dict[str, str] = {
    "1": "s1 s1致命的 致命的 致命 緊急 大 高 a critical blocker fatal s1critical",
    "2": "s2 s2重大 重大 重要 中 b major s2major",
    "3": "s3 s3軽微 軽微 小 低 c minor trivial s3minor",
}


def meanings(table: dict[str, str]) -> dict[str, str]:
    """Return what each word of a table means; a word that stands twice means the first."""
    found: dict[str, str] = {}
    for meaning, text in table.items():
        for word in words(text):
            found.setdefault(word, meaning)
    return found
