"""The invented company's people, shared by its plans. Every name is made up.

Family name (the word used in the plans' tables), full name, role, price an hour in yen, largest share of full time.
"""

from typing import NamedTuple


class Person(NamedTuple):
    """One invented person."""

    family: str
    name: str
    role: str
    rate: int
    units: float = 1.0


PEOPLE = {
    p.family: p
    for p in (
        Person("篠宮", "篠宮 凛", "PMO", 9000, 0.5),
        Person("鷹野", "鷹野 一真", "プロジェクトマネージャー", 12000),
        Person("柚木", "柚木 みのり", "業務設計リーダー", 10500),
        Person("槙田", "槙田 透", "アプリ設計リーダー", 10500),
        Person("若狭", "若狭 航平", "アプリ開発", 7500),
        Person("鳴海", "鳴海 千尋", "アプリ開発", 7500),
        Person("蓮沼", "蓮沼 景", "アプリ開発", 7000),
        Person("桐生", "桐生 さつき", "データベース設計", 9500),
        Person("水城", "水城 遥", "基盤アーキテクト", 11500),
        Person("真鍋", "真鍋 司", "ネットワーク", 9500),
        Person("汐見", "汐見 拓", "ネットワーク施工", 7000),
        Person("雨宮", "雨宮 奏", "テストリーダー", 9000),
        Person("小暮", "小暮 杏", "テスト", 6500),
        Person("遠峰", "遠峰 岳", "移行リーダー", 10000),
        Person("朝比奈", "朝比奈 律", "プロダクトオーナー", 11000),
        Person("御影", "御影 しおり", "UXデザイン", 8500),
        Person("早瀬", "早瀬 柊", "モバイル開発", 8000),
        Person("乙部", "乙部 昂", "サーバー開発", 8000),
        Person("千歳", "千歳 望", "情報セキュリティ", 11000, 0.6),
        Person("梶原", "梶原 亘", "運用設計", 8500),
    )
}
