"""Pages of cost."""
