"""Rows for tests, quickly made: one module a domain."""
