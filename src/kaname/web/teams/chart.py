"""The organisation chart as a picture: boxes from left to right, each team level with the middle of those below it."""

from dataclasses import dataclass

from django.utils.text import Truncator

from kaname.domains.core.names import reads_english, spoken
from kaname.domains.reporting.bridge.teams import Line, RollUp

WIDE, HIGH, GAP_X, GAP_Y, EDGE = 230, 74, 46, 14, 2
BAR = WIDE - 24


@dataclass(frozen=True, slots=True)
class Box:
    """One team: where it stands, what is written in it, and the line that leads to it from the team above."""

    line: Line
    x: int
    y: int
    name: str
    leader: str
    people: int
    percent: float | None
    done: float
    wanted: float | None
    way: str

    @property
    def mark(self) -> float:
        """Where the mark of what was planned stands in the box."""
        return 12 + (self.wanted or 0.0)


@dataclass(frozen=True, slots=True)
class Chart:
    """All boxes, and how large the picture is."""

    boxes: list[Box]
    width: int
    height: int


def chart_of(found: RollUp) -> Chart:
    """Return the picture of a project's teams. O(teams)."""
    lines = {line.team.pk: line for line in found.lines if line.team is not None}
    middle: dict[int, float] = {}
    row = 0
    for key, line in reversed(lines.items()):  # those below stand before those above
        if line.children:
            ends = [middle[child] for child in line.children]
            middle[key] = (min(ends) + max(ends)) / 2
        else:
            middle[key] = -row
            row += 1
    places = {key: (EDGE + line.depth * (WIDE + GAP_X), _top(middle[key] + row - 1)) for key, line in lines.items()}
    above = {child: key for key, line in lines.items() for child in line.children}
    boxes = [_box(found, line, *places[key], places.get(above.get(key, 0))) for key, line in lines.items()]
    deepest = max((line.depth for line in lines.values()), default=0)
    return Chart(boxes, (deepest + 1) * (WIDE + GAP_X) - GAP_X + 2 * EDGE, row * (HIGH + GAP_Y) - GAP_Y + 2 * EDGE)


def _top(place: float) -> int:
    return round(EDGE + place * (HIGH + GAP_Y))


def _box(found: RollUp, line: Line, x: int, y: int, above: tuple[int, int] | None) -> Box:
    percent, wanted = found.percent(line.whole), found.planned(line.whole)
    name = f"{line.team.code} {spoken(line.team)}" if line.team else ""
    leaders = " / ".join(spoken(member.person) for member in line.leaders)
    letters = 30 if reads_english() else 15
    way = ""
    if above is not None:
        begin, turn = above[0] + WIDE, x - GAP_X // 2
        way = f"M{begin} {above[1] + HIGH // 2}H{turn}V{y + HIGH // 2}H{x}"
    return Box(
        line, x, y, Truncator(name).chars(letters), Truncator(leaders).chars(letters), len(line.whole.people), percent,
        round((percent or 0.0) * BAR / 100, 1), None if wanted is None else round(wanted * BAR / 100, 1), way,
    )  # fmt: skip
