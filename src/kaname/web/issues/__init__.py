"""Issues: the list over all projects, a project's, one issue and its next step, sorting, taking a list over."""
