"""Reports as documents, and their writers: PDF (typst), PowerPoint, Excel and Word. No database, no language."""
