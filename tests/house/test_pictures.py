"""Every picture that README and manual show is there, and is taken by `make pictures`; keys are those of the chart."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
MANUALS = [ROOT / "docs" / "manual" / name for name in ("gantt.md", "en/gantt.md")]
CHART = ROOT / "frontend" / "gantt"
KEYS = {
    "Ctrl+Z": 'key("C", "z"',
    "Ctrl+V": '"paste"',
    "Alt+Shift+←": 'code("AS", "ArrowLeft")',
    "Alt+Shift+↑": 'code("AS", "ArrowUp")',
    "Shift+F10": 'key("S", "F10")',
    "Insert": 'key("", "Insert")',
    "Delete": 'key("", "Delete")',
    "Ctrl+wheel": '"wheel"',
    "Ctrl+ホイール": '"wheel"',
}
"""The keys of the manual, and where the chart listens to them."""


def shown(page: Path) -> list[Path]:
    text = page.read_text("utf-8")
    links = re.findall(r"!\[[^\]]*\]\(([^)\s]+)", text) + re.findall(r"<img[^>]* src=\"([^\"]+)", text)
    return [(page.parent / link).resolve() for link in links if "://" not in link]


def test_every_picture_that_is_shown_is_there():
    missing = [f"{page.relative_to(ROOT)}: {p.name}" for page in PAGES for p in shown(page) if not p.is_file()]
    assert missing == []


def test_the_pictures_of_the_demo_are_those_that_are_taken():
    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    import demo_pictures

    taken = {f"{name}{ending}.png" for name in (*demo_pictures.SHOWN, demo_pictures.PREVIEW) for ending in ("", "-ja")}
    assert {p.name for p in demo_pictures.PICTURES.glob("*.png")} <= taken
    asked = {p.name for page in PAGES for p in shown(page) if p.parent == demo_pictures.PICTURES}
    assert asked <= taken


@pytest.mark.parametrize("page", MANUALS, ids=["ja", "en"])
def test_the_keys_of_the_manual_are_the_charts(page: Path):
    source = "".join(path.read_text("utf-8") for path in (*CHART.glob("*.ts"), *CHART.glob("dom/*.ts")))
    named = set(re.findall(r"(?:Ctrl|Alt|Shift)\+[\w+←→↑↓]+|Insert|Delete", page.read_text("utf-8")))
    assert named <= set(KEYS), "a key that no test knows"
    assert [key for key in named if KEYS[key] not in source] == []
