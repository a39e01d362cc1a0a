"""Role demands: the list with its gap, one demand and its next step, time to fill."""
