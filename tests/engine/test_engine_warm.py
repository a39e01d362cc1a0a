"""Warming up runs every computation, so it must keep running as they change."""

from kaname.engine.warm import warm


def test_warming_runs():
    assert warm() is None
