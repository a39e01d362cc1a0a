"""Reporting rounds and measurement: the personal page, the link of the mail, the chase list, the weekly cycle."""
