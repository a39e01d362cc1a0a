"""Text in both languages at once: the page holds Japanese and English beside each other."""

from datetime import date, datetime
from typing import NamedTuple

from kaname.words import translate

_WEEKDAYS = "月火水木金土日"


class Text(NamedTuple):
    """One sentence or value, in both languages."""

    ja: str
    en: str

    def as_json(self) -> dict[str, str]:
        """Return it by language."""
        return {"ja": self.ja, "en": self.en}

    def __bool__(self) -> bool:
        """Tell whether there is anything to read."""
        return bool(self.ja or self.en)


NOTHING = Text("", "")


def plain(value: object) -> Text:
    """Return a value that reads the same in both languages: a name, a number."""
    return Text(str(value), str(value))


def both(message: str, **values: object) -> Text:
    """Return a message (English, marked for translation) in both languages, its values filled in."""
    japanese = {name: v.ja if isinstance(v, Text) else v for name, v in values.items()}
    english = {name: v.en if isinstance(v, Text) else v for name, v in values.items()}
    return Text(translate(message, "ja").format(**japanese), message.format(**english))


def joined(parts: "list[Text]", japanese: str = "、", english: str = ", ") -> Text:
    """Return texts in a row."""
    return Text(japanese.join(p.ja for p in parts), english.join(p.en for p in parts))


def sentences(parts: "list[Text]") -> Text:
    """Return whole sentences after each other."""
    kept = [p for p in parts if p]
    return Text("".join(p.ja for p in kept), " ".join(p.en for p in kept))


def day(value: date | datetime | None) -> Text:
    """Return a date with its weekday: 2027/05/14（金） and Fri 14 May 2027."""
    if value is None:
        return Text("―", "―")
    weekday = _WEEKDAYS[value.weekday()]
    return Text(f"{value:%Y/%m/%d}（{weekday}）", f"{value:%a} {value.day} {value:%b %Y}")


def short_day(value: date | datetime | None) -> Text:
    """Return a date for a narrow column: 26/05/14 in both languages, year first."""
    return plain("" if value is None else f"{value:%y/%m/%d}")


def instant(value: datetime | None) -> Text:
    """Return a date with its time."""
    if value is None:
        return Text("―", "―")
    of_day = day(value)
    return Text(f"{of_day.ja} {value:%H:%M}", f"{of_day.en}, {value:%H:%M}")


def number(value: float | None, digits: int = 1) -> str:
    """Return a number without trailing zeros; a dash where there is none."""
    if value is None:
        return "―"
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text.replace("-", "−")


def signed(value: float | None, digits: int = 1) -> str:
    """Return a number with its sign: late is plus."""
    if value is None:
        return "―"
    text = number(value, digits)
    return text if text.startswith("−") or text == "0" else f"+{text}"


def working_days(value: float | None, sign: bool = False) -> Text:
    """Return a number of working days in words: 7営業日, 7 working days; with its sign where asked."""
    if value is None:
        return Text("―", "―")
    text = signed(value) if sign else number(value)
    return Text(f"{text}営業日", f"{text} working day" if text.lstrip("+−") == "1" else f"{text} working days")
