"""Writing reports: sentences, freezing, own templates, sending; who has read what."""
