"""Writes of schedule: ``noun.verb(*, ..., by=user)``, each one transaction with its audit event."""
