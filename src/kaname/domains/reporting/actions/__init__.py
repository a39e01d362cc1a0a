"""Writes of reporting: what a reader has seen. No event: looking changes nobody's work."""
