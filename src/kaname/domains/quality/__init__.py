"""Quality: metrics against their bands, defects, gates."""
