"""Strategy to key figure (S17), who serves what, and portfolios with budget, capacity and balance (S160)."""
