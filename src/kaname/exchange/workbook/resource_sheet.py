"""A sheet that lists the people and machines: names with kind, availability and rates."""

import re
from collections.abc import Sequence

from kaname.exchange.document import Resource
from kaname.exchange.workbook.grid import Grid, text_of
from kaname.exchange.workbook.headings import plain
from kaname.exchange.workbook.quantities import read_number

_WORDS = {
    "id": "id no 番号 resourceid",
    "name": "name 氏名 名前 要員名 要員 担当者 担当者名 リソース名 リソース resourcename resource メンバー",
    "kind": "type kind 種別 種類 区分",
    "units": "availability maxunits max 最大単位数 最大 稼働率 稼働 単位数 人数",
    "use": "costuse costperuse 使用単価 1回単価",
    "rate": "costunit 単価 standardrate rate 標準単価 時間単価 costhour",
    "group": "group 所属 グループ 部署 会社",
    "email": "email メール メールアドレス mail",
}
_ROLES = {word: role for role, words in _WORDS.items() for word in words.split()}
_SHEET = re.compile(r"resource|リソース|要員|体制|メンバ|担当者一覧", re.IGNORECASE)


def read_resources(grids: Sequence[Grid]) -> list[Resource]:
    """Return the resources of the first sheet named for them that has a name column."""
    for grid in grids:
        if not _SHEET.search(grid.name):
            continue
        for top in range(min(10, len(grid.rows))):
            columns: dict[str, int] = {}
            for column, value in grid.filled(top):
                role = _ROLES.get(plain(text_of(value)))
                if role:
                    columns.setdefault(role, column)
            if "name" in columns and len(columns) > 1:
                return _resources(grid, top, columns)
    return []


def _resources(grid: Grid, top: int, columns: dict[str, int]) -> list[Resource]:
    resources: dict[str, Resource] = {}
    for row in range(top + 1, len(grid.rows)):
        texts = {role: text_of(grid.value(row, column)) for role, column in columns.items()}
        name = texts["name"]
        if not name or name in resources:
            continue
        key = texts.get("id") or str(row - top)
        resource = Resource(key, name, _kind(texts.get("kind", "")))
        units = re.match(r"\s*(\d+(?:\.\d+)?)\s*(%?)(.*)", texts.get("units", ""))
        if units:
            resource.max_units = float(units[1]) / (100 if units[2] else 1)
            if units[3].strip():
                resource.fields["unit"] = units[3].strip()
        resource.cost_per_use = read_number(grid.value(row, columns["use"])) if "use" in columns else None
        resource.standard_rate = read_number(grid.value(row, columns["rate"])) if "rate" in columns else None
        resource.group, resource.email = texts.get("group", ""), texts.get("email", "")
        resources[name] = resource
    return list(resources.values())


def _kind(text: str) -> str:
    word = text.lower()
    if word in ("consumable", "material", "資材", "材料", "消耗品"):
        return "material"
    return "cost" if word in ("cost", "コスト", "費用") else "work"
