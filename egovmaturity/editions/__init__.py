"""Two editions of a questionnaire: what changed, and how answers go from one to the other."""
