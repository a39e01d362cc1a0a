"""Tables of cost, one a file."""
