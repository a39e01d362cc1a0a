"""What a risk's numbers come to: score, band, chance, expected value (specification 5.5)."""

from kaname.domains.risk.enums import Band, Direction

CHANCES = {1: 10, 2: 30, 3: 50, 4: 70, 5: 90}
"""What a grade of probability means in percent; a chance that is given for itself lies up to its grade's, above the one
before (grade 5: all above 70)."""
_BANDS = ((17, Band.EXTREME), (10, Band.HIGH), (5, Band.MEDIUM), (1, Band.LOW))


def band_of(score: int | None) -> Band | None:
    """Return how high a score from 1 to 25 is; None for none."""
    return None if score is None else next(band for least, band in _BANDS if score >= least)


def score_of(probability: int | None, *impacts: int | None) -> int | None:
    """Return probability times the highest impact, both 1 to 5; None where one of the two is not given."""
    given = [n for n in impacts if n is not None]
    return probability * max(given) if probability is not None and given else None


def emv_of(direction: str, probability: int | None, exposure_yen: int | None, chance: int | None = None) -> int | None:
    """Return the expected monetary value in whole yen: chance times the effect, of an opportunity negative.

    ``chance``: percent, in the place of what the grade means. Source: specification 5.5; the sum over a project's open
    risks guides its contingency reserve.
    """
    percent = chance if chance is not None else CHANCES.get(probability or 0)
    if percent is None or exposure_yen is None:
        return None
    value = round(percent * exposure_yen / 100)
    return -value if direction == Direction.OPPORTUNITY else value


def grade_of(chance: int) -> int:
    """Return the grade of probability that a chance in percent belongs to."""
    return next((grade for grade in (1, 2, 3, 4) if chance <= CHANCES[grade]), 5)
