"""Writes of people: ``noun.verb(*, ..., by=user)``, each one transaction with its audit event."""
