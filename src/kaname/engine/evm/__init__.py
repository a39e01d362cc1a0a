"""Earned value: measurement, indices, forecasts and earned schedule (spec 05, section 5.3)."""

CALC_VERSION = "evm-1"
"""Raised when a formula changes, so that old results are told from new ones."""
