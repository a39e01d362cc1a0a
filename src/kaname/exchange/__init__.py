"""File formats: project files and workbooks in and out. No Django."""
