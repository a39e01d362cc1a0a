"""What projects cost: control accounts, budgets, actuals, commitments, reserves, earned value."""
