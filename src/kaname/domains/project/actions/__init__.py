"""Writes of project: ``noun.verb(*, ..., by=user)``, each one transaction with its audit event."""
