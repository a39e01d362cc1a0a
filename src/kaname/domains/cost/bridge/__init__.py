"""Between rows of cost and the engine: lines to budgets over working time, sums to measures. Decides nothing."""
