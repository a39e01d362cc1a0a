"""Skills: what they are, and who has which at what level."""
