"""Writes of capability: ``noun.verb(*, ..., by=user)``, each one transaction with its audit event."""
