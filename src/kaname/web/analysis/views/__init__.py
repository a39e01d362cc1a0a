"""Views of the analysis workbench."""
