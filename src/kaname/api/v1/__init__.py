"""Version 1. Names are those of the tables; instants are ISO 8601 of the plan's wall clock, durations are minutes."""
