"""Titles of the columns of people's own lists of risks (リスク管理表), and the words in their cells.

Titles as :func:`kaname.exchange.workbook.headings.plain` gives them: folded, small, without spaces, marks and brackets.
The columns are those of specification 6.4 and of the lists that practitioners publish.
"""

TITLES: dict[str, str] = {
    "key": "no № # 番号 項番 連番 通番 管理番号 管理no リスク番号 リスクno リスクid リスク管理番号 id number riskid",
    "sentence": "原因→事象→影響 cause→event→effect リスク原因→事象→影響",
    "event": (
        "事象 リスク リスク名 リスク内容 リスク事象 リスク項目 リスク件名 リスク概要 リスクの内容 想定リスク "
        "起こりうる事象 件名 内容 risk event riskevent riskdescription riskname title description eventthatmayhappen"
    ),
    "cause": "原因 要因 リスク要因 リスク原因 発生要因 発生原因 背景 cause causeoftherisk riskcause source",
    "effect": (
        "影響 影響内容 想定影響 想定される影響 影響の内容 リスクの影響 結果 effect effectontheproject consequence"
    ),
    "direction": "脅威好機 脅威・好機 脅威機会 好機脅威 リスク種別 threatoropportunity threatopportunity",
    "category": (
        "区分 分類 カテゴリ カテゴリー リスク区分 リスク分類 リスクカテゴリ category categoryofrisk riskcategory"
    ),
    "probability": (
        "発生確率 確率 発生確率p p 発生可能性 可能性 発生頻度 確度 起こりやすさ probability likelihood chance"
    ),
    "impact": "影響度 影響の大きさ 影響度i i インパクト 重大度 深刻度 影響度合い impact severity",
    "impact_delay": "影響i日程 影響日程 影響度日程 納期への影響 納期影響 スケジュール影響 impactondates scheduleimpact",
    "impact_cost": "影響i費用 影響費用 影響度費用 コスト影響 費用影響 costへの影響 impactoncost costimpact",
    "impact_quality": "影響i品質 影響品質 影響度品質 品質影響 品質への影響 impactonquality qualityimpact",
    "exposure_yen": "影響額 発生時の影響額 想定損失額 損失額 影響金額 effectinyenifithappens exposure",
    "proximity": "切迫度 発生時期 近さ proximity hownearitis",
    "response": "対応方針 対応戦略 対応種別 対応区分 対策区分 戦略 対応タイプ response responsetype strategy",
    "prevention": (
        "予防策 対策 対応策 予防対策 対応内容 事前対策 予防処置 予防 軽減策 未然防止策 "
        "preventiveaction mitigation action"
    ),
    "response_due": "予防策の期限 対応期限 対策期限 期限 期日 完了予定日 実施期限 preventiveactiondue due duedate",
    "contingency": (
        "発生時対応 発生時の対応 発生時対策 事後対策 発現時対応 顕在化時の対応 代替策 contingency actionwhenithappens"
    ),
    "trigger": "トリガ トリガー 兆候 予兆 発生の兆候 signthatitbegins trigger",
    "owner": "リスク担当 担当 担当者 リスクオーナー オーナー 責任者 主担当 対応者 riskowner owner assignee",
    "review_due": "次回見直し日 見直し日 次回確認日 次回レビュー日 見直し予定日 監視日 nextreview reviewdate",
    "residual_probability": "残存p 残存確率 残存発生確率 probabilityaftertheresponse residualprobability",
    "residual_impact": "残存i 残存影響度 残存影響 impactaftertheresponse residualimpact",
    "reserve_yen": "予備費 予備 コンティンジェンシー コンティンジェンシー予備 reserve contingencyreserve",
    "state": "状態 ステータス 状況 対応状況 state status",
}
"""What a column means, by its title."""

NEEDED = frozenset({"probability", "impact", "impact_delay", "impact_cost", "response", "prevention", "review_due"})
"""A table with an event and at least two of these is a list of risks."""

STATES: dict[str, str] = {
    "identified": "識別 識別済み 識別済 新規 未対応 未着手 起票 登録 オープン open new identified",
    "analysed": "分析 分析済み 分析済 評価済み 評価済 analysed analyzed assessed",
    "planned": "対応計画 対応計画済み 計画済み 計画済 対応中 対策中 実施中 responseplanned planned inprogress",
    "watched": "監視 監視中 モニタリング モニタリング中 継続 継続監視 観察中 watched monitoring",
    "happened": "顕在化 発生 発生済み 発生済 発現 課題化 happened occurred",
    "closed": "終結 完了 終了 クローズ 解消 消滅 対応済み 対応済 対応完了 済 closed ended done",
}
DIRECTIONS: dict[str, str] = {
    "threat": "脅威 マイナス マイナスのリスク threat negative",
    "opportunity": "好機 機会 プラス プラスのリスク チャンス opportunity positive",
}
CATEGORIES: dict[str, str] = {
    "technical": "技術 技術面 技術的 システム 品質 性能 technical technology quality",
    "requirements": "要件 仕様 スコープ 範囲 requirements scope",
    "people": "要員 要員スキル 人 人員 体制 スキル リソース 資源 people peopleandskills resource resources",
    "supplier": "調達 契約 調達契約 外注 ベンダ ベンダー 委託先 suppliersandcontracts supplier vendor procurement",
    "planning": (
        "計画 見積 見積り 計画見積り 進捗 スケジュール 納期 コスト 費用 planandestimates schedule cost planning"
    ),
    "organisation": (
        "組織 ステークホルダー 組織ステークホルダー 顧客 コミュニケーション 業務 organisationandstakeholders "
        "organisation organization stakeholder"
    ),
    "outside": "外部 外部環境 外部要因 法令 法規 市場 自然 災害 セキュリティ outside external legal",
}
RESPONSES: dict[str, str] = {
    "avoid": "回避 avoid",
    "transfer": "転嫁 移転 転嫁移転 transfer",
    "mitigate": "軽減 低減 緩和 mitigate reduce",
    "exploit": "活用 exploit",
    "share": "共有 分担 share",
    "enhance": "強化 拡大 enhance",
    "accept": "受容 許容 保有 受入 accept acceptance accepttherisk retain",
    "escalate": "エスカレーション エスカレート escalate escalation",
}
PROXIMITIES: dict[str, str] = {
    "month": "1か月以内 1ヶ月以内 1カ月以内 今月 高 近い 至急 withinamonth",
    "quarter": "3か月以内 3ヶ月以内 3カ月以内 中 withinthreemonths",
    "later": "それより先 3か月超 低 遠い laterthanthat",
}
GRADES: dict[str, str] = {
    "5": "5 極高 極大 非常に高い 非常に大きい ほぼ確実 veryhigh critical",
    "4": "4 高 高い 大 大きい h high a",
    "3": "3 中 中程度 普通 m medium middle moderate b",
    "2": "2 低 低い 小 小さい l low c",
    "1": "1 極低 極小 非常に低い 非常に小さい ほぼない verylow",
}
"""Words of scales of three stand in the middle of ours: 高 is 4, 中 is 3, 低 is 2."""
