"""Tables of reporting, one a file."""
