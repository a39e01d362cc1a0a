"""Decisions: the queue, a project's list, one question and its answer."""
