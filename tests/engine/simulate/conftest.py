"""Networks to simulate."""

from collections.abc import Callable

import numpy as np
import pytest

from kaname.engine import Network
from kaname.engine.calendars import STANDARD_WEEK, DayRules, compile_calendars

NIGHTS = DayRules((((0, 360), (1320, 1440)),) * 7)
SHORT = DayRules((((540, 720),), (), ((540, 1000),), (), ((540, 720),), (), ()))
TABLES = compile_calendars([DayRules(STANDARD_WEEK), NIGHTS, SHORT], 20_000, 21_500)
START = 20_100 * 1440 + 480


@pytest.fixture
def chain() -> Network:
    """Three activities one after another: 10, 20 and 30 days of 480 minutes."""
    return Network.from_arrays([4800, 9600, 14400], [0, 1], [1, 2])


@pytest.fixture
def parallel() -> Network:
    """Two activities of 100 days side by side."""
    return Network.from_arrays([100_000, 100_000], [], [])


@pytest.fixture
def random_network() -> Callable[[int], Network]:
    """Return networks with four relation types, lags and leads."""

    def make(seed: int, size: int = 60) -> Network:
        rng = np.random.default_rng(seed)
        succ = rng.integers(1, size, 2 * size)
        pred = (rng.random(2 * size) * succ).astype(int)
        kind = rng.choice(4, 2 * size, p=[0.55, 0.15, 0.2, 0.1])
        lag = np.where(rng.random(2 * size) < 0.6, 0, rng.integers(-900, 1500, 2 * size))
        shuffled = rng.permutation(size)
        duration = np.where(rng.random(size) < 0.1, 0, rng.integers(1, 9600, size))
        return Network.from_arrays(duration, shuffled[pred], shuffled[succ], kind, lag)

    return make


@pytest.fixture
def with_calendars() -> Callable[..., Network]:
    """Return the network on random calendars, its lags counted on random ones too."""

    def dress(network: Network, seed: int, **columns: object) -> Network:
        rng = np.random.default_rng(seed)
        more = {
            "tables": TABLES,
            "calendar": rng.integers(0, 4, network.size),
            "lag_calendar": rng.choice([-2, -1, 0, 1, 2], network.relations),
            "project_start": np.array([START]),
        }
        return Network.from_arrays(
            network.duration, network.pred, network.succ, network.kind, network.lag, **{**more, **columns}
        )

    return dress
