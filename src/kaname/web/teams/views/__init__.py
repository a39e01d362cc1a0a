"""Views of teams."""
