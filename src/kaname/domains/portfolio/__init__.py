"""Programmes and what they are for: projects that are run together, and the benefits that they must bring."""
