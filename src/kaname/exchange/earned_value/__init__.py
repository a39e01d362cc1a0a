"""Earned value of a plan document: its baseline and its reports, through the engine, to named rows."""

from kaname.exchange.earned_value.rows import earned_value

__all__ = ["earned_value"]
