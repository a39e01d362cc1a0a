"""Cost and earned value in the browser."""
