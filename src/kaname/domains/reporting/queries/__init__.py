"""Reads across subjects. Nothing is written here."""
