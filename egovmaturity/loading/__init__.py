"""Files in, domain values out; every problem with its place."""
