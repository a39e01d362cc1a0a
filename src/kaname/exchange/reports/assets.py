"""What the writers bring along: fonts and the program that draws charts; built with the pages' bundles."""

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
BUILD = HERE / "build"
FONT = "BIZ UDPGothic"
FALLBACK = ("Noto Sans CJK JP", "Noto Sans JP")
SYSTEM_FONTS = (Path("/usr/share/fonts/opentype/noto"), Path("/usr/share/fonts/noto-cjk"))
OFFICE_FONT = "BIZ UDPゴシック"
"""The name under which Windows and Office know the same font."""


@cache
def font_folders() -> tuple[Path, ...]:
    """Return the folders of our own fonts, and where there are none of the system's Japanese ones."""
    own = any(BUILD.glob("*.ttf"))
    return (BUILD,) if own else tuple(folder for folder in SYSTEM_FONTS if folder.is_dir())


@cache
def chart_program() -> str:
    """Return the script that draws charts; "" where the bundles were not built."""
    found = BUILD / "charts.js"
    return found.read_text("utf-8") if found.is_file() else ""
