"""Programmes: four axes rolled up from their projects, and the register of their benefits (mission row S163)."""
