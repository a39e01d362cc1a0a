"""Health, forecasts, watermelons, what changed, how promises were kept: pages."""
