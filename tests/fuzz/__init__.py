"""Mutated files of every format through reading, compiling and scheduling.

``python -m tests.fuzz --runs 10000`` from the root of the repository.
"""
