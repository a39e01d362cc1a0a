"""`kaname user ...`: accounts, for who runs the installation."""
