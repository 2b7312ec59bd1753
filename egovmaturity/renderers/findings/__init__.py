"""What ``check`` found, as other programs read it."""
