"""Writes of core: ``noun.verb(*, ..., by=user)``, each one transaction with its audit event."""
