"""What decides: limits, the health of an axis, of a project, bands of probability, scores of promises."""
