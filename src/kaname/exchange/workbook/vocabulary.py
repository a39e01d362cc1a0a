"""The words of headers, Japanese and English, as :func:`kaname.exchange.workbook.headings.plain` gives them."""

from kaname.exchange.workbook.roles import Aspect, Role


def words(text: str) -> list[str]:
    """Return the words of a line, for tables that are read more often than changed."""
    return text.split()


WORDS: dict[Role, str] = {
    Role.NUMBER: "no № # 項番 番号 連番 通番 項 行番号 行 通し番号 rowno row seq シーケンス sno sn 項目番号 項目no nr",
    Role.ID: (
        "id taskid activityid タスクid 作業id アクティビティid uid uniqueid 固有id タスクno タスク番号 "
        "作業番号 作業no 管理番号 管理no タスクコード 作業コード activitycode taskno key キー 識別子 itemid "
        "tasknumber taskcode "
        "チケット チケット番号 issuekey"
    ),
    Role.WBS: (
        "wbs wbs番号 wbsコード wbscode wbsno wbsid wbs# アウトライン番号 outlinenumber 階層番号 章番号 wbsnumber"
    ),
    Role.PARENT: "親 親タスク 親id 親タスクid 親no 親番号 parent parentid parenttask parentno parentitem 上位タスク",
    Role.NAME: (
        "タスク名 タスク タスク名称 作業項目 作業名 作業名称 作業 作業内容 作業項目名 項目 項目名 件名 名称 "
        "アクティビティ アクティビティ名 工程名 wbs名 wbs要素 ワークパッケージ 実施事項 実施内容 実施項目 "
        "タイトル 業務内容 スケジュール項目 activity activityname task taskname name title workitem "
        "workpackage subject summary item taskdescription activitydescription taskdetails wbselement "
        "作業タスク 作業タスク名 タスク内容 todo やること tasks activities 作業件名 要素名"
    ),
    Role.OUTLINE: (
        "階層 レベル 階層レベル アウトラインレベル outlinelevel level lv wbsレベル 階層番号 wbslevel indent "
        "インデント 深さ depth"
    ),
    Role.PROGRESS: (
        "進捗 進捗率 進捗度 進捗状況 進捗割合 完了率 達成率 達成度 達成率 消化率 進ちょく 進ちょく率 progress "
        "%complete percentcomplete complete% %done done% done percentdone completion %completed "
        "percentagecomplete 出来高率 percentagecompleted pctcomplete %comp 完了% 進捗% rate 進行率 "
        "completionrate 進行度 %"
    ),
    Role.STATUS: (
        "ステータス 状態 状況 status state 完了区分 作業状況 作業状態 進行状況 完了フラグ 完了 実施状況 対応状況"
    ),
    Role.PREDECESSORS: (
        "先行タスク 先行作業 先行 先行タスクid 先行タスクno 先行作業no 先行作業id 先行id 先行no 先行番号 前提 "
        "前提タスク 前提作業 依存 依存関係 依存タスク 依存先 前工程 前作業 前タスク 先行wbs 先行工程 "
        "先行アクティビティ 先行タスク番号 先行作業番号 predecessors predecessor pred preds dependson "
        "dependency dependencies uniqueidpredecessors wbspredecessors predecessortasks predecessordetails "
        "dependenton immediatepredecessors blockedby 先行条件 先行wbs番号 依存元"
    ),
    Role.SUCCESSORS: (
        "後続 後続タスク 後続作業 後続id 後続no 後続タスクid 後続作業no 後工程 後続タスク番号 後作業 "
        "successors successor succ blocks"
    ),
    Role.ASSIGNEE: (
        "担当 担当者 担当者名 主担当 主担当者 副担当 副担当者 担当部署 担当会社 担当チーム 担当組織 "
        "担当グループ 作業者 作業担当 作業担当者 実施者 実施担当 責任者 リソース リソース名 要員 要員名 "
        "アサイン アサイン先 体制 担当・責任者 オーナー 資源名 owner assignee assignedto assigned resource "
        "resources resourcenames resourcename responsible who inchargeof personincharge pic assignees "
        "resourcedemand 割当 割り当て 割当先 担当リソース メンバー メンバ accountable responsibleperson"
    ),
    Role.NOTES: (
        "備考 メモ 注記 コメント 特記事項 補足 摘要 連絡事項 備考欄 notes note remarks remark comment comments memo"
    ),
    Role.DEADLINE: (
        "期限 納期 締切 締切日 締め切り 〆切 期限日 期日 納品日 必達日 納入期限 deadline due duedate dueby "
        "完了期限 作業期限 提出期限"
    ),
    Role.PRIORITY: "優先度 優先順位 優先 priority",
    Role.MILESTONE: "マイルストーン ms milestone マイルストン マイルストーンフラグ",
    Role.ACTIVE: "有効 有効無効 active アクティブ",
    Role.KIND: "タスク種別 種別 行種別 type activitytype tasktype rowtype",
    Role.OPTIMISTIC: (
        "楽観 楽観値 楽観的 最短 最短日数 楽観見積 楽観値 最小 最良 optimistic bestcase best min minimum o "
        "楽観的見積 最小値 ベスト shortest low 楽観工期"
    ),
    Role.MOST_LIKELY: (
        "最可能 最可能値 最頻 最頻値 最尤 最尤値 標準 現実的 最もあり得る mostlikely mostprobable likely mode "
        "m 最確 最確値 通常 現実 最可能見積 標準値 最可能工期"
    ),
    Role.PESSIMISTIC: (
        "悲観 悲観値 悲観的 最長 最長日数 悲観見積 最大 最悪 pessimistic worstcase worst max maximum p "
        "悲観的見積 最大値 ワースト longest high 悲観工期"
    ),
    Role.CONSTRAINT: "制約 制約タイプ 制約の種類 制約種別 constraint constrainttype",
    Role.CONSTRAINT_DATE: "制約日 制約の指定日 constraintdate",
    Role.FIXED_COST: "固定コスト 固定費 fixedcost",
}

