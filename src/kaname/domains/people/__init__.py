"""Users, persons, organisation units, companies, roles and what they may do."""
