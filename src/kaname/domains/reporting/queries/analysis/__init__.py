"""The analysis workbench (mission row S42): questions to frozen facts, answered by the database."""
