"""Backup and restore: one archive that holds the database, the uploads, and the means to check both."""
