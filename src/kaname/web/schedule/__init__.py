"""Gantt, WBS, baselines, milestones of a project."""
