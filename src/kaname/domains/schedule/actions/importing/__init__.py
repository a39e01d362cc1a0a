"""Importing plan files: kept, read, compared with what is there, and committed as one transaction.

``uploads`` keeps the bytes; ``reading`` says what a file holds and whether its dates can be believed; ``targets`` finds
the project that it belongs to; ``intents`` says what will happen; ``committing`` does it; ``batches`` is the long work
that a person may leave and come back to.
"""
