"""The twelve projects: what they are, who plays which part, and what happens in them."""

from dataclasses import dataclass, field
from datetime import date

from kaname.demo.tongue import Text


@dataclass(frozen=True)
class Case:
    """One project of the demo. ``team``: part (as in the WBS tables) to person; ``drift``: what an activity really
    takes, as a factor of its plan; ``pace`` for all that ``drift`` does not name; ``freed``: what waits for another
    project, and until when.
    """

    code: str
    kind: str  # reform | venture | system
    name: str
    name_en: str
    summary: str
    summary_en: str
    unit: str
    sponsor: str
    manager: str
    start: date
    team: dict[str, str]
    budget_yen: int
    authority: str = "supportive"
    client: str = ""
    pace: float = 1.0
    scale: float = 1.0
    drift: dict[str, float] = field(default_factory=dict)
    notes: dict[str, Text] = field(default_factory=dict)
    freed: dict[str, date] = field(default_factory=dict)
    declared: str = "green"
    comment: Text = ("予定どおりです。", "As planned.")


STANDARDISATION = Case(
    "R26-01", "reform", "受発注業務の全社標準化", "Company-wide standard for ordering",
    "部門ごとに違う受発注の手順を一つにそろえ、月末の手戻りをなくします。",
    "One ordering procedure instead of one per department, so that nothing is redone at month end.",
    "PLN1", "K009", "K011", date(2026, 6, 1),
    {"PM": "K011", "AD": "K003", "AN": "K004", "EX": "K002", "CO": "K005", "T1": "K012", "T2": "K037", "T3": "K038"},
    48_000_000, "directive", pace=1.02,
)  # fmt: skip
MEETINGS = Case(
    "R26-02", "reform", "会議と報告の半減", "Half the meetings and reports",
    "定例会議と定型報告を半分に減らします。"
    "目的に合わない施策M-014「全社横断会議の新設」は抑制（保留、再検討日2027-01-15）としました。",
    "Half the standing meetings and routine reports. Measure M-014, a new company-wide meeting, serves none of the "
    "purposes and was suppressed (on hold, to be looked at again on 2027-01-15).",
    "ADM1", "K030", "K031", date(2026, 5, 25),
    {"PM": "K031", "AD": "K007", "AN": "K008", "EX": "K002", "CO": "F401", "T1": "K033", "T2": "K034", "T3": "K039"},
    12_000_000, "directive", pace=0.98,
    notes={"R6.1": ("M-014は目的文P1〜P3のいずれにも適合せず、抑制と決定。浮いた予算は年間360万円。",
                    "M-014 serves none of purposes P1 to P3: suppressed. 3.6 million yen a year are set free.")},
    comment=("決定通知をすべて発行しました。異議は1件で、裁定済みです。",
             "All notices of decisions are out. There was one objection, and it is settled."),
)  # fmt: skip
MERGER = Case(
    "R26-03", "reform", "営業3本部の統合", "Merger of three sales divisions",
    "営業の三つの本部を一つにまとめ、顧客ごとの窓口を一本化します。",
    "Three sales divisions become one, with a single contact for each customer.",
    "SLS1", "K009", "K036", date(2026, 6, 15),
    {"PM": "K036", "AD": "K003", "AN": "K004", "EX": "K002", "CO": "K005", "T1": "K038", "T2": "K039", "T3": "K037"},
    65_000_000, "directive", pace=1.08, declared="amber",
    comment=("PM交代の引継ぎ中です。見直し案の提出が1部門遅れています。",
             "The project manager is changing. One department is late with its proposal."),
)  # fmt: skip
PURCHASING = Case(
    "R26-04", "reform", "間接材の調達見直し", "Indirect purchasing reviewed",
    "事務用品や保守契約など間接材の買い方を改め、年間8,000万円を減らします。",
    "Supplies and maintenance contracts bought in another way, to save 80 million yen a year.",
    "ADM2", "K030", "K010", date(2026, 7, 13),
    {"PM": "K010", "AD": "K007", "AN": "K008", "EX": "K002", "CO": "F401", "T1": "K034", "T2": "K012", "T3": "K033"},
    30_000_000, "directive", pace=1.12, declared="amber",
    comment=("費用と効果の見積りに時間がかかりました。募集の期間を守れば取り戻せます。",
             "Estimating cost and benefit took long. If bids come in on time, we catch up."),
)  # fmt: skip
STORE_DATA = Case(
    "N26-01", "venture", "店舗データ活用サービス", "Store data service",
    "来店と売上のデータを百貨店と共同で分析し、月額のサービスとして提供します。",
    "Visits and sales analysed together with a department store, offered as a monthly service.",
    "BIZ1", "K023", "K024", date(2026, 6, 8),
    {"PM": "K024", "AD": "K003", "AN": "K028", "CO": "F403", "T1": "K026", "T2": "K027", "F1": "F403"},
    40_000_000, client="ほしぞら百貨店株式会社", pace=0.97,
    comment=("試作品への反応は良好です。価格の検証に入りました。",
             "The prototype is well received. The price is being tested."),
)  # fmt: skip
MEALS = Case(
    "N26-02", "venture", "高齢者向け配食の定期便", "Meal boxes for the elderly",
    "2026-10-30のCPF審査で撤退（Kill）を決めました。教訓：①配送費は客単価の4割に達する、②利用者と支払う家族の望みが違う、"
    "③自治体の補助を前提にしない。残りの予算1,850万円と2名を解放しました。",
    "Ended (Kill) at the CPF gate on 2026-10-30. Lessons: delivery takes 40 % of the price; who eats and who pays want "
    "different things; do not count on subsidies. 18.5 million yen and two people were set free.",
    "BIZ1", "K023", "K025", date(2026, 7, 1),
    {"PM": "K025", "AD": "K007", "AN": "K028", "CO": "K005", "T1": "K029", "T2": "K039", "F1": "K029"},
    28_000_000, pace=1.0, declared="red",
    comment=("検証12件のうち支払いの意思を示したのは1件でした。撤退基準に当たるため終了を提案します。",
             "One of twelve families was willing to pay. The kill criterion is met: we propose to end it."),
)  # fmt: skip
MAINTENANCE = Case(
    "N26-03", "venture", "設備保守の定額サービス", "Maintenance at a flat rate",
    "法人の設備保守を月額の定額で引き受ける新しい事業です。",
    "A new business that takes over companies' maintenance at a flat monthly rate.",
    "BIZ2", "K023", "K025", date(2026, 6, 15),
    {"PM": "K025", "AD": "K007", "AN": "K008", "CO": "F402", "T1": "K028", "T2": "K029", "F1": "K026"},
    35_000_000, pace=1.0, drift={"N6.1": 1.5, "N6.2": 2.6}, declared="amber",
    notes={"N6.2": ("料金表の表示について法務の回答が3回延びたため、試験先への提示が遅れています。",
                    "Legal has put off its answer about the price list three times: trial customers wait for it.")},
    comment=("PSF審査が遅れています。原因は価格の検証（法務の回答待ち）です。",
             "The PSF gate is late: the price test waits for an answer from legal."),
)  # fmt: skip
MARKET = Case(
    "N26-04", "venture", "地域共創マーケット", "Local market together",
    "地元の生産者と店舗をつなぐ週末の市を、店舗の駐車場で開きます。",
    "A weekend market on our car parks that brings local producers and stores together.",
    "SLS2", "K023", "K026", date(2026, 9, 14),
    {"PM": "K026", "AD": "K003", "AN": "K028", "CO": "F402", "T1": "K037", "T2": "K027", "F1": "F403"},
    15_000_000, pace=1.0, comment=("着想の会を2回開き、41件が集まりました。",
             "Two idea sessions brought 41 ideas."),
)  # fmt: skip
ACCOUNTING = Case(
    "S26-01", "system", "基幹会計システムの更改", "Core accounting replaced",
    "2027年の保守切れに備え、会計の基幹システムを更改します。9月から立て直し中で、"
    "10月9日に段階稼働の計画（ベースライン2）へ改めました。",
    "The accounting core is replaced before its support ends in 2027. In recovery since September; on 9 October the "
    "plan was set anew with a staged go-live (baseline 2).",
    "SYS1", "K013", "K014", date(2026, 4, 6),
    {"PM": "K014", "CT": "K006", "AD": "K007", "T1": "K032", "T2": "K018", "F1": "F404", "V1": "V102", "V2": "V101",
     "V3": "V103", "X1": "V103"},
    420_000_000, "controlling", pace=1.0, declared="amber",
    drift={"I2.2": 1.9, "I2.1": 1.5, "I3.1": 1.7, "I3.2": 1.6, "I4.1": 1.5},
    notes={"I4.1": ("要件の取りこぼし32件を設計に戻したため、詳細設計をやり直しました。",
                    "32 requirements had been missed: detailed design was done again.")},
    comment=("再計画後の1か月は計画どおりです。総合テストの準備を前倒ししています。",
             "The month since the new plan went as planned. Preparation of the system test was brought forward."),
)  # fmt: skip
WAREHOUSE = Case(
    "S26-02", "system", "倉庫管理システムの導入", "Warehouse management system",
    "東物流センターに倉庫管理システムを入れ、出荷の誤りを十分の一にします。",
    "A warehouse management system for the East Distribution Centre: a tenth of today's wrong shipments.",
    "LOG1", "K013", "K040", date(2026, 5, 18),
    {"PM": "K040", "CT": "K006", "AD": "K003", "T1": "K042", "T2": "K041", "F1": "F404", "V1": "V104", "V2": "V201",
     "V3": "V203", "X1": "K017"},
    180_000_000, "controlling", declared="green",
    drift={"I3.1": 1.6, "I4.1": 1.5, "I4.2": 1.5, "I4.3": 1.4, "I4.4": 1.3}, freed={"I5.2": date(2026, 12, 1)},
    comment=("予定どおり進んでいます。多少の遅れは結合テストで吸収します。",
             "Going as planned. The integration test will absorb what small delays there are."),
)  # fmt: skip
PAYROLL = Case(
    "S26-03", "system", "人事給与のクラウド移行", "Payroll to the cloud",
    "自社で動かしている人事給与を、2027年4月の給与からクラウドへ移します。",
    "Payroll moves from our own machines to the cloud, from the salaries of April 2027.",
    "ADM1", "K030", "K015", date(2026, 5, 18),
    {"PM": "K015", "CT": "K006", "AD": "K007", "T1": "K033", "T2": "K019", "F1": "K020", "V1": "V301", "V2": "V302",
     "V3": "K020", "X1": "V302"},
    95_000_000, "controlling", drift={"I4.2": 2.7}, declared="amber",
    notes={"I4.2": ("給与明細の帳票が90％のまま動いていません。残りは法改正に伴う様式の確定待ちです。",
                    "Payslips have stood at 90 % for weeks: the rest waits for the form that the new law prescribes.")},
    comment=("帳票の製造が残りわずかで止まっています。",
             "The payslips stand still just before the end."),
)  # fmt: skip
PLATFORM = Case(
    "S26-04", "system", "データ連携基盤の構築", "Data exchange platform",
    "各システムのデータをつなぐ共通の基盤を作ります。倉庫管理システムへ連携の窓口を渡します。",
    "A common platform that connects the systems' data. It gives the warehouse system its interface.",
    "SYS2", "K013", "K016", date(2026, 6, 1),
    {"PM": "K016", "CT": "K006", "AD": "K003", "T1": "K021", "T2": "K022", "F1": "K022", "V1": "V202", "V2": "K021",
     "V3": "V202", "X1": "K017"},
    130_000_000, "controlling", drift={"I4.1": 1.3, "I4.3": 1.9}, declared="amber",
    notes={"I4.3": ("検証環境の引渡しが3週間遅れ、連携の窓口の公開も遅れています。",
                    "The test environment came three weeks late, and so does the interface.")},
    comment=("連携の窓口の公開が遅れています。倉庫管理システムの結合テストに響きます。",
             "The interface is late, and the warehouse's integration test feels it."),
)  # fmt: skip

CASES = (
    STANDARDISATION, MEETINGS, MERGER, PURCHASING, STORE_DATA, MEALS, MAINTENANCE, MARKET, ACCOUNTING, WAREHOUSE,
    PAYROLL, PLATFORM,
)  # fmt: skip
KILL_ON = date(2026, 10, 30)
HAND_OVER_ON = date(2026, 10, 1)
RESCUE_ON = date(2026, 10, 9)
