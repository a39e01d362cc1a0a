"""How the texts of arguments become values; what is wrong is said in the user's language."""

import argparse
from collections.abc import Callable
from datetime import datetime

A_WEEK = 7 * 86400


def seconds(t: Callable[[str], str]) -> Callable[[str], float]:
    """Return the reader of a time limit in seconds."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = 0.0
        if not 0 < value <= A_WEEK:
            message = t("{value} is not a number of seconds above 0, at most {most}")
            raise argparse.ArgumentTypeError(message.format(value=text[:40], most=A_WEEK))
        return value

    return read


def moment(t: Callable[[str], str]) -> Callable[[str], datetime]:
    """Return the reader of a date, with or without a time of day, of the years 1950 to 2199."""

    def read(text: str) -> datetime:
        try:
            value = datetime.fromisoformat(text).replace(tzinfo=None)
        except ValueError:
            value = None
        if value is None or not 1950 <= value.year < 2200:
            message = t("{value} is not a date of the years 1950 to 2199 such as 2026-11-20 or 2026-11-20T17:00")
            raise argparse.ArgumentTypeError(message.format(value=text[:40]))
        return value

    return read
