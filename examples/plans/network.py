"""拠点ネットワーク統合: sites moved to one network; the plan itself has logic problems that its health checks find."""

NAME = "拠点ネットワーク統合"
FILE = "03-拠点ネットワーク統合.xml"
START = "2026-06-01"
MANAGER = "真鍋"

_SITES = ("札幌", "仙台", "新潟", "大宮", "横浜", "静岡", "金沢", "京都", "神戸", "広島", "高松", "福岡")


def _site_rows() -> str:
    """Return the rows of each site: half of them end in nothing, some begin before their line arrives."""
    rows = []
    for i, site in enumerate(_SITES):
        before = "C0" if i < 3 else f"S{i - 2}c"
        lead = "-3" if i in {4, 7} else ""
        fixed = {5: "mso=2026-12-14", 8: "snlt=2027-01-15", 10: "mfo=2027-02-05"}.get(i, "")
        survey = "6>8" if i in {1, 2} else "6"
        rows.append(f"""
  {site}拠点
    現地調査（{site}）     | S{i}a | {survey} | {before} | 汐見50
    回線・機器の設置（{site}） | S{i}b | 8 | S{i}aFS{lead or "+5"} | 汐見60 真鍋30 | {fixed}
    切り替え（{site}）     | S{i}c | 2 | S{i}b | 真鍋60 水城{30 if i % 2 else 20}""")
    return "".join(rows)


ROWS = f"""
計画
  現状の構成調査                | A1 | 15    |            | 真鍋60 汐見40
  新構成の設計                  | A2 | 20    | A1         | 真鍋70 水城40
  セキュリティ方針の整理        | A3 | 10    | A1SS+8     | 千歳30
  回線事業者の選定              | A4 | 25    | A1         | 真鍋30
  ◆構成承認                     | A0 | 0     | A2,A3      |
調達
  機器の調達（一括）            | B1 | 60    | A0         | 篠宮10
  回線の手配（全拠点）          | B2 | 75    | A4         |
  保守契約の締結                | B3 | 15    | A4         | 篠宮10
センター側
  センター機器の構築            | C1 | 15    | A0FS+20    | 水城50 真鍋40
  センター側の試験              | C2 | 8     | C1FF+4     | 真鍋50
  監視の設定                    | C3 | 10    | C1         | 梶原30
  ◆センター準備完了             | C0 | 0     | C2         |
拠点展開{_site_rows()}
仕上げ
  旧回線の解約                  | D1 | 10    | S11c       | 真鍋20
  運用手順書の作成              | D2 | 60    | C0         | 梶原30
  全拠点の疎通確認              | D3 | 5     | S9c,S10c,S11c | 真鍋60 汐見60
  ◆統合完了                     | D0 | 0     | D3,D1      | | deadline=2027-03-31
"""

PROGRESS = {"B2": 0.55, "D2": 0.2}