WEAK_NAMES = frozenset(
    words("項目 作業内容 内容 名称 実施内容 subject summary item name title 工程名 タスク内容 taskdescription")
)
"""Names that, beside a stronger name column, describe instead of naming."""

GROUPS: dict[str, int] = {
    **dict.fromkeys(words("フェーズ phase ステージ stage 局面 フェイズ フェーズ名"), 3),
    **dict.fromkeys(words("サブシステム システム subsystem 案件 プロジェクト project システム名"), 2),
    **dict.fromkeys(words("工程 大工程 工程区分 process プロセス"), 5),
    **dict.fromkeys(
        words("分類 カテゴリ カテゴリー category グループ group 区分 機能 機能名 業務 チーム 分野 エリア 成果物群"), 6
    ),
    **dict.fromkeys(
        words("大項目 大分類 大区分 大タスク 大作業 大 大項目名 大分類名 大作業項目 大機能 作業大項目 大日程"), 10
    ),
    **dict.fromkeys(
        words("中項目 中分類 中区分 中タスク 中作業 中 中工程 中項目名 中分類名 中作業項目 中機能 作業中項目 中日程"),
        20,
    ),
    **dict.fromkeys(
        words("小項目 小分類 小区分 小タスク 小作業 小 小工程 小項目名 小分類名 小作業項目 小機能 作業小項目 小日程"),
        30,
    ),
    **dict.fromkeys(
        words("細項目 細分類 詳細項目 詳細タスク サブタスク 細目 subtask サブタスク名 作業詳細 極小項目 明細"), 50
    ),
}
NAME_RANK = 40

ASPECTS: dict[Aspect, str] = {
    Aspect.BASELINE: "当初 基準 ベースライン baseline original 初期 初版 原計画 契約 bl",
    Aspect.REVISED: (
        "見直し 見直 変更後 変更 改訂 改定 リスケ 最新 再計画 revised forecast 見込み 見込 修正 修正後 "
        "rescheduled 予測 expected current 現在"
    ),
    Aspect.ACTUAL: "実績 実際 actual 実",
    Aspect.REMAINING: "残り 残存 残 remaining rem",
    Aspect.PLAN: "予定 計画 planned scheduled plan schedule 見積もり 見積り 見積 estimated estimate est",
}

QUANTITIES: dict[Role, str] = {
    Role.START: "開始 着手 start begin 始期 自 from started starts 起算 開始時期 起",
    Role.FINISH: "終了 完了 finish end 終期 完了時期 至 to finished completed ends 完成 終 ending finishes",
    Role.DURATION: (
        "所要日数 作業日数 作業期間 所要期間 期間 日数 工期 所要時間 所要 duration days 営業日数 稼働日数 "
        "営業日 実働日数 dur"
    ),
    Role.WORK: (
        "作業工数 工数 作業量 作業時間 人日 人月 人時 work effort workload manhours mandays persondays hours "
        "稼働 manday 労力 時間 hrs mh md ph pd ワーク"
    ),
    Role.COST: "コスト 費用 金額 予算 原価 totalcost cost budget amount 価格",
}

WEAK_DATES = frozenset(words("着手 完了 started finished completed"))
"""Without 予定 or 実績 beside a planned column, these mean what really happened."""

DUE = frozenset(words("期限 期限日 期日 due duedate dueby 完了期限 作業期限"))
"""Beside one of these, a bare 完了日 or Completed is the day on which the work was really done."""

FILLERS = (
    "年月日 月日 日付 日時 日 の date day 作業 タスク 工程 task activity time 時期 値 total 合計 数 on by は at 全体"
)

NEGATIVE = (
    "不具合 障害 バグ 課題 指摘 起票 発生日 発見 原因 対策 期待結果 期待値 テストケース テスト項目 観点 "
    "確認結果 確認内容 レビューア レビュー対象 要件id リスク 影響度 質問 回答 議題 決定事項 defect bug "
    "severity testcase expectedresult reporter rootcause question answer "
)
"""Parts of headers that tell another kind of list: issues, defects, tests, reviews, questions."""
