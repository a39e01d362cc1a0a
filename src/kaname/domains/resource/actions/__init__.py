"""Writes of resource: ``noun.verb(*, ..., by=user)``, each one transaction with its audit event."""
