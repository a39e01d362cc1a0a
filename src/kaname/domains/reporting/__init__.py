"""What is read across subjects: the portfolio board, each role's first page, a project's cockpit, search."""
