"""Reads of control."""
