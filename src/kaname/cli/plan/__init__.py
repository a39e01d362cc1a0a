"""`kaname plan ...`: plans without a database."""
