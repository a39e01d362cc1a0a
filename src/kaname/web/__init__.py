"""The fronts in the browser (empty storey: it comes with the application)."""
