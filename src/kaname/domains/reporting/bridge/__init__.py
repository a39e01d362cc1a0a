"""Frozen rows of many projects at once as arrays: what health is judged by. Decides nothing."""
