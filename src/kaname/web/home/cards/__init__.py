"""One module a card of the home pages."""
