"""One's own last edits, and taking them back."""
