"""Writes of cost."""
