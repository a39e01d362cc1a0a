"""Risks of projects: what might happen, how likely, how bad, what is done about it, and how that changed."""
