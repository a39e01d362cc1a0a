"""The example plans' contents: tables of rows, as a planner would write them."""
