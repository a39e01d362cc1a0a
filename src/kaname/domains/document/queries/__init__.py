"""Reads of document control."""
