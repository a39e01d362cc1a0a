"""Writes of control."""
