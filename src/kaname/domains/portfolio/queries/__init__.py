"""Reads of portfolio."""
