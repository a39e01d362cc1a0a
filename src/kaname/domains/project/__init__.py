"""Projects, charters, phases, WBS, milestones, members, stakeholders, deliverables."""
