"""The same dates as MPXJ's MicrosoftScheduler on random networks: four relation types, lags and leads."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from kaname.engine import Network, schedule

ROOT = Path(__file__).parents[3]
GENERATOR = ROOT.parent / "shared" / "bench" / "network_generator.py"
COLUMNS = ("dur", "src", "dst", "typ", "lag")

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is missing"),
    pytest.mark.skipif(importlib.util.find_spec("mpxj") is None, reason="the java extra (mpxj) is missing"),
]


def generated(count, size):
    """Networks of the published generator where it is here, else of our own copy of its recipe."""
    if not GENERATOR.exists():
        from bench.networks import portfolio

        return [portfolio(size, seed=seed) for seed in range(count)]
    spec = importlib.util.spec_from_file_location("network_generator", GENERATOR)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return [
        module.gen(size + 7 * (seed % 20), shape=("portfolio", "global")[seed % 2], seed=seed) for seed in range(count)
    ]


def mpxj_dates(networks, folder):
    """What MPXJ computes, in a process of its own (this one keeps its network closed and its memory small)."""
    arrays = {f"{name}_{i}": g[name] for i, g in enumerate(networks) for name in COLUMNS}
    np.savez(folder / "in.npz", repeat=1, **arrays)
    command = [sys.executable, "-m", "bench.mpxj_peer", str(folder / "in.npz"), str(folder / "out.npz")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    answers = np.load(folder / "out.npz")
    return [answers[f"dates_{i}"] for i in range(len(networks))]


def assert_equal_to_mpxj(networks, folder):
    for g, theirs in zip(networks, mpxj_dates(networks, folder), strict=True):
        found = schedule(Network.from_arrays(g["dur"], g["src"], g["dst"], g["typ"], g["lag"]))
        ours = [found.early_start, found.early_finish, found.late_start, found.late_finish]
        assert np.array_equal(np.array(ours), theirs)


@pytest.mark.thorough
def test_a_sample_of_random_networks(tmp_path):
    assert_equal_to_mpxj(generated(12, 40), tmp_path)


@pytest.mark.slow
def test_a_thousand_random_networks(tmp_path):
    assert_equal_to_mpxj(generated(1000, 60), tmp_path)
