"""Risk distributions of durations: ProTrack's four standard profiles and profiles drawn by points."""

import itertools
import math

from lxml import etree

from kaname.exchange.document import Distribution
from kaname.exchange.p2x.values import Findings

STANDARD = {1: (99, 100, 101), 2: (80, 100, 120), 3: (80, 110, 120), 4: (80, 90, 120)}
"""Optimistic, most probable and pessimistic percent: no risk, symmetric, skewed left, skewed right."""
RELATIVE = "1"
_STEPS = 8
"""Into how many parts each line of a drawn density is cut when it becomes percentiles."""

Profile = tuple[bool, tuple[tuple[float, float], ...]]
"""Whether the points are percent of the duration (else hours), and the points (value, density)."""


def read_profiles(root: etree._Element, found: Findings) -> dict[int, Profile]:
    """Return the drawn profiles by their number."""
    profiles: dict[int, Profile] = {}
    for node in root.iterfind("SensitivityDistributions/*"):
        points = node.find("Distribution")
        if points is None:
            continue
        number = int(found.number(node, "UniqueID", node.tag))
        xs = [found.number_in((x.text or "").strip(), "X", node.tag) for x in points.iterfind("X")]
        ys = [found.number_in((y.text or "").strip(), "Y", node.tag) for y in points.iterfind("Y")]
        drawn = tuple(sorted(zip(xs, ys, strict=False)))
        profiles[number] = ((node.findtext("Style") or "").strip() == RELATIVE, drawn)
    return profiles


def distribution_of(number: int, minutes: float, profiles: dict[int, Profile]) -> Distribution | None:
    """Return the distribution of a duration in minutes; None for an unknown profile or a duration of nothing."""
    if minutes <= 0:
        return None
    if number in STANDARD:
        low, mode, high = (percent * minutes / 100 for percent in STANDARD[number])
        return Distribution("triangular", (low, mode, high))
    if number not in profiles:
        return None
    relative, points = profiles[number]
    scale = minutes / 100 if relative else 60.0
    return _drawn([(x * scale, y) for x, y in points])


def _drawn(points: list[tuple[float, float]]) -> Distribution | None:
    """Return a triangle for three points that rise from nothing and fall to it, else percentiles of the density."""
    if len(points) == 3 and points[0][1] == points[2][1] == 0 < points[1][1]:
        return Distribution("triangular", (points[0][0], points[1][0], points[2][0]))
    if len(points) < 2 or any(y < 0 for _, y in points):
        return None
    values, masses = [points[0][0]], [0.0]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        for step in range(1, _STEPS + 1):
            part = step / _STEPS
            values.append(x0 + (x1 - x0) * part)
            masses.append((x1 - x0) / _STEPS * (y0 + (y1 - y0) * (part - 0.5 / _STEPS)))
    total = math.fsum(masses)
    if total <= 0:
        return None
    gone, percentiles = 0.0, [0.0, values[0]]
    for value, mass in zip(values[1:], masses[1:], strict=True):
        gone += mass
        if gone == 0:
            percentiles[1] = value  # nothing lies below this point
        elif mass:
            percentiles += [100 * gone / total, value]
    return Distribution("percentiles", tuple(percentiles))
