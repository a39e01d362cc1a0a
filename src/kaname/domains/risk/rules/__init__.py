"""Who may write about a risk, and what cannot be said of it."""
