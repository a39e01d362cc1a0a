"""The demo company: invented from end to end, made through the domains' own actions, the same every time."""
