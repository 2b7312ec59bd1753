"""Whether a report follows from its inputs: the record of how it was made, and what differs."""
