"""The analysis workbench: questions to frozen facts (mission rows S42, S21)."""
