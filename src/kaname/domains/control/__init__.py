"""What a project must decide and settle: decisions, with their options and deciders."""
