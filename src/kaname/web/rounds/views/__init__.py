"""Pages of rounds and measurement."""
