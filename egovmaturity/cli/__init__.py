"""Parse, call, write, exit: the only layer that knows all the others."""
