"""Skills: the taxonomy, who has which, one person's."""
