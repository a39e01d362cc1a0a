"""Rows of issues: people's own lists by their titles, and real exports of Redmine, Backlog and Jira."""

from collections import Counter
from datetime import date

import pytest

from kaname.exchange.issue_files import NoIssues, read_issues

LIST = """課題管理表,,,,,,
,,,,,,
課題No,課題名,担 当,期 限,ステータス,優先順位,起票日
1,環境が止まる,山田,2026/12/4,2.対応中,A,R8.11.2
2,画面の色,鈴木,未定,完了,低,2026年11月3日
3,帳票,,来週,聞いていない,,11/3
,,,,,,
"""


def test_a_list_is_told_by_its_titles_and_taken_at_its_word():
    found = read_issues(LIST.encode("cp932"), "課題.csv")
    first, second, third = found.rows
    assert (found.source, first.row, first.text("key"), first.text("title")) == ("list", 4, "1", "環境が止まる")
    assert (first.state, first.grade, first.days["due"]) == ("working", "high", date(2026, 12, 4))
    assert first.days["raised_on"] == date(2026, 11, 2)
    assert (second.state, second.grade, second.days.get("due"), second.unread) == ("closed", "low", None, {})
    assert (third.state, third.text("state"), third.unread["due"]) == ("", "聞いていない", "来週")
    assert "raised_on" in third.unread  # a day without its year is told, not guessed


@pytest.mark.parametrize("text", ["品名,数量,単価\nねじ,3,10\n", "件名,備考\nx,y\n", "", "a"])
def test_what_is_no_list_is_said_to_be_none(text):
    with pytest.raises(NoIssues):
        read_issues(text.encode(), "x.csv")


def test_the_trackers_real_exports_are_rows(realdata):
    folder = realdata / "issue-trackers"
    redmine = [
        read_issues((folder / "redmine-ja" / name).read_bytes(), name)
        for name in ("issues_github-ja.json", "issues_github-ja.xml", "issues_github-ja_CP932.csv")
    ]
    for found in redmine:
        assert (found.source, len(found.rows)) == ("redmine", 25)
        assert Counter(row.state for row in found.rows) == {"closed": 22, "raised": 3}
        assert Counter(row.kind for row in found.rows) == {"defect": 10, "todo": 9, "change": 6}
    backlog = read_issues((folder / "backlog4j_json" / "issues.json").read_bytes(), "issues.json")
    assert [row.state for row in backlog.rows] == ["raised", "raised"]
    jira = read_issues((folder / "jira_csv" / "jira_repeated_columns_comments.csv").read_bytes(), "jira.csv")
    assert [(row.state, row.kind) for row in jira.rows] == [("closed", "change"), ("closed", "defect")]
