"""`kaname portfolio ...`: which projects to do."""
