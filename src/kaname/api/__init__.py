"""REST interface (empty storey: it comes with the application)."""
