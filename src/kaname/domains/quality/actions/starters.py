"""The first lines of a company's catalogue: reference values that practitioners quote (specification 5.6).

Spread is large, so the quartiles are shown and never a single target; own data takes their place when n >= 20.
"""

from typing import Any

from kaname.domains.quality.enums import Formula, Stage, Unit

OLDER = (
    "IPA「ソフトウェア開発データ白書2018-2019」新規開発（実務者の引用による）",
    "IPA white paper on software development data 2018-2019, new development, as quoted by practitioners",
)
NEWER = ("IPA 2020年データ（実務者の引用による）", "IPA data of 2020, as quoted by practitioners")
_F, _S, _U = Formula, Stage, Unit
_ROWS = (
    ("RV-BD-P", "基本設計レビュー指摘密度（ページ）", "Basic design: review findings per page",
     _F.REVIEW_FINDINGS, _S.BASIC, _U.PAGE, 0.117, 0.276, 0.764, OLDER),
    ("RV-DD-P", "詳細設計レビュー指摘密度（ページ）", "Detailed design: review findings per page",
     _F.REVIEW_FINDINGS, _S.DETAIL, _U.PAGE, 0.072, 0.164, 0.416, OLDER),
    ("RV-BD-K", "基本設計レビュー指摘密度（KSLOC）", "Basic design: review findings per KSLOC",
     _F.REVIEW_FINDINGS, _S.BASIC, _U.KSLOC, 1.23, 2.657, 5.723, OLDER),
    ("RV-DD-K", "詳細設計レビュー指摘密度（KSLOC）", "Detailed design: review findings per KSLOC",
     _F.REVIEW_FINDINGS, _S.DETAIL, _U.KSLOC, 8.4, 16.3, 34.3, OLDER),
    ("RV-BD-F", "基本設計レビュー指摘密度（KFP）", "Basic design: review findings per KFP",
     _F.REVIEW_FINDINGS, _S.BASIC, _U.KFP, 83.5, 171.6, 311.2, OLDER),
    ("TC-IT-K", "結合テスト密度（KSLOC）", "Integration test: cases per KSLOC",
     _F.TEST_CASES, _S.INTEGRATION, _U.KSLOC, 17.85, 35.7, 64.27, OLDER),
    ("TC-ST-K", "総合テスト密度（KSLOC）", "System test: cases per KSLOC",
     _F.TEST_CASES, _S.SYSTEM, _U.KSLOC, 3.92, 9.31, 17.94, OLDER),
    ("BD-IT-K", "結合テスト不具合密度（KSLOC）", "Integration test: defects per KSLOC",
     _F.DEFECTS, _S.INTEGRATION, _U.KSLOC, None, 1.717, None, NEWER),
    ("BD-ST-K", "総合テスト不具合密度（KSLOC）", "System test: defects per KSLOC",
     _F.DEFECTS, _S.SYSTEM, _U.KSLOC, None, 0.304, None, NEWER),
)  # fmt: skip
_NAMES = ("code", "name", "name_en", "formula", "stage", "unit", "lower", "median", "upper")


def _starter(row: tuple[Any, ...]) -> dict[str, Any]:
    *values, (source, source_en) = row
    return dict(zip(_NAMES, values, strict=True)) | {"source": source, "source_en": source_en}


STARTERS = tuple(_starter(row) for row in _ROWS)
