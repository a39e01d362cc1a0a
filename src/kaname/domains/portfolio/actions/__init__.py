"""Writes of portfolio."""
