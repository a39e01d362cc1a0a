"""Reports composed of what is frozen: in the reader's language. Reads only."""
