"""Sentences of reporting, by key: English with named values; Japanese stands in the catalogues."""
