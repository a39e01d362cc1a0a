"""Computation: schedules, simulation, levelling, earned value. No Django, no input or output, no language."""
