"""Tables of control, one a file."""
