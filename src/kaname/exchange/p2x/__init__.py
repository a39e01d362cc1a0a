"""ProTrack .p2x: a plan with baseline, agenda, resources, risk distributions and tracking periods, as XML.

Amounts of time are whole working hours; dates are digits DDMMYYYYHHMM; most of a resource is in numbered fields.
"""

from kaname.exchange.p2x.plan import read, recognises

__all__ = ["read", "recognises"]
