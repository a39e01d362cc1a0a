"""Plans: activities, relations, assignments, baselines, and their recalculation."""
