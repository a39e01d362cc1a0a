"""Writes of document control."""
