"""Reads of cost."""
