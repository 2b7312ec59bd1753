"""What to do about it: gaps in working order and where the recorded actions lead."""
